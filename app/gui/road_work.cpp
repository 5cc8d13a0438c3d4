#include "app/gui/road_work.h"

#include <algorithm>

#include "app/exchange/outgoing.h"
#include "app/exchange/receipts.h"
#include "app/gui/record_road.h"
#include "app/gui/record_words.h"
#include "app/store/forms_store.h"
#include "app/store/record_places.h"
#include "app/text/catalogue.h"
#include "sync/folder.h"

namespace holdfast::gui {

namespace {

// The sentences of the language, and the English where one is missing.
class Sentences {
 public:
  explicit Sentences(const std::string& language) {
    for (const std::string& one : {std::string("en"), language}) {
      Result<text::Catalogue> catalogue = text::Catalogue::embedded(one);
      if (catalogue.ok()) catalogues_.insert(catalogues_.begin(), std::move(*catalogue));
    }
  }
  text::Sentence of(const std::string& code) const {
    for (const text::Catalogue& catalogue : catalogues_) {
      if (const text::Sentence* sentence = catalogue.find(code)) return *sentence;
    }
    return {code, {}, {}};
  }

 private:
  std::vector<text::Catalogue> catalogues_;
};

Result<std::map<std::string, std::string>> form_titles(store::Vault& vault) {
  std::map<std::string, std::string> out;
  for (const store::FormRow& row : TRY(store::list_forms(vault))) out.emplace(row.id, row.title);
  return out;
}

Result<void> add_lines(store::Vault& vault, const Sentences& sentences, RoadFacts& facts) {
  const RecordRoad road = TRY(RecordRoad::read(vault));
  const std::map<std::string, std::string> titles = TRY(form_titles(vault));
  std::vector<sync::ObjectId> shown;
  std::vector<store::RecordPlace> places = TRY(store::list_record_places(vault, ""));
  std::erase_if(places, [&road](const store::RecordPlace& place) { return !road.is_own(place.device); });
  for (const store::RecordPlace& place : places) {
    const RoadMark mark = road.mark_of(place.device, place.seq);
    ++facts.records;
    if (mark == RoadMark::Confirmed) ++facts.records_confirmed;
    if (mark == RoadMark::NotSent) ++facts.unsent;
    if (mark == RoadMark::OnTheRoad) ++facts.on_the_road;
    if (shown.size() < kRoadLinesMax) shown.push_back(place.id);
  }
  facts.cut = places.size() > shown.size();
  for (const store::RecordRow& row : TRY(store::records_at(vault, shown))) {
    RoadLine line;
    line.id = to_hex(row.id);
    line.name = short_name(row.id, row.code);
    const auto title = titles.find(row.form_id);
    line.form_title = title == titles.end() ? row.form_id : title->second;
    line.created_ms = row.created_ms;
    line.mark = road.mark_of(row.device, row.seq);
    const RecordRoad::Carrier carrier = road.carrier_of(row.seq);
    line.bundle = carrier.number;
    line.bundle_ms = carrier.planned_ms;
    const std::string question = road.question_of(row.seq);
    if (!question.empty()) line.question = sentences.of(question).happened;
    facts.lines.push_back(std::move(line));
  }
  return {};
}

}  // namespace

Result<RoadFacts> read_road(store::Vault& vault, const std::string& language) {
  RoadFacts facts;
  facts.known = true;
  facts.is_hq = vault.is_hq();
  facts.enrolled = vault.certificate().has_value();
  const exchange::Confirmation state = TRY(exchange::confirmation(vault));
  facts.written = state.written;
  facts.confirmed = state.confirmed;
  facts.safe = state.safe;
  facts.hq_time_ms = state.hq_time_ms;
  TRY(add_lines(vault, Sentences(language), facts));
  return facts;
}

namespace {

class WatchedProgress final : public Progress {
 public:
  WatchedProgress(Progress& inner, std::shared_ptr<RoadProgress> watched)
      : inner_(inner), watched_(std::move(watched)) {}
  void report(std::uint64_t done, std::uint64_t total) override {
    if (watched_ != nullptr) {
      watched_->done = done;
      watched_->total = total;
    }
    inner_.report(done, total);
  }
  bool cancelled() override { return inner_.cancelled(); }

