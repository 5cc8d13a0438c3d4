// Phone numbers to E.164. The only file that knows libphonenumber; what that library throws ends here.
#include <phonenumbers/phonenumberutil.h>

#include <exception>

#include "app/case/identifier_parts.h"

namespace holdfast::cases {

namespace {

using PhoneUtil = i18n::phonenumbers::PhoneNumberUtil;

constexpr std::size_t kPhoneTextMax = 60;

void read_phone(const std::string& text, const std::string& region, IdentifierCheck& out) {
  const PhoneUtil& util = *PhoneUtil::GetInstance();
  i18n::phonenumbers::PhoneNumber number;
  const PhoneUtil::ErrorType status = util.Parse(text, region.empty() ? "ZZ" : region, &number);
  if (status == PhoneUtil::INVALID_COUNTRY_CODE_ERROR) {
    out.ask_region = region.empty();
    if (out.ask_region) {
      warn(out, "region", "Without + and the country's number nobody can tell where this phone is. Say the country.");
    } else {
      warn(out, "shape", "No country has this beginning of a phone number.");
    }
    return;
  }
  if (status != PhoneUtil::NO_PARSING_ERROR) {
    warn(out, "shape", "This does not look like a phone number.");
    return;
  }
  util.Format(number, PhoneUtil::E164, &out.normal);
  util.Format(number, PhoneUtil::INTERNATIONAL, &out.display);
  std::string where;
  util.GetRegionCodeForNumber(number, &where);
  if (!where.empty() && where != "ZZ" && where != "001") out.facts.emplace_back("country", where);
  if (number.has_extension()) out.facts.emplace_back("extension", number.extension());
  if (!util.IsPossibleNumber(number)) {
    warn(out, "length", "A phone number of this country has another length.");
  } else if (!util.IsValidNumber(number)) {
    // The tables are some years old: new ranges of numbers are not in them.
    warn(out, "unknown_range", "No such range of numbers was known for this country. Compare it again.");
  }
}

}  // namespace

void check_phone(std::string_view text, const std::string& region, IdentifierCheck& out) {
  out.normal = compact(text);
  out.display = std::string(text);
  if (text.size() > kPhoneTextMax) {
    warn(out, "shape", "This does not look like a phone number.");
    return;
  }
  try {
    read_phone(std::string(text), region, out);
  } catch (const std::exception&) {
    warn(out, "shape", "This does not look like a phone number.");
  }
}

}  // namespace holdfast::cases
