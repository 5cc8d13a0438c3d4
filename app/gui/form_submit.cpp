// The end of a form: what falls away and what is missing is named first, then a record is made of it.
#include <algorithm>
#include <set>

#include "app/field/submit.h"
#include "app/gui/form_work.h"
#include "app/store/spool.h"
#include "app/text/unicode.h"
#include "crypto/base/owned_file_source.h"

namespace holdfast::gui {
namespace {

FormReview::Line review_line(const FormTask& task, const std::string& path, const std::string& words) {
  return {path, label_of(task, path), words};
}

std::string file_name_of(const std::string& path) {
  return text::display_name(path.substr(path.find_last_of("/\\") + 1));
}

std::string lower_ending(const std::string& name) {
  std::string out = name.substr(std::min(name.size(), name.find_last_of('.')));
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

std::string media_type_by_name(const std::string& name) {
  constexpr std::pair<std::string_view, std::string_view> kEndings[] = {
      {".png", "image/png"}, {".jpg", "image/jpeg"},      {".jpeg", "image/jpeg"}, {".pdf", "application/pdf"},
      {".txt", "text/plain"}, {".ogg", "audio/ogg"},       {".opus", "audio/ogg"},  {".wav", "audio/wav"},
      {".m4a", "audio/mp4"},  {".mp3", "audio/mpeg"},      {".mp4", "video/mp4"},
  };
  const std::string ending = lower_ending(name);
  for (const auto& [known, type] : kEndings) {
    if (ending == known) return std::string(type);
  }
  return "application/octet-stream";
}

// Only files whose question still counts.
std::vector<field::AttachmentSource> attachments_of_form(App& app, const FormTask& task) {
  std::vector<field::AttachmentSource> out;
  const forms::Submission counting = task.session->counting();
  for (const auto& [path, file] : task.files) {
    if (counting.values.find(path) == counting.values.end()) continue;
    const std::string name = file_name_of(file);
    out.push_back({path, name, media_type_by_name(name),
                   [&files = app.seams().files, from = std::string(file)] { return open_file_source(files, from); }});
  }
  return out;
}

// What was recorded while the form was filled in, for those questions that still count.
Result<void> add_recordings(store::Vault& vault, const Id16& draft, const std::set<std::string>& counting,
                            field::SubmitRequest& request) {
  const std::vector<store::SpoolRow> rows = TRY(store::spools_of(vault, draft));
  for (const store::SpoolRow& row : rows) {
    if (counting.count(row.question) == 0) continue;
    request.attachments.push_back({row.question, row.question.substr(row.question.rfind('/') + 1) + ".ogg",
                                   row.media_type, [&vault, id = row.id] { return store::open_spool(vault, id); }});
  }
  return {};
}

void form_was_submitted(App& app, const Id16& draft, const field::SubmitAnswer& answer) {
  if (!app.state.form || app.state.form->draft != draft) return;
  FormTask& task = *app.state.form;
  if (!answer.problems.empty()) {
    task.step = FormStep::Reviewing;
    for (const forms::AnswerProblem& problem : answer.problems) {
      FormReview::Line line = review_line(task, problem.path, problem.sentence);
      if (problem.code == "required") task.review->missing.push_back(std::move(line));
      else task.review->wrong.push_back(std::move(line));
    }
    task.review->needs_reason = !task.review->missing.empty();
    return;
  }
  const std::string title = task.form_title;
  const std::optional<Id16> back = task.return_to;
  app.state.form.reset();
  app.state.form_shelf.known = app.state.form_shelf.asked = false;
  const std::string code = answer.code;
  app.show_toast(code.empty() ? app.messages().say("{1}: the record is signed and kept on this laptop.", {title})
                              : app.messages().say("{1} is registered and kept on this laptop.", {code}));
  app.refresh();
  if (back) open_form_draft(app, *back);
  else app.state.place = Place::Home;
}

void form_was_not_submitted(App& app, const Id16& draft, const Error& error) {
  if (app.state.form && app.state.form->draft == draft) app.state.form->step = FormStep::Reviewing;
  app.show_error(error);
}

}  // namespace

void review_form(App& app) {
  FormTask& task = *app.state.form;
  FormReview review;
  for (const auto& [path, text] : task.typed) {
    const auto doubt = task.doubts.find(path);
    review.wrong.push_back(review_line(task, path, doubt == task.doubts.end() ? text : doubt->second));
  }
  for (const forms::AnswerProblem& problem : task.session->validate()) {
    if (task.typed.count(problem.path) > 0) continue;
    // That a question has no answer needs no second sentence.
    const bool missing = problem.code == "required";
    FormReview::Line line = review_line(task, problem.path, missing ? std::string() : problem.sentence);
    (missing ? review.missing : review.wrong).push_back(std::move(line));
  }
  for (const forms::AnswerProblem& problem : task.session->falling_away()) {
    review.falling.push_back(review_line(task, problem.path, problem.sentence));
  }
  review.needs_reason = !review.missing.empty();
  task.review = std::move(review);
  task.step = FormStep::Reviewing;
}

void submit_form(App& app, const std::string& unfinished_reason) {
  FormTask& task = *app.state.form;
  if (task.step == FormStep::Submitting || !task.review) return;
  const bool missing = !task.review->missing.empty();
  if (!task.review->wrong.empty() || (missing && unfinished_reason.empty())) return;
  if (app.recording().facts().on && app.recording().facts().draft == task.draft) app.recording().stop();
  ++task.revision;
  save_form(app);  // the record ends the draft, in one step: it must be there
  task.step = FormStep::Submitting;
  field::SubmitRequest request;
  request.form_id = task.form_id;
  request.answers_json = task.session->answers_json();
  request.attachments = attachments_of_form(app, task);
  if (missing) request.unfinished_reason = unfinished_reason;
  request.from_draft = task.draft;
  Job job;
  job.key = "form.submit/" + to_hex(task.draft);
  job.shown = !request.attachments.empty();
  std::set<std::string> counting;
  for (const auto& [path, value] : task.session->counting().values) counting.insert(path);
  job.work = [request = std::move(request), counting = std::move(counting), draft = task.draft](
                 store::Vault& vault, Progress& progress) mutable -> Done {
    const Result<void> added = add_recordings(vault, draft, counting, request);
    if (!added.ok()) return [draft, error = added.error()](App& after) { form_was_not_submitted(after, draft, error); };
    Result<field::SubmitAnswer> answer = field::submit(vault, request, progress);
    if (answer.ok()) static_cast<void>(store::tidy_spools(vault).ok());
    if (!answer.ok()) {
      return [draft, error = answer.error()](App& after) { form_was_not_submitted(after, draft, error); };
    }
    return [draft, kept = std::move(*answer)](App& after) { form_was_submitted(after, draft, kept); };
  };
  app.lane().post(std::move(job));
}

}  // namespace holdfast::gui
