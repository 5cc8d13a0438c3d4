#include "app/draw/paper_marks.h"

#include <algorithm>

namespace holdfast::draw {
namespace {

constexpr std::size_t kRuleLeast = 20;

std::string_view marks_trimmed(std::string_view text) {
  const std::size_t from = text.find_first_not_of(' ');
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(' ') - from + 1);
}

bool is_rule(std::string_view line, char sign) {
  return line.size() >= kRuleLeast && line.find_first_not_of(sign) == std::string_view::npos;
}

struct FoundSign {
  PaperSign sign = PaperSign::None;
  std::size_t size = 0;
  std::size_t length = 0;  // characters that it takes in the text
};

// The sign that `text` begins with.
FoundSign sign_at(std::string_view text) {
  if (text.starts_with("( )")) return {PaperSign::Circle, 0, 3};
  if (text.starts_with("[ ]")) return {PaperSign::Square, 0, 3};
  if (text.starts_with("|__|")) {
    std::size_t boxes = 0;
    while (text.substr(1 + boxes * 3, 3) == "__|") ++boxes;
    return {PaperSign::Boxes, boxes, 1 + boxes * 3};
  }
  if (text.starts_with("__")) {
    const std::size_t length = std::min(text.find_first_not_of('_'), text.size());
    return {PaperSign::Line, length, length};
  }
  return {};
}

// Signs and words in the order in which they stand.
std::vector<PaperField> fields_of(std::string_view text) {
  std::vector<PaperField> out;
  const bool sign_first = sign_at(text).sign != PaperSign::None;
  std::string words;
  const auto finish_words = [&] {
    const std::string_view trimmed = marks_trimmed(words);
    if (trimmed.empty()) return;
    const bool behind = sign_first && !out.empty() && out.back().words.empty();
    if (behind) out.back().words = trimmed;
    else out.push_back({std::string(trimmed), PaperSign::None, 0, false});
    words.clear();
  };
  std::size_t at = 0;
  while (at < text.size()) {
    const FoundSign found = sign_at(text.substr(at));
    if (found.sign == PaperSign::None) {
      words.push_back(text[at++]);
      continue;
    }
    if (sign_first) {
      finish_words();
      out.push_back({{}, found.sign, found.size, true});
    } else {
      out.push_back({std::string(marks_trimmed(words)), found.sign, found.size, false});
    }
    words.clear();
    at += found.length;
  }
  finish_words();
  return out;
}

// "12. " at the begin of a line.
std::size_t number_length(std::string_view line) {
  const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  return digits > 0 && line.substr(digits, 2) == ". " ? digits + 1 : 0;
}

}  // namespace

PaperRow paper_row(std::string_view line) {
  const std::string_view text = marks_trimmed(line);
  if (text.empty()) return {PaperLine::Gap, {}, {}, {}};
  if (is_rule(text, '=')) return {PaperLine::ThickRule, {}, {}, {}};
  if (is_rule(text, '-')) return {PaperLine::ThinRule, {}, {}, {}};
  const bool indented = line.front() == ' ';
  if (const std::size_t number = number_length(line); number > 0) {
    const std::string_view question = marks_trimmed(line.substr(number));
    return {PaperLine::Question, std::string(line.substr(0, number)), std::string(question), {}};
  }
  if (text.starts_with("> ")) return {PaperLine::Note, {}, std::string(text.substr(2)), {}};
  if (text.starts_with("= ")) return {PaperLine::Aside, {}, std::string(text.substr(2)), {}};
  std::vector<PaperField> fields = fields_of(text);
  const bool any = std::any_of(fields.begin(), fields.end(),
                               [](const PaperField& field) { return field.sign != PaperSign::None; });
  if (any) return {PaperLine::Fields, {}, {}, std::move(fields)};
  return {indented ? PaperLine::Aside : PaperLine::Plain, {}, std::string(text), {}};
}

}  // namespace holdfast::draw
