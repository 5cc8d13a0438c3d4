#include "app/gui/form_pages.h"

#include <algorithm>
#include <map>

#include "app/case/dates.h"
#include "app/forms/reviewed.h"
#include "app/gui/form_items.h"
#include "app/text/unicode.h"

namespace holdfast::gui {
namespace {

using forms::Form;
using forms::Question;

// Walks the form in its order and cuts it into pages: one group a page, what stands outside of groups on pages of its
// own. Repeats stay on the page of the group around them, with everything that is in them.
class PageWalk {
 public:
  PageWalk(FormTask& task, const text::Messages& messages)
      : task_(task), form_(task.session->logic().form()), messages_(messages) {
    for (const forms::AnswerProblem& problem : task.session->validate()) problems_.emplace(problem.path, problem);
  }

  void run() {
    const std::string kept = task_.page < task_.pages.size() ? task_.pages[task_.page].key : std::string();
    task_.pages.clear();
    for (const std::string& path : task_.session->shown_paths()) meet(path);
    close_repeats({});
    keep_page(kept);
    count();
    task_.items.clear();
    if (task_.page < task_.pages.size()) make_items(places_[task_.page]);
  }

 private:
  // What stands somewhere on a page: a question, the begin of an instance, or "add another".
  struct Place {
    std::string path;
    FormField field = FormField::Note;  // RepeatAdd, Instance, or anything else: a question
    std::size_t number = 0;
  };

  // The group whose page a question stands on: the nearest one outside of all repeats.
  std::size_t owner_of(const Question& question) const {
    std::size_t owner = Question::kNoParent;
    std::size_t at = question.parent;
    bool outside = true;
    // From the inside out: a repeat on the way moves what was found so far.
    while (at != Question::kNoParent) {
      const Question& around = form_.questions[at];
      if (around.type == forms::QuestionType::Repeat) {
        owner = Question::kNoParent;
        outside = true;
      } else if (outside) {
        owner = at;
        outside = false;
      }
      at = around.parent;
    }
    return owner;
  }

  void meet(const std::string& path) {
    const std::optional<forms::QuestionState> state = task_.session->state(path);
    if (!state || state->question == nullptr || is_hidden_item(*state->question)) return;
    const Question& question = *state->question;
    const bool in_repeat = path.find('[') != std::string::npos;
    close_repeats(path);
    if (question.type == forms::QuestionType::Group && !in_repeat) return;  // its page begins with its first question
    open_page(question);
    add(path, *state, question);
  }

  void add(const std::string& path, const forms::QuestionState& state, const Question& question) {
    if (path.ends_with(']')) {
      places_.back().push_back({path, FormField::Instance, ++numbers_[path.substr(0, path.rfind('['))]});
      return;
    }
    places_.back().push_back({path, FormField::Note, 0});
    if (question.type == forms::QuestionType::Repeat) repeats_.push_back(path);
    if (!is_asked_item(state)) return;
    FormPageFacts& page = task_.pages.back();
    page.paths.push_back(path);
    ++page.shown;
    if (!state.value.is_null() || task_.typed.count(path) > 0) ++page.answered;
    page.has_doubt = page.has_doubt || wrong(path) != nullptr || task_.doubts.count(path) > 0;
  }

  const forms::AnswerProblem* wrong(const std::string& path) const {
    const auto problem = problems_.find(path);
    return problem == problems_.end() || problem->second.code == "required" ? nullptr : &problem->second;
  }

  // Behind the last of what is inside a repeat stands "add another".
  void close_repeats(std::string_view next) {
    while (!repeats_.empty() && !next.starts_with(repeats_.back() + "[")) {
      const std::string& repeat = repeats_.back();
      if (!task_.session->is_counted(repeat)) places_.back().push_back({repeat, FormField::RepeatAdd});
      repeats_.pop_back();
    }
  }

  void make_items(const std::vector<Place>& places) {
    for (const Place& place : places) {
      if (place.field != FormField::Note) {
        task_.items.push_back(repeat_item(place));
        continue;
      }
      const auto state = task_.session->state(place.path);
      FormItemFacts item = item_facts(task_, place.path, *state, wrong(place.path), messages_);
      if (item.field == FormField::Fixed && item.value.empty()) continue;
      item.count = state->instances;
      item.may_change = !state->counted;
      task_.items.push_back(std::move(item));
    }
  }

