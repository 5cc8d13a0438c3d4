// Answers become a signed record: the main act of a laptop. formats.md, "The way of a fact".
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/field/reasons.h"
#include "app/forms/submission.h"
#include "app/store/views.h"
#include "crypto/base/progress.h"
#include "crypto/base/source.h"

namespace holdfast::field {

// A file for a file question. `open` is called once; `display_name` is data and never used as a path.
struct AttachmentSource {
  std::string question;  // name or path of the question, as in --attach QUESTION=PATH
  std::string display_name;
  std::string media_type;
  std::function<Result<std::unique_ptr<Source>>()> open;
};

struct SubmitRequest {
  std::string form_id;
  std::string answers_json;
  std::vector<AttachmentSource> attachments;
  std::optional<std::string> unfinished_reason;  // required answers may be missing; the reason is signed
  std::optional<bool> seal;                      // nothing: as the form says
  std::optional<Id16> from_draft;                // the draft that ends with this
  // What another program called this submission, and the version whose place it takes ("uuid:…", ODK's instanceID and
  // deprecatedID). A submission of one name is one record, however often and wherever it is read in.
  std::string instance_id{}, deprecated_id{};
};

struct SubmitAnswer {
  sync::ObjectId record{};
  std::string code;                            // for forms that register something with a code
  std::vector<forms::AnswerProblem> problems;  // not empty: nothing was submitted
  std::vector<forms::AnswerProblem> unanswered;
  std::vector<forms::AnswerProblem> dropped;   // of a revision: earlier answers that are not asked any more, taken away
  std::size_t files = 0;
  bool sealed = false;
  bool already_here = false;                   // this submission is `record` already; nothing was added
};

// Files first (each durable), then one transaction; acknowledged when it returns without problems. Person and record
// references in answers may be codes or ids; unknown ones are problems. The form's logic is applied: what it works out
// is ours, and answers to what it does not ask, or that break a constraint, are problems (logic_check.h).
// kRecordLaterVersion where `deprecated_id` names a record of this vault.
Result<SubmitAnswer> submit(store::Vault& vault, const SubmitRequest& request, Progress& progress);

// A revision: only the fields given and what follows from them, parents = the current entries that wrote them. What the
// record still lacks is named in `unanswered`. Sealed: kSealedNoEdit.
struct ReviseRequest {
  sync::ObjectId record{};
  std::string answers_json;
  std::string reason;
};
Result<SubmitAnswer> revise(store::Vault& vault, const ReviseRequest& request, Progress& progress);

// To a sealed record: same form, only the fields answered, parent = the sealed entry.
struct SupplementRequest {
  sync::ObjectId record{};
  std::string answers_json;
  std::vector<AttachmentSource> attachments;
};
Result<SubmitAnswer> supplement(store::Vault& vault, const SupplementRequest& request, Progress& progress);

// Seals a record that was submitted open: new sealed opening to HQ, our keys to it go. Cannot be undone.
Result<void> seal_record(store::Vault& vault, const sync::ObjectId& record, Progress& progress);

}  // namespace holdfast::field
