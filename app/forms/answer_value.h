// One answer against one question: the value that is stored, in its one spelling, or what is wrong with it.
#pragma once

#include "app/forms/answer_tree.h"
#include "app/forms/xlsform.h"

namespace holdfast::forms {

// A text answer; formats.md allows a value of 1 MiB with all that surrounds it.
inline constexpr std::size_t kAnswerTextMax = 1'000'000;
inline constexpr std::size_t kFileNameMax = 255;

struct CheckedValue {
  CborValue value;
  std::string code;      // empty: fine. Else "type", "choice", "too_long", "file" …
  std::string sentence;
};

// REQUIRES: the question has an answer (no group, repeat, note), and the node is neither null nor empty text.
CheckedValue check_answer(const Form& form, const Question& question, const AnswerNode& node);

// True for what counts as not answered: null, text of blanks, an empty list.
bool is_unanswered(const AnswerNode& node);

// "-12.50", "1e3" -> "-12.5", "1000": the one spelling of a decimal. Nothing where it is none or has over 38 digits.
std::optional<std::string> canonical_decimal(std::string_view text);
// What was typed, in quotes, shortened to 40 characters and safe to print.
std::string quoted_answer(std::string_view text);
// True for lists whose answers are object ids: people.csv, exhibits.csv.
bool names_objects(std::string_view list);

}  // namespace holdfast::forms
