#include "app/gui/recording_desk.h"

#include "app/forms/form_session.h"
#include "app/gui/form_work.h"

namespace holdfast::gui {

namespace {

constexpr std::string_view kRecordingEnding = ".ogg";

std::string question_of(const std::string& instance, const RecordingPlace& place) {
  return instance + place.question.substr(place.repeat.size());
}

void remove_instance(App& app, const Id16& draft, const std::string& instance) {
  if (!app.state.form || app.state.form->draft != draft || instance.empty()) return;
  app.state.form->session->remove_repeat(instance);
  form_changed(app, false);
}

}  // namespace

RecordingPlace recording_place(const forms::Form& form) {
  for (const forms::Question& question : form.questions) {
    if (question.type != forms::QuestionType::Audio) continue;
    const std::size_t slash = question.path.rfind('/');
    if (slash == std::string::npos) continue;
    const std::string around = question.path.substr(0, slash);
    for (const forms::Question& repeat : form.questions) {
      if (repeat.path == around && repeat.type == forms::QuestionType::Repeat) return {around, question.path};
    }
  }
  return {};
}

void RecordingDesk::start(App& app) {
  if (sound_ == nullptr || recorder_ || facts_.starting || !app.state.form) return;
  FormTask& task = *app.state.form;
  if (!task.consent || !task.consent->may_record) return;
  const RecordingPlace place = recording_place(task.session->logic().form());
  if (place.repeat.empty()) return;
  const forms::SessionEdit edit = task.session->add_repeat(place.repeat);
  if (edit.problem || edit.added.empty()) {
    app.show_toast(app.messages().say("Answer \"Sound recording?\" with yes first."));
    return;
  }
  const std::string question = question_of(edit.added, place);
  const std::string name = "recording-" + std::to_string(task.session->instances_given(place.repeat));
  task.session->set_answer(question, forms::AnswerNode::of_text(name + std::string(kRecordingEnding)));
  form_changed(app, false);
  facts_ = RecordingFacts{};
  facts_.starting = true;
  facts_.draft = task.draft;
  store::SpoolRow row;
  app.seams().random.fill(row.id);
  row.draft = task.draft;
  row.question = question;
  row.media_type = sound::kVoiceMediaType;
  Job job;
  job.key = "recording.begin";
  job.urgent = true;
  job.saves = true;  // locking in between must not leave a recording that never begins and bars the next
  job.work = [row, instance = edit.added](store::Vault& vault, Progress&) mutable -> Done {
    row.started_ms = vault.now_ms();
    Result<store::SpoolWriter> spool = store::SpoolWriter::begin(vault, row);
    if (!spool.ok()) {
      return [instance, error = spool.error()](App& after) {
        after.recording().failed_to_begin(after, instance, error);
      };
    }
    auto kept = std::make_shared<store::SpoolWriter>(std::move(spool).value());
    return [row, instance, kept](App& after) { after.recording().began(after, row.draft, instance, std::move(*kept)); };
  };
  app.lane().post(std::move(job));
}

void RecordingDesk::began(App& app, const Id16& draft, const std::string& instance, store::SpoolWriter spool) {
  facts_.starting = false;
  last_spool_ = spool.id();
  Result<std::unique_ptr<sound::Recorder>> recorder =
      sound::Recorder::start(*sound_, std::move(spool), random_, wake_);
  if (!recorder.ok()) {
    Job job;
    job.key = "recording.forget";
    job.urgent = true;
    job.work = [id = last_spool_](store::Vault& vault, Progress&) -> Done {
      static_cast<void>(store::discard_spool(vault, id).ok());  // empty; goes with the draft at the latest
      return {};
    };
    app.lane().post(std::move(job));
    failed_to_begin(app, instance, recorder.error());
    return;
  }
  recorder_ = std::move(recorder).value();
  instance_ = instance;
  facts_.on = true;
  facts_.draft = draft;
}

void RecordingDesk::failed_to_begin(App& app, const std::string& instance, const Error& error) {
  remove_instance(app, facts_.draft, instance);
  facts_ = RecordingFacts{};
  app.show_error(error);
}

void RecordingDesk::toggle_pause() {
  if (!recorder_ || facts_.asks) return;
  facts_.paused = !facts_.paused;
  recorder_->pause(facts_.paused);
}

void RecordingDesk::stop() {
  if (recorder_) recorder_->stop();
  recorder_.reset();
  facts_.on = facts_.paused = facts_.asks = false;
}

void RecordingDesk::consent_fell() {
  if (!recorder_) return;
  facts_.paused = facts_.asks = true;
  recorder_->pause(true);
}

void RecordingDesk::destroy(App& app) {
  const Id16 draft = facts_.draft;
  stop();
  Job job;
  job.key = "recording.destroy";
  job.urgent = true;
  job.saves = true;  // that it failed must be said, also after locking
  job.work = [id = last_spool_, draft, instance = instance_](store::Vault& vault, Progress&) -> Done {
    const Result<void> gone = store::discard_spool(vault, id);
    if (!gone.ok()) return [error = gone.error()](App& after) { after.show_error(error); };
    return [draft, instance](App& after) {
      remove_instance(after, draft, instance);
      after.show_toast(after.messages().say("The recording is destroyed; nothing of it can be heard again."));
    };
  };
  app.lane().post(std::move(job));
}

void RecordingDesk::look(App& app) {
  if (!recorder_) return;
  const sound::RecorderState state = recorder_->state();
  facts_.heard_ms = state.heard_ms;
  facts_.level_percent = state.level_percent;
  if (!state.ended) return;
  if (state.failed) {
    const SentenceFacts sentence = app.sentence_of(*state.failed);
    facts_.failed = sentence.happened + " " + sentence.safe + " " + sentence.do_next;
  }
  recorder_->stop();
  recorder_.reset();
  facts_.on = facts_.paused = false;
}

}  // namespace holdfast::gui
