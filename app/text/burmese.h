// Burmese that was typed with a Zawgyi font: the same letters under other numbers, still usual on older phones and in
// files of years past. What such a text says cannot be searched or read here before it is turned into Unicode.
// Nothing is converted unasked: a person sees both and decides.
#pragma once

#include <string>
#include <string_view>

namespace holdfast::text {

// True where the text breaks the order in which Unicode writes Burmese, and as Zawgyi it does not. Unicode Burmese,
// Shan, Mon and Karen give false; so do texts without Burmese letters, and those too short to tell.
bool looks_like_zawgyi(std::string_view utf8);

// The text in Unicode. REQUIRES: looks_like_zawgyi(utf8), or a person said so: Unicode text would be garbled.
std::string from_zawgyi(std::string_view utf8);

}  // namespace holdfast::text
