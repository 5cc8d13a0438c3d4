#include "app/cli/demo.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "app/cli/demo_figures.h"
#include "app/cli/demo_hq.h"
#include "app/cli/demo_story.h"
#include "app/cli/json_text.h"
#include "app/cli/output.h"
#include "app/hq/inbox/import_report.h"
#include "app/store/verify.h"

namespace holdfast::cli {

namespace {

constexpr const char* kDemoFolderName = "holdfast-demo";
constexpr const char* kDemoAnswerStick = "hq";        // what headquarters sends back first,
constexpr const char* kDemoLastAnswerStick = "hq-2";  // and at the end

// Ctrl-C counts between two records; there is no bar: the story itself is the progress.
class DemoProgress final : public Progress {
 public:
  void report(std::uint64_t, std::uint64_t) override {}
  bool cancelled() override { return interrupt_requested(); }
};

class DemoPlay {
 public:
  DemoPlay(Invocation& invocation, DemoWorld& world, const DemoScenario& scenario)
      : invocation_(invocation), world_(world), scenario_(scenario), story_(invocation),
        field_(world, scenario, progress_), road_(world, progress_) {}

  // The acts, in order.
  Result<void> enrol();
  Result<void> work();
  Result<void> first_trip();
  Result<void> answers();
  Result<void> second_trip();
  Result<void> decide();
  Result<void> count();
  Result<void> verify();
  void where_to_look();

  Json& document() { return document_; }

 private:
  Result<void> import(const std::vector<std::string>& sticks);
  std::vector<std::string> sticks_of(const std::string& trip) const;
  Result<void> tell_figures(const char* lead);
  Result<void> tell_sights();
  Result<void> tell_testimony();
  Result<void> write_report(const std::string& name, const std::string& text);

