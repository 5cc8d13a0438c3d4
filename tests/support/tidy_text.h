// Source text as the tidiness rules see it: without comments and strings, and cut into functions. A heuristic that is
// right for our style (formatted, no macros that open braces), not a parser of C++.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace holdfast::test {

struct SourceFile {
  std::string path;  // from the root: "crypto/base/cbor.cpp"
  std::string text;
};

struct Finding {
  std::string path;
  std::size_t line = 0;  // from 1; 0: the whole file
  std::string what;
  friend bool operator==(const Finding&, const Finding&) = default;
};

struct FunctionSpan {
  std::size_t first_line = 0;  // of its opening brace
  std::size_t last_line = 0;
  std::string body;  // stripped
};

// The same text with comments, characters of strings and of character literals replaced by blanks; lines stay lines.
std::string strip_comments_and_strings(std::string_view text);

// Every function body outside other functions. `stripped` as the function above returns it.
std::vector<FunctionSpan> function_spans(std::string_view stripped);

std::vector<std::string> split_lines(std::string_view text);

// True if `word` stands in `text` as a whole identifier, optionally followed by `next` after blanks ('\0': anything).
bool has_word(std::string_view text, std::string_view word, char next = '\0');

bool starts_with_any(std::string_view text, const std::vector<std::string_view>& beginnings);
bool has_ending(std::string_view text, std::string_view ending);

// Characters, not bytes: a line of Khmer is as long as it looks in an editor.
std::size_t count_characters(std::string_view utf8);

}  // namespace holdfast::test
