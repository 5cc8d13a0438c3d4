// The steps that time forms: their logic while they are filled in, and their way into the journal.
#pragma once

#include <string>

#include "crypto/base/result.h"

namespace holdfast::bench {

// Says what each takes, in milliseconds: one answer in a form of 2,000 questions with 500 expressions, a list of 50,000
// rows filtered by one answer, a form of 1.5 MB opened. Needs no folder.
Result<void> time_logic();
// Submits a record of 120 people with 20 answers each, several times, into the laptop of FOLDER.
Result<void> time_raid(const std::string& folder, std::size_t rounds);
// Reads every form below `shared` and compiles its logic.
Result<void> time_real_forms(const std::string& shared);

}  // namespace holdfast::bench
