#include "tests/support/tidy_text.h"

#include <algorithm>
#include <cctype>

namespace holdfast::test {

namespace {

bool is_word_character(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// Copies a stretch of text as blanks, keeping its line ends.
void blank_out(std::string& out, std::string_view stretch) {
  for (const char c : stretch) out.push_back(c == '\n' ? '\n' : ' ');
}

// Where the literal that begins at `at` with `quote` ends (one past its closing quote).
std::size_t literal_end(std::string_view text, std::size_t at, char quote) {
  std::size_t i = at + 1;
  while (i < text.size() && text[i] != quote && text[i] != '\n') i += text[i] == '\\' ? 2 : 1;
  return std::min(i + 1, text.size());
}

// The same for R"name( ... )name"; `at` is the quote.
std::size_t raw_literal_end(std::string_view text, std::size_t at) {
  const std::size_t open = text.find('(', at);
  if (open == std::string_view::npos) return text.size();
  const std::string closing = ")" + std::string(text.substr(at + 1, open - at - 1)) + "\"";
  const std::size_t end = text.find(closing, open);
  return end == std::string_view::npos ? text.size() : end + closing.size();
}

// The end of the comment or literal that begins at `at`, or `at` itself if none does.
std::size_t skipped_end(std::string_view text, std::size_t at) {
  const char c = text[at];
  const char next = at + 1 < text.size() ? text[at + 1] : '\0';
  if (c == '/' && next == '/') return std::min(text.find('\n', at), text.size());
  if (c == '/' && next == '*') {
    const std::size_t end = text.find("*/", at + 2);
    return end == std::string_view::npos ? text.size() : end + 2;
  }
  if (c == '"') return at > 0 && text[at - 1] == 'R' ? raw_literal_end(text, at) : literal_end(text, at, '"');
  // An apostrophe inside a number (1'000) separates digits.
  if (c == '\'' && (at == 0 || !is_word_character(text[at - 1]))) return literal_end(text, at, '\'');
  return at;
}

enum class Block : std::uint8_t { Scope, Function, Inside };  // namespaces and types; functions; what is in them

// What a brace opens, from the text between it and the statement before.
Block kind_of_block(std::string_view header, bool in_function) {
  if (in_function) return Block::Inside;
  for (const std::string_view word : {"namespace", "class", "struct", "union", "enum"}) {
    // "struct" may also stand in a parameter list; then a bracket comes before it.
    const std::size_t at = header.find(word);
    if (at != std::string_view::npos && has_word(header, word) && header.find('(') > at) return Block::Scope;
  }
  const std::size_t last = header.find_last_not_of(" \n\t");
  if (last == std::string_view::npos) return Block::Scope;
  const bool initializer = header[last] == '=' || header[last] == ',' || header[last] == '(';
  return initializer || header.find(')') == std::string_view::npos ? Block::Scope : Block::Function;
}

}  // namespace

std::string strip_comments_and_strings(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t end = skipped_end(text, i);
    if (end > i) {
      blank_out(out, text.substr(i, end - i));
      i = end;
    } else {
      out.push_back(text[i++]);
    }
  }
  return out;
}

std::vector<FunctionSpan> function_spans(std::string_view stripped) {
  std::vector<FunctionSpan> out;
  std::vector<Block> open;
  std::size_t line = 1;
  std::size_t header_begin = 0;  // after the last ; { } or directive
  std::size_t body_begin = 0;
  std::size_t body_line = 0;
  for (std::size_t i = 0; i < stripped.size(); ++i) {
    const char c = stripped[i];
    if (c == '\n') ++line;
    if (c == '#' && (i == 0 || stripped[i - 1] == '\n')) {  // a directive is no header
      while (i + 1 < stripped.size() && (stripped[i + 1] != '\n' || stripped[i] == '\\')) line += stripped[++i] == '\n';
      header_begin = i + 1;
    }
    if (c == '{') {
      const bool in_function = !open.empty() && open.back() != Block::Scope;
      open.push_back(kind_of_block(stripped.substr(header_begin, i - header_begin), in_function));
      if (open.back() == Block::Function) {
        body_begin = i;
        body_line = line;
      }
    }
    if (c == '}' && !open.empty()) {
      if (open.back() == Block::Function) {
        out.push_back({body_line, line, std::string(stripped.substr(body_begin, i - body_begin + 1))});
      }
      open.pop_back();
    }
    if (c == '{' || c == '}' || c == ';') header_begin = i + 1;
  }
  return out;
}

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

bool has_word(std::string_view text, std::string_view word, char next) {
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if (at > 0 && is_word_character(text[at - 1])) continue;
    if (end < text.size() && is_word_character(text[end])) continue;
    const std::size_t following = std::min(text.find_first_not_of(" \n", end), text.size());
    if (next == '\0' || (following < text.size() && text[following] == next)) return true;
  }
  return false;
}

bool starts_with_any(std::string_view text, const std::vector<std::string_view>& beginnings) {
  const auto begins = [text](std::string_view one) { return text.starts_with(one); };
  return std::any_of(beginnings.begin(), beginnings.end(), begins);
}

bool has_ending(std::string_view text, std::string_view ending) { return text.ends_with(ending); }

std::size_t count_characters(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace holdfast::test
