// What every screen may show of a recording, the locked one too: that it goes on, for how long, how loud.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "crypto/base/bytes.h"

namespace holdfast::gui {

struct RecordingFacts {
  bool on = false;           // a recorder is at work, paused or not
  bool paused = false;
  bool starting = false;
  bool asks = false;         // consent fell: keep until here, or destroy
  std::int64_t heard_ms = 0;
  int level_percent = 0;
  std::string failed;        // a sentence; what was recorded before is kept
  Id16 draft{};              // of the interview it belongs to

  bool goes_on() const { return on && !paused; }
};

}  // namespace holdfast::gui
