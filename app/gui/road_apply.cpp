// What becomes of the commands of sync, set-up and enrolment.
#include "app/field/staff.h"
#include "app/gui/lane_ask.h"
#include "app/gui/road_work.h"
#include "app/gui/setup_work.h"
#include "app/gui/views.h"

namespace holdfast::gui {

namespace {

constexpr const char* kSyncJob = "road.sync";

// Sticks are looked for on the lane, since a stick that is being pulled out may keep the system waiting.
void look_for_sticks(App& app) {
  ask_vault<std::vector<Stick>>(
      app, "road.sticks", {},
      [](store::Vault& vault, Progress&) -> Result<std::vector<Stick>> {
        return mounted_sticks(vault.seams().files);
      },
      [](App& there, std::vector<Stick> sticks) { there.state.road.sticks = std::move(sticks); });
}

void look_at_road(App& app) {
  app.state.road.asking = true;
  ask_vault<RoadFacts>(
      app, "road.facts", {},
      [language = app.messages().language()](store::Vault& vault, Progress&) { return read_road(vault, language); },
      [](App& there, RoadFacts facts) {
        facts.sticks = std::move(there.state.road.sticks);
        facts.run = std::move(there.state.road.run);
        there.state.road = std::move(facts);
      },
      // Where nothing was ever answered it counts as asked: the screen would ask again at every pass.
      [](App& there) { there.state.road.asking = !there.state.road.known; });
  look_for_sticks(app);
}

void run_ended(App& app, RoadResult result) {
  result.run.progress.reset();
  app.state.road.run = std::move(result.run);
  if (!result.error) app.note_saved();
  app.refresh();
}

void apply_one(App& app, const LookAtRoad&) { look_at_road(app); }
void apply_one(App& app, const LookForSticks&) { look_for_sticks(app); }

void apply_one(App& app, const SyncWith& command) {
  const bool running = app.state.road.run && !app.state.road.run->done;
  if (running || command.path.empty()) return;
  RoadRequest request{command.path, app.messages().language(), std::make_shared<RoadProgress>()};
  RoadRun run;
  run.place = command.path;
  run.progress = request.progress;
  app.state.road.run = std::move(run);
  ask_vault<RoadResult>(
      app, kSyncJob, {false, true},
      [request](store::Vault& vault, Progress& progress) -> Result<RoadResult> {
        return run_road(vault, request, progress);
      },
      run_ended);
}

void apply_one(App& app, const StopSync&) { app.lane().cancel(kSyncJob); }

// --- set-up and enrolment ---

void look_at_setup(App& app) {
  // An empty list until the answer comes: it was asked for.
  if (!app.state.setup.staff) app.state.setup.staff.emplace();
  ask_vault<SetupFacts>(
      app, "setup.facts", {}, [](store::Vault& vault, Progress&) { return read_setup(vault); },
      [](App& there, SetupFacts facts) {
        SetupFacts& now = there.state.setup;
        now.asked = true;
        now.enrolled = facts.enrolled;
        now.team = std::move(facts.team);
        now.staff = std::move(facts.staff);
        if (now.name.empty() || facts.enrolled) now.name = std::move(facts.name);
      });
}

void ask_for_words(App& app, const std::string& name) {
  app.state.setup.busy = true;
  app.state.setup.words_match = app.state.setup.words_differ = false;
  ask_vault<RequestFacts>(
      app, "setup.request", {true, false},
      [name](store::Vault& vault, Progress&) { return ask_enrolment(vault, name); },
      [](App& there, RequestFacts request) {
        SetupFacts& setup = there.state.setup;
        setup.busy = false;
        setup.name = std::move(request.name);
        setup.words = std::move(request.words);
        setup.digits = std::move(request.digits);
        setup.request_file = setup.name + ".request";
      },
      [](App& there) { there.state.setup.busy = false; });
}

void apply_one(App& app, const MakeVault& command) {
  State& state = app.state;
  if (state.stage != Stage::NoVault || state.setup.busy || !command.passphrase) return;
  state.setup.busy = true;
  app.lane().open(
      [path = app.options().vault_path, parameters = app.options().password,
       passphrase = command.passphrase](const store::Seams& seams) {
        return store::Vault::create(seams, path, *passphrase, {parameters, "S1"});
      },
      [name = command.name](App& there, const Result<void>& made) {
        there.state.setup.busy = false;
        if (!made.ok()) return there.show_error(made.error());
        there.opened();
        there.state.place = Place::Enrolment;
        there.views().enrolment.step = EnrolmentUi::Step::Name;
        if (!name.empty()) ask_for_words(there, name);
      });
}

void apply_one(App& app, const AskEnrolment& command) { ask_for_words(app, command.name); }

void apply_one(App& app, const SaveRequest& command) {
  ask_vault<std::string>(
      app, "setup.save", {true, false},
      [name = app.state.setup.name, folder = command.path](store::Vault& vault, Progress&) {
        return save_request(vault, name, folder);
      },
      [](App& there, std::string path) {
        there.state.setup.request_saved = std::move(path);
        there.show_toast(there.messages().say("The request is saved. You can take the stick out now."));
      });
}

void apply_one(App& app, const WordsCompared& command) {
  app.state.setup.words_match = command.match;
  app.state.setup.words_differ = !command.match;
}

void apply_one(App& app, const AcceptEnrolment& command) {
  if (app.state.setup.busy) return;
  app.state.setup.busy = true;
  ask_vault<bool>(
      app, "setup.accept", {true, false},
      [command](store::Vault& vault, Progress&) -> Result<bool> {
        TRY(accept_answer(vault, command.path, command.hq_words));
        return true;
      },
      [](App& there, bool) {
        there.state.setup.busy = false;
        there.state.setup.enrolled = true;
        there.show_toast(there.messages().say("This laptop belongs to the team now."));
        there.state.place = Place::Home;
        look_at_setup(there);
        there.refresh();
      },
      [](App& there) { there.state.setup.busy = false; });
}

void apply_one(App& app, const LookAtStaff&) { look_at_setup(app); }

void change_staff(App& app, std::function<Result<void>(store::Vault&)> change, std::string said) {
  ask_vault<bool>(
      app, "setup.staff", {true, false},
      [change = std::move(change)](store::Vault& vault, Progress&) -> Result<bool> {
        TRY(change(vault));
        return true;
      },
      [said = std::move(said)](App& there, bool) {
        there.show_toast(said);
        look_at_setup(there);
      });
}

void apply_one(App& app, const AddStaff& command) {
  if (!command.passphrase || command.code.empty()) return;
  const auto add = [command](store::Vault& vault) {
    return field::add_staff(vault, command.code, *command.passphrase);
  };
  change_staff(app, add, app.messages().say("Added. This person opens the notebook with their own passphrase."));
}

void apply_one(App& app, const RemoveStaff& command) {
  change_staff(app, [code = command.code](store::Vault& vault) { return field::remove_staff(vault, code); },
               app.messages().say("Removed. That passphrase opens this notebook no more."));
}

}  // namespace

void refresh_road(App& app) {
  look_at_road(app);
  look_at_setup(app);
}

void apply_road(App& app, const RoadCommand& command) {
  std::visit([&app](const auto& one) { apply_one(app, one); }, command);
}

}  // namespace holdfast::gui
