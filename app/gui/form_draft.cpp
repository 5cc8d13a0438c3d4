// Saving a form while it is filled in: at every answer, and within two seconds inside a long one. What the foot says is
// said only after the draft is durable. A save that fails keeps everything on the screen and is tried again.
#include "app/gui/form_saving.h"
#include "app/gui/form_work.h"

namespace holdfast::gui {
namespace {

constexpr std::int64_t kFormTypingMs = 2000;
constexpr std::int64_t kFormRetryMs = 5000;

void draft_was_saved(App& app, const Id16& draft, std::uint64_t revision) {
  if (!app.state.form || app.state.form->draft != draft) return;
  FormTask& task = *app.state.form;
  task.saved_revision = std::max(task.saved_revision, revision);
  task.save_problem.clear();
  app.note_saved();
}

void draft_was_not_saved(App& app, const Id16& draft, const Error& error) {
  if (!app.state.form || app.state.form->draft != draft) {
    app.show_error(error);  // the window locked meanwhile: whoever unlocks it must know
    return;
  }
  FormTask& task = *app.state.form;
  const SentenceFacts sentence = app.sentence_of(error);
  task.save_problem = sentence.happened;
  if (!sentence.do_next.empty()) task.save_problem += " " + sentence.do_next;
  task.posted_revision = task.saved_revision;
  task.save_at_ms = app.clock().steady_ms() + kFormRetryMs;
  app.wake_at(task.save_at_ms);
}

}  // namespace

void form_changed(App& app, bool typing) {
  FormTask& task = *app.state.form;
  ++task.revision;
  refresh_form(task, app.messages());
  if (!typing) {
    save_form(app);
    return;
  }
  if (task.save_at_ms == 0) task.save_at_ms = app.clock().steady_ms() + kFormTypingMs;
  app.wake_at(task.save_at_ms);
}

void save_form(App& app) {
  FormTask& task = *app.state.form;
  task.save_at_ms = 0;
  if (task.posted_revision == task.revision && task.revision != 0) return;
  task.posted_revision = task.revision;
  store::Draft draft;
  draft.id = task.draft;
  draft.form_id = task.form_id;
  draft.content = to_bytes(as_bytes(draft_content(task, app.clock().steady_ms())));
  Job job;
  job.key = "draft/" + to_hex(task.draft);
  job.urgent = true;
  job.saves = true;
  job.work = [draft = std::move(draft), revision = task.revision](store::Vault& vault, Progress&) mutable -> Done {
    draft.updated_ms = vault.now_ms();
    const Result<void> saved = store::save_draft(vault, draft);
    if (saved.ok()) return [id = draft.id, revision](App& after) { draft_was_saved(after, id, revision); };
    return [id = draft.id, error = saved.error()](App& after) { draft_was_not_saved(after, id, error); };
  };
  app.lane().post(std::move(job));
}

void hold_form(App& app) {
  if (!app.state.form || app.state.form->revision == 0) return;
  if (app.state.form->posted_revision != app.state.form->revision) save_form(app);
}

}  // namespace holdfast::gui
