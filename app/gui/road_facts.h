// What sync knows: sticks, what is on the road, what is confirmed; and what the last run did.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/gui/records_facts.h"
#include "app/gui/sticks.h"

namespace holdfast::gui {

// One record on its way. Each step implies those before it.
struct RoadLine {
  std::string id, name, form_title;
  std::int64_t created_ms = 0;
  RoadMark mark = RoadMark::NotSent;
  std::uint64_t bundle = 0;        // that carries it; 0: none yet
  std::int64_t bundle_ms = 0;      // when that was written
  std::string question;            // why headquarters holds it back, as a sentence; empty: it does not
};

struct OutcomeLine {
  enum class Kind : std::uint8_t { Taken, Before, Refused, NotForUs, Receipt, Tip, Written, Answered };
  Kind kind = Kind::Taken;
  std::string name;       // of the bundle, short
  std::string device;     // sender
  std::string words;      // what happened; for Refused the sentence
  std::string safe, do_next;
  std::size_t entries = 0, files = 0, held = 0, damaged = 0;
  std::uint64_t size_bytes = 0;
  bool gap = false;       // something of this sender is missing
  bool fork = false;      // it tells another history than the one that is here
};

struct RoadSentence {
  std::string happened, safe, do_next;
};

// How far the run has come; written by the vault's lane while it runs.
struct RoadProgress {
  std::atomic<std::uint64_t> done{0}, total{0};
};

struct RoadRun {
  std::string place;          // path of the stick or folder
  std::shared_ptr<RoadProgress> progress;
  std::size_t whole = 0;      // bundles that lie whole on it, though it ended early
  bool done = false, failed = false, cancelled = false;
  RoadSentence sentence;      // where it failed
  std::vector<OutcomeLine> outcomes;
  std::size_t refused = 0;
};

struct RoadFacts {
  bool known = false, asking = false;
  bool is_hq = false;
  bool enrolled = false;
  std::uint64_t written = 0, confirmed = 0, safe = 0;  // entries of ours
  std::int64_t hq_time_ms = 0;                         // of the last answer; 0: none yet
  std::size_t records = 0, records_confirmed = 0, unsent = 0, on_the_road = 0;  // records of ours
  std::vector<RoadLine> lines;                         // newest first
  bool cut = false;                                    // there are older ones
  std::vector<Stick> sticks;
  std::optional<RoadRun> run;                          // the one that runs, or the last one
};

}  // namespace holdfast::gui
