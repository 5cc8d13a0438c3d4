// One record, revision or supplement on its way into the journal: built, signed and committed with its files.
// Internal to app/field.
#pragma once

#include "app/field/media.h"

namespace holdfast::field {

struct Writing {
  sync::EntryType type = sync::EntryType::Create;
  sync::ObjectId object{};
  std::vector<sync::EntryHash> parents{};
  bool seal = false;
  std::string reason{};
  std::optional<Id16> from_draft{};
};

// What fails leaves nothing behind. The draft that ends with it goes in the same transaction, and what pages keep of
// it is then a box without a key.
Result<SubmitAnswer> write_submission(store::Vault& vault, const forms::Form& form, forms::Submission submission,
                                      MediaIntake& media, const Writing& writing);

// Nothing was submitted, and this is why.
SubmitAnswer refused_for(std::vector<forms::AnswerProblem> problems);

}  // namespace holdfast::field
