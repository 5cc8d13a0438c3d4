// The code lists behind the pickers: countries (ISO 3166-1 alpha-2), languages (ISO 639) and currencies (ISO 4217),
// with names for people. What is stored and counted is the code; the names are ICU's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace holdfast::text {

enum class CodeList { Countries, Languages, Currencies };
std::optional<CodeList> code_list_from_text(std::string_view text);  // "countries", "languages", "currencies"

struct CodeName {
  std::string code;
  std::string name;  // in the language asked for; the code itself where ICU has none
};

// Every code that is in use, by name as people of `language` ("en", "zh-Hant") sort it.
std::vector<CodeName> code_names(CodeList list, std::string_view language);
bool is_code(CodeList list, std::string_view code);

// A list that can be searched while somebody types, in any script: by the beginning of any word of a name in the
// language of the screen, in English or in another language of our users, or by the code. Made once, asked often.
class CodeSearch {
 public:
  CodeSearch(CodeList list, std::string_view language);
  // All codes for empty text. Codes that are typed whole come first, then names that begin with what was typed.
  std::vector<CodeName> find(std::string_view typed) const;

 private:
  struct Entry {
    CodeName shown;
    std::vector<std::string> folded;  // names in several languages, as words for search
  };
  std::vector<Entry> entries_;
};

}  // namespace holdfast::text
