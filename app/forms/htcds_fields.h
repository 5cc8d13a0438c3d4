// The fields of the Human Trafficking Case Data Standard, version 2.0 (IOM, CC BY 4.0): names, order, which are core.
// Names only; which answer of ours is which field is said by assets/forms/htcds.csv.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace holdfast::forms {

enum class HtcdsKind : std::uint8_t { Text, Day, YesNo };

struct HtcdsField {
  std::string_view name;
  HtcdsKind kind = HtcdsKind::Text;
  bool core = false;
};

// All of them, in the order of the standard.
std::span<const HtcdsField> htcds_fields();
// By the exact name; null where the standard has no such field.
const HtcdsField* htcds_field(std::string_view name);
// By a name with other underscores or capitals: the standard's own XLSForm writes prs_First_Name for prs_FirstName.
const HtcdsField* htcds_field_like(std::string_view name);

}  // namespace holdfast::forms
