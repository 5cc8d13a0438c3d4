// How far each entry of this laptop has come on its way to headquarters: what was written to a road, what headquarters
// says it has, what it holds back. Read once for a whole list; decides nothing.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "app/gui/records_facts.h"
#include "app/store/vault.h"

namespace holdfast::gui {

class RecordRoad {
 public:
  static Result<RecordRoad> read(store::Vault& vault);
  RoadMark mark_of(const sync::DeviceId& device, std::uint64_t seq) const;

  struct Carrier {
    std::uint64_t number = 0;  // of the newest bundle that carries it; 0: none
    std::int64_t planned_ms = 0;
  };
  Carrier carrier_of(std::uint64_t seq) const;
  // Why headquarters holds it back: a code, or empty.
  std::string question_of(std::uint64_t seq) const;
  bool is_own(const sync::DeviceId& device) const { return device == own_; }

 private:
  struct Range {
    std::uint64_t from = 0, to = 0;
    Carrier carrier{};
  };
  static const Range* find(const std::vector<Range>& ranges, std::uint64_t seq);

  sync::DeviceId own_{};
  std::vector<Range> carried_, again_, held_;
  std::map<std::uint64_t, std::string> questions_;
};

}  // namespace holdfast::gui
