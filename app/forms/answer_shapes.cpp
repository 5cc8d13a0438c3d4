#include "app/forms/answer_shapes.h"

#include <algorithm>
#include <charconv>

#include "app/case/dates.h"
#include "app/forms/answer_value.h"

namespace holdfast::forms {
namespace {

constexpr std::size_t kDecimalDigitsMax = 38;
constexpr std::size_t kPointsMax = 10'000;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view take_digit_run(std::string_view& text) {
  std::size_t size = 0;
  while (size < text.size() && is_digit(text[size])) ++size;
  const std::string_view run = text.substr(0, size);
  text.remove_prefix(size);
  return run;
}

bool take_char(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

// Two digits below `limit`.
bool take_two(std::string_view& text, int limit) {
  if (text.size() < 2 || !is_digit(text[0]) || !is_digit(text[1])) return false;
  const int value = (text[0] - '0') * 10 + (text[1] - '0');
  text.remove_prefix(2);
  return value < limit;
}

// "e12", "E-3": false where something else follows.
bool take_exponent(std::string_view& text, int& exponent) {
  exponent = 0;
  if (text.empty()) return true;
  if (!take_char(text, 'e') && !take_char(text, 'E')) return false;
  const bool minus = take_char(text, '-');
  if (!minus) take_char(text, '+');
  const std::string_view run = take_digit_run(text);
  if (run.empty() || run.size() > 3 || !text.empty()) return false;
  for (const char c : run) exponent = exponent * 10 + (c - '0');
  if (minus) exponent = -exponent;
  return true;
}

// Where the point stands in `digits` after shifting by the exponent; zeros at both ends are dropped.
std::string placed_point(std::string digits, std::size_t whole, int exponent) {
  std::ptrdiff_t point = static_cast<std::ptrdiff_t>(whole) + exponent;
  if (point < 0) digits.insert(0, static_cast<std::size_t>(-point), '0');
  if (point < 0) point = 0;
  const auto at = static_cast<std::size_t>(point);
  if (at > digits.size()) digits.append(at - digits.size(), '0');
  std::string left = digits.substr(0, at);
  std::string right = digits.substr(at);
  left.erase(0, std::min(left.find_first_not_of('0'), left.size()));
  while (!right.empty() && right.back() == '0') right.pop_back();
  if (left.empty()) left = "0";
  return right.empty() ? left : left + "." + right;
}

std::vector<std::string_view> split_points(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  while (!text.empty() && out.size() <= kPointsMax) {
    const std::size_t end = std::min(text.find(separator), text.size());
    std::string_view part = text.substr(0, end);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    if (!part.empty()) out.push_back(part);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

// Whether a canonical decimal lies within -limit..limit. A double is exact enough for that.
bool within(const std::string& decimal, double limit) {
  double value = 0;
  const auto [end, status] = std::from_chars(decimal.data(), decimal.data() + decimal.size(), value);
  return status == std::errc() && end == decimal.data() + decimal.size() && value >= -limit && value <= limit;
}

std::optional<std::string> joined_points(std::string_view text, std::size_t count_min, bool closed) {
  std::vector<std::string> points;
  for (const std::string_view part : split_points(text, ';')) {
    std::optional<std::string> point = point_shape(part);
    if (!point) return std::nullopt;
    points.push_back(std::move(*point));
  }
  if (points.size() < count_min || points.size() > kPointsMax) return std::nullopt;
  if (closed && points.front() != points.back()) return std::nullopt;
  std::string out;
  for (const std::string& point : points) out += (out.empty() ? "" : ";") + point;
  return out;
}

}  // namespace

std::optional<std::string> canonical_decimal(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  const bool minus = take_char(text, '-');
  if (!minus) take_char(text, '+');
  const std::string whole(take_digit_run(text));
  std::string fraction;
  if (take_char(text, '.')) fraction = std::string(take_digit_run(text));
  if (whole.empty() && fraction.empty()) return std::nullopt;
  int exponent = 0;
  if (!take_exponent(text, exponent)) return std::nullopt;
  if (whole.size() + fraction.size() > kDecimalDigitsMax || exponent > 38 || exponent < -38) return std::nullopt;
  std::string out = placed_point(whole + fraction, whole.size(), exponent);
  if (out.size() > 2 * kDecimalDigitsMax) return std::nullopt;
  return minus && out != "0" ? "-" + out : out;
}

std::optional<std::string> date_shape(std::string_view text) {
  if (!cases::parse_day(text).ok()) return std::nullopt;
  return std::string(text);
}

std::optional<std::string> time_shape(std::string_view text) {
  std::string_view rest = text;
  if (!take_two(rest, 24) || !take_char(rest, ':') || !take_two(rest, 60)) return std::nullopt;
  if (take_char(rest, ':')) {
    if (!take_two(rest, 61)) return std::nullopt;
    if (take_char(rest, '.') && (take_digit_run(rest).empty() || text.size() > 40)) return std::nullopt;
  }
  if (rest.empty() || rest == "Z") return std::string(text);
  if (!take_char(rest, '+') && !take_char(rest, '-')) return std::nullopt;
  if (!take_two(rest, 15)) return std::nullopt;
  if (rest.empty()) return std::string(text);
  take_char(rest, ':');
  if (!take_two(rest, 60) || !rest.empty()) return std::nullopt;
  return std::string(text);
}

std::optional<std::string> date_time_shape(std::string_view text) {
  if (text.size() <= 10) return date_shape(text);
  if (text[10] != 'T' || !date_shape(text.substr(0, 10)) || !time_shape(text.substr(11))) return std::nullopt;
  return std::string(text);
}

std::optional<std::string> point_shape(std::string_view text) {
  const std::vector<std::string_view> parts = split_points(text, ' ');
  if (parts.size() < 2 || parts.size() > 4) return std::nullopt;
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::optional<std::string> number = canonical_decimal(parts[i]);
    if (!number) return std::nullopt;
    if ((i == 0 && !within(*number, 90)) || (i == 1 && !within(*number, 180))) return std::nullopt;
    out += (out.empty() ? "" : " ") + *number;
  }
  return out;
}

std::optional<std::string> trace_shape(std::string_view text) { return joined_points(text, 2, false); }
std::optional<std::string> area_shape(std::string_view text) { return joined_points(text, 4, true); }

bool has_appearance(const Question& question, std::string_view word) {
  const std::vector<std::string_view> words = split_points(question.appearance, ' ');
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace holdfast::forms
