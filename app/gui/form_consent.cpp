// Consent beside an interview: how it stands, and taking it back with one key.
#include <algorithm>

#include "app/field/moment.h"
#include "app/field/person.h"
#include "app/forms/answer_tree.h"
#include "app/forms/session_world.h"
#include "app/gui/form_work.h"
#include "app/store/forms_store.h"

namespace holdfast::gui {
namespace {

std::string consent_label(const forms::Form& form, const std::string& list, const std::string& name,
                          const std::string& column) {
  const auto choices = form.choices.find(list);
  if (choices == form.choices.end()) return name;
  for (const forms::Choice& choice : choices->second) {
    if (choice.name != name) continue;
    const std::string label = forms::text_in_language(choice.labels, column, form.default_language);
    return label.empty() ? name : label;
  }
  return name;
}

void add_line(std::vector<std::string>& lines, const std::string& line) {
  if (std::find(lines.begin(), lines.end(), line) == lines.end()) lines.push_back(line);
}

Result<FormConsentFacts> read_consent(store::Vault& vault, const sync::ObjectId& person, const std::string& column) {
  const field::PersonView view = TRY(field::show_person(vault, person));
  const auto logic = TRY(store::logic_by_id(vault, "consent"));
  const forms::Form& form = logic->form();
  FormConsentFacts out;
  out.state = view.withdrawn_ahead ? "withdrawn" : view.consent;
  for (const cases::ConsentScope& scope : view.standing.scopes) {
    add_line(out.yes, consent_label(form, "purpose", scope.purpose, column) + ": " + scope.recipient);
    const bool sound = std::find(scope.media.begin(), scope.media.end(), "sound") != scope.media.end();
    out.may_record = out.may_record || sound;
  }
  for (const std::string& never : view.standing.never) add_line(out.no, never);
  return out;
}

bool is_about(const App& app, const std::string& person) {
  return app.state.form && app.state.form->person_id == person;
}

void consent_was_withdrawn(App& app, const std::string& person) {
  if (!is_about(app, person)) return;
  app.recording().consent_fell();
  FormTask& task = *app.state.form;
  if (task.talking_since_ms != 0) task.talked_ms += app.clock().steady_ms() - task.talking_since_ms;
  task.talking_since_ms = 0;
  task.step = FormStep::Stopped;
  task.consent_of.clear();
  app.refresh();
  ask_form_consent(app);
}

Done after_consent(const Result<field::SubmitAnswer>& answer, const std::function<void(App&)>& then) {
  if (!answer.ok()) return [error = answer.error()](App& after) { after.show_error(error); };
  if (!answer->problems.empty()) {
    return [words = answer->problems.front().sentence](App& after) { after.show_toast(after.messages().say(words)); };
  }
  return then;
}

}  // namespace

void ask_form_consent(App& app) {
  FormTask& task = *app.state.form;
  if (task.person_id == task.consent_of) return;
  task.consent_of = task.person_id;
  task.consent.reset();
  const Result<sync::ObjectId> person = array_from_hex<16>(task.person_id);
  if (!person.ok()) return;
  Job job;
  job.key = "form.consent";
  job.question = true;
  job.work = [id = *person, person_hex = task.person_id, column = task.language](store::Vault& vault,
                                                                                 Progress&) -> Done {
    Result<FormConsentFacts> facts = read_consent(vault, id, column);
    if (!facts.ok()) return {};  // not registered here: nothing is known of any consent
    return [person_hex, kept = std::move(*facts)](App& after) {
      if (is_about(after, person_hex)) after.state.form->consent = kept;
    };
  };
  app.lane().post(std::move(job));
}

void withdraw_form_consent(App& app) {
  FormTask& task = *app.state.form;
  const Result<sync::ObjectId> person = array_from_hex<16>(task.person_id);
  if (!person.ok()) {
    app.show_toast(app.messages().say("Choose the person first: consent belongs to a person."));
    return;
  }
  Job job;
  job.key = "form.withdraw/" + task.person_id;
  job.urgent = true;
  job.work = [id = *person, person_hex = task.person_id](store::Vault& vault, Progress& progress) -> Done {
    const auto answer = field::record_consent(vault, {id, "withdrawn", ""}, progress);
    return after_consent(answer, [person_hex](App& after) { consent_was_withdrawn(after, person_hex); });
  };
  app.lane().post(std::move(job));
}

void wish_after_withdrawal(App& app, const std::string& wish) {
  FormTask& task = *app.state.form;
  const Result<sync::ObjectId> person = array_from_hex<16>(task.person_id);
  if (!wish.empty() && person.ok()) {
    forms::AnswerNode answers{forms::AnswerNode::Kind::Object, false, {}, {}, {}};
    answers.members.emplace_back("wish", forms::AnswerNode::of_text(wish));
    Job job;
    job.key = "form.wish/" + task.person_id;
    job.urgent = true;
    job.work = [id = *person, json = forms::write_answer_tree(answers)](store::Vault& vault,
                                                                        Progress& progress) -> Done {
      const auto answer = field::record_consent(vault, {id, "withdrawn", json}, progress);
      return after_consent(answer, [](App& after) {
        after.show_toast(after.messages().say("What the person wants is recorded."));
        after.refresh();
      });
    };
    app.lane().post(std::move(job));
  }
  leave_form(app);
}

}  // namespace holdfast::gui
