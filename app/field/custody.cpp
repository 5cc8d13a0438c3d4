// Who had an exhibit when, and where that story has holes (declared in app/field/exhibit.h).
#include <algorithm>
#include <map>

#include "app/field/exhibit.h"
#include "app/field/moment.h"
#include "app/field/said.h"

namespace holdfast::field {

namespace {

// One signed step of an exhibit's story.
struct Step {
  Said said;
  std::string action, from, to, when, tamper_seal;
  std::int64_t at_ms = 0;
  std::string actor;  // staff code of who signed
  bool is_hand_over() const { return action == "give" || action == "take"; }
};

Result<std::string> actor_of(store::Vault& vault, const sync::EntryHash& hash) {
  const std::optional<store::StoredEntry> stored = TRY(store::find_entry(vault, hash));
  if (!stored) return std::string();
  const Result<sync::Opening> opening = store::get_opening(vault, stored->signed_entry);
  if (!opening.ok()) return std::string();
  const sync::Values values = sync::opening_values(opening.value());
  const auto actor = values.find("@actor");
  const std::string* text = actor == values.end() ? nullptr : actor->second.text();
  return text == nullptr ? std::string() : *text;
}

Result<Step> read_step(store::Vault& vault, Said said) {
  Step step;
  step.action = field_of(said.row, "action");
  step.from = field_of(said.row, "from");
  step.to = field_of(said.row, "to");
  step.when = field_of(said.row, "when");
  step.tamper_seal = field_of(said.row, "tamper_seal");
  step.at_ms = moment_ms(step.when).value_or(said.hlc.ms());
  step.actor = TRY(actor_of(vault, said.row.entry));
  step.said = std::move(said);
  return step;
}

// `a` names the entry of `b` as its other side.
bool names(const Step& a, const Step& b) { return field_of(a.said.row, "other_side") == to_hex(b.said.row.entry); }

// Two sides of one hand-over. Two people signed: on two laptops, or one after the other on one.
bool pairs(const Step& a, const Step& b) {
  if (!a.is_hand_over() || !b.is_hand_over() || a.action == b.action) return false;
  if (a.said.device == b.said.device && a.actor == b.actor) return false;
  return names(a, b) || names(b, a);
}

const Step* other_half(const Step& step, const std::vector<Step>& all) {
  const auto found = std::find_if(all.begin(), all.end(), [&step](const Step& other) { return pairs(step, other); });
  return found == all.end() ? nullptr : &*found;
}

bool same_people(const Step& a, const Step& b) { return a.from == b.from && a.to == b.to; }

// By time, then every answer of a taker right behind what it answers: sorting by pairs alone would be no order.
std::vector<Step> in_order(std::vector<Step> steps) {
  std::sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) {
    return a.at_ms != b.at_ms ? a.at_ms < b.at_ms : said_before(a.said, b.said);
  });
  for (std::size_t i = 0; i < steps.size(); ++i) {
    for (std::size_t k = i + 1; k < steps.size(); ++k) {
      if (!pairs(steps[i], steps[k]) || steps[i].action == "give") continue;
      // The taker's clock was behind the giver's: the answer moves behind the word it answers.
      std::rotate(steps.begin() + static_cast<std::ptrdiff_t>(i), steps.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                  steps.begin() + static_cast<std::ptrdiff_t>(k) + 1);
      break;
    }
  }
  return steps;
}

Result<std::vector<Step>> steps_of(store::Vault& vault, const sync::ObjectId& exhibit) {
  std::vector<store::EntityRow> rows = TRY(store::list_entities(vault, cases::EntityKind::Custody));
  const std::string id = to_hex(exhibit);
  std::erase_if(rows, [&id](const store::EntityRow& row) { return field_of(row, "exhibit") != id; });
  std::vector<Said> said = TRY(in_order_said(vault, std::move(rows)));
  std::vector<Step> out;
  for (Said& one : said) out.push_back(TRY(read_step(vault, std::move(one))));
  return in_order(std::move(out));
}

