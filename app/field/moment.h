// Dates with a time, as the forms write them: this vault's moment as text, and text back to a moment for ordering.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace holdfast::field {

// "2022-08-20T07:05:09.000Z".
std::string moment_text(std::int64_t wall_ms);
// Of "2022-08-20", "2022-08-20T14:05", "2022-08-20T14:05:00.000+07:00". Where no zone was said it is read as UTC;
// nothing where the text is no such moment.
std::optional<std::int64_t> moment_ms(std::string_view text);

}  // namespace holdfast::field
