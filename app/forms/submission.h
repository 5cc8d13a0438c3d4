// Answers against a form: every problem is named, not only the first; or values ready to be signed.
#pragma once

#include <functional>

#include "app/forms/xlsform.h"

namespace holdfast::forms {

struct AnswerProblem {
  std::string path;       // as the person would look for it
  std::string code;       // stable: "required", "type", "choice", "unknown_question", "read_only", "repeat", "twice",
                          // "too_many", "too_long", "file", "constraint", "not_relevant"
  std::string sentence;   // plain English; quotes at most 40 characters of what was typed
  friend bool operator==(const AnswerProblem&, const AnswerProblem&) = default;
};

// Answers that a form may hold in all, and instances of one repeat; formats.md allows 16,384 leaves an entry.
inline constexpr std::size_t kAnswersMax = 16'000;
inline constexpr std::size_t kRepeatInstancesMax = 2'000;

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
  bool demand = true;        // off: what is missing is for the form's logic to say (logic_check.h)
};

struct CheckedAnswers {
  Submission submission;
  std::vector<AnswerProblem> problems;  // not empty: nothing may be submitted
  std::vector<AnswerProblem> dropped;   // answers that are not in the submission, since with the others they fall away
};

// `json`: {"question": value, "group": {…}, "repeat": [{…}]}. Questions may also stand flat, without their groups,
// where the name is unique in the form. `new_repeat_id` gives the random 16 hex digits of each repeat instance; an
// instance may name its own with "@id". kAnswersMalformed where it is no such JSON object.
//
// null and "" are no answer; in a partial check they take an answer away (a null value). Integers become CBOR integers,
// decimals their shortest text, several choices an array in the order of the list, files their name. Calculations and
// metadata are taken as given; read-only questions are the program's to fill and refuse any answer but their default.
// Answers of people.csv and exhibits.csv are object ids of 32 hex digits.
//
// A required question is demanded only where nothing conditional stands around it (Question::conditional): logic
// belongs to the forms' expressions, and a question that may not have been asked cannot be missing.
Result<CheckedAnswers> check_answers(const Form& form, std::string_view json, const CheckOptions& options,
                                     const std::function<std::string()>& new_repeat_id);
// The same check for values that came in a bundle (held(entry.answers) when not empty): each must be in the spelling
// that check_answers would have given it. Paths that begin with @ are not ours. `complete`: required answers must be
// there; without it (a revision, a supplement, a part of another class) they need not. Read-only values may be there.
std::vector<AnswerProblem> check_values(const Form& form, const sync::Values& values, bool complete);

// An ODK submission instance as the same kind of answers (XML in, JSON text out), for `--answers x.xml`.
Result<std::string> answers_from_xml(const Form& form, ByteView xml);

struct XmlSubmission {
  std::string answers;        // JSON, as answers_from_xml gives it
  std::string instance_id;    // "uuid:…", whatever wrote it; may be empty
  std::string deprecated_id;  // of the version whose place it takes; mostly empty
  std::vector<std::string> not_taken;  // paths of codes that the program gave: a new record gets a new one
};
Result<XmlSubmission> submission_from_xml(const Form& form, ByteView xml);
// The read-only question that the program fills with the code of what the form registers; null where there is none.
const Question* code_question(const Form& form);

}  // namespace holdfast::forms
