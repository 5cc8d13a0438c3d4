// Names of countries for people to read; what is stored and counted is the ISO code.
#pragma once

#include <string>
#include <string_view>

namespace holdfast::text {

// "KH" -> "Cambodia" in `language` ("en"). What is no ISO 3166 code of two letters, or has no name, stays as it is.
std::string country_name(std::string_view code, std::string_view language);

}  // namespace holdfast::text
