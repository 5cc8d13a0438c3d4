// The form that a command means: one word is a file, a folder or a form of the program; two are VAULT and ID, a form
// that the vault holds. Nothing is guessed from how a word looks.
#pragma once

#include <optional>

#include "app/cli/command_table.h"
#include "app/forms/xlsform.h"

namespace holdfast::cli {

// What the commands that look at a form say in their table.
inline constexpr const char* kFormWords = "file|vault id";
inline constexpr const char* kFormWordsHelp =
    "One word: an .xlsx, an XForm .xml, a folder of CSV sheets, or the id of a form of the program. Two words: a vault "
    "and the id of a form in it.";

// `words`: one or two. Opens the vault only where it is named. kCommandUsage.
Result<forms::Form> form_of_words(Invocation& invocation, const std::vector<std::string>& words);

}  // namespace holdfast::cli
