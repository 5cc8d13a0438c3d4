// Numbers, dates and formats of spreadsheets (ECMA-376 part 1, 18.8.30 and 18.17.4).
#include <charconv>
#include <cmath>

#include "app/forms/workbook_cells.h"

namespace holdfast::forms {
namespace {

constexpr double kSecondsADay = 86400;
constexpr double kLargestWhole = 1e15;

std::string two_digits(std::int64_t value) {
  std::string out = std::to_string(value);
  return out.size() < 2 ? "0" + out : out;
}

// Proleptic Gregorian, days since 1970-01-01.
std::string day_text(std::int64_t days) {
  const std::int64_t shifted = days + 719468;
  const std::int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  const std::int64_t of_era = shifted - era * 146097;
  const std::int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const std::int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t shifted_month = (5 * of_year + 2) / 153;
  const std::int64_t day = of_year - (153 * shifted_month + 2) / 5 + 1;
  const std::int64_t month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  const std::int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  std::string digits = std::to_string(year);
  while (digits.size() < 4) digits.insert(0, "0");
  return digits + "-" + two_digits(month) + "-" + two_digits(day);
}

}  // namespace

std::string plain_number(std::string_view text) {
  double value = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (status != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::string(text);
  char digits[400];
  const bool plain = value == 0 || (std::fabs(value) >= 1e-7 && std::fabs(value) < kLargestWhole);
  const auto written = std::to_chars(digits, digits + sizeof digits, value,
                                     plain ? std::chars_format::fixed : std::chars_format::general);
  if (written.ec != std::errc()) return std::string(text);
  const std::string_view shown(digits, static_cast<std::size_t>(written.ptr - digits));
  return shown == "-0" ? "0" : std::string(shown);
}

std::string date_cell_text(double serial, std::uint8_t parts, bool from_1904) {
  if (!(serial >= 0) || serial > 2958465.99999) return plain_number(std::to_string(serial));
  double whole = std::floor(serial);
  std::int64_t seconds = std::llround((serial - whole) * kSecondsADay);
  if (seconds == static_cast<std::int64_t>(kSecondsADay)) {
    seconds = 0;
    whole += 1;
  }
  const std::string time =
      two_digits(seconds / 3600) + ":" + two_digits(seconds / 60 % 60) + ":" + two_digits(seconds % 60);
  if (parts == kTimePart) return time;
  // Day 60 of 1900 is a 29 February that never was: days before it count from one day later.
  const std::int64_t days = static_cast<std::int64_t>(whole);
  const std::int64_t base = from_1904 ? -24107 : days < 60 ? -25568 : -25569;
  const std::string date = day_text(days + base);
  return seconds == 0 ? date : date + "T" + time;
}

std::uint8_t date_parts_of(std::string_view format_code) {
  std::uint8_t parts = 0;
  bool month_or_minute = false;
  for (std::size_t i = 0; i < format_code.size(); ++i) {
    const char c = format_code[i];
    if (c == '"') {
      const std::size_t end = format_code.find('"', i + 1);
      if (end == std::string_view::npos) break;
      i = end;
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '[') {
      // A colour or a country, but for hours that go on counting: [h].
      const std::size_t end = format_code.find(']', i + 1);
      if (end == std::string_view::npos) break;
      const std::string_view inside = format_code.substr(i + 1, end - i - 1);
      if (inside == "h" || inside == "hh" || inside == "m" || inside == "mm" || inside == "s") parts |= kTimePart;
      i = end;
    } else if (c == ';') {
      break;  // what negative numbers look like
    } else if (c == 'd' || c == 'D' || c == 'y' || c == 'Y') {
      parts |= kDatePart;
    } else if (c == 'h' || c == 'H' || c == 's' || c == 'S') {
      parts |= kTimePart;
    } else if (c == 'm' || c == 'M') {
      month_or_minute = true;
    } else if ((c == 'G' || c == 'g') && format_code.substr(i, 7) == "General") {
      i += 6;
    } else if (c == 'E' || c == 'e') {
      ++i;  // an exponent: E+
    }
  }
  if (month_or_minute && parts == 0) parts = kDatePart;
  return parts;
}

std::string column_letters(std::size_t column) {
  std::string out;
  while (column > 0) {
    out.insert(out.begin(), static_cast<char>('A' + (column - 1) % 26));
    column = (column - 1) / 26;
  }
  return out;
}

}  // namespace holdfast::forms
