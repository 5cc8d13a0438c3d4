// What Home knows, asked on the lane of the vault.
#include <algorithm>
#include <map>

#include "app/exchange/receipts.h"
#include "app/gui/app.h"
#include "app/gui/form_saving.h"
#include "app/gui/machine.h"
#include "app/gui/record_road.h"
#include "app/store/drafts.h"
#include "app/store/forms_store.h"
#include "app/store/views.h"

namespace holdfast::gui {
namespace {

constexpr std::size_t kCountedRecordsMax = 1'000'000;
constexpr std::int64_t kClockAgreesMs = 24LL * 3'600'000;

Result<void> read_home_drafts(store::Vault& vault, HomeFacts& facts) {
  std::map<std::string, std::string> titles;
  for (const store::FormRow& form : TRY(store::list_forms(vault))) titles[form.id] = form.title;
  for (const store::Draft& draft : TRY(store::list_drafts(vault))) {
    const FormPlace place = read_form_place(as_text(draft.content));
    DraftFacts one;
    one.id = to_hex(draft.id);
    one.form_id = draft.form_id;
    one.title = titles.contains(draft.form_id) ? titles[draft.form_id] : draft.form_id;
    one.about = place.about;
    one.updated_ms = draft.updated_ms;
    one.answered = place.answered;
    one.shown = place.shown;
    if (!place.pauses.empty()) {
      one.paused_at_ms = place.pauses.back().at_ms;
      one.pause_reason = place.pauses.back().reason;
    }
    facts.drafts.push_back(std::move(one));
  }
  std::stable_sort(facts.drafts.begin(), facts.drafts.end(),
                   [](const DraftFacts& a, const DraftFacts& b) { return a.updated_ms > b.updated_ms; });
  return {};
}

Result<void> read_home_records(store::Vault& vault, HomeFacts& facts) {
  const RecordRoad road = TRY(RecordRoad::read(vault));
  store::RecordFilter filter;
  if (!vault.is_hq()) filter.device = vault.device();
  filter.limit = kCountedRecordsMax;
  for (const store::RecordRow& row : TRY(store::list_records(vault, filter))) {
    ++facts.records;
    if (facts.is_hq) continue;  // they have arrived
    switch (road.mark_of(row.device, row.seq)) {
      case RoadMark::Confirmed: ++facts.confirmed; break;
      case RoadMark::OnTheRoad:
      case RoadMark::Received: ++facts.on_the_road; break;
      default: ++facts.not_sent; break;
    }
  }
  return {};
}

Result<HomeFacts> read_home(store::Vault& vault) {
  HomeFacts facts;
  facts.known = true;
  facts.enrolled = vault.certificate().has_value();
  facts.is_hq = vault.is_hq();
  if (facts.enrolled) facts.laptop.name = vault.certificate()->name;
  TRY(read_home_drafts(vault, facts));
  TRY(read_home_records(vault, facts));
  if (facts.is_hq) facts.conflicts = TRY(store::list_conflicts(vault)).size();
  const exchange::Confirmation confirmed = TRY(exchange::confirmation(vault));
  facts.hq_answered_ms = confirmed.hq_time_ms;
  const Result<std::uint64_t> space = vault.seams().files.free_space_bytes(vault.path());
  if (space.ok()) facts.laptop.free_bytes = *space;
  if (const std::optional<Battery> battery = read_battery()) {
    facts.laptop.battery_percent = battery->percent;
    facts.laptop.charging = battery->charging;
  }
  // A stick takes days: the clock agrees where it is not behind what headquarters wrote.
  if (vault.clock_in_doubt()) facts.clock = ClockSays::InDoubt;
  else if (confirmed.hq_time_ms > 0 && vault.seams().clock.wall_ms() >= confirmed.hq_time_ms - kClockAgreesMs)
    facts.clock = ClockSays::AgreesWithHq;
  return facts;
}

}  // namespace

void refresh_home(App& app) {
  if (app.state.stage != Stage::Open) return;
  if (!app.state.home.known) app.state.home.asked_at_steady_ms = app.clock().steady_ms();
  Job job;
  job.key = "home";
  job.urgent = true;
  job.work = [](store::Vault& vault, Progress&) -> Done {
    Result<HomeFacts> facts = read_home(vault);
    return [facts = std::move(facts)](App& told) {
      if (!facts.ok()) return told.show_error(facts.error());
      const std::int64_t asked = told.state.home.asked_at_steady_ms;
      told.state.home = *facts;
      told.state.home.asked_at_steady_ms = asked;
    };
  };
  app.lane().post(std::move(job));
}

}  // namespace holdfast::gui
