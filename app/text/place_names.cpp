#include "app/text/place_names.h"

#include <unicode/uloc.h>

#include "app/text/utf16.h"

namespace holdfast::text {

namespace {

constexpr int kNameUnitsMax = 128;

bool is_country_code(std::string_view code) {
  const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  return code.size() == 2 && upper(code[0]) && upper(code[1]);
}

}  // namespace

std::string country_name(std::string_view code, std::string_view language) {
  if (!is_country_code(code)) return std::string(code);
  const std::string locale = "und_" + std::string(code);
  UChar name[kNameUnitsMax];
  UErrorCode status = U_ZERO_ERROR;
  const int32_t size =
      uloc_getDisplayCountry(locale.c_str(), std::string(language).c_str(), name, kNameUnitsMax, &status);
  // U_USING_DEFAULT_WARNING: ICU has no name and gives the code back.
  if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING || size <= 0) return std::string(code);
  return to_utf8(std::u16string_view(name, static_cast<std::size_t>(size)));
}

}  // namespace holdfast::text
