// Conditions in words (declared in app/forms/paper.h).
#include <algorithm>

#include "app/forms/paper.h"

namespace holdfast::forms {
namespace {

constexpr std::size_t kConditionDepthMax = 24;

std::string_view paper_trim(std::string_view text) {
  const std::size_t from = text.find_first_not_of(' ');
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(' ') - from + 1);
}

// Splits at a word that stands outside of quotes and brackets.
std::vector<std::string_view> split_at_word(std::string_view text, std::string_view word) {
  std::vector<std::string_view> out;
  int depth = 0;
  char quote = 0;
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == '(' || c == '{') {
      ++depth;
    } else if (c == ')' || c == '}') {
      --depth;
    } else if (depth == 0 && text.substr(i, word.size()) == word) {
      out.push_back(paper_trim(text.substr(from, i - from)));
      from = i + word.size();
      i = from - 1;
    }
  }
  out.push_back(paper_trim(text.substr(from)));
  return out;
}

// "f(inner)" with nothing behind it.
bool is_paper_call(std::string_view text, std::string_view name, std::string_view& inner) {
  if (text.size() < name.size() + 2 || text.substr(0, name.size()) != name || text[name.size()] != '(') return false;
  int depth = 0;
  for (std::size_t i = name.size(); i < text.size(); ++i) {
    if (text[i] == '(') ++depth;
    if (text[i] == ')' && --depth == 0) {
      if (i + 1 != text.size()) return false;
      inner = paper_trim(text.substr(name.size() + 1, i - name.size() - 1));
      return true;
    }
  }
  return false;
}

std::optional<std::string> paper_reference(std::string_view text) {
  if (text.size() < 4 || text.substr(0, 2) != "${" || text.find('}') != text.size() - 1) return std::nullopt;
  return std::string(text.substr(2, text.size() - 3));
}

std::optional<std::string> paper_constant(std::string_view text) {
  const bool quoted = text.size() >= 2 && (text.front() == '\'' || text.front() == '"') && text.back() == text.front();
  if (quoted) return std::string(text.substr(1, text.size() - 2));
  const bool digits = !text.empty() && text.find_first_not_of("0123456789.") == std::string_view::npos;
  return digits ? std::optional<std::string>(text) : std::nullopt;
}

class ConditionWords {
 public:
  ConditionWords(const Form& form, const std::map<std::string, std::size_t>& numbers, const std::string& language,
                 const text::Messages& own)
      : form_(form), numbers_(numbers), language_(language), own_(own) {}

  std::string words(std::string_view text, std::size_t depth) const {
    text = paper_trim(text);
    std::string_view inner;
    if (depth > kConditionDepthMax) return std::string(text);
    for (const auto& [word, joined] : {std::pair(" or ", "{1}, or {2}"), std::pair(" and ", "{1}, and {2}")}) {
      const std::vector<std::string_view> parts = split_at_word(text, word);
      if (parts.size() < 2) continue;
      std::string out;
      for (const std::string_view part : parts) {
        const std::string next = words(part, depth + 1);
        out = out.empty() ? next : own_.say(joined, {out, next});
      }
      return out;
    }
    if (is_paper_call(text, "", inner)) return "(" + words(inner, depth + 1) + ")";
    if (is_paper_call(text, "not", inner)) return own_.say("not ({1})", {words(inner, depth + 1)});
    if (is_paper_call(text, "selected", inner)) return selected_words(inner, text);
    for (const std::string_view sign : {" != ", " >= ", " <= ", " = ", " > ", " < "}) {
      const std::vector<std::string_view> sides = split_at_word(text, sign);
      if (sides.size() == 2) return comparison_words(sides[0], sign, sides[1], text);
    }
    return std::string(text);
  }

 private:
  const Question* question_called(const std::string& name) const {
    for (const Question& question : form_.questions) {
      if (question.name == name) return &question;
    }
    return nullptr;
  }

  std::string label_in(const Texts& labels) const {
    const auto own = labels.find(language_);
    if (own != labels.end()) return own->second;
    const auto plain = labels.find("");
    return plain != labels.end() ? plain->second : labels.empty() ? std::string() : labels.begin()->second;
  }

  std::string named(const Question& question) const {
    const auto number = numbers_.find(question.path);
    const std::string label = label_in(question.labels);
    if (number == numbers_.end()) return "\"" + (label.empty() ? question.name : label) + "\"";
    return own_.say("question {1}", {std::to_string(number->second)});
  }

  std::string choice_label(const Question& question, const std::string& name) const {
    const auto list = form_.choices.find(question.list);
    if (list == form_.choices.end()) return name;
    for (const Choice& choice : list->second) {
      const std::string label = choice.name == name ? label_in(choice.labels) : std::string();
      if (!label.empty()) return "\"" + label + "\"";
    }
    return name;
  }

  // selected(${q}, 'a') and selected('a b', ${q}).
  std::string selected_words(std::string_view inner, std::string_view whole) const {
    const std::vector<std::string_view> sides = split_at_word(inner, ",");
    if (sides.size() != 2) return std::string(whole);
    const bool in_list = paper_constant(sides[0]).has_value();
    const auto name = paper_reference(in_list ? sides[1] : sides[0]);
    const auto value = paper_constant(in_list ? sides[0] : sides[1]);
    const Question* question = name ? question_called(*name) : nullptr;
    if (question == nullptr || !value) return std::string(whole);
    std::string labels;
    std::size_t from = 0;
    while (from < value->size()) {
      const std::size_t to = std::min(value->find(' ', from), value->size());
      const std::string label = choice_label(*question, value->substr(from, to - from));
      labels = labels.empty() ? label : own_.say("{1} or {2}", {labels, label});
      from = to + 1;
    }
    return own_.say(in_list ? "{1} is {2}" : "{1} has {2}", {named(*question), labels});
  }

  std::string comparison_words(std::string_view left, std::string_view sign, std::string_view right,
                               std::string_view whole) const {
    const auto name = paper_reference(left);
    const auto value = paper_constant(right);
    const Question* question = name ? question_called(*name) : nullptr;
    if (question == nullptr || !value) return std::string(whole);
    if (value->empty()) return own_.say(sign == " = " ? "{1} is not answered" : "{1} is answered", {named(*question)});
    const std::string_view said = sign == " = "    ? "{1} is {2}"
                                  : sign == " != " ? "{1} is anything but {2}"
                                  : sign == " >= " ? "{1} is at least {2}"
                                  : sign == " <= " ? "{1} is at most {2}"
                                  : sign == " > "  ? "{1} is more than {2}"
                                                   : "{1} is less than {2}";
    return own_.say(said, {named(*question), choice_label(*question, *value)});
  }

  const Form& form_;
  const std::map<std::string, std::size_t>& numbers_;
  const std::string& language_;
  const text::Messages& own_;
};

}  // namespace

std::string condition_in_words(const Form& form, const std::map<std::string, std::size_t>& numbers,
                               const std::string& language, std::string_view expression, const text::Messages& own) {
  return ConditionWords(form, numbers, language, own).words(expression, 0);
}

}  // namespace holdfast::forms
