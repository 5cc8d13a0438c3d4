// The commands of form filling. Only this and its neighbours (form_work.h) change a form and its session.
#include <algorithm>

#include "app/gui/form_lists.h"
#include "app/gui/form_work.h"
#include "app/text/unicode.h"

namespace holdfast::gui {
namespace {

using forms::AnswerNode;

constexpr std::int64_t kFormMinuteMs = 60'000;

AnswerNode answer_of_names(const std::vector<std::string>& names) {
  if (names.empty()) return {};
  AnswerNode out{AnswerNode::Kind::Array, false, {}, {}, {}};
  for (const std::string& name : names) out.items.push_back(AnswerNode::of_text(name));
  return out;
}

const forms::Question* question_at(const FormTask& task, const std::string& path) {
  const auto state = task.session->state(path);
  return state ? state->question : nullptr;
}

std::vector<std::string> names_at(const FormTask& task, const std::string& path) {
  const auto state = task.session->state(path);
  return state ? chosen_names(state->given) : std::vector<std::string>();
}

// What does not fit its question is kept beside the session, with the reason, and counts nowhere.
void give_answer(App& app, const std::string& path, const AnswerNode& answer, const std::string& typed, bool typing) {
  FormTask& task = *app.state.form;
  const forms::SessionEdit edit = task.session->set_answer(path, answer);
  const bool was_typed = task.typed.erase(path) > 0;
  task.doubts.erase(path);
  if (edit.problem && !typed.empty() && edit.problem->code != "read_only") {
    task.session->set_answer(path, {});
    task.typed[path] = typed;
    if (!typing) task.doubts[path] = edit.problem->sentence;
  } else if (edit.problem && !was_typed) {
    return;
  }
  form_changed(app, typing);
  ask_form_consent(app);
}

bool is_multiple(forms::QuestionType type) {
  return type == forms::QuestionType::SelectMultiple || type == forms::QuestionType::SelectMultipleFromFile ||
         type == forms::QuestionType::Rank;
}

void choose_option(App& app, const ChooseOption& command) {
  FormTask& task = *app.state.form;
  const forms::Question* question = question_at(task, command.path);
  if (question == nullptr) return;
  std::vector<std::string> names = names_at(task, command.path);
  const auto at = std::find(names.begin(), names.end(), command.name);
  if (is_multiple(question->type)) {
    if (at == names.end()) names.push_back(command.name);
    else names.erase(at);
    give_answer(app, command.path, answer_of_names(names), {}, false);
    return;
  }
  const bool taken_back = at != names.end();
  if (task.search && task.search->path == command.path) task.search.reset();
  give_answer(app, command.path, taken_back ? AnswerNode{} : AnswerNode::of_text(command.name), {}, false);
}

void move_ranked(App& app, const MoveRanked& command) {
  std::vector<std::string> names = names_at(*app.state.form, command.path);
  const auto at = std::find(names.begin(), names.end(), command.name);
  if (at == names.end()) return;
  const auto from = at - names.begin();
  const auto to = from + command.by;
  if (to < 0 || to >= static_cast<std::ptrdiff_t>(names.size())) return;
  std::swap(names[static_cast<std::size_t>(from)], names[static_cast<std::size_t>(to)]);
  give_answer(app, command.path, answer_of_names(names), {}, false);
}

void attach_to_form(App& app, const AttachToQuestion& command) {
  FormTask& task = *app.state.form;
  if (command.file.empty()) {
    task.files.erase(command.path);
    give_answer(app, command.path, {}, {}, false);
    return;
  }
  const std::string name = text::display_name(command.file.substr(command.file.find_last_of("/\\") + 1));
  task.files[command.path] = command.file;
  give_answer(app, command.path, AnswerNode::of_text(name), {}, false);
}

void turn_to(App& app, std::size_t page, const std::string& focus) {
  FormTask& task = *app.state.form;
  if (page >= task.pages.size()) return;
  task.page = page;
  ++task.turn;
  task.search.reset();
  task.step = FormStep::Filling;
  refresh_form(task, app.messages());
  task.focus_path = focus.empty() && !task.items.empty() ? task.items.front().path : focus;
}

void speak(App& app, const SpeakLanguage& command) {
  FormTask& task = *app.state.form;
  (command.of_person ? task.person_language : task.language) = command.column;
  const std::string& standard = task.session->logic().form().default_language;
  if (!command.of_person) task.session->set_language(command.column.empty() ? standard : command.column);
  std::string own, person;
  for (const FormLanguage& language : task.languages) {
    if (language.column == task.language) own = language.code;
    if (language.column == task.person_language) person = language.code;
  }
  rename_form_lists(task.lists, own, person);
  form_changed(app, false);
}

void pause(App& app, const std::string& reason) {
  FormTask& task = *app.state.form;
  if (task.step == FormStep::Paused) return;
  if (task.talking_since_ms != 0) task.talked_ms += app.clock().steady_ms() - task.talking_since_ms;
  task.talking_since_ms = 0;
  task.step = FormStep::Paused;
  task.showing.clear();
  task.pauses.push_back({app.clock().wall_ms(), reason});
  form_changed(app, false);
}

void resume(App& app) {
  FormTask& task = *app.state.form;
  task.step = FormStep::Filling;
  task.talking_since_ms = std::max<std::int64_t>(1, app.clock().steady_ms());
  form_changed(app, false);
}

void change_consent(App& app) {
  const FormTask& task = *app.state.form;
  StartForm start{"consent", task.person_id, task.draft};
  if (task.posted_revision != task.revision || task.revision == 0) form_changed(app, false);
  start_form(app, start);
}

// Commands that need no open form.
bool apply_outside(App& app, const FormCommand& command) {
  if (std::holds_alternative<ChooseForm>(command)) {
    if (app.state.form) leave_form(app);
    app.state.place = Place::Interview;
    refresh_form_shelf(app);
  } else if (const auto* start = std::get_if<StartForm>(&command)) {
    if (app.state.form) leave_form(app);
    start_form(app, *start);
  } else if (const auto* open = std::get_if<OpenDraft>(&command)) {
    if (app.state.form) leave_form(app);
    open_form_draft(app, open->draft);
  } else if (const auto* discard = std::get_if<DiscardDraft>(&command)) {
    discard_form_draft(app, discard->draft);
  } else {
    return false;
  }
  return true;
}

struct ApplyInside {
  App& app;
  FormTask& task;

