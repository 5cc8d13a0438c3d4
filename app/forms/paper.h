// A form as a blank paper, in plain text: for places where no laptop may be seen, and for the day it does not start.
// Boxes for choices, lines for text, numbers for questions, and in words when a question is left out.
// It prints the form alone: never an answer, a code or a name from a vault.
#pragma once

#include <string>

#include "app/forms/xlsform.h"
#include "app/text/messages.h"

namespace holdfast::forms {

struct PaperOptions {
  std::string language;  // a column of the form; "" is the plain one
  bool reviewed = true;  // a native speaker read this language; else the paper says so on top
  std::size_t width = 78;  // characters a line; 0: paragraphs are left whole, for a printer that breaks them itself
  text::Messages words{};  // the paper's own words, in a language of the program; English where nothing is given
};
std::string paper_form(const Form& form, const PaperOptions& options);

// "question 12 (“Given by”) is: Parent or guardian" for a relevant expression; the expression itself where it is more
// than comparisons joined by and, or, not. `numbers`: question path -> its number on the paper.
std::string condition_in_words(const Form& form, const std::map<std::string, std::size_t>& numbers,
                               const std::string& language, std::string_view expression,
                               const text::Messages& own = {});

}  // namespace holdfast::forms
