// Functions of texts. Lengths and places count characters: what a person sees, not what a computer stores.
#include <algorithm>
#include <cmath>

#include "app/forms/xpath_functions.h"

namespace holdfast::forms::xpath {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }

// Where each character begins, and the end.
std::vector<std::size_t> character_places(std::string_view text) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (begins_character(text[i])) out.push_back(i);
  }
  out.push_back(text.size());
  return out;
}

// The words between blanks, none of them empty: the answer to a question with several choices.
std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> out;
  std::size_t at = 0;
  while (at < text.size()) {
    while (at < text.size() && is_space(text[at])) ++at;
    const std::size_t begin = at;
    while (at < text.size() && !is_space(text[at])) ++at;
    if (at > begin) out.push_back(text.substr(begin, at - begin));
  }
  return out;
}

// What finding one text in another may cost at worst.
Result<void> spend_search(Evaluation& evaluation, std::string_view text, std::string_view sought) {
  return evaluation.spend(text.size() * sought.size() / 4096);
}

Result<std::string> text_or_here(Evaluation& evaluation, const Expr& call) {
  if (!call.parts.empty()) return evaluation.text(call.parts[0]);
  const NodeRef here = evaluation.focus().node;
  return here ? Value::of(std::vector<NodeRef>{here}).to_text() : std::string();
}

Result<Value> run_string(Evaluation& evaluation, const Expr& call) {
  std::string text = TRY(evaluation.text(call.parts[0]));
  return evaluation.text_value(std::move(text));
}

Result<std::string> joined(Evaluation& evaluation, const Expr& call, std::size_t first, std::string_view separator) {
  const std::vector<Value> values = TRY(evaluation.values(call, first));
  std::string out;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i != 0) out += separator;
    out += values[i].to_text();
    if (out.size() > kExpressionTextMax) break;  // text_value says so
  }
  return out;
}

Result<Value> run_concat(Evaluation& evaluation, const Expr& call) {
  std::string out = TRY(joined(evaluation, call, 0, ""));
  return evaluation.text_value(std::move(out));
}

Result<Value> run_join(Evaluation& evaluation, const Expr& call) {
  const std::string separator = TRY(evaluation.text(call.parts[0]));
  std::string out = TRY(joined(evaluation, call, 1, separator));
  return evaluation.text_value(std::move(out));
}

Result<Value> run_string_length(Evaluation& evaluation, const Expr& call) {
  const std::string text = TRY(text_or_here(evaluation, call));
  return Value::of(static_cast<double>(std::count_if(text.begin(), text.end(), begins_character)));
}

Result<Value> run_normalize_space(Evaluation& evaluation, const Expr& call) {
  const std::string text = TRY(text_or_here(evaluation, call));
  std::string out;
  for (const std::string_view word : words_of(text)) {
    if (!out.empty()) out += ' ';
    out += word;
  }
  return evaluation.text_value(std::move(out));
}

// substr(text, first, end): places from 0, from the end where negative; `end` is not taken.
Result<Value> run_substr(Evaluation& evaluation, const Expr& call) {
  const std::string text = TRY(evaluation.text(call.parts[0]));
  const std::vector<std::size_t> places = character_places(text);
  const double length = static_cast<double>(places.size() - 1);
  const auto place = [length](double number) {
    if (std::isnan(number)) number = 0;
    number = std::trunc(number);
    return static_cast<std::size_t>(std::clamp(number < 0 ? length + number : number, 0.0, length));
  };
  const std::size_t first = place(TRY(evaluation.number(call.parts[1])));
  std::size_t end = places.size() - 1;
  if (call.parts.size() == 3) end = place(TRY(evaluation.number(call.parts[2])));
  return Value::of(first < end ? text.substr(places[first], places[end] - places[first]) : std::string());
}

// XPath's own: places from 1, rounded, and a length.
Result<Value> run_substring(Evaluation& evaluation, const Expr& call) {
  const std::string text = TRY(evaluation.text(call.parts[0]));
  const double first = std::floor(TRY(evaluation.number(call.parts[1])) + 0.5);
  double end = std::numeric_limits<double>::infinity();
  if (call.parts.size() == 3) end = first + std::floor(TRY(evaluation.number(call.parts[2])) + 0.5);
  std::string out;
  double at = 0;
  for (const char c : text) {
    if (begins_character(c)) ++at;
    if (at >= first && at < end) out.push_back(c);
  }
  return Value::of(std::move(out));
}

template <bool Before>
Result<Value> run_part(Evaluation& evaluation, const Expr& call) {
  const std::string text = TRY(evaluation.text(call.parts[0]));
  const std::string mark = TRY(evaluation.text(call.parts[1]));
  TRY(spend_search(evaluation, text, mark));
  const std::size_t place = text.find(mark);
  if (place == std::string::npos) return Value::of(std::string());
  return Value::of(Before ? text.substr(0, place) : text.substr(place + mark.size()));
}