// Walks along one exhibit's story and notes every hole (case-model.md, "Exhibits").
class GapFinder {
 public:
  GapFinder(const sync::ObjectId& exhibit, std::string tamper_seal, std::vector<CustodyGap>& out)
      : exhibit_(exhibit), tamper_seal_(std::move(tamper_seal)), out_(out) {}

  void walk(const std::vector<Step>& steps) {
    for (const Step& step : steps) {
      look_at_seal(step);
      look_at_check(step);
      if (step.is_hand_over()) look_at_hand_over(step, other_half(step, steps));
    }
    if (opened_.empty()) return;
    gap("no_check_after_open", "The bag was opened on " + opened_ + ", and nobody has checked the digital copy since.");
  }

 private:
  void gap(const char* code, std::string what) { out_.push_back({exhibit_, code, std::move(what)}); }

  void look_at_seal(const Step& step) {
    if (!tamper_seal_.empty() && !step.tamper_seal.empty() && step.tamper_seal != tamper_seal_) {
      gap("seal_jump",
          "The tamper seal was " + tamper_seal_ + " and is " + step.tamper_seal + " on " + step.when + ".");
    }
    const std::string fresh = field_of(step.said.row, "seal_new");
    if (!step.tamper_seal.empty()) tamper_seal_ = step.tamper_seal;
    if (!fresh.empty()) tamper_seal_ = fresh;
  }

  void look_at_check(const Step& step) {
    const bool checked = field_of(step.said.row, "hash_checked") == "yes";
    if (!opened_.empty() && !checked) {
      gap("no_check_after_open", "The bag was opened on " + opened_ + ", and went on (" + step.when +
                                     ") without a check of the digital copy.");
    }
    opened_ = step.action == "open" && !checked ? step.when : std::string();
  }

  void look_at_hand_over(const Step& step, const Step* other) {
    const bool answers = step.action == "take" && other != nullptr;
    if (other == nullptr) {
      gap("unpaired", "The hand-over of " + step.when + " was signed by one side only.");
    } else if (answers && !same_people(step, *other)) {
      gap("unpaired", "The two sides of the hand-over of " + step.when + " name different people.");
    }
    if (!answers && !holder_.empty() && step.from != holder_) {
      gap("from_is_not_last_to", "On " + step.when + " it came from " + step.from + ", but " + holder_ + " had it.");
    }
    holder_ = step.to;
  }

  sync::ObjectId exhibit_;
  std::string tamper_seal_;
  std::string holder_;
  std::string opened_;  // when, while nobody has checked since
  std::vector<CustodyGap>& out_;
};

}  // namespace

Result<std::vector<CustodyStep>> custody_of(store::Vault& vault, const sync::ObjectId& exhibit) {
  const std::vector<Step> steps = TRY(steps_of(vault, exhibit));
  std::vector<CustodyStep> out;
  for (const Step& step : steps) {
    const Step* other = other_half(step, steps);
    const bool paired = other != nullptr && same_people(step, *other);
    out.push_back({step.from, step.to, step.when, step.tamper_seal, field_of(step.said.row, "place"),
                   step.said.row.entry, paired});
  }
  return out;
}

Result<std::vector<CustodyGap>> custody_gaps(store::Vault& vault) {
  // The number on the bag at intake; of exhibits whose record is elsewhere nobody here knows it.
  std::map<sync::ObjectId, std::string> seals;
  for (const store::EntityRow& row : TRY(store::list_entities(vault, cases::EntityKind::Exhibit))) {
    seals.emplace(row.fact.id, field_of(row, "tamper_seal"));
  }
  for (const store::EntityRow& row : TRY(store::list_entities(vault, cases::EntityKind::Custody))) {
    const Result<Id16> exhibit = array_from_hex<16>(field_of(row, "exhibit"));
    if (exhibit.ok()) seals.emplace(exhibit.value(), "");
  }
  std::vector<CustodyGap> out;
  for (const auto& [exhibit, tamper_seal] : seals) {
    GapFinder finder(exhibit, tamper_seal, out);
    finder.walk(TRY(steps_of(vault, exhibit)));
  }
  return out;
}

}  // namespace holdfast::field
