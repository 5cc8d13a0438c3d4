// Answers against a form: every problem is named, not only the first; or values ready to be signed.
#pragma once

#include <functional>

#include "app/forms/xlsform.h"

namespace holdfast::forms {

struct AnswerProblem {
  std::string path;       // as the person would look for it
  std::string code;       // stable: "required", "type", "choice", "unknown_question", "read_only", "repeat", "too_long", "file"
  std::string sentence;   // plain English; quotes at most 40 characters of what was typed
  friend bool operator==(const AnswerProblem&, const AnswerProblem&) = default;
};

// A file question's answer names an attachment by the name given on the command line or in the JSON.
struct Attachment {
  std::string path;   // of the question (with repeat instance ids)
  std::string file;   // as named in the answers: data, never opened by this layer
  friend bool operator==(const Attachment&, const Attachment&) = default;
};

struct Submission {
  sync::Values values;
  std::map<std::string, sync::FieldClass> classes;  // for every path in values
  std::vector<Attachment> attachments;
  std::vector<AnswerProblem> unanswered;  // required questions left open, when `unfinished` was allowed
};

struct CheckOptions {
  bool unfinished = false;   // required answers may be missing; they are listed
  bool partial = false;      // a revision or supplement: only the given fields, nothing is required
};

struct CheckedAnswers {
  Submission submission;
  std::vector<AnswerProblem> problems;  // not empty: nothing may be submitted
};

// `json`: {"question": value, "group": {…}, "repeat": [{…}]}. Questions may also stand flat, without their groups,
// where the name is unique in the form. `new_repeat_id` gives the random 16 hex digits of each repeat instance; an
// instance may name its own with "@id". kAnswersMalformed where it is no such JSON object.
Result<CheckedAnswers> check_answers(const Form& form, std::string_view json, const CheckOptions& options,
                                     const std::function<std::string()>& new_repeat_id);
// The same check for values that came in a bundle (held(entry.answers) when not empty).
std::vector<AnswerProblem> check_values(const Form& form, const sync::Values& values, bool complete);

// An ODK submission instance as the same kind of answers (XML in, JSON text out), for `--answers x.xml`.
Result<std::string> answers_from_xml(const Form& form, ByteView xml);

}  // namespace holdfast::forms