  void operator()(const LeaveForm&) { leave_form(app); }
  void operator()(const AnswerQuestion& c) {
    give_answer(app, c.path, c.text.empty() ? AnswerNode{} : AnswerNode::of_text(c.text), c.text, c.typing);
  }
  void operator()(const ChooseOption& c) { choose_option(app, c); }
  void operator()(const MoveRanked& c) { move_ranked(app, c); }
  void operator()(const AttachToQuestion& c) { attach_to_form(app, c); }
  void operator()(const SearchChoices& c) {
    task.search = FormSearch{c.path, c.typed, {}, 0, false};
    refresh_search(task);
  }
  void operator()(const CloseSearch&) { task.search.reset(); }
  void operator()(const AddInstance& c) {
    const forms::SessionEdit edit = task.session->add_repeat(c.repeat);
    if (edit.problem) return;
    form_changed(app, false);
    const auto inside = [&](const FormItemFacts& item) { return item.path.starts_with(edit.added + "/"); };
    const auto first = std::find_if(task.items.begin(), task.items.end(), inside);
    task.focus_path = first == task.items.end() ? edit.added : first->path;
  }
  void operator()(const RemoveInstance& c) {
    if (!task.session->remove_repeat(c.instance).problem) form_changed(app, false);
  }
  void operator()(const TurnToPage& c) { turn_to(app, c.page, {}); }
  void operator()(const GoToQuestion& c) {
    task.review.reset();
    turn_to(app, page_of(task, c.path).value_or(task.page), c.path);
  }
  void operator()(const SpeakLanguage& c) { speak(app, c); }
  void operator()(const ShowQuestion& c) { task.showing = c.path; }
  void operator()(const PauseForm& c) { pause(app, c.reason); }
  void operator()(const SetPauseReason& c) {
    if (task.step != FormStep::Paused || task.pauses.empty()) return;
    task.pauses.back().reason = c.reason;
    form_changed(app, false);
  }
  void operator()(const ResumeForm&) { resume(app); }
  void operator()(const WithdrawConsent&) { withdraw_form_consent(app); }
  void operator()(const AfterWithdrawal& c) { wish_after_withdrawal(app, c.wish); }
  void operator()(const ChangeConsent&) { change_consent(app); }
  void operator()(const ReviewForm&) { review_form(app); }
  void operator()(const LeaveReview&) {
    task.review.reset();
    task.step = FormStep::Filling;
  }
  void operator()(const SubmitForm& c) { submit_form(app, c.unfinished_reason); }
  void operator()(const ChooseForm&) {}
  void operator()(const StartForm&) {}
  void operator()(const OpenDraft&) {}
  void operator()(const DiscardDraft&) {}
};

}  // namespace

void apply_form(App& app, const FormCommand& command) {
  if (app.state.stage != Stage::Open) return;
  if (apply_outside(app, command)) return;
  if (!app.state.form) return;
  // While a record is made of it, nothing changes any more.
  if (app.state.form->step == FormStep::Submitting) return;
  std::visit(ApplyInside{app, *app.state.form}, command);
}

void tick_form(App& app) {
  if (app.state.stage != Stage::Open) return;
  const std::int64_t now = app.clock().steady_ms();
  if (!app.state.form) {
    if (app.state.place == Place::Interview && !app.state.form_shelf.asked) refresh_form_shelf(app);
    return;
  }
  FormTask& task = *app.state.form;
  if (task.save_at_ms != 0 && task.step != FormStep::Submitting) {
    if (now >= task.save_at_ms) save_form(app);
    else app.wake_at(task.save_at_ms);
  }
  const std::int64_t since = task.talking_since_ms == 0 ? 0 : now - task.talking_since_ms;
  task.minutes = (task.talked_ms + since) / kFormMinuteMs;
  if (task.talking_since_ms != 0) app.wake_at(now + kFormMinuteMs - (task.talked_ms + since) % kFormMinuteMs);
}

}  // namespace holdfast::gui
