// The road of the demo: bundles on sticks, what happens to them, the courier's trips, receipts on the way back.
#pragma once

#include "app/cli/demo_world.h"
#include "app/exchange/incoming.h"
#include "app/exchange/outgoing.h"
#include "app/exchange/receipts.h"

namespace holdfast::cli {

struct DemoBundle {
  std::string laptop;
  std::string stick;
  std::string mishap;
  std::vector<exchange::WrittenBundle> written;
};

struct DemoImport {
  std::string stick;
  exchange::ImportOutcome outcome;
};

class DemoRoad {
 public:
  // Both must outlive it.
  DemoRoad(DemoWorld& world, Progress& progress) : world_(world), progress_(progress) {}

  // Writes what is due onto the leg's stick, then lets the leg's mishap happen to it.
  Result<DemoBundle> bundle(const DemoLeg& leg);
  // Everything that the courier brings on this trip, stick by stick, in the order of the road.
  Result<std::vector<DemoImport>> bring(const std::vector<std::string>& sticks);
  // Headquarters' answers onto one stick.
  Result<std::vector<exchange::SentReceipt>> answer(const std::string& stick);
  // A laptop takes its answers from that stick.
  Result<std::vector<exchange::ImportOutcome>> take_answers(const std::string& laptop, const std::string& stick);

 private:
  Result<void> damage(const std::string& stick, const exchange::WrittenBundle& bundle);
  Result<void> copy(const std::string& stick, const exchange::WrittenBundle& bundle);

  DemoWorld& world_;
  Progress& progress_;
};

}  // namespace holdfast::cli
