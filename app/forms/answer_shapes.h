// The shapes of answers that are more than text: numbers, days, times, places. Each gives the one spelling that is
// stored, or nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/forms/xlsform.h"

namespace holdfast::forms {

std::optional<std::string> date_shape(std::string_view text);
// "14:30", "14:30:15", "14:30:15.250+07:00"; the offset is kept as said, never converted.
std::optional<std::string> time_shape(std::string_view text);
// A day, or a day and a time: where the hour is not known, the day is the answer.
std::optional<std::string> date_time_shape(std::string_view text);
// "lat lon", "lat lon alt" or "lat lon alt accuracy".
std::optional<std::string> point_shape(std::string_view text);
// Points separated by semicolons; an area ends where it began.
std::optional<std::string> trace_shape(std::string_view text);
std::optional<std::string> area_shape(std::string_view text);

// True if `word` is one of the words of the question's appearance.
bool has_appearance(const Question& question, std::string_view word);

}  // namespace holdfast::forms
