// What the frame's commands do: going somewhere, unlocking, hiding, settings.
#include <algorithm>
#include <iterator>

#include "app/gui/app.h"
#include "app/gui/help_view.h"
#include "app/gui/views.h"
#include "app/store/drafts.h"
#include "app/store/reasons.h"
#include "crypto/process.h"

namespace holdfast::gui {
namespace {

// What an opened vault has to say at once.
struct OpenedFacts {
  Settings settings;
  store::Doubt doubt = store::Doubt::None;
  crypto::ProcessGuards guards{};
};

std::string doubt_words(const text::Messages& say, store::Doubt doubt) {
  switch (doubt) {
    case store::Doubt::None: return {};
    case store::Doubt::HeaderOld:
      return say.say("An older key file of this notebook was put back. Nothing was changed. Records can be read and "
                     "sent. Send everything, then enrol this laptop anew.");
    case store::Doubt::JournalBehindHeader:
      return say.say("The newest records of this notebook are gone: its database was put back or cut. What is there "
                     "can be read and sent. Send everything, then enrol this laptop anew.");
    case store::Doubt::HeadNotOnChain:
      return say.say("The records of this notebook are not the ones it had when it was last locked. They can be read "
                     "and sent. Send everything, tell headquarters, then enrol this laptop anew.");
    case store::Doubt::ReceiptNotOnChain:
      return say.say("Headquarters holds records of this laptop that are not here: this notebook was restored or "
                     "copied. It can be read and sent. Send everything, then enrol this laptop anew.");
  }
  return {};
}

void say_notices(App& app, const OpenedFacts& facts) {
  std::vector<std::string>& notices = app.state.lock.notices;
  if (facts.doubt != store::Doubt::None) notices.push_back(doubt_words(app.messages(), facts.doubt));
  if (!facts.guards.memory_is_locked) {
    notices.push_back(app.messages().say(
        "This system lets the program lock too little memory, so keys may reach the swap space on disk. Records are "
        "encrypted as always. Raise the limit, or switch swap off."));
  }
  if (!facts.guards.no_core_dumps || !facts.guards.not_traceable) {
    notices.push_back(app.messages().say(
        "This system would not keep other programs from looking into this one while the notebook is open. Records on "
        "disk are encrypted as always. Close other programs before you go on."));
  }
}

void unlock_failed(App& app, const Error& error) {
  State& state = app.state;
  state.stage = Stage::Locked;
  state.neutral_opening = false;
  ++state.lock.tries;
  state.lock.asks_time = state.lock.asks_time || error.reason == store::kVaultClock;
  state.lock.failed = app.sentence_of(error);
}

// The first job of a session: what the vault knows of the window, and half-done changes of the draft key.
Job first_job() {
  Job job;
  job.key = "shell.opened";
  job.work = [](store::Vault& vault, Progress&) -> Done {
    OpenedFacts facts;
    const Result<void> finished = store::finish_left_draft_change(vault);
    const Result<void> read = read_kept_settings(vault, facts.settings);
    facts.doubt = vault.doubt();
    facts.guards = crypto::process_guards();
    return [facts, finished, read](App& app) {
      app.state.settings.hints = facts.settings.hints;
      app.state.settings.lock_minutes = facts.settings.lock_minutes;
      app.activity();
      say_notices(app, facts);
      if (!finished.ok()) app.show_error(finished.error());
      else if (!read.ok()) app.show_error(read.error());
    };
  };
  return job;
}

void apply_shell_one(App& app, const Unlock& command) {
  State& state = app.state;
  if (state.stage == Stage::Unlocking || state.stage == Stage::Open || !command.passphrase) return;
  state.stage = Stage::Unlocking;
  state.lock.failed.reset();
  const std::string path = app.options().vault_path;
  app.lane().open(
      [path, command](const store::Seams& seams) {
        store::Vault::OpenOptions options;
        options.stated_time_ms = command.stated_time_ms;
        return store::Vault::open(seams, path, *command.passphrase, options);
      },
      [](App& told, const Result<void>& said) {
        if (!said.ok()) return unlock_failed(told, said.error());
        if (told.state.neutral_opening) told.state.neutral = told.state.neutral_opening = false;
        told.opened();
      });
}

void apply_shell_one(App& app, const GoTo& command) {
  if (app.state.stage != Stage::Open) return;
  app.state.place = command.place;
  if (command.place == Place::Home) refresh_home(app);
}

void apply_shell_one(App& app, const LockNow&) { app.lock_now(); }

void apply_shell_one(App& app, const SwitchPerson&) { app.lock_now(); }

void apply_shell_one(App& app, const ShowNeutral&) {
  app.state.neutral = true;
  app.views().neutral = NeutralUi{};
}

// Right or wrong, the neutral screen shows nothing but itself until the right passphrase was typed.
void apply_shell_one(App& app, const LeaveNeutral& command) {
  State& state = app.state;
  if (state.stage == Stage::NoVault) {
    state.neutral = false;
    return;
  }
  if (!command.passphrase || state.neutral_opening || state.stage == Stage::Unlocking) return;
  if (state.stage != Stage::Open) {
    state.neutral_opening = true;
    return apply_shell_one(app, Unlock{command.passphrase, std::nullopt});
  }
  state.neutral_opening = true;
  Job job;
  job.key = "shell.neutral";
  job.work = [passphrase = command.passphrase](store::Vault& vault, Progress&) -> Done {
    const store::Seams& seams = vault.seams();
    const bool right = crypto::VaultHeader::unlock(seams.files, vault.path(), *passphrase, seams.random).ok();
    return [right](App& told) {
      told.state.neutral_opening = false;
      if (right) told.state.neutral = false;
    };
  };
  app.lane().post(std::move(job));
}

void apply_settings(App& app, const Settings& settings) {
  State& state = app.state;
  const Settings before = state.settings;
  state.settings = settings;
  state.settings.lock_minutes = std::clamp(settings.lock_minutes, 1, 15);
  if (settings.language != before.language) {
    Result<text::Messages> messages = text::Messages::embedded(settings.language);
    if (!messages.ok()) {
      state.settings.language = before.language;
      return app.show_error(messages.error());
    }
    app.set_messages(std::move(messages).value());
  }
  app.activity();
  const Result<void> written = write_look(app.seams().files, app.options().vault_path, state.settings);
  if (!written.ok()) app.show_error(written.error());
  if (state.stage != Stage::Open) return;
  Job job;
  job.key = "shell.settings";
  job.urgent = true;
  job.saves = true;
  job.work = [kept = state.settings](store::Vault& vault, Progress&) -> Done {
    const Result<void> said = keep_settings(vault, kept);
    return [said](App& told) {
      if (!said.ok()) told.show_error(said.error());
    };
  };
  app.lane().post(std::move(job));
}

void apply_shell_one(App& app, const ChangeSettings& command) { apply_settings(app, command.settings); }

void apply_shell_one(App& app, const StepTextSize& command) {
  const auto* const first = std::begin(kTextSizes);
  const auto* const last = std::end(kTextSizes) - 1;
  const auto* at = std::find(first, last, app.state.settings.text_size_percent);
  if (command.steps > 0 && at != last) ++at;
  if (command.steps < 0 && at != first) --at;
  Settings settings = app.state.settings;
  settings.text_size_percent = *at;
  apply_settings(app, settings);
}

void apply_shell_one(App& app, const ShowHelp&) {
  if (app.state.stage != Stage::Open || app.state.place == Place::Help) return;
  app.state.before_help = app.state.place;
  app.views().help.page = help_page_of(app.state.place);
  app.state.place = Place::Help;
}

void apply_shell_one(App& app, const ChangePassphrase& command) {
  if (app.state.stage != Stage::Open || !command.passphrase) return;
  Job job;
  job.key = "shell.passphrase";
  job.work = [passphrase = command.passphrase](store::Vault& vault, Progress&) -> Done {
    const Result<void> said = vault.change_passphrase(*passphrase);
    return [said](App& told) {
      if (!said.ok()) return told.show_error(said.error());
      told.show_toast(told.messages().say("The new passphrase opens this notebook from now on."));
    };
  };
  app.lane().post(std::move(job));
}

void apply_shell_one(App& app, const OpenNotebook& command) {
  if (app.state.stage != Stage::Locked && app.state.stage != Stage::NoVault) return;
  app.look_elsewhere(command.path);
}

void apply_shell_one(App& app, const CloseNotices&) { app.state.lock.notices.clear(); }

void apply_shell_one(App& app, const CloseError&) { app.state.error.reset(); }

void apply_shell_one(App& app, const UndoLast&) { app.undo_last(); }

void apply_shell_one(App& app, const CancelJob& command) { app.lane().cancel(command.key); }

void apply_shell_one(App& app, const Quit&) { app.quit(); }

}  // namespace

void App::opened() {
  state.stage = Stage::Open;
  state.lock = LockFacts{};
  views_->unlock = UnlockUi{};
  if (state.place == Place::Enrolment) state.place = Place::Home;
  activity();
  lane_->post(first_job());
  refresh();
}

void apply_shell(App& app, const ShellCommand& command) {
  std::visit([&app](const auto& one) { apply_shell_one(app, one); }, command);
}

}  // namespace holdfast::gui
