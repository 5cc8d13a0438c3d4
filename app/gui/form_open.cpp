// Beginning a form, opening its draft, and the list of what can be filled in here.
#include <algorithm>

#include "app/forms/reviewed.h"
#include "app/gui/form_lists.h"
#include "app/gui/form_saving.h"
#include "app/gui/form_work.h"
#include "app/hq/office/builtin_forms.h"
#include "app/store/forms_store.h"
#include "app/text/messages.h"

namespace holdfast::gui {
namespace {

// What the vault knows that a session of the form needs.
struct FormGround {
  std::shared_ptr<const forms::FormLogic> logic;
  FormLists lists;
  std::vector<FormLanguage> languages;
  std::string language;         // the interviewer's column
  std::string device, staff;
  std::optional<store::Draft> draft;
};

std::string name_of_column(const std::string& column) {
  const std::size_t code = column.rfind(" (");
  return code == std::string::npos ? column : column.substr(0, code);
}

Result<std::vector<FormLanguage>> languages_in(const forms::Form& form) {
  std::vector<FormLanguage> out;
  for (const std::string& column : forms::languages_of(form)) {
    FormLanguage language;
    // The plain column is the form's default language.
    language.column = column;
    const std::string whole = column.empty() ? form.default_language : column;
    language.name = name_of_column(whole);
    language.code = forms::language_code(form, column);
    const bool reviewed = TRY(hq::is_text_reviewed(form, column));
    language.reviewed = reviewed;
    out.push_back(std::move(language));
  }
  return out;
}

// The interviewer reads the form in the language of the screen where it has it.
std::string interviewers_column(const FormGround& ground, const std::string& wanted) {
  for (const FormLanguage& language : ground.languages) {
    if (language.code == wanted) return language.column;
  }
  return ground.languages.empty() ? std::string() : ground.languages.front().column;
}

Result<void> stand_on(store::Vault& vault, const std::string& language, FormGround& ground) {
  const forms::Form& form = ground.logic->form();
  ground.languages = TRY(languages_in(form));
  ground.language = interviewers_column(ground, language);
  ground.lists = TRY(read_form_lists(vault, form, language, {}));
  if (vault.certificate()) ground.device = vault.certificate()->name;
  if (vault.person() != nullptr) ground.staff = vault.person()->staff;
  return {};
}

Result<FormGround> ground_of_form(store::Vault& vault, const std::string& form_id, const std::string& language) {
  FormGround ground;
  ground.logic = TRY(store::logic_by_id(vault, form_id));
  TRY(stand_on(vault, language, ground));
  return ground;
}

// By the form that the draft was begun with, where it is still here; else by its newest version.
Result<FormGround> ground_of_draft(store::Vault& vault, const Id16& id, const std::string& language) {
  FormGround ground;
  ground.draft = TRY(store::load_draft(vault, id));
  const std::string hash = form_of_draft(as_text(ground.draft->content));
  const Result<Hash256> known = array_from_hex<32>(hash);
  if (known.ok()) ground.logic = TRY(store::shared_logic(vault, *known));
  if (ground.logic == nullptr) ground.logic = TRY(store::logic_by_id(vault, ground.draft->form_id));
  TRY(stand_on(vault, language, ground));
  return ground;
}

forms::SessionWorld world_of(App& app, const FormGround& ground) {
  forms::SessionWorld world;
  world.now_ms = [&clock = app.clock()] { return clock.wall_ms(); };
  world.utc_offset_minutes = app.state.utc_offset_minutes;
  world.random = &app.seams().random;
  world.language = ground.language;
  world.who.device_id = ground.device;
  world.who.username = ground.staff;
  return world;
}

FormTask task_on(App& app, const FormGround& ground, forms::FormSession session) {
  const forms::Form& form = ground.logic->form();
  FormTask task;
  task.session = std::make_shared<forms::FormSession>(std::move(session));
  task.may_hold_recording = !recording_place(task.session->logic().form()).repeat.empty();
  task.form_id = form.id;
  task.form_title = form.title;
  task.seals = form.seals;
  task.languages = ground.languages;
  task.language = task.person_language = ground.language;
  task.lists = ground.lists;
  task.started_ms = app.clock().wall_ms();
  task.talking_since_ms = std::max<std::int64_t>(1, app.clock().steady_ms());
  task.turn = 1;
  return task;
}

void show_form(App& app, FormTask task) {
  app.state.form = std::move(task);
  app.state.place = Place::Interview;
  refresh_form(*app.state.form, app.messages());
  if (!app.state.form->items.empty()) app.state.form->focus_path = app.state.form->items.front().path;
  ask_form_consent(app);
}

void form_was_begun(App& app, const FormGround& ground, const StartForm& command) {
  FormTask task = task_on(app, ground, forms::FormSession::create(ground.logic, world_of(app, ground)));
  task.draft = app.seams().random.id();
  task.return_to = command.return_to;
  if (!command.person_id.empty()) {
    for (const forms::Question& question : ground.logic->form().questions) {
      const bool about = question.name == "person" && question.list == "people.csv" && question.repeats.empty();
      if (about) task.session->set_answer(question.path, forms::AnswerNode::of_text(command.person_id));
    }
  }
  show_form(app, std::move(task));
}

void draft_was_opened(App& app, const FormGround& ground) {
  const std::string content(as_text(ground.draft->content));
  Result<forms::FormSession> session = forms::FormSession::restore(ground.logic, world_of(app, ground), content);
  if (!session.ok()) {
    app.show_error(session.error());
    return;
  }
  // The plain column is the form's default language.
  const std::string& standard = ground.logic->form().default_language;
  session->set_language(ground.language.empty() ? standard : ground.language);
  FormTask task = task_on(app, ground, std::move(*session));
  const FormPlace place = read_form_place(content);
  task.draft = ground.draft->id;
  task.revision = task.posted_revision = task.saved_revision = 1;
  task.typed = place.typed;
  for (const auto& [path, text] : place.typed) task.doubts[path] = app.messages().say("This is kept as you typed it.");
  task.files = place.files;
  task.pauses = place.pauses;
  task.talked_ms = place.talked_ms;
  task.return_to = place.return_to;
  if (place.started_ms != 0) task.started_ms = place.started_ms;
  for (const FormLanguage& language : task.languages) {
    if (language.column == place.person_language) task.person_language = place.person_language;
  }
  refresh_form(task, app.messages());
  for (std::size_t page = 0; page < task.pages.size(); ++page) {
    if (task.pages[page].key == place.page) task.page = page;
  }
  show_form(app, std::move(task));
}

}  // namespace

void start_form(App& app, const StartForm& command) {
  Job job;
  job.key = "form.start";
  job.work = [command, language = app.state.settings.language](store::Vault& vault, Progress&) -> Done {
    Result<FormGround> ground = ground_of_form(vault, command.form_id, language);
    if (!ground.ok()) return [error = ground.error()](App& after) { after.show_error(error); };
    return [command, kept = std::move(*ground)](App& after) { form_was_begun(after, kept, command); };
  };
  app.lane().post(std::move(job));
}

void open_form_draft(App& app, const Id16& draft) {
  Job job;
  job.key = "form.start";
  job.work = [draft, language = app.state.settings.language](store::Vault& vault, Progress&) -> Done {
    Result<FormGround> ground = ground_of_draft(vault, draft, language);
    if (!ground.ok()) return [error = ground.error()](App& after) { after.show_error(error); };
    return [kept = std::move(*ground)](App& after) { draft_was_opened(after, kept); };
  };
  app.lane().post(std::move(job));
}

void discard_form_draft(App& app, const Id16& draft) {
  if (app.state.form && app.state.form->draft == draft) app.state.form.reset();
  Job job;
  job.key = "form.discard/" + to_hex(draft);
  job.work = [draft](store::Vault& vault, Progress&) -> Done {
    const Result<void> gone = store::discard_draft(vault, draft);
    if (!gone.ok()) return [error = gone.error()](App& after) { after.show_error(error); };
    return [](App& after) { after.refresh(); };
  };
  app.lane().post(std::move(job));
}

void leave_form(App& app) {
  if (!app.state.form) return;
  FormTask& task = *app.state.form;
  if (task.revision != 0 && task.posted_revision != task.revision) save_form(app);
  const RecordingFacts& recording = app.recording().facts();
  // Where consent fell, what was recorded waits for the answer to its question.
  if (recording.on && recording.draft == task.draft && !recording.asks) app.recording().stop();
  const std::optional<Id16> back = task.return_to;
  app.state.form.reset();
  app.state.form_shelf.known = app.state.form_shelf.asked = false;
  if (back) {
    open_form_draft(app, *back);
    return;
  }
  app.state.place = Place::Home;
  app.refresh();
}

}  // namespace holdfast::gui
