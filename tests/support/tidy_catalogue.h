// Reasons and their sentences: every reason of every layer is explained in every language, and nothing else is.
#pragma once

#include "tests/support/tidy_text.h"

namespace holdfast::test {

// The codes that a reasons.h lists, in order.
std::vector<std::string> reason_codes(const std::string& reasons_h);

// Of one language (all its files together): reasons that lack one of the three sentences, sections whose code nobody
// uses or that come twice, lines that are no sentence of a section.
std::vector<Finding> wrong_sentences(const std::vector<SourceFile>& language, const std::vector<std::string>& codes);

// English only: words that a tired reader does not know.
std::vector<Finding> jargon(const SourceFile& sentences);

}  // namespace holdfast::test
