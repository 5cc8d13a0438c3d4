// Regular expressions of forms: a form's author wrote them, so a bad one is refused and a slow one is stopped.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

namespace holdfast::text {

// Compiled once, then asked often; by several threads at once, if need be.
class Pattern {
 public:
  explicit Pattern(std::string_view utf8);
  ~Pattern();
  Pattern(Pattern&&) noexcept;
  Pattern& operator=(Pattern&&) noexcept;

  // False where it is no regular expression, or one of more than 4096 bytes.
  bool valid() const;
  // True where the whole text matches. Nothing where the engine gave up for time or memory. REQUIRES: valid().
  std::optional<bool> matches(std::string_view utf8) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace holdfast::text