  FormItemFacts repeat_item(const Place& place) const {
    const bool instance = place.field == FormField::Instance;
    const std::string repeat = instance ? place.path.substr(0, place.path.rfind('[')) : place.path;
    FormItemFacts item;
    item.path = place.path;
    item.field = place.field;
    item.depth = static_cast<int>(std::count(place.path.begin(), place.path.end(), '['));
    item.label = label_of(task_, repeat);
    item.count = place.number;
    item.may_change = !task_.session->is_counted(repeat);
    return item;
  }

  void open_page(const Question& question) {
    const std::size_t owner = owner_of(question);
    if (!task_.pages.empty() && owner == owner_) return;
    owner_ = owner;
    FormPageFacts page;
    const std::string name = owner == Question::kNoParent ? std::string() : form_.questions[owner].path;
    page.key = name + "#" + std::to_string(parts_[name]++);
    title(owner, page);
    task_.pages.push_back(std::move(page));
    places_.emplace_back();
  }

  void title(std::size_t owner, FormPageFacts& page) const {
    for (std::size_t at = owner; at != Question::kNoParent && page.title.empty(); at = form_.questions[at].parent) {
      const Question& group = form_.questions[at];
      page.title = forms::text_in_language(group.labels, task_.language, form_.default_language);
      const auto second = group.labels.find(task_.person_language);
      if (second != group.labels.end() && task_.person_language != task_.language) page.second = second->second;
    }
    if (page.title.empty()) page.title = form_.title;
  }

  void keep_page(const std::string& kept) {
    for (std::size_t i = 0; i < task_.pages.size(); ++i) {
      if (task_.pages[i].key == kept) task_.page = i;
    }
    if (task_.page >= task_.pages.size()) task_.page = task_.pages.empty() ? 0 : task_.pages.size() - 1;
  }

  void count() {
    task_.answered = task_.shown = 0;
    for (const FormPageFacts& page : task_.pages) {
      task_.answered += page.answered;
      task_.shown += page.shown;
    }
  }

