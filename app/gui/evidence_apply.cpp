// What becomes of the commands of evidence.
#include <algorithm>

#include "app/gui/evidence_work.h"
#include "app/gui/lane_ask.h"
#include "app/gui/views.h"

namespace holdfast::gui {

namespace {

constexpr PictureBox kThumbnailBox{472, 336};
constexpr PictureBox kLargeBox{1600, 1200};

void ask_exhibit(App& app, const std::string& id) {
  ask_vault<ExhibitFacts>(
      app, "evidence.exhibit", {}, [id](store::Vault& vault, Progress&) { return read_exhibit(vault, id); },
      [](App& there, ExhibitFacts facts) {
        if (there.state.evidence.chosen == facts.id) there.state.evidence.exhibit = std::move(facts);
      });
}

void take_exhibits(App& app, ExhibitList list) {
  EvidenceFacts& facts = app.state.evidence;
  facts.known = true;
  facts.rows = std::move(list.rows);
  facts.staff = std::move(list.staff);
  const auto chosen = std::find_if(facts.rows.begin(), facts.rows.end(),
                                   [&](const ExhibitRow& row) { return row.id == facts.chosen; });
  if (chosen == facts.rows.end()) facts.chosen = facts.rows.empty() ? std::string() : facts.rows.front().id;
  if (!facts.chosen.empty()) ask_exhibit(app, facts.chosen);
}

void apply_evidence_one(App& app, const LookAtExhibits&) {
  ask_vault<ExhibitList>(
      app, "evidence.list", {}, [](store::Vault& vault, Progress&) { return read_exhibits(vault); }, take_exhibits);
}

void apply_evidence_one(App& app, const ChooseExhibit& command) {
  EvidenceFacts& facts = app.state.evidence;
  if (facts.chosen == command.id) return;
  facts.chosen = command.id;
  facts.exhibit.reset();
  ask_exhibit(app, command.id);
}

void apply_evidence_one(App& app, const NewExhibit&) {
  app.apply(FormCommand(StartForm{.form_id = "evidence"}));
  app.apply(ShellCommand(GoTo{Place::Interview}));
}

void apply_evidence_one(App& app, const FindFiles& command) {
  ask_vault<FoundFiles>(
      app, "evidence.find", {},
      [paths = command.paths](store::Vault& vault, Progress&) {
        return find_evidence_files(vault.seams().files, paths);
      },
      [](App& there, FoundFiles found) {
        if (found.paths.empty()) there.show_toast(there.messages().say("There is no file there."));
        else there.state.evidence.found = std::move(found);
      });
}

void apply_evidence_one(App& app, const ForgetFound&) { app.state.evidence.found.reset(); }
void apply_evidence_one(App& app, const ForgetLeft&) { app.state.evidence.left.reset(); }

void files_taken(App& app, const FoundFiles& found, const std::vector<std::string>& ids) {
  EvidenceFacts& facts = app.state.evidence;
  facts.taking.reset();
  facts.left = LeftBehind{found.folder, found.paths.size()};
  if (!ids.empty()) facts.chosen = ids.front();
  facts.exhibit.reset();
  app.note_saved(app.messages().say("{n} file taken in and sealed against change",
                                    "{n} files taken in and sealed against change", found.paths.size()));
  app.refresh();
}

void apply_evidence_one(App& app, const TakeInFiles& command) {
  EvidenceFacts& facts = app.state.evidence;
  if (!facts.found || facts.taking) return;
  const FoundFiles found = std::move(*facts.found);
  facts.found.reset();
  facts.taking = TakingIn{command.description, command.one_each ? found.paths.size() : 1};
  ask_vault<std::vector<std::string>>(
      app, "evidence.take", {.shown = true},
      [found, command](store::Vault& vault, Progress& progress) {
        return take_in_evidence(vault, found, command, progress);
      },
      [found](App& there, const std::vector<std::string>& ids) { files_taken(there, found, ids); },
      [](App& there) {
        there.state.evidence.taking.reset();
        there.refresh();
      });
}

void apply_evidence_one(App& app, const CheckFiles& command) {
  ask_vault<std::map<std::string, bool>>(
      app, "evidence.check", {.shown = true},
      [id = command.id](store::Vault& vault, Progress& progress) { return check_evidence_files(vault, id, progress); },
      [](App& there, const std::map<std::string, bool>& same) {
        if (!there.state.evidence.exhibit) return;
        for (ExhibitFileFacts& file : there.state.evidence.exhibit->files) {
          const auto at = same.find(file.ref);
          if (at == same.end()) continue;
          file.same = at->second;
          file.checked_ms = there.clock().wall_ms();
        }
      });
}

void apply_evidence_one(App& app, const HandOver& command) {
  app.state.evidence.hand_over_failed.clear();
  Job job;
  job.key = "evidence.hand_over";
  job.urgent = true;
  job.work = [command](store::Vault& vault, Progress& progress) -> Done {
    const auto done = std::make_shared<const Result<void>>(hand_over_evidence(vault, command, progress));
    return [done](App& there) {
      EvidenceFacts& facts = there.state.evidence;
      if (done->ok()) {
        ++facts.handed_over;
        there.note_saved({});
      } else {
        const SentenceFacts said = there.sentence_of(done->error());
        facts.hand_over_failed = said.happened + " " + said.do_next;
      }
      there.refresh();
    };
  };
  app.lane().post(std::move(job));
}

void apply_evidence_one(App& app, const AskThumbnail& command) {
  EvidenceFacts& facts = app.state.evidence;
  if (facts.asked_pictures[command.ref]) return;
  facts.asked_pictures[command.ref] = true;
  ask_vault<SeenPicture>(
      app, "evidence.picture/" + command.ref, {.shown = true},
      [ref = command.ref](store::Vault& vault, Progress& progress) {
        return see_picture(vault, ref, kThumbnailBox, progress);
      },
      [ref = command.ref](App& there, SeenPicture seen) {
        there.state.evidence.pictures[ref] = std::move(seen);
      });
}

void view_picture(App& app, const ViewFile& command) {
  app.state.evidence.viewed.emplace();
  app.state.evidence.viewed->ref = command.ref;
  app.state.evidence.viewed->name = command.name;
  ask_vault<SeenPicture>(
      app, "evidence.view", {.shown = true},
      [ref = command.ref](store::Vault& vault, Progress& progress) {
        return see_picture(vault, ref, kLargeBox, progress);
      },
      [ref = command.ref](App& there, SeenPicture seen) {
        const std::optional<ViewedFile>& viewed = there.state.evidence.viewed;
        if (viewed && viewed->ref == ref) there.state.evidence.large = std::move(seen);
      });
}

void apply_evidence_one(App& app, const ViewFile& command) {
  app.state.evidence.large.reset();
  if (is_picture(command.media_type)) return view_picture(app, command);
  if (!is_text_file(command.media_type)) return;
  ask_vault<ViewedFile>(
      app, "evidence.view", {}, [command](store::Vault& vault, Progress&) { return read_text_file(vault, command); },
      [](App& there, ViewedFile file) { there.state.evidence.viewed = std::move(file); });
}

void apply_evidence_one(App& app, const CloseFile&) {
  app.lane().cancel("evidence.view");
  app.state.evidence.viewed.reset();
  app.state.evidence.large.reset();
}

}  // namespace

void apply_evidence(App& app, const EvidenceCommand& command) {
  std::visit([&app](const auto& one) { apply_evidence_one(app, one); }, command);
}

void refresh_evidence(App& app) {
  if (app.state.evidence.known) apply_evidence_one(app, LookAtExhibits{});
}

}  // namespace holdfast::gui
