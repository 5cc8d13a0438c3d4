// A form being filled in, with all its logic (domain.md 3.2): what is asked, what may be answered, what follows.
//
// Answers are named as in records: "group/question", "group/repeat[16 hex]/question". An answer that is not asked for,
// not offered or counted away is kept while the form is open, counts nowhere, is named before the record is made
// (falling_away) and is not in it. A question with the appearance x-date is text in the spelling of app/case/dates.h
// (DATE [@CALENDAR] ['WORDS SAID']), which expressions see as it is. The name of a file answers a file question; which
// bytes it means is for whoever submits. instanceName is worked out when asked for and never stored: its class would be
// that of the strictest question in it.
//
// Never reads a clock, a file or a vault by itself (session_world.h). Not for several threads at once.
#pragma once

#include "app/forms/answer_tree.h"
#include "app/forms/session_engine.h"
#include "app/forms/submission.h"

namespace holdfast::forms {

// What a change did.
struct SessionEdit {
  std::optional<AnswerProblem> problem{};  // then nothing was changed
  std::vector<std::string> changed{};      // paths whose value is another now
  std::vector<std::string> fell_away{};    // answers that count no longer
  std::vector<std::string> came_back{};
  std::string added{};                     // path of the new instance
};

struct ShownText {
  std::string text;
  bool in_language = true;  // false: the form has no text in this language, and this is another's
};

// A question as a screen needs it.
struct QuestionState {
  const Question* question = nullptr;
  bool shown = false;
  bool read_only = false;
  bool required = false;
  CborValue value{};    // what counts
  CborValue given{};    // what was answered, kept though it may not count
  std::size_t instances = 0;  // of a repeat
  bool counted = false;       // a repeat whose instances the form counts: nothing is added or removed
};

struct SessionCounts {
  std::size_t shown = 0, answered = 0;
};

class FormSession {
 public:
  // A new record: metadata, defaults and counts are worked out.
  static FormSession create(std::shared_ptr<const FormLogic> logic, SessionWorld world);
  // A draft as snapshot() wrote it. Answers that do not fit the form any more are named in lost(). kAnswersMalformed.
  static Result<FormSession> restore(std::shared_ptr<const FormLogic> logic, SessionWorld world,
                                     std::string_view snapshot);
  // Values of a record as it was submitted: nothing is added by defaults, and what a clock or chance gave stays.
  static FormSession of_values(std::shared_ptr<const FormLogic> logic, SessionWorld world, const sync::Values& values,
                               SessionMode mode);
  // A part of a record whose other answers nobody here can see: what depends on one of those is not asked.
  static FormSession of_part(std::shared_ptr<const FormLogic> logic, SessionWorld world, const sync::Values& values);
  FormSession(FormSession&&) noexcept = default;
  FormSession& operator=(FormSession&&) noexcept = default;

  // Null and blank text take the answer away.
  SessionEdit set_answer(std::string_view path, const AnswerNode& answer);
  SessionEdit add_repeat(std::string_view repeat, std::string id = {});
  SessionEdit remove_repeat(std::string_view instance);
  // Many checked values at once, as if each had been answered: instances are made as they are named.
  void fill(const sync::Values& values);
  // The same for a record that was submitted before: null takes an answer away, and what has to follow follows.
  void change(const sync::Values& values);

  void set_language(const std::string& language);
  const std::string& language() const;
  ShownText label(std::string_view path) const;
  ShownText hint(std::string_view path) const;
  // The same in any language of the form, so that two can stand side by side.
  ShownText label_in(std::string_view path, const std::string& language) const;
  ShownText hint_in(std::string_view path, const std::string& language) const;
  ShownText guidance_in(std::string_view path, const std::string& language) const;

  std::optional<QuestionState> state(std::string_view path);
  // Questions, groups and instances that are shown, in the order of the form.
  std::vector<std::string> shown_paths() const;
  // Paths of a repeat's instances that count, in their order.
  std::vector<std::string> instances(std::string_view repeat) const;
  bool is_counted(std::string_view repeat) const;
  std::size_t instances_given(std::string_view repeat) const;
  // Nothing where the list is not here.
  std::optional<std::vector<OfferedChoice>> choices(std::string_view path) const;

  // Everything that is wrong or missing: "required", "constraint", "choice", "repeat".
  std::vector<AnswerProblem> validate();
  // Answers that will not be in the record: what was given and is not asked, not offered, or counted away.
  std::vector<AnswerProblem> falling_away() const;
  const std::vector<AnswerProblem>& lost() const { return lost_; }
  // Expressions that could not be worked out, for the form's author.
  const std::map<std::string, std::string>& faults() const { return engine_->faults(); }

  // Values, classes and files for the record, with problems as check_answers has them. Sets the question "end".
  CheckedAnswers finish(const CheckOptions& options);
  // The values, classes and files that count now.
  Submission counting() const;
  std::optional<sync::FieldClass> class_of(std::string_view path) const;
  // What counts, as JSON that check_answers takes: groups nested, instances with their "@id".
  std::string answers_json() const;
  std::string instance_name();
  // Everything, also what does not count now, as JSON.
  std::string snapshot() const;

  const FormLogic& logic() const { return *logic_; }

 private:
  FormSession(std::shared_ptr<const FormLogic> logic, SessionWorld world);
  void set_metadata();
  void set_moment(std::string_view metadata);
  SessionEdit take_edit(const SessionNode* answered);
  ShownText text_at(std::string_view path, Texts Question::* texts, const std::string& language) const;
  std::string sentence(const Texts& texts, std::string otherwise) const;
  void check_node(SessionNode& node, std::vector<AnswerProblem>& problems);
  bool is_required(SessionNode& node);
  bool is_read_only(SessionNode& node);
  SessionNode* reach(std::string_view path);
  void take_values(const sync::Values& values, SessionMode mode);
  void load_instances(SessionNode& around, const AnswerNode& node, const std::string& prefix);
  void load_answers(SessionNode& around, const AnswerNode& node, const std::string& prefix);

  std::shared_ptr<const FormLogic> logic_;
  std::unique_ptr<SessionWorld> world_;
  std::unique_ptr<SessionLookups> lookups_;
  std::unique_ptr<SessionTree> tree_;
  std::unique_ptr<SessionEngine> engine_;
  std::vector<AnswerProblem> lost_;
};

}  // namespace holdfast::forms
