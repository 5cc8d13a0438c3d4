// The style rules that a program can check. Each takes text and returns what is wrong, so that each can be tested with
// a planted violation.
#pragma once

#include "tests/support/tidy_text.h"

namespace holdfast::test {

inline constexpr std::size_t kFileLinesMax = 400;
inline constexpr std::size_t kFunctionLinesMax = 70;
inline constexpr std::size_t kLineCharactersMax = 120;

std::vector<Finding> too_long(const SourceFile& file);          // files, functions, lines
std::vector<Finding> unfinished(const SourceFile& file);        // words that put work off
std::vector<Finding> banned_words(const SourceFile& file);      // calls and constructs we do without
std::vector<Finding> insecure_calls(const SourceFile& file);    // in crypto/: what must not touch a secret
std::vector<Finding> hidden_state(const SourceFile& file);      // variables that outlive their function
std::vector<Finding> headless_headers(const SourceFile& file);  // no comment on top, no #pragma once

// Sources that no CMakeLists.txt on the way to the root names.
std::vector<Finding> missing_from_cmake(const std::vector<SourceFile>& files);

// Folders with code that the README's map does not name, and folders it names that are not there.
std::vector<Finding> missing_from_map(const std::vector<SourceFile>& files, const std::string& readme);

// Commands of the window without a use-case. Each alternative of `using ...Command = std::variant<...>` in
// a header app/gui/*_commands.h must hold `static constexpr std::string_view kUseCase = "name";`, where the name stands
// in quotes in app/cli, or is "window" for what changes only the window.
std::vector<Finding> commands_without_use_case(const std::string& path, const std::string& header,
                                               const std::string& command_table);

}  // namespace holdfast::test
