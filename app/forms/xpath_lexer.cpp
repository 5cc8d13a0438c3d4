#include "app/forms/xpath_lexer.h"

#include <algorithm>

namespace holdfast::forms::xpath {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
// Names of any script: bytes beyond ASCII are taken as letters.
bool begins_name(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || (static_cast<unsigned char>(c) & 0x80U) != 0;
}
bool continues_name(char c) { return begins_name(c) || is_digit(c) || c == '-' || c == '.'; }

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  Result<std::vector<Token>> run() {
    while (true) {
      while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
      if (at_ == text_.size()) break;
      TRY(next());
    }
    tokens_.push_back({TokenKind::End, at_, {}});
    return std::move(tokens_);
  }

 private:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  void add(TokenKind kind, std::size_t length) {
    tokens_.push_back({kind, at_, std::string(text_.substr(at_, length))});
    at_ += length;
  }

  // XPath 1.0, 3.7: after these, a '*' or a name is an operand; anywhere else it is an operator.
  bool operand_follows() const {
    if (tokens_.empty()) return true;
    switch (tokens_.back().kind) {
      case TokenKind::Operator:
      case TokenKind::Slash:
      case TokenKind::DoubleSlash:
      case TokenKind::At:
      case TokenKind::Comma:
      case TokenKind::Open:
      case TokenKind::OpenPredicate:
      case TokenKind::DoubleColon: return true;
      default: return false;
    }
  }

  Result<void> next() {
    const char c = peek();
    if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return number();
    if (c == '\'' || c == '"') return literal(c);
    if (c == '$') return reference();
    if (begins_name(c)) return name();
    return sign(c);
  }

  Result<void> number() {
    std::size_t end = at_;
    while (end < text_.size() && is_digit(text_[end])) ++end;
    if (end < text_.size() && text_[end] == '.') ++end;
    while (end < text_.size() && is_digit(text_[end])) ++end;
    add(TokenKind::Number, end - at_);
    return {};
  }

  Result<void> literal(char quote) {
    const std::size_t end = text_.find(quote, at_ + 1);
    if (end == std::string_view::npos) {
      return expression_error(text_, at_, "the text that begins here has no closing quote");
    }
    tokens_.push_back({TokenKind::Literal, at_, std::string(text_.substr(at_ + 1, end - at_ - 1))});
    at_ = end + 1;
    return {};
  }

  Result<void> reference() {
    const std::size_t end = text_.find('}', at_);
    if (peek(1) != '{' || end == std::string_view::npos || end == at_ + 2) {
      return expression_error(text_, at_, "a question is written like ${name}");
    }
    std::string_view inside = text_.substr(at_ + 2, end - at_ - 2);
    while (!inside.empty() && is_blank(inside.front())) inside.remove_prefix(1);
    while (!inside.empty() && is_blank(inside.back())) inside.remove_suffix(1);
    tokens_.push_back({TokenKind::Reference, at_, std::string(inside)});
    at_ = end + 1;
    return {};
  }

  Result<void> name() {
    std::size_t end = at_;
    while (end < text_.size() && continues_name(text_[end])) ++end;
    // "jr:itext" is one name, "child::x" is an axis.
    if (end + 1 < text_.size() && text_[end] == ':' && begins_name(text_[end + 1])) {
      ++end;
      while (end < text_.size() && continues_name(text_[end])) ++end;
    }
    const std::string_view word = text_.substr(at_, end - at_);
    const bool is_operator = word == "or" || word == "and" || word == "div" || word == "mod";
    add(is_operator && !operand_follows() ? TokenKind::Operator : TokenKind::Name, end - at_);
    return {};
  }

  Result<void> plain(TokenKind kind, std::size_t length) {
    add(kind, length);
    return {};
  }

  Result<void> sign(char c) {
    const char after = peek(1);
    if (c == '/') return plain(after == c ? TokenKind::DoubleSlash : TokenKind::Slash, after == c ? 2 : 1);
    if (c == '.') return plain(after == c ? TokenKind::DoubleDot : TokenKind::Dot, after == c ? 2 : 1);
    if (c == ':' && after == ':') return plain(TokenKind::DoubleColon, 2);
    if (c == '*') return plain(operand_follows() ? TokenKind::Star : TokenKind::Operator, 1);
    if ((c == '!' || c == '<' || c == '>') && after == '=') return plain(TokenKind::Operator, 2);
    if (std::string_view("=<>+-|").find(c) != std::string_view::npos) return plain(TokenKind::Operator, 1);
    constexpr std::string_view kSigns = "@,()[]";
    constexpr TokenKind kKinds[] = {TokenKind::At,    TokenKind::Comma,         TokenKind::Open,
                                    TokenKind::Close, TokenKind::OpenPredicate, TokenKind::ClosePredicate};
    const std::size_t which = kSigns.find(c);
    if (which != std::string_view::npos) return plain(kKinds[which], 1);
    if (c == '!') return expression_error(text_, at_, "\"not equal\" is written !=, and \"not\" is written not(…)");
    if (c == '&') return expression_error(text_, at_, "\"and\" is written and");
    return expression_error(text_, at_, "this character means nothing here");
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

Error expression_error(std::string_view text, std::size_t place, std::string_view what) {
  // Continuation bytes are no characters of their own.
  const auto characters = std::count_if(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(place), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
  });
  return {kFormExpression, "character " + std::to_string(characters + 1) + ": " + std::string(what)};
}

std::string shown_name(std::string_view name) {
  std::string out;
  for (const char c : name.substr(0, 40)) {
    const bool plain = (begins_name(c) || is_digit(c) || c == '-' || c == '.' || c == ':') && c > 0;
    out.push_back(plain ? c : '?');
  }
  return name.size() > 40 ? out + "…" : out;
}

Result<std::vector<Token>> read_tokens(std::string_view text) { return Lexer(text).run(); }

}  // namespace holdfast::forms::xpath