Result<Value> run_translate(Evaluation& evaluation, const Expr& call) {
  const std::string text = TRY(evaluation.text(call.parts[0]));
  const std::string from = TRY(evaluation.text(call.parts[1]));
  const std::string to = TRY(evaluation.text(call.parts[2]));
  const std::vector<std::size_t> here = character_places(text);
  const std::vector<std::size_t> from_places = character_places(from);
  const std::vector<std::size_t> to_places = character_places(to);
  TRY(evaluation.spend(here.size() * from_places.size() / 16));
  const auto character = [](std::string_view whole, const std::vector<std::size_t>& places, std::size_t i) {
    return whole.substr(places[i], places[i + 1] - places[i]);
  };
  std::string out;
  for (std::size_t i = 0; i + 1 < here.size(); ++i) {
    const std::string_view c = character(text, here, i);
    std::size_t which = 0;
    while (which + 1 < from_places.size() && character(from, from_places, which) != c) ++which;
    if (which + 1 == from_places.size()) {
      out += c;
    } else if (which + 1 < to_places.size()) {
      out += character(to, to_places, which);
    }
  }
  return evaluation.text_value(std::move(out));
}

enum class Where : std::uint8_t { Anywhere, Start, End };

template <Where Place>
Result<Value> run_contains(Evaluation& evaluation, const Expr& call) {
  const std::string text = TRY(evaluation.text(call.parts[0]));
  const std::string part = TRY(evaluation.text(call.parts[1]));
  const std::string_view whole = text;
  TRY(spend_search(evaluation, whole, part));
  if (Place == Where::Anywhere) return Value::of(whole.find(part) != std::string_view::npos);
  if (Place == Where::Start) return Value::of(whole.substr(0, part.size()) == part);
  return Value::of(whole.size() >= part.size() && whole.substr(whole.size() - part.size()) == part);
}

Result<Value> run_regex(Evaluation& evaluation, const Expr& call) {
  const std::string text = TRY(evaluation.text(call.parts[0]));
  std::optional<bool> matched;
  if (call.pattern != nullptr) {
    matched = call.pattern->matches(text);
  } else {
    const std::string source = TRY(evaluation.text(call.parts[1]));
    const text::Pattern pattern(source);
    if (!pattern.valid()) return evaluation.failed(call, "regex() was given no regular expression");
    matched = pattern.matches(text);
  }
  if (!matched.has_value()) return Error{kExpressionLimit, "a regular expression takes too long"};
  return Value::of(*matched);
}

Result<Value> run_selected(Evaluation& evaluation, const Expr& call) {
  const std::string answer = TRY(evaluation.text(call.parts[0]));
  const std::string choice = TRY(evaluation.text(call.parts[1]));
  const std::vector<std::string_view> wanted = words_of(choice);
  const std::vector<std::string_view> given = words_of(answer);
  if (wanted.size() == 1) return Value::of(std::find(given.begin(), given.end(), wanted[0]) != given.end());
  // No choice has a blank in it; a text with one is searched for as it stands, between blanks.
  const std::string padded = " " + answer + " ";
  TRY(spend_search(evaluation, answer, choice));
  std::string sought;
  for (const std::string_view word : wanted) sought += " " + std::string(word);
  return Value::of(wanted.empty() ? padded.find("  ") != std::string::npos
                                  : padded.find(sought + " ") != std::string::npos);
}

Result<Value> run_count_selected(Evaluation& evaluation, const Expr& call) {
  const std::string answer = TRY(evaluation.text(call.parts[0]));
  return Value::of(static_cast<double>(words_of(answer).size()));
}

Result<Value> run_selected_at(Evaluation& evaluation, const Expr& call) {
  const std::string answer = TRY(evaluation.text(call.parts[0]));
  const double place = std::trunc(TRY(evaluation.number(call.parts[1])));
  const std::vector<std::string_view> words = words_of(answer);
  const bool there = place >= 0 && place < static_cast<double>(words.size());
  return Value::of(there ? std::string(words[static_cast<std::size_t>(place)]) : std::string());
}

constexpr Function kTextFunctions[] = {
    {"string", 1, 1, run_string},
    {"concat", 0, kManyArguments, run_concat},
    {"join", 1, kManyArguments, run_join},
    {"string-length", 0, 1, run_string_length},
    {"normalize-space", 0, 1, run_normalize_space},
    {"substr", 2, 3, run_substr},
    {"substring", 2, 3, run_substring},
    {"substring-before", 2, 2, run_part<true>},
    {"substring-after", 2, 2, run_part<false>},
    {"translate", 3, 3, run_translate},
    {"contains", 2, 2, run_contains<Where::Anywhere>},
    {"starts-with", 2, 2, run_contains<Where::Start>},
    {"ends-with", 2, 2, run_contains<Where::End>},
    {"regex", 2, 2, run_regex},
    {"selected", 2, 2, run_selected},
    {"is-selected", 2, 2, run_selected},
    {"count-selected", 1, 1, run_count_selected},
    {"selected-at", 2, 2, run_selected_at},
};

}  // namespace

std::span<const Function> text_functions() { return kTextFunctions; }

}  // namespace holdfast::forms::xpath
