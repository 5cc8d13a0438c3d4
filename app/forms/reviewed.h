// Which translations a native speaker has read: assets/forms/REVIEWED.csv, one line a form and language.
// A language that is not there is machine-made, and says so wherever a form is shown, checked or printed.
#pragma once

#include <set>
#include <string>
#include <utility>

#include "app/forms/xlsform.h"

namespace holdfast::forms {

class ReviewedTexts {
 public:
  // Columns form, language (a code, "fr"), reviewer, date. A line without a reviewer counts for nothing.
  static Result<ReviewedTexts> read(ByteView csv);
  bool contains(std::string_view form, std::string_view language_code) const;

 private:
  std::set<std::pair<std::string, std::string>> lines_;
};

// "fr" of "Français (fr)"; the whole text where it has no code. The plain column is the form's default language.
std::string language_code(const Form& form, std::string_view column);
// The column that somebody means by "fr", "Français" or the whole heading; nothing where the form lacks it.
std::optional<std::string> find_language(const Form& form, std::string_view wanted);
// All languages of a form's labels, as columns, the plain one first.
std::vector<std::string> languages_of(const Form& form);

}  // namespace holdfast::forms
