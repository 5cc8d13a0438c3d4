#include "app/text/plural_rule.h"

#include <charconv>

namespace holdfast::text {
namespace {

// Reads and computes at once: rules are short and asked seldom.
class PluralParser {
 public:
  PluralParser(std::string_view text, std::uint64_t n) : text_(text), n_(n) {}

  std::optional<std::uint64_t> whole() {
    const std::uint64_t value = choice(0);
    skip();
    if (failed_ || !text_.empty()) return std::nullopt;
    return value;
  }

 private:
  static constexpr int kDepthMax = 32;

  void skip() {
    while (!text_.empty() && (text_.front() == ' ' || text_.front() == '\t')) text_.remove_prefix(1);
  }
  bool take(std::string_view sign) {
    skip();
    if (!text_.starts_with(sign)) return false;
    text_.remove_prefix(sign.size());
    return true;
  }
  std::uint64_t fail() {
    failed_ = true;
    text_ = {};
    return 0;
  }

  std::uint64_t choice(int depth) {
    if (depth > kDepthMax) return fail();
    const std::uint64_t condition = either(depth);
    if (!take("?")) return condition;
    const std::uint64_t yes = choice(depth + 1);
    if (!take(":")) return fail();
    const std::uint64_t no = choice(depth + 1);
    return condition != 0 ? yes : no;
  }
  std::uint64_t either(int depth) {
    std::uint64_t value = both(depth);
    while (take("||")) {
      const std::uint64_t other = both(depth);
      value = static_cast<std::uint64_t>(value != 0 || other != 0);
    }
    return value;
  }
  std::uint64_t both(int depth) {
    std::uint64_t value = equal(depth);
    while (take("&&")) {
      const std::uint64_t other = equal(depth);
      value = static_cast<std::uint64_t>(value != 0 && other != 0);
    }
    return value;
  }
  std::uint64_t equal(int depth) {
    std::uint64_t value = compared(depth);
    for (;;) {
      if (take("==")) value = static_cast<std::uint64_t>(value == compared(depth));
      else if (take("!=")) value = static_cast<std::uint64_t>(value != compared(depth));
      else return value;
    }
  }
  std::uint64_t compared(int depth) {
    const std::uint64_t value = remainder(depth);
    if (take("<=")) return static_cast<std::uint64_t>(value <= remainder(depth));
    if (take(">=")) return static_cast<std::uint64_t>(value >= remainder(depth));
    if (take("<")) return static_cast<std::uint64_t>(value < remainder(depth));
    if (take(">")) return static_cast<std::uint64_t>(value > remainder(depth));
    return value;
  }
  std::uint64_t remainder(int depth) {
    std::uint64_t value = single(depth);
    while (take("%")) {
      const std::uint64_t by = single(depth);
      if (by == 0) return fail();
      value %= by;
    }
    return value;
  }
  std::uint64_t single(int depth) {
    if (depth > kDepthMax) return fail();
    if (take("(")) {
      const std::uint64_t value = choice(depth + 1);
      return take(")") ? value : fail();
    }
    skip();
    if (text_.starts_with('!') && !text_.starts_with("!=")) {
      text_.remove_prefix(1);
      return static_cast<std::uint64_t>(single(depth + 1) == 0);
    }
    if (take("n")) return n_;
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text_.data(), text_.data() + text_.size(), value);
    if (error != std::errc()) return fail();
    text_.remove_prefix(static_cast<std::size_t>(end - text_.data()));
    return value;
  }

  std::string_view text_;
  std::uint64_t n_;
  bool failed_ = false;
};

std::optional<std::string_view> after(std::string_view text, std::string_view name) {
  const std::size_t at = text.find(name);
  if (at == std::string_view::npos) return std::nullopt;
  text.remove_prefix(at + name.size());
  return text.substr(0, text.find(';'));
}

}  // namespace

std::optional<PluralRule> PluralRule::read(std::string_view head_line) {
  constexpr std::size_t kRuleMax = 400;
  if (head_line.size() > kRuleMax) return std::nullopt;
  const auto forms = after(head_line, "nplurals=");
  const auto expression = after(head_line, "plural=");
  if (!forms || !expression) return std::nullopt;
  PluralRule out;
  out.expression_ = std::string(*expression);
  const auto count = PluralParser(*forms, 0).whole();
  if (!count || *count == 0 || *count > kPluralFormsMax) return std::nullopt;
  out.forms_ = static_cast<std::size_t>(*count);
  // Every count below 1,000 stands for all: the rules look at the last two digits.
  for (std::uint64_t n = 0; n < 1000; ++n) {
    const auto form = PluralParser(out.expression_, n).whole();
    if (!form || *form >= out.forms_) return std::nullopt;
  }
  return out;
}

std::size_t PluralRule::form_of(std::uint64_t count) const {
  const auto form = PluralParser(expression_, count).whole();
  return form && *form < forms_ ? static_cast<std::size_t>(*form) : forms_ - 1;
}

}  // namespace holdfast::text
