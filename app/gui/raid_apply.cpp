// What becomes of the commands of a raid. A line is posted to the vault at once and called saved only when it is
// durable; typing never waits for it, and what failed is tried again until it is saved or taken back.
#include <algorithm>

#include "app/gui/lane_ask.h"
#include "app/gui/raid_draft.h"
#include "app/gui/raid_work.h"
#include "app/gui/views.h"
#include "app/text/code_lists.h"

namespace holdfast::gui {

namespace {

constexpr std::int64_t kRetryMs = 5000;

RaidTask* running_raid(App& app) {
  const bool any = app.state.raid && app.state.raid->stage == RaidStage::Running;
  return any ? &*app.state.raid : nullptr;
}

bool has_record(const RaidLine& line) { return line.answers.going.value_or(RaidGoing{}).went == Went::Registered; }

// What is short and keeps what was typed: never dropped, not even when the window locks.
template <typename T>
void post_saving(App& app, std::string key, std::function<Result<T>(store::Vault&, Progress&)> work,
                 std::function<void(App&, const Result<T>&)> done) {
  Job job;
  job.key = std::move(key);
  job.urgent = job.saves = true;
  job.work = [work = std::move(work), done = std::move(done)](store::Vault& vault, Progress& progress) -> Done {
    const auto result = std::make_shared<const Result<T>>(work(vault, progress));
    return [result, done](App& there) { done(there, *result); };
  };
  app.lane().post(std::move(job));
}

std::string raid_sentence(App& app, const Error& error) {
  const SentenceFacts facts = app.sentence_of(error);
  return facts.happened + " " + facts.do_next;
}

void line_failed(App& app, RaidLine& line, const Error& error) {
  line.state = RaidLineState::Failed;
  line.failure = raid_sentence(app, error);
  line.retry_at_steady_ms = app.clock().steady_ms() + kRetryMs;
}

// --- later words about a record ---

void take_record_back(App& app, std::uint32_t number) {
  RaidTask* task = running_raid(app);
  RaidLine* line = task == nullptr ? nullptr : line_of(*task, number);
  if (line == nullptr || line->record.empty()) return;
  line->changing = true;
  post_saving<std::monostate>(
      app, "raid.back/" + line->record,
      [record = line->record](store::Vault& vault, Progress& progress) -> Result<std::monostate> {
        TRY(revise_raid_person(vault, record, taken_back_answers(), "taken back during the raid", progress));
        return std::monostate{};
      },
      [number](App& there, const Result<std::monostate>& done) {
        RaidTask* now = running_raid(there);
        RaidLine* taken = now == nullptr ? nullptr : line_of(*now, number);
        if (!done.ok()) there.show_error(done.error());
        if (taken == nullptr) return;
        taken->changing = false;
        taken->taken_back = done.ok();
      });
}

void move_record(App& app, RaidLine& line, const std::string& vehicle) {
  const std::string before = line.answers.going->vehicle;
  if (before == vehicle) return;
  line.answers.going->vehicle = vehicle;
  line.changing = true;
  post_saving<std::monostate>(
      app, "raid.move/" + line.record,
      [record = line.record, vehicle](store::Vault& vault, Progress& progress) -> Result<std::monostate> {
        TRY(revise_raid_person(vault, record, vehicle_answers(vehicle), "another vehicle", progress));
        return std::monostate{};
      },
      [number = line.number, before](App& there, const Result<std::monostate>& done) {
        RaidTask* now = running_raid(there);
        RaidLine* moved = now == nullptr ? nullptr : line_of(*now, number);
        if (!done.ok()) there.show_error(done.error());
        if (moved == nullptr) return;
        moved->changing = false;
        if (!done.ok()) moved->answers.going->vehicle = before;
      });
}

// --- saving ---

void person_done(App& app, std::uint32_t number, const Result<SavedPerson>& done) {
  RaidTask* task = running_raid(app);
  RaidLine* line = task == nullptr ? nullptr : line_of(*task, number);
  if (!done.ok() && line == nullptr) return app.show_error(done.error());
  if (line == nullptr) return;
  if (!done.ok()) return line_failed(app, *line, done.error());
  line->state = RaidLineState::Saved;
  line->record = done->record;
  line->code = done->code;
  line->failure.clear();
  task->last_code = done->code;
  app.note_saved(app.messages().say("Person {1} saved on this laptop", {std::to_string(number)}));
  // Taken back while it was on its way.
  if (line->taken_back) take_record_back(app, number);
}

void save_person(App& app, const RaidTask& task, RaidLine& line) {
  line.state = RaidLineState::Saving;
  post_saving<SavedPerson>(
      app, "raid.line/" + std::to_string(task.plan.began_ms) + "/" + std::to_string(line.number),
      [plan = task.plan, line](store::Vault& vault, Progress& progress) {
        return save_raid_person(vault, plan, line, progress);
      },
      [number = line.number](App& there, const Result<SavedPerson>& done) { person_done(there, number, done); });
}

// Plan, count and the lines without a record: all of them with one draft. A newer draft holds all of an older one, so
// its answer is an answer for both.
void save_draft(App& app, RaidTask& task) {
  const std::uint32_t last = task.lines.empty() ? 0 : task.lines.back().number;
  for (RaidLine& line : task.lines) {
    if (!has_record(line) && line.state == RaidLineState::Failed) line.state = RaidLineState::Saving;
  }
  post_saving<std::string>(
      app, "raid.draft", [task](store::Vault& vault, Progress&) { return save_raid(vault, task); },
      [last](App& there, const Result<std::string>& done) {
        RaidTask* now = running_raid(there);
        if (!done.ok() && now == nullptr) return there.show_error(done.error());
        if (now == nullptr) return;
        if (done.ok()) now->draft = *done;
        for (RaidLine& line : now->lines) {
          if (has_record(line) || line.number > last || line.state == RaidLineState::Saved) continue;
          if (!done.ok()) line_failed(there, line, done.error());
          else line.state = RaidLineState::Saved;
        }
        if (done.ok()) there.note_saved({});
      });
}

void save_line(App& app, RaidTask& task, RaidLine& line) {
  if (has_record(line)) save_person(app, task, line);
  else save_draft(app, task);
}

void retry_lines(App& app, RaidTask& task, bool all) {
  const std::int64_t now = app.clock().steady_ms();
  for (RaidLine& line : task.lines) {
    if (line.state != RaidLineState::Failed || line.taken_back) continue;
    if (all || line.retry_at_steady_ms <= now) save_line(app, task, line);
    else app.wake_at(line.retry_at_steady_ms);
  }
}

// --- the commands ---

struct RaidGround {
  RaidTask task;
  std::shared_ptr<const text::CodeSearch> countries;
  std::vector<std::pair<std::string, std::string>> names;
};

Result<RaidGround> look_for_raid(store::Vault& vault, const std::string& language) {
  RaidGround out;
  out.task = TRY(find_raid(vault));
  out.countries = std::make_shared<const text::CodeSearch>(text::CodeList::Countries, language);
  for (text::CodeName& one : text::code_names(text::CodeList::Countries, language)) {
    out.names.emplace_back(std::move(one.code), std::move(one.name));
  }
  return out;
}

void apply_raid_one(App& app, const LookForRaid&) {
  if (app.state.raid) return;
  ask_vault<RaidGround>(
      app, "raid.look", {},
      [language = app.messages().language()](store::Vault& vault, Progress&) { return look_for_raid(vault, language); },
      [](App& there, RaidGround ground) {
        RaidUi& view = there.views().raid;
        view.known = true;
        view.countries = ground.countries;
        view.country_names = ground.names;
        if (there.state.raid || ground.task.stage != RaidStage::Running) return;
        there.state.raid = std::move(ground.task);
        there.state.raid->countries = ground.countries;
        there.state.raid->country_names = std::move(ground.names);
      },
      [](App& there) { there.views().raid.asked = false; });
}

Result<RaidTask> begin_raid(store::Vault& vault, RaidPlan plan) {
  TRY(vault.check_may_author());
  if (!vault.certificate()) return store::kNotEnrolled;
  RaidTask task;
  task.stage = RaidStage::Running;
  task.plan = std::move(plan);
  task.plan.began_ms = vault.now_ms();
  task.draft = TRY(save_raid(vault, task));
  return task;
}

void apply_raid_one(App& app, const BeginRaid& command) {
  if (app.state.raid) return;
  RaidPlan plan = command.plan;
  plan.utc_offset_minutes = app.state.utc_offset_minutes;
  ask_vault<RaidTask>(
      app, "raid.begin", {.urgent = true},
      [plan](store::Vault& vault, Progress&) { return begin_raid(vault, plan); },
      [](App& there, RaidTask task) {
        if (there.state.raid) return;
        there.state.raid = std::move(task);
        there.state.raid->countries = there.views().raid.countries;
        there.state.raid->country_names = there.views().raid.country_names;
        there.activity();  // from now on the window stays open for longer
      });
}

void apply_raid_one(App& app, const PickRaidAnswer& command) {
  RaidTask* task = running_raid(app);
  if (task == nullptr) return;
  if (!pick_answer(*task, command.digit)) task->hint = "That key means nothing in this row.";
}

void apply_raid_one(App& app, const ToggleRaidAnswer& command) {
  if (RaidTask* task = running_raid(app)) toggle_answer(*task, command.row, command.digit);
}

void apply_raid_one(App& app, const PickRaidCountry& command) {
  if (RaidTask* task = running_raid(app)) pick_country(*task, command.code);
}

void apply_raid_one(App& app, const LightRaidRow& command) {
  if (RaidTask* task = running_raid(app)) task->row = command.row;
}

void apply_raid_one(App& app, const RaidBack&) {
  if (RaidTask* task = running_raid(app)) go_back(*task);
}

void apply_raid_one(App& app, const AcceptRaid&) {
  RaidTask* task = running_raid(app);
  if (task == nullptr || !accept_row(*task)) return;
  save_line(app, *task, take_line(*task, app.clock().wall_ms()));
}

void apply_raid_one(App& app, const UndoRaidLine&) {
  RaidTask* task = running_raid(app);
  RaidLine* line = task == nullptr ? nullptr : last_line(*task);
  if (line == nullptr) return;
  line->taken_back = true;
  line->chosen = false;
  // What was said comes back, so that what was wrong in it can be mended and written again.
  task->entry = line->answers;
  task->row = RaidRow::Going;
  app.show_toast(app.messages().say("Person {1} is taken back. The answers stand above and can be mended.",
                                    {std::to_string(line->number)}));
  if (!has_record(*line)) save_draft(app, *task);
  else if (line->state == RaidLineState::Saved) take_record_back(app, line->number);
}

void apply_raid_one(App& app, const RetryRaidLines&) {
  if (RaidTask* task = running_raid(app)) retry_lines(app, *task, true);
}

void apply_raid_one(App& app, const CountAtDoor& command) {
  RaidTask* task = running_raid(app);
  if (task == nullptr) return;
  task->at_door = command.heads;
  save_draft(app, *task);
}

std::string folded_code(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c >= 'a' && c <= 'z') out += static_cast<char>(c - 'a' + 'A');
    else if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) out += c;
  }
  return out;
}