  FormTask& task_;
  const Form& form_;
  const text::Messages& messages_;
  std::map<std::string, forms::AnswerProblem> problems_;
  std::vector<std::vector<Place>> places_;     // by page
  std::vector<std::string> repeats_;           // open ones, outermost first
  std::map<std::string, std::size_t> numbers_; // instances met, by repeat
  std::map<std::string, std::size_t> parts_;   // pages of a group so far
  std::size_t owner_ = Question::kNoParent;
};

std::string person_in(const FormTask& task) {
  const forms::FormLogic& logic = task.session->logic();
  for (const Question& question : logic.form().questions) {
    if (question.list != "people.csv" || question.name != "person" || !question.repeats.empty()) continue;
    const auto state = task.session->state(question.path);
    if (state && state->shown) return forms::value_text(state->value);
  }
  return {};
}

std::string session_number_in(const FormTask& task) {
  for (const Question& question : task.session->logic().form().questions) {
    if (question.name != "session_no" || !question.repeats.empty()) continue;
    const auto state = task.session->state(question.path);
    if (state) return forms::value_text(state->value);
  }
  return {};
}

const FormListEntry* list_entry(const FormTask& task, const std::string& list, const std::string& name) {
  const auto entries = task.lists.find(list);
  if (entries == task.lists.end()) return nullptr;
  const auto at = std::find_if(entries->second->begin(), entries->second->end(),
                               [&](const FormListEntry& entry) { return entry.name == name; });
  return at == entries->second->end() ? nullptr : &*at;
}

// A row of a list that came with the form.
std::string label_in_file(const Form& form, const Question& question, const std::string& name) {
  const auto list = form.lists.find(forms::list_instance_name(question.list));
  if (list == form.lists.end()) return {};
  const std::size_t names = list->second->column(question.value_column);
  if (names == forms::ExternalList::npos) return {};
  for (std::size_t row = 0; row < list->second->rows.size(); ++row) {
    if (list->second->rows[row][names] == name) return std::string(list->second->cell(row, question.label_column));
  }
  return {};
}

bool finds(const std::string& words, const std::vector<std::string>& typed) {
  return std::all_of(typed.begin(), typed.end(), [&](const std::string& word) {
    return words.starts_with(word) || words.find(" " + word) != std::string::npos;
  });
}

std::vector<std::string> words_typed(const std::string& typed) {
  std::vector<std::string> out;
  const std::string folded = text::search_words(typed);
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t end = std::min(folded.find(' ', at), folded.size());
    if (end > at) out.push_back(folded.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

void found_in_list(const std::vector<FormListEntry>& list, FormSearch& search) {
  const std::vector<std::string> typed = words_typed(search.typed);
  for (const FormListEntry& entry : list) {
    if (!finds(entry.words, typed)) continue;
    if (search.found.size() >= kFormChoicesFound) ++search.more;
    else search.found.push_back({entry.name, entry.label, entry.second, false});
  }
}

void found_in_form(const FormTask& task, const Question& question, FormSearch& search) {
  const std::vector<std::string> typed = words_typed(search.typed);
  const auto offered = task.session->choices(search.path);
  if (!offered) return;
  for (const forms::OfferedChoice& choice : *offered) {
    if (!typed.empty() && !finds(text::search_words(choice.label + " " + choice.name), typed)) continue;
    if (search.found.size() >= kFormChoicesFound) {
      ++search.more;
      continue;
    }
    FormChoiceFacts facts = choice_facts(task, question, choice.name);
    if (facts.label == facts.name && !choice.label.empty()) facts.label = choice.label;
    search.found.push_back(std::move(facts));
  }
}

}  // namespace

void refresh_form(FormTask& task, const text::Messages& messages) {
  PageWalk(task, messages).run();
  task.person_id = person_in(task);
  task.session_number = session_number_in(task);
  const FormListEntry* person = task.person_id.empty() ? nullptr : list_entry(task, "people.csv", task.person_id);
  task.person_code = person == nullptr ? std::string() : person->label;
  if (task.search) refresh_search(task);
}

void refresh_search(FormTask& task) {
  FormSearch& search = *task.search;
  search.found.clear();
  search.more = 0;
  const auto state = task.session->state(search.path);
  if (!state) return;
  const Question& question = *state->question;
  const auto list = task.lists.find(question.list);
  const Form& form = task.session->logic().form();
  const bool of_form = form.choices.count(question.list) > 0 ||
                       form.lists.count(forms::list_instance_name(question.list)) > 0 || !question.itemset.empty();
  if (of_form) found_in_form(task, question, search);
  else if (list != task.lists.end()) found_in_list(*list->second, search);
  // People, exhibits and codes must be those that are known; a list that is not here rules nothing out.
  const bool closed = of_form || question.list == "people.csv" || question.list == "exhibits.csv" ||
                      question.list == "countries.csv" || question.list == "languages.csv" ||
                      question.list == "currencies.csv";
  search.free = !closed && !search.typed.empty();
  const std::vector<std::string> chosen = chosen_names(state->given);
  for (FormChoiceFacts& found : search.found) {
    found.chosen = std::find(chosen.begin(), chosen.end(), found.name) != chosen.end();
  }
}

std::optional<std::size_t> page_of(const FormTask& task, const std::string& path) {
  for (std::size_t page = 0; page < task.pages.size(); ++page) {
    const std::vector<std::string>& paths = task.pages[page].paths;
    if (std::find(paths.begin(), paths.end(), path) != paths.end()) return page;
  }
  return std::nullopt;
}

std::string label_of(const FormTask& task, const std::string& path) {
  const std::string label = task.session->label_in(path, task.language).text;
  if (!label.empty()) return label;
  const auto state = task.session->state(path);
  return state && state->question != nullptr ? state->question->name : path;
}

FormChoiceFacts choice_facts(const FormTask& task, const Question& question, const std::string& name) {
  FormChoiceFacts out{name, name, {}, false};
  const Form& form = task.session->logic().form();
  const auto choices = form.choices.find(question.list);
  if (choices != form.choices.end()) {
    const auto at = std::find_if(choices->second.begin(), choices->second.end(),
                                 [&](const forms::Choice& choice) { return choice.name == name; });
    if (at == choices->second.end()) return out;
    const std::string label = forms::text_in_language(at->labels, task.language, form.default_language);
    if (!label.empty()) out.label = label;
    const auto second = at->labels.find(task.person_language);
    if (second != at->labels.end() && task.person_language != task.language) out.second = second->second;
    return out;
  }
  const std::string in_file = label_in_file(form, question, name);
  if (!in_file.empty()) out.label = in_file;
  if (const FormListEntry* entry = list_entry(task, question.list, name)) {
    out.label = entry->label;
    out.second = entry->second;
  }
  return out;
}

std::vector<std::string> chosen_names(const CborValue& value) {
  std::vector<std::string> out;
  if (const CborValue::Array* array = value.array()) {
    for (const CborValue& item : *array) out.push_back(forms::value_text(item));
  } else if (!value.is_null()) {
    out.push_back(forms::value_text(value));
  }
  return out;
}

}  // namespace holdfast::gui
