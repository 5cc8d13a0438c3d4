#include "app/text/time_zone.h"

#include <unicode/timezone.h>

namespace holdfast::text {

namespace {

constexpr std::int32_t kMsOfOneMinute = 60'000;
constexpr std::size_t kZoneNameMax = 64;

}  // namespace

std::optional<TimeZone> TimeZone::named(std::string_view name) {
  if (name.empty() || name.size() > kZoneNameMax) return std::nullopt;
  const auto length = static_cast<std::int32_t>(name.size());
  std::shared_ptr<const icu::TimeZone> zone(
      icu::TimeZone::createTimeZone(icu::UnicodeString(name.data(), length, US_INV)));
  // ICU gives its "unknown" zone for a name that it does not know.
  if (zone == nullptr || *zone == icu::TimeZone::getUnknown()) return std::nullopt;
  return TimeZone(std::move(zone));
}

std::int32_t TimeZone::offset_minutes(std::int64_t utc_ms) const {
  const auto* zone = static_cast<const icu::TimeZone*>(zone_.get());
  std::int32_t raw_ms = 0;
  std::int32_t summer_ms = 0;
  UErrorCode status = U_ZERO_ERROR;
  zone->getOffset(static_cast<double>(utc_ms), 0, raw_ms, summer_ms, status);
  return U_FAILURE(status) ? 0 : (raw_ms + summer_ms) / kMsOfOneMinute;
}

std::string time_zone_of_this_machine() {
  const std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::detectHostTimeZone());
  if (zone == nullptr || *zone == icu::TimeZone::getUnknown()) return {};
  icu::UnicodeString name;
  std::string out;
  zone->getID(name).toUTF8String(out);
  return out;
}

}  // namespace holdfast::text