void apply_raid_one(App& app, const FindRaidCode& command) {
  RaidTask* task = running_raid(app);
  if (task == nullptr) return;
  const std::string wanted = folded_code(command.code);
  const auto at = std::find_if(task->lines.begin(), task->lines.end(), [&](const RaidLine& line) {
    return !line.code.empty() && folded_code(line.code) == wanted;
  });
  task->found_code.clear();
  if (at == task->lines.end()) {
    task->hint = "Nobody of this raid has that wristband. Check the letter at its end.";
    return;
  }
  task->hint.clear();
  at->chosen = !at->taken_back;
  task->found_code = at->code;
}

void apply_raid_one(App& app, const ChooseRaidLine& command) {
  RaidTask* task = running_raid(app);
  RaidLine* line = task == nullptr ? nullptr : line_of(*task, command.number);
  if (line != nullptr && !line->record.empty() && !line->taken_back) line->chosen = command.chosen;
}

void apply_raid_one(App& app, const ChooseAllStillHere&) {
  RaidTask* task = running_raid(app);
  if (task == nullptr) return;
  for (RaidLine& line : task->lines) {
    line.chosen = !line.record.empty() && !line.taken_back && line.answers.going->vehicle.empty();
  }
}

void apply_raid_one(App& app, const MoveRaidLines& command) {
  RaidTask* task = running_raid(app);
  if (task == nullptr) return;
  for (RaidLine& line : task->lines) {
    if (!line.chosen || line.record.empty() || line.taken_back || line.changing) continue;
    move_record(app, line, command.vehicle);
    line.chosen = false;
  }
}

