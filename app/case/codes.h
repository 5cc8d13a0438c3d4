// Codes that a person can read aloud and write on a wristband: device prefix, number, check letter ("R7-0417K").
#pragma once

#include <cstdint>
#include <string>

#include "app/case/reasons.h"
#include "crypto/base/result.h"

namespace holdfast::cases {

struct Code {
  std::string prefix;        // the device's name
  std::uint32_t number = 0;  // 1…
  friend auto operator<=>(const Code&, const Code&) = default;
};

// "R7-0417K". The letter finds every single wrong digit and every swap of neighbours (mod 23 over weighted digits,
// letters without I, O, U so that none is taken for a digit).
std::string to_text(const Code& code);
// Any case, blanks around; a wrong letter is kCodeCheckLetter.
Result<Code> parse_code(std::string_view text);

}  // namespace holdfast::cases
