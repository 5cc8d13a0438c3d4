// Which offset from UTC the clocks of a place show, at any moment: summer time included, from ICU's own tables.
// Values in, values out. Which zone this machine stands in is asked once, by main.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace holdfast::text {

class TimeZone {
 public:
  // By its name in the tz database ("Europe/Berlin"); nothing where there is none of this name.
  static std::optional<TimeZone> named(std::string_view name);
  // Minutes to add to UTC. Of offsets with seconds (before 1900) the whole minutes.
  std::int32_t offset_minutes(std::int64_t utc_ms) const;

 private:
  explicit TimeZone(std::shared_ptr<const void> zone) : zone_(std::move(zone)) {}
  std::shared_ptr<const void> zone_;  // ICU's
};

// What this machine is set to; "" where it does not say.
std::string time_zone_of_this_machine();

}  // namespace holdfast::text