void apply_raid_one(App& app, const PauseRaid&) {
  if (RaidTask* task = running_raid(app)) save_draft(app, *task);
  app.refresh();
  app.apply(ShellCommand(GoTo{Place::Home}));
}

void apply_raid_one(App& app, const FinishRaid&) {
  RaidTask* task = running_raid(app);
  if (task == nullptr) return;
  if (raid_sums(*task).unsaved > 0) {
    task->hint = "Some lines are not saved yet.";
    return;
  }
  task->stage = RaidStage::Finishing;
  ask_vault<std::string>(
      app, "raid.finish", {.urgent = true},
      [task = *task](store::Vault& vault, Progress& progress) { return finish_raid(vault, task, progress); },
      [](App& there, const std::string&) {
        there.state.raid.reset();
        there.show_toast(there.messages().say("The log of the raid is kept. It goes out with the next bundle."));
        there.refresh();
        there.apply(ShellCommand(GoTo{Place::Home}));
      },
      [](App& there) {
        if (there.state.raid) there.state.raid->stage = RaidStage::Running;
      });
}

}  // namespace

void apply_raid(App& app, const RaidCommand& command) {
  std::visit([&app](const auto& one) { apply_raid_one(app, one); }, command);
}

void tick_raid(App& app) {
  if (RaidTask* task = running_raid(app)) retry_lines(app, *task, false);
}

// Lines that are on their way go to their end; what failed is tried once more before the vault closes.
void hold_raid(App& app) {
  if (RaidTask* task = running_raid(app)) retry_lines(app, *task, true);
}

}  // namespace holdfast::gui
