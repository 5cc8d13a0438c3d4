#include "app/gui/app.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "app/gui/lock_clock.h"
#include "app/gui/places.h"
#include "app/gui/recording_view.h"
#include "app/gui/shell_keys.h"
#include "app/gui/shell_overlay.h"
#include "app/gui/views.h"
#include "app/text/catalogue.h"

namespace holdfast::gui {
namespace {

constexpr std::int64_t kToastMs = 6000;
constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kRecordingLookMs = 500;
constexpr int kSettlingPasses = 6;  // what is shown must be right: focus moved, heights measured

std::int64_t idle_limit_ms(const State& state) {
  // A raid has pauses in which nobody types.
  // An interview that is recorded has them too.
  const bool patient = state.raid.has_value() || state.recording.on;
  const int minutes = patient ? std::max(state.settings.lock_minutes, 15) : state.settings.lock_minutes;
  return minutes * kMinuteMs;
}

}  // namespace

App::App(store::Seams seams, AppOptions options, ui::Ui& ui)
    : seams_(std::move(seams)), options_(std::move(options)), ui_(ui), views_(std::make_unique<Views>()),
      lane_(std::make_unique<VaultLane>(seams_, options_.wake)),
      recording_(options_.sound, seams_.random, options_.wake) {
  state.sound_possible = recording_.possible();
  state.settings = read_look(seams_.files, options_.vault_path);
  state.utc_offset_minutes = options_.utc_offset_minutes;
  look_elsewhere(options_.vault_path);
  Result<text::Messages> messages = text::Messages::embedded(state.settings.language);
  if (messages.ok()) messages_ = std::move(messages).value();
  for (const std::string& language : text::message_languages()) {
    state.languages.push_back({language, text::own_name_of_language(language)});
  }
  last_wall_ms_ = clock().wall_ms();
  last_steady_ms_ = clock().steady_ms();
}

App::~App() {
  recording_.stop();
  lane_.reset();  // its last jobs may still look at what follows
}

bool App::frame(const ui::PassInput& input, ui::Painter& painter, const std::function<void()>& restart) {
  const std::int64_t steady = clock().steady_ms();
  state.now_ms = clock().wall_ms();
  wanted_due_ms_ = INT64_MAX;
  lock_if_due();
  remember_head_if_due();
  last_steady_ms_ = steady;
  last_wall_ms_ = state.now_ms;
  if (!input.events.empty()) activity();
  if (state.toast && state.toast->until_steady_ms <= steady) state.toast.reset();
  lane_->drain(*this);
  recording_.look(*this);
  state.recording = recording_.facts();

  std::vector<ui::Event> rest(input.events.begin(), input.events.end());
  bool again = true;
  for (int settling = 0; again || !rest.empty();) {
    const std::size_t count = ui::first_slice(rest);
    ui::PassInput slice = input;
    slice.steady_ms = steady;
    slice.events = std::span<const ui::Event>(rest).first(count);
    restart();
    again = pass(slice, painter);
    rest.erase(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(count));
    if (count == 0 && ++settling >= kSettlingPasses) break;
  }
  tick_form(*this);
  tick_raid(*this);
  if (state.recording.goes_on()) wake_at(steady + kRecordingLookMs);
  return again;
}

bool App::pass(const ui::PassInput& input, ui::Painter& painter) {
  ui::PassInput mine = input;
  mine.theme = state.neutral ? ui::Theme::Light : state.settings.theme;
  mine.scale = input.scale * static_cast<float>(state.settings.text_size_percent) / 100;
  const text::Messages spoken = messages_;  // a command may change the language while the pass is looked at
  ui_.begin_pass(mine, spoken, painter);
  Commands commands;
  draw(commands);
  const bool moved = ui_.end_pass();
  const std::vector<Command> list = commands.take();
  const Stage before = state.stage;
  for (const Command& command : list) {
    // What was asked on a screen that is gone now would fill State again.
    if (before == Stage::Open && state.stage != Stage::Open) break;
    apply(command);
  }
  return moved || !list.empty();
}

void App::draw(Commands& out) {
  take_shell_keys(state, ui_, out);
  // Also on a locked or hidden window: whoever must be quiet at once has one key.
  if (state.recording.on && ui_.take_key(ui::Key::F8)) out.push(PauseRecording{});
  if (state.neutral) {
    draw_neutral(state, views_->neutral, ui_, out);
    return;
  }
  draw_place(state, *views_, ui_, out);
  draw_overlay(state, views_->overlay, ui_, out);
  if (state.stage == Stage::Open) draw_recording_question(state, ui_, out);
}

void App::apply(const Command& command) {
  std::visit(
      [this](const auto& area) {
        using T = std::decay_t<decltype(area)>;
        if constexpr (std::is_same_v<T, ShellCommand>) apply_shell(*this, area);
        else if constexpr (std::is_same_v<T, FormCommand>) apply_form(*this, area);
        else if constexpr (std::is_same_v<T, RecordingCommand>) apply_recording(*this, area);
        else if constexpr (std::is_same_v<T, RaidCommand>) apply_raid(*this, area);
        else if constexpr (std::is_same_v<T, EvidenceCommand>) apply_evidence(*this, area);
        else if constexpr (std::is_same_v<T, RecordsCommand>) apply_records(*this, area);
        else apply_road(*this, area);
      },
      command);
}

std::int64_t App::next_due_ms() const {
  std::int64_t due = std::min(wanted_due_ms_, ui_.due_ms());
  if (state.toast) due = std::min(due, state.toast->until_steady_ms);
  const std::int64_t now = last_steady_ms_;
  if (state.stage == Stage::Open) {
    // Not at once after each key, which starts the clock at a full step.
    const std::int64_t words = std::max(next_lock_words_ms(state.lock.locks_at_steady_ms, now), now + 500);
    due = std::min({due, words, state.lock.locks_at_steady_ms});
  }
  // The neutral screen and the state of a locked one show a clock of minutes.
  if (state.neutral) due = std::min(due, now + kMinuteMs - state.now_ms % kMinuteMs);
  return due;
}

void App::wake_at(std::int64_t steady_ms) { wanted_due_ms_ = std::min(wanted_due_ms_, steady_ms); }

void App::activity() {
  if (state.stage == Stage::Open) state.lock.locks_at_steady_ms = clock().steady_ms() + idle_limit_ms(state);
}

// Nobody did anything for so long, or the machine slept: then the wall clock went on and the steady one did not.
void App::lock_if_due() {
  if (state.stage != Stage::Open) return;
  const std::int64_t steady = clock().steady_ms();
  const std::int64_t slept = (clock().wall_ms() - last_wall_ms_) - (steady - last_steady_ms_);
  if (steady >= state.lock.locks_at_steady_ms || slept > idle_limit_ms(state)) lock_now();
}

// The header learns of the newest entry at the latest a minute after it (Vault::note_head), also while a window stays
// open for hours.
void App::remember_head_if_due() {
  const std::int64_t steady = clock().steady_ms();
  if (state.stage != Stage::Open || steady - head_at_ms_ < kMinuteMs) return;
  head_at_ms_ = steady;
  Job job;
  job.key = "shell.head";
  job.saves = true;
  job.work = [](store::Vault& vault, Progress&) -> Done {
    const Result<void> said = vault.flush_state_if_due();
    if (said.ok()) return {};
    return [said](App& app) { app.show_error(said.error()); };
  };
  lane_->post(std::move(job));
}

void App::lock_now() {
  if (state.stage != Stage::Open) return;
  hold_form(*this);
  hold_raid(*this);
  wipe();
  state.stage = Stage::Locking;
  state.lock.locked_at_ms = clock().wall_ms();
  lane_->lock([](App& app, const Result<void>& said) {
    if (app.state.stage == Stage::Locking) app.state.stage = Stage::Locked;
    if (!said.ok()) app.state.lock.failed = app.sentence_of(said.error());
  });
}

// Everything that was learnt from the vault goes; what stays is how the window looks.
void App::wipe() {
  State fresh;
  fresh.neutral = state.neutral;
  fresh.settings = state.settings;
  fresh.languages = std::move(state.languages);
  fresh.keyboard = std::move(state.keyboard);
  fresh.now_ms = state.now_ms;
  fresh.utc_offset_minutes = state.utc_offset_minutes;
  fresh.recording = recording_.facts();
  fresh.sound_possible = state.sound_possible;
  fresh.lock.locked_at_ms = state.lock.locked_at_ms;
  // Destroyed, wiped and made anew: assigning would leave short strings inside State where they are.
  std::destroy_at(&state);
  crypto::wipe({reinterpret_cast<std::uint8_t*>(&state), sizeof(State)});
  std::construct_at(&state, std::move(fresh));
  views_ = std::make_unique<Views>();
  undo_ = {};
  options_.forget_pictures();
  ui_.wipe();
}

void App::look_elsewhere(const std::string& vault_path) {
  if (&vault_path != &options_.vault_path) options_.vault_path = vault_path;
  const Result<bool> there = seams_.files.exists(join_path(vault_path, "header.a"));
  state.stage = there.ok() && !*there ? Stage::NoVault : Stage::Locked;
  state.place = state.stage == Stage::NoVault ? Place::Enrolment : Place::Home;
  state.lock = LockFacts{};
}

SentenceFacts App::sentence_of(const Error& error) const {
  SentenceFacts out;
  out.code = std::string(error.reason.code());
  Result<text::Catalogue> catalogue = text::Catalogue::embedded(messages_.language());
  const text::Sentence* found = catalogue.ok() ? catalogue->find(out.code) : nullptr;
  Result<text::Catalogue> english = text::Catalogue::embedded("en");
  if (found == nullptr && english.ok()) found = english->find(out.code);
  if (found != nullptr) {
    out.happened = found->happened;
    out.safe = found->safe;
    out.do_next = found->do_next;
  } else {
    out.happened = messages_.say("This did not work.");
    out.safe = messages_.say("What was saved before is safe.");
    out.do_next = messages_.say("Try again, or lock the window and open it anew.");
  }
  return out;
}

void App::show_error(const Error& error) { state.error = sentence_of(error); }

void App::show_toast(std::string words, std::function<void(App&)> undo) {
  state.toast = Toast{std::move(words), clock().steady_ms() + kToastMs, static_cast<bool>(undo)};
  undo_ = std::move(undo);
}

void App::undo_last() {
  state.toast.reset();
  const std::function<void(App&)> undo = std::exchange(undo_, {});
  if (undo) undo(*this);
}

void App::note_saved(std::string words) {
  state.saved_at_ms = clock().wall_ms();
  state.saved_words = std::move(words);
}

void App::refresh() {
  refresh_home(*this);
  refresh_records(*this);
  refresh_evidence(*this);
  refresh_road(*this);
}

}  // namespace holdfast::gui
