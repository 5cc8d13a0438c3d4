// Days and times as the window writes them, of this place and in the interface's language.
#pragma once

#include <cstdint>
#include <string>

#include "app/gui/ui/ui.h"

namespace holdfast::gui {

struct LocalTime {
  int year = 1970, month = 1, day = 1;  // from 1
  int weekday = 4;                      // 0: Sunday
  int hour = 0, minute = 0, second = 0;
};
LocalTime local_time(std::int64_t wall_ms, std::int32_t utc_offset_minutes);

// "2026-11-24 14:05" or "2026-11-24" typed by a person, of this place; nothing where it is no such time.
bool read_local_time(std::string_view text, std::int32_t utc_offset_minutes, std::int64_t& wall_ms);

std::string weekday_words(ui::Ui& ui, int weekday);
// How long ago, for a draft: "today 11:20", "2 days old".
std::string age_words(ui::Ui& ui, std::int64_t then_ms, std::int64_t now_ms, std::int32_t utc_offset_minutes);

}  // namespace holdfast::gui
