// Which form of a sentence a count takes, as a catalogue's own head says it ("nplurals=2; plural=n != 1;"). The rule is
// the small C expression of the PO format; anything else is refused. Internal to app/text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace holdfast::text {

class PluralRule {
 public:
  // Two forms: one, and all else.
  PluralRule() = default;
  // Nothing where the rule is no such expression, or names more than kPluralFormsMax forms.
  static constexpr std::size_t kPluralFormsMax = 6;
  static std::optional<PluralRule> read(std::string_view head_line);

  std::size_t forms() const { return forms_; }
  // Always below forms().
  std::size_t form_of(std::uint64_t count) const;

 private:
  std::size_t forms_ = 2;
  std::string expression_ = "n!=1";
};

}  // namespace holdfast::text
