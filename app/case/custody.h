// Who had an exhibit when, as a pure function of its signed steps, and where that story has holes (case-model.md,
// "Exhibits"). A hole is a finding, shown as one; nothing is ever filled in.
#pragma once

#include <string>
#include <vector>

#include "sync/types.h"

namespace holdfast::cases {

// One signed step of an exhibit's story.
struct CustodyAct {
  std::string action;       // "give", "take", "open", "reseal", "checkin", …
  std::string from, to;     // people, as said
  std::string when;         // as said
  std::string place;
  std::string tamper_seal;  // the number seen on the bag
  std::string seal_new;     // the number it has from here on
  std::string seal_state;   // "intact", "broken_explained", "broken_unexplained", "none"
  bool hash_checked = false;
  bool hash_differs = false;
  std::int64_t at_ms = 0;
  Hash256 entry{};          // its own signed entry
  std::string other_side;   // hex of the entry of the other side, or empty
  std::string signer;       // device and staff code: two sides of one hand-over have two
  bool is_hand_over() const { return action == "give" || action == "take"; }
};

// Two sides of one hand-over: two people signed, on two laptops or one after the other on one.
bool are_two_sides(const CustodyAct& a, const CustodyAct& b);
// By time, then every answer of a taker right behind what it answers. `acts` in the order they were written.
std::vector<CustodyAct> in_custody_order(std::vector<CustodyAct> acts);
// The index of the other side of acts[index]; acts.size() where nobody signed it.
std::size_t other_side_of(const std::vector<CustodyAct>& acts, std::size_t index);
// Both sides signed and name the same people.
bool is_paired(const std::vector<CustodyAct>& acts, std::size_t index);

struct CustodyHole {
  std::string code;  // "unpaired", "from_is_not_last_to", "seal_jump", "seal_broken", "no_check_after_open",
                     // "hash_differs", "time_overlap", "not_the_holder"
  std::string what;  // a sentence for people
  Hash256 entry{};   // the step at which it shows
};
// `tamper_seal`: the number at intake, empty where nobody here knows it. `acts` as in_custody_order gives them.
std::vector<CustodyHole> custody_holes(const std::vector<CustodyAct>& acts, std::string tamper_seal);

}  // namespace holdfast::cases
