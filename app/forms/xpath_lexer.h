// Inside of app/forms: the words of an expression.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/forms/reasons.h"
#include "crypto/base/result.h"

namespace holdfast::forms::xpath {

enum class TokenKind : std::uint8_t {
  End, Number, Literal, Name, Reference,  // ${name}
  Operator,                               // or and = != < <= > >= + - * div mod |
  Slash, DoubleSlash, Dot, DoubleDot, At, Comma, Open, Close, OpenPredicate, ClosePredicate, DoubleColon, Star
};

struct Token {
  TokenKind kind = TokenKind::End;
  std::size_t place = 0;
  std::string text{};  // of a literal without its quotes, of a reference without ${}
};

// The error of an expression: what is wrong, and at which character (counted from 1, as an editor does).
Error expression_error(std::string_view text, std::size_t place, std::string_view what);
// A name as it may stand in a sentence: shortened, and without anything that is no letter, digit, '-', '_', ':' or '.'.
std::string shown_name(std::string_view name);

// Always ends with End.
Result<std::vector<Token>> read_tokens(std::string_view text);

}  // namespace holdfast::forms::xpath