 private:
  Progress& inner_;
  std::shared_ptr<RoadProgress> watched_;
};

OutcomeLine::Kind kind_of_outcome(exchange::ImportState state) {
  switch (state) {
    case exchange::ImportState::Applied: return OutcomeLine::Kind::Taken;
    case exchange::ImportState::Repeated: return OutcomeLine::Kind::Before;
    case exchange::ImportState::Refused: return OutcomeLine::Kind::Refused;
    case exchange::ImportState::NotForUs: return OutcomeLine::Kind::NotForUs;
    case exchange::ImportState::Receipt: return OutcomeLine::Kind::Receipt;
    case exchange::ImportState::Tip: return OutcomeLine::Kind::Tip;
  }
  return OutcomeLine::Kind::Refused;
}

// Enough of a road name to tell two files apart.
std::string short_road_name(const std::string& name) { return name.substr(0, 8); }

OutcomeLine line_of_outcome(const exchange::ImportOutcome& outcome, const Sentences& sentences) {
  OutcomeLine line;
  line.kind = kind_of_outcome(outcome.state);
  line.name = short_road_name(outcome.name);
  line.device = outcome.device;
  line.entries = outcome.new_entries;
  line.files = outcome.new_blobs;
  line.held = outcome.held.size();
  line.damaged = outcome.damaged_blobs.size();
  line.gap = !outcome.gaps.empty();
  line.fork = outcome.fork;
  if (outcome.state == exchange::ImportState::Refused) {
    const text::Sentence sentence = sentences.of(outcome.code);
    line.words = sentence.happened;
    line.safe = sentence.safe;
    line.do_next = sentence.do_next;
  } else if (!outcome.held.empty()) {
    line.words = sentences.of(outcome.held.front().code).happened;
  }
  return line;
}

Result<void> take_from_road(store::Vault& vault, sync::Transport& road, const Sentences& sentences, RoadRun& run,
                            Progress& progress) {
  for (const exchange::ImportOutcome& outcome : TRY(exchange::import_road(vault, road, progress))) {
    if (outcome.state == exchange::ImportState::Refused || !outcome.damaged_blobs.empty()) ++run.refused;
    run.outcomes.push_back(line_of_outcome(outcome, sentences));
  }
  return {};
}

Result<void> put_on_road(store::Vault& vault, sync::Transport& road, RoadRun& run, Progress& progress) {
  if (vault.is_hq()) {
    for (const exchange::SentReceipt& receipt : TRY(exchange::write_receipts(vault, road, progress))) {
      OutcomeLine line;
      line.kind = OutcomeLine::Kind::Answered;
      line.name = short_road_name(receipt.name);
      line.device = receipt.device;
      line.entries = receipt.held_entries;
      line.gap = !receipt.wanted.empty();
      run.outcomes.push_back(std::move(line));
    }
    return {};
  }
  for (const exchange::WrittenBundle& bundle : TRY(exchange::write_bundles(vault, road, {}, progress))) {
    OutcomeLine line;
    line.kind = OutcomeLine::Kind::Written;
    line.name = short_road_name(bundle.name);
    line.entries = bundle.records;
    line.files = bundle.files;
    line.size_bytes = bundle.size_bytes;
    run.outcomes.push_back(std::move(line));
  }
  return {};
}

std::size_t bundles_written(store::Vault& vault) {
  const Result<std::vector<store::OutBundle>> bundles = store::list_out_bundles(vault);
  if (!bundles.ok()) return 0;
  return static_cast<std::size_t>(std::count_if(bundles->begin(), bundles->end(), [](const store::OutBundle& bundle) {
    return bundle.state == store::OutState::Written;
  }));
}

Result<void> run_both_ways(store::Vault& vault, const RoadRequest& request, RoadRun& run, Progress& progress) {
  sync::Folder road(vault.seams().files, request.path);
  const Sentences sentences(request.language);
  TRY(road.list());
  TRY(take_from_road(vault, road, sentences, run, progress));
  return put_on_road(vault, road, run, progress);
}

}  // namespace

RoadResult run_road(store::Vault& vault, const RoadRequest& request, Progress& progress) {
  RoadResult out;
  out.run.place = request.path;
  out.run.done = true;
  const std::size_t before = bundles_written(vault);
  WatchedProgress watched(progress, request.progress);
  const Result<void> done = run_both_ways(vault, request, out.run, watched);
  out.run.whole = bundles_written(vault) - before;
  if (done.ok()) return out;
  out.error = done.error();
  out.run.cancelled = done.error().kind() == Kind::Cancelled;
  out.run.failed = !out.run.cancelled;
  const text::Sentence sentence = Sentences(request.language).of(std::string(done.error().reason.code()));
  out.run.sentence = {sentence.happened, sentence.safe, sentence.do_next};
  return out;
}

}  // namespace holdfast::gui