  Invocation& invocation_;
  DemoWorld& world_;
  const DemoScenario& scenario_;
  DemoProgress progress_;
  DemoStory story_;
  DemoField field_;
  DemoRoad road_;
  std::vector<std::string> late_sticks_;  // made on the way, for the second trip
  Json document_ = Json::object();
};

Result<void> DemoPlay::enrol() {
  story_.act("A headquarters and " + std::to_string(scenario_.teams.size()) + " laptops");
  for (const DemoTeam& team : scenario_.teams) {
    const DemoWorld::Enrolled words = TRY(world_.add_laptop(team));
    story_.line(team.device + " (" + team.country + ") and headquarters read each other their words:");
    story_.line("  " + words.device_words);
    story_.line("  " + words.hq_words);
    document_["laptops"].push_back({{"name", team.laptop}, {"device", team.device}, {"country", team.country}});
  }
  return {};
}

Result<void> DemoPlay::work() {
  story_.act("The teams write down what they find, without a network, and bundle it onto sticks");
  for (const DemoLeg& leg : scenario_.road) {
    const DemoBatchCount count = TRY(field_.submit_batch(leg.laptop, leg.batch));
    story_.line(leg.laptop + ", batch " + std::to_string(leg.batch) + ": " + DemoStory::counted(count));
    const DemoBundle bundle = TRY(road_.bundle(leg));
    story_.line("  " + DemoStory::told(bundle));
    if (leg.mishap == "damaged") story_.line("  On the way one bit of it is damaged.");
    if (leg.mishap == "twice") story_.line("  The courier copies it to be safe: it will arrive twice.");
    if (leg.arrives == "2") story_.line("  This stick misses the first courier: it comes late.");
    if (leg.arrives == "never") story_.line("  This stick is lost on the way.");
  }
  return tell_testimony();
}

// Sealed means: the laptop that wrote it has no key to it any more.
Result<void> DemoPlay::tell_testimony() {
  for (const DemoRecord& record : scenario_.records) {
    if (record.sealed != "yes") continue;
    const DemoRecordRef sealed = TRY(field_.find(record.label));
    const std::optional<store::RecordRow> row = TRY(store::find_record(*world_.laptop(sealed.laptop), sealed.id));
    const std::string state = row ? row->state : "missing";
    story_.line("One testimony is " + state + " on laptop " + sealed.laptop +
                ": not even its author can open it there.");
    document_["sealed"].push_back({{"record", to_hex(sealed.id)}, {"laptop", sealed.laptop}, {"on_laptop", state}});
  }
  return {};
}

std::vector<std::string> DemoPlay::sticks_of(const std::string& trip) const {
  std::vector<std::string> out;
  for (const DemoLeg& leg : scenario_.road) {
    if (leg.arrives == trip && std::find(out.begin(), out.end(), leg.stick) == out.end()) out.push_back(leg.stick);
  }
  return out;
}

Json demo_json(const DemoImport& import) {
  constexpr const char* kStates[] = {"applied", "repeated", "refused", "not_for_us", "receipt", "tip"};
  const exchange::ImportOutcome& outcome = import.outcome;
  return {{"stick", import.stick},
          {"name", outcome.name},
          {"state", kStates[static_cast<std::size_t>(outcome.state)]},
          {"code", outcome.code},
          {"device", outcome.device},
          {"number", outcome.number},
          {"from", outcome.from},
          {"to", outcome.to},
          {"new_entries", outcome.new_entries},
          {"new_files", outcome.new_blobs},
          {"held", outcome.held.size()}};
}

Result<void> DemoPlay::import(const std::vector<std::string>& sticks) {
  for (const DemoImport& import : TRY(road_.bring(sticks))) {
    story_.line(story_.told(import));
    document_["imported"].push_back(demo_json(import));
  }
  for (const hq::DeviceRow& row : TRY(hq::list_devices(world_.hq()))) {
    for (const sync::WantedRange& gap : row.gaps) {
      story_.line("Still missing of " + row.device.certificate.name + ": " + demo_range(gap.from, gap.to) + ".");
    }
  }
  return {};
}

Result<void> DemoPlay::first_trip() {
  story_.act("The courier's first trip: headquarters checks every bundle, whole or not at all");
  TRY(import(sticks_of("1")));
  return tell_figures("Counted from what is here so far:");
}

Result<void> DemoPlay::answers() {
  story_.act("Headquarters answers on the same road: what it holds, what it refused, what it asks for again");
  for (const exchange::SentReceipt& receipt : TRY(road_.answer(kDemoAnswerStick))) {
    story_.line(DemoStory::told(receipt));
  }
  for (const DemoLeg& leg : scenario_.road) {
    if (leg.mishap != "damaged") continue;
    TRY(road_.take_answers(leg.laptop, kDemoAnswerStick));
    const DemoLeg again{leg.laptop, leg.laptop + "-again", "2", "", leg.batch};
    const DemoBundle bundle = TRY(road_.bundle(again));
    story_.line(leg.laptop + " reads it and writes what is missing once more " + DemoStory::told(bundle));
    late_sticks_.push_back(again.stick);
  }
  return {};
}

Result<void> DemoPlay::second_trip() {
  story_.act("The second trip: what was late, and what was made again");
  std::vector<std::string> sticks = sticks_of("2");
  sticks.insert(sticks.end(), late_sticks_.begin(), late_sticks_.end());
  return import(sticks);
}

Result<void> DemoPlay::decide() {
  story_.act("Headquarters decides what only people can decide; nothing merges by itself");
  for (const DemoDecision& decision : scenario_.decisions) {
    TRY(carry_out(world_, field_, decision, progress_));
    const DemoRecordRef a = TRY(field_.find(decision.a));
    const DemoRecordRef b = TRY(field_.find(decision.b));
    if (decision.act == "merge")
      story_.line("Merged: " + a.code + " and " + b.code + " are one person. It can be undone.");
    else
      story_.line("Exhibit " + a.code + ": the hand-over is signed by both sides.");
    document_["decisions"].push_back({{"act", decision.act}, {"a", to_hex(a.id)}, {"b", to_hex(b.id)}});
  }
  return tell_sights();
}

Result<void> DemoPlay::tell_sights() {
  const DemoSights sights = TRY(look_around(world_.hq()));
  for (const hq::ConflictView& view : sights.conflicts) {
    std::string authors;
    for (const std::string& author : view.authors) authors += (authors.empty() ? "" : " and ") + author;
    story_.line("Conflict: " + view.record_code + ", \"" + view.row.path + "\": " + authors +
                " answer differently. Both are kept and shown.");
    document_["conflicts"].push_back(
        {{"record", to_hex(view.row.object)}, {"path", view.row.path}, {"authors", view.authors}});
  }
  for (const cases::PersonPair& pair : sights.undecided) {
    const std::optional<store::RecordRow> a = TRY(store::find_record(world_.hq(), pair.a));
    const std::optional<store::RecordRow> b = TRY(store::find_record(world_.hq(), pair.b));
    story_.line("Undecided: " + (a ? name_of(*a) : short_id(pair.a)) + " and " + (b ? name_of(*b) : short_id(pair.b)) +
                ", " + pair.why + ". They count once and are listed until somebody decides.");
    document_["undecided"].push_back({{"a", to_hex(pair.a)}, {"b", to_hex(pair.b)}, {"why", pair.why}});
  }
  const auto tell = [this](std::size_t count, const char* key, const std::string& what) {
    story_.line(std::to_string(count) + " " + what);
    document_[key] = count;
  };
  tell(sights.withdrawn, "withdrawn", "withdrew consent: nothing of theirs leaves headquarters any more.");
  tell(sights.paid, "paid", "came out after a payment.");
  tell(sights.shared_identifiers, "shared_identifiers", "wallet or account joins the records of several people.");
  tell(sights.survivors_accounts, "survivors_accounts", "account stands in a survivor's name: it stays here.");
  tell(sights.paired_hand_overs, "paired_hand_overs", "exhibit changed hands with both signatures.");
  return {};
}

Result<void> DemoPlay::tell_figures(const char* lead) {
  story_.line(lead);
  for (const DemoQuestion& question : scenario_.reports) {
    const DemoFigure figure = TRY(ask_figure(world_.hq(), question));
    story_.line("  " + question.asked_by + ", " + question.as_of + ": " + demo_sum(figure));
  }
  return {};
}

Result<void> DemoPlay::write_report(const std::string& name, const std::string& text) {
  const std::string path = world_.path("report-" + name + ".txt");
  TRY(write_new_file(world_.seams().files, path, as_bytes(text)));
  document_["reports"].push_back(path);
  return {};
}

Result<void> DemoPlay::count() {
  story_.act("What arrived, and the figures that governments ask for");
  const std::string arrivals = hq::import_report_text(TRY(hq::import_report(world_.hq())));
  story_.block(arrivals);
  TRY(write_report("import", arrivals));
  bool adds_up = true;
  for (const DemoQuestion& question : scenario_.reports) {
    const DemoFigure figure = TRY(ask_figure(world_.hq(), question));
    const std::string text = hq::report_text(figure.report);
    TRY(write_report("status-" + question.as_of, text));
    story_.line("");
    story_.block(text);
    story_.line("");
    story_.line("For " + question.asked_by + ": " + demo_sum(figure) + ".");
    story_.line("  by country: " + std::to_string(figure.row.people.size()) + " = " + demo_countries(figure) + "; " +
                std::to_string(figure.row.detained()) + " of them detained; " + std::to_string(figure.unaccounted) +
                " others unaccounted for.");
    story_.line(figure.adds_up ? "  Every row adds up, over places and over countries."
                               : "  A ROW DOES NOT ADD UP.");
    document_["figures"].push_back(demo_json(figure));
    adds_up = adds_up && figure.adds_up;
  }
  if (!adds_up) return Error{kDemoFigures, "a row does not add up"};
  return {};
}

Result<void> DemoPlay::verify() {
  story_.act("Last answers go out, and every vault is checked against every signature and hash");
  for (const exchange::SentReceipt& receipt : TRY(road_.answer(kDemoLastAnswerStick))) {
    story_.line(DemoStory::told(receipt));
  }
  std::vector<std::pair<std::string, store::Vault*>> vaults{{"hq", &world_.hq()}};
  for (const std::string& name : world_.laptop_names()) vaults.emplace_back("laptop-" + name, world_.laptop(name));
  std::size_t findings = 0;
  for (const auto& [name, vault] : vaults) {
    const store::Verification seen = TRY(store::verify_vault(*vault, progress_));
    story_.line(name + ": " + std::to_string(seen.entries) + " entries, " + std::to_string(seen.sealed) + " sealed, " +
                std::to_string(seen.blobs) + " files, " + std::to_string(seen.findings.size()) + " findings");
    for (const store::Finding& finding : seen.findings) {
      story_.line("  " + finding.what + ": " + sentence_of(invocation_.context, finding.code));
    }
    document_["verified"].push_back({{"vault", name}, {"entries", seen.entries}, {"findings", seen.findings.size()}});
    findings += seen.findings.size();
  }
  if (findings > 0) return Error{kDemoFigures, std::to_string(findings) + " findings"};
  return {};
}

void DemoPlay::where_to_look() {
  story_.act("Where to look");
  story_.line("Everything lies in " + world_.folder() + ":");
  story_.line("  hq, laptop-*    the vaults; the words in the file passphrase open each of them");
  story_.line("  stick-*         what travelled; nothing on a stick tells sender, number or content");
  story_.line("  report-*.txt    the printed reports: codes and counts, no names");
  story_.line("  recovery        headquarters' recovery shares and root key: on paper and apart, in a real team");
  story_.line("Try:");
  story_.line("  holdfast report status " + world_.path("hq") + " --as-of 2022-11-30 --passphrase-file " +
              world_.path("passphrase"));
  for (const DemoLeg& leg : scenario_.road) {
    if (leg.arrives != "never") continue;
    story_.line("The lost stick turned up? This closes the gap:");
    story_.line("  holdfast import " + world_.path("hq") + " " + world_.path("stick-" + leg.stick) +
                " --passphrase-file " + world_.path("passphrase"));
  }
}

Result<void> play_acts(DemoPlay& play) {
  TRY(play.enrol());
  TRY(play.work());
  TRY(play.first_trip());
  TRY(play.answers());
  TRY(play.second_trip());
  TRY(play.decide());
  TRY(play.count());
  return play.verify();
}

}  // namespace

Result<ExitStatus> run_demo(Invocation& invocation) {
  const std::string folder = invocation.option("dir").value_or(kDemoFolderName);
  const DemoScenario scenario = TRY(load_demo_scenario());
  Clock& clock = invocation.context.seams.clock;
  const std::int64_t begun_ms = clock.steady_ms();
  if (TRY(invocation.context.seams.files.exists(folder))) return Error{kDemoFolder, folder};
  DemoStory(invocation).line(
      "Everybody in this story is invented. Its figures are those that governments gave; they are counted at the end.");
  DemoWorld world = TRY(DemoWorld::create(invocation.context, folder));
  DemoPlay play(invocation, world, scenario);
  TRY(play_acts(play));
  TRY(world.lock());
  play.where_to_look();
  play.document()["dir"] = folder;
  play.document()["took_ms"] = clock.steady_ms() - begun_ms;
  return answer(invocation, play.document().dump(), "");
}

}  // namespace holdfast::cli
