#include "app/case/custody.h"

#include <algorithm>

namespace holdfast::cases {

namespace {

// Two clocks and two time zones may differ by so much without anybody having done anything.
constexpr std::int64_t kHandOverMs = std::int64_t{24} * 60 * 60 * 1000;

bool names_entry(const CustodyAct& a, const CustodyAct& b) { return a.other_side == to_hex(b.entry); }

bool same_two_people(const CustodyAct& a, const CustodyAct& b) { return a.from == b.from && a.to == b.to; }

// Walks along one exhibit's story and notes every hole.
class HoleFinder {
 public:
  HoleFinder(const std::vector<CustodyAct>& acts, std::string tamper_seal)
      : acts_(acts), tamper_seal_(std::move(tamper_seal)) {}

  std::vector<CustodyHole> walk() && {
    for (std::size_t i = 0; i < acts_.size(); ++i) {
      look_at_seal(acts_[i]);
      look_at_check(acts_[i]);
      if (acts_[i].is_hand_over()) {
        look_at_hand_over(i);
      } else {
        look_at_holder(acts_[i]);
      }
    }
    if (!opened_.empty()) {
      hole("no_check_after_open", acts_.back(),
           "The bag was opened on " + opened_ + ", and nobody has checked the digital copy since.");
    }
    return std::move(out_);
  }

 private:
  void hole(const char* code, const CustodyAct& act, std::string what) {
    out_.push_back({code, std::move(what), act.entry});
  }

  void look_at_seal(const CustodyAct& act) {
    if (!tamper_seal_.empty() && !act.tamper_seal.empty() && act.tamper_seal != tamper_seal_) {
      hole("seal_jump", act,
           "The tamper seal was " + tamper_seal_ + " and is " + act.tamper_seal + " on " + act.when + ".");
    }
    if (act.seal_state == "broken_unexplained") {
      hole("seal_broken", act, "The tamper seal was found broken on " + act.when + ", and nobody knows why.");
    }
    if (!act.tamper_seal.empty()) tamper_seal_ = act.tamper_seal;
    if (!act.seal_new.empty()) tamper_seal_ = act.seal_new;
  }

  void look_at_check(const CustodyAct& act) {
    if (act.hash_checked && act.hash_differs) {
      hole("hash_differs", act, "On " + act.when + " the digital copy was no longer what was taken in.");
    }
    if (!opened_.empty() && !act.hash_checked) {
      hole("no_check_after_open", act,
           "The bag was opened on " + opened_ + ", and went on (" + act.when +
               ") without a check of the digital copy.");
    }
    opened_ = act.action == "open" && !act.hash_checked ? act.when : std::string();
  }

  void look_at_hand_over(std::size_t index) {
    const CustodyAct& act = acts_[index];
    const std::size_t other = other_side_of(acts_, index);
    const bool answers = act.action == "take" && other < acts_.size();
    if (other == acts_.size()) {
      hole("unpaired", act, "The hand-over of " + act.when + " was signed by one side only.");
    } else if (answers && !same_two_people(act, acts_[other])) {
      hole("unpaired", act, "The two sides of the hand-over of " + act.when + " name different people.");
    }
    if (answers) look_at_times(acts_[other], act);
    if (!answers && !holder_.empty() && act.from != holder_) {
      hole("from_is_not_last_to", act,
           "On " + act.when + " it came from " + act.from + ", but " + holder_ + " had it.");
    }
    holder_ = act.to;
  }

  void look_at_times(const CustodyAct& given, const CustodyAct& taken) {
    const std::int64_t between = taken.at_ms - given.at_ms;
    if (between > kHandOverMs) {
      hole("time_overlap", taken,
           "Given on " + given.when + " and taken on " + taken.when + ": in between nobody says to have had it.");
    } else if (between < -kHandOverMs) {
      hole("time_overlap", taken,
           "Taken on " + taken.when + ", given on " + given.when + ": in between both say to have had it.");
    }
  }

  // A step between hand-overs names who acted, if anybody; only the holder can.
  void look_at_holder(const CustodyAct& act) {
    if (holder_.empty() || act.from.empty() || act.from == holder_) return;
    hole("not_the_holder", act, "On " + act.when + " " + act.from + " acted on it, but " + holder_ + " had it.");
  }

  const std::vector<CustodyAct>& acts_;
  std::string tamper_seal_;
  std::string holder_;
  std::string opened_;  // when, while nobody has checked since
  std::vector<CustodyHole> out_;
};

}  // namespace

bool are_two_sides(const CustodyAct& a, const CustodyAct& b) {
  if (!a.is_hand_over() || !b.is_hand_over() || a.action == b.action) return false;
  if (a.signer == b.signer) return false;
  return names_entry(a, b) || names_entry(b, a);
}

std::vector<CustodyAct> in_custody_order(std::vector<CustodyAct> acts) {
  std::stable_sort(acts.begin(), acts.end(),
                   [](const CustodyAct& a, const CustodyAct& b) { return a.at_ms < b.at_ms; });
  for (std::size_t i = 0; i < acts.size(); ++i) {
    for (std::size_t k = i + 1; k < acts.size(); ++k) {
      if (!are_two_sides(acts[i], acts[k]) || acts[i].action == "give") continue;
      // The taker's clock was behind the giver's: the answer moves behind the word it answers. Sorting by pairs alone
      // would be no order.
      const auto from = acts.begin() + static_cast<std::ptrdiff_t>(i);
      std::rotate(from, from + 1, acts.begin() + static_cast<std::ptrdiff_t>(k) + 1);
      break;
    }
  }
  return acts;
}

std::size_t other_side_of(const std::vector<CustodyAct>& acts, std::size_t index) {
  const auto found = std::find_if(acts.begin(), acts.end(),
                                  [&](const CustodyAct& other) { return are_two_sides(acts[index], other); });
  return static_cast<std::size_t>(found - acts.begin());
}

bool is_paired(const std::vector<CustodyAct>& acts, std::size_t index) {
  const std::size_t other = other_side_of(acts, index);
  return other < acts.size() && same_two_people(acts[index], acts[other]);
}

std::vector<CustodyHole> custody_holes(const std::vector<CustodyAct>& acts, std::string tamper_seal) {
  return HoleFinder(acts, std::move(tamper_seal)).walk();
}

}  // namespace holdfast::cases
