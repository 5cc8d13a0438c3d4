#include "app/forms/paper.h"

#include <algorithm>

#include "app/forms/answer_shapes.h"

namespace holdfast::forms {
namespace {

constexpr std::size_t kPaperWidth = 78;
constexpr std::size_t kShortChoicesMax = 60;  // of all labels together: then they stand on one line

std::size_t paper_length(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

// A question of a group only for the eye, or filled in by the program alone, is nothing to write on.
bool is_asked_on_paper(const Question& question) {
  return question.type != QuestionType::Metadata && question.type != QuestionType::Calculate &&
         question.type != QuestionType::Hidden && question.type != QuestionType::Note &&
         question.type != QuestionType::Group && question.type != QuestionType::Repeat;
}

class Paper {
 public:
  Paper(const Form& form, const PaperOptions& options) : form_(form), options_(options) {
    std::size_t number = 0;
    for (const Question& question : form.questions) {
      if (is_asked_on_paper(question)) numbers_[question.path] = ++number;
    }
  }

  std::string print() {
    head();
    for (const Question& question : form_.questions) {
      close_until(question);
      take(question);
    }
    while (!open_.empty()) close();
    return std::move(out_);
  }

 private:
  std::string text_of(const Texts& texts) const {
    const auto own = texts.find(options_.language);
    if (own != texts.end() && !own->second.empty()) return own->second;
    const auto plain = texts.find("");
    if (plain != texts.end()) return plain->second;
    return texts.empty() ? std::string() : texts.begin()->second;
  }

  std::string label_of(const Question& question) const {
    const std::string label = text_of(question.labels);
    return label.empty() ? question.name : label;
  }

  // What the interviewer reads beside a text in the person's language.
  std::string beside(const Texts& texts) const {
    const auto plain = texts.find("");
    const bool other = texts.count(options_.language) != 0 && !options_.language.empty();
    return other && plain != texts.end() ? plain->second : std::string();
  }

  void line(std::string_view text = {}) { out_ += std::string(text) + "\n"; }

  // Words of one paragraph, broken at blanks; later lines begin under the first word, or further in.
  void paragraph(std::string_view start, std::string_view text, std::size_t indent = 0) {
    std::string current(start);
    const std::string under(std::max(paper_length(start), indent), ' ');
    bool fresh = true;
    std::size_t from = 0;
    while (from < text.size()) {
      const std::size_t to = std::min(text.find(' ', from), text.size());
      const std::string_view word = text.substr(from, to - from);
      const std::size_t length = paper_length(current) + 1 + paper_length(word);
      if (!fresh && options_.width != 0 && length > options_.width) {
        line(current);
        current = under;
        fresh = true;
      }
      current += (fresh ? "" : " ") + std::string(word);
      fresh = false;
      from = to + 1;
    }
    line(current);
  }

  // Words of the paper itself: the source's English, or what a translator made of it.
  std::string own(std::string_view english, std::initializer_list<std::string_view> values = {}) const {
    return options_.words.say(english, values);
  }

  // A line to write on behind a word.
  std::string blank(std::string_view english, std::size_t length) const {
    return own(english) + " " + std::string(length, '_');
  }

  void head() {
    line(form_.title);
    line(std::string(kPaperWidth, '='));
    line(own("Form {1}, version {2}", {form_.id, form_.version}));
    if (!options_.reviewed) paragraph("", own("The words in this language were NOT CHECKED BY A NATIVE SPEAKER."));
    line(blank("Written by", 22) + "  " + blank("Date", 12) + "  " + blank("Place", 18));
    paragraph("", own("This paper is not protected. Enter it into the program as soon as you can, and destroy it."));
  }

  void take(const Question& question) {
    if (question.type == QuestionType::Group || question.type == QuestionType::Repeat) return begin(question);
    if (question.type == QuestionType::Note) return note(question);
    if (!is_asked_on_paper(question)) return;
    line();
    const std::string number = std::to_string(numbers_.at(question.path)) + ". ";
    condition(question);
    paragraph(number, label_of(question) + (is_needed(question) ? " *" : ""));
    const std::string other = beside(question.labels);
    if (!other.empty()) paragraph("   = ", other);
    const std::string hint = text_of(question.hints);
    if (!hint.empty()) paragraph("   (", hint + ")");
    answer(question);
    const std::string rule = text_of(question.constraint_messages);
    if (!rule.empty()) paragraph("   " + own("Check:") + " ", rule);
  }

  static bool is_needed(const Question& question) { return question.required || !question.required_expression.empty(); }

  void condition(const Question& question) {
    if (question.relevant.empty()) return;
    const std::string when =
        condition_in_words(form_, numbers_, options_.language, question.relevant, options_.words);
    constexpr std::size_t kConditionIndent = 11;  // it stands apart from the question
    paragraph("   ", own("Only if {1}:", {when}), kConditionIndent);
  }

  void note(const Question& question) {
    line();
    condition(question);
    paragraph("   > ", label_of(question));
    const std::string other = beside(question.labels);
    if (!other.empty()) paragraph("   = ", other);
  }

  void begin(const Question& group) {
    open_.push_back(&group);
    const bool repeat = group.type == QuestionType::Repeat;
    line();
    line(std::string(kPaperWidth, '-'));
    paragraph("", repeat ? own("Several: {1}", {label_of(group)}) : label_of(group));
    const std::string other = beside(group.labels);
    if (!other.empty()) paragraph("   = ", other);
    if (repeat) line("   " + own("(Copy this part, one for each.)"));
    condition(group);
  }

  void close() {
    if (open_.back()->type == QuestionType::Repeat) {
      line();
      line(own("End of the part to copy: {1}", {label_of(*open_.back())}));
    }
    open_.pop_back();
  }

  void close_until(const Question& question) {
    const auto inside = [&](const Question& group) {
      return question.path.size() > group.path.size() && question.path.compare(0, group.path.size(), group.path) == 0 &&
             question.path[group.path.size()] == '/';
    };
    while (!open_.empty() && !inside(*open_.back())) close();
  }

  void answer(const Question& question) {
    switch (question.type) {
      case QuestionType::SelectOne: return choices(question, "( ) ", "");
      case QuestionType::SelectMultiple: return choices(question, "[ ] ", own("Mark all that fit."));
      case QuestionType::Rank: return choices(question, "__ ", own("Number them, the first is 1."));
      case QuestionType::SelectOneFromFile: return picked(question, 1);
      case QuestionType::SelectMultipleFromFile: return picked(question, 3);
      case QuestionType::Integer:
      case QuestionType::Range: return line("   |__|__|__|__|__|");
      case QuestionType::Decimal: return line("   ____________ . ______");
      case QuestionType::Date: return date();
      case QuestionType::Time: return line("   |__|__| : |__|__|");
      case QuestionType::DateTime:
        date();
        return line("   " + own("Time") + " |__|__| : |__|__|  " + blank("Time zone", 8));
      case QuestionType::Geopoint:
      case QuestionType::Geotrace:
      case QuestionType::Geoshape: return line("   " + blank("Latitude", 14) + "  " + blank("Longitude", 14));
      case QuestionType::Image:
      case QuestionType::Audio:
      case QuestionType::Video:
      case QuestionType::File: return line("   " + blank("Number of the photograph, recording or file:", 12));
      case QuestionType::Acknowledge: return line("   [ ]");
      default: return words(question);
    }
  }

  void date() {
    line("   " + own("Year") + " |__|__|__|__|  " + own("Month") + " |__|__|  " + own("Day") + " |__|__|");
  }

  void words(const Question& question) {
    if (has_appearance(question, "x-date")) {
      date();
      return line("   " + own("about") + " [ ]   " + blank("Calendar", 14) + "  " + blank("In words", 22));
    }
    if (question.read_only) return line("   " + blank("From the program:", 20));
    const std::size_t lines = has_appearance(question, "multiline") ? 8 : 1;
    for (std::size_t i = 0; i < lines; ++i) line("   " + std::string(kPaperWidth - 3, '_'));
  }

  void picked(const Question& question, std::size_t lines) {
    const bool coded = question.list == "people.csv" || question.list == "exhibits.csv" ||
                       question.list == "interpreters.csv" || question.list == "sites.csv";
    for (std::size_t i = 0; i < lines; ++i) {
      line("   " + (coded ? blank("Code", 10) + " " + blank("(with its last letter) or name", 24)
                          : std::string(kPaperWidth / 2, '_')));
    }
  }

  void choices(const Question& question, std::string_view box, std::string_view how) {
    const auto list = form_.choices.find(question.list);
    if (list == form_.choices.end()) return words(question);
    if (!how.empty()) line("   " + std::string(how));
    std::string together = "  ";
    std::size_t length = 0;
    for (const Choice& choice : list->second) {
      together += " " + std::string(box) + choice_text(choice) + " ";
      length += paper_length(choice_text(choice)) + box.size() + 2;
    }
    if (length <= kShortChoicesMax) return line(together);
    for (const Choice& choice : list->second) paragraph("   " + std::string(box), choice_text(choice));
  }

  std::string choice_text(const Choice& choice) const {
    const std::string label = text_of(choice.labels);
    const std::string other = beside(choice.labels);
    return (label.empty() ? choice.name : label) + (other.empty() ? "" : " = " + other);
  }

  const Form& form_;
  const PaperOptions& options_;
  std::map<std::string, std::size_t> numbers_;
  std::vector<const Question*> open_;
  std::string out_;
};

}  // namespace

std::string paper_form(const Form& form, const PaperOptions& options) { return Paper(form, options).print(); }

}  // namespace holdfast::forms
