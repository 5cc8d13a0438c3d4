// What the window says, in a language: catalogues in assets/lang/<language>.po that a translator edits with the usual
// tools (GNU gettext's PO format: msgid, msgstr, msgid_plural, msgstr[n], the flag "fuzzy" where nobody who speaks the
// language has read it yet). The msgid is the English of the source, so that a view reads as what it shows.
//
// A sentence that destroys, sends or promises and is still fuzzy shows English (or French) beside it: reviewed().
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/text/plural_rule.h"
#include "app/text/reasons.h"
#include "crypto/base/result.h"

namespace holdfast::text {

// Marks an English sentence that stands in a table and is said later, so that catalogues know of it.
constexpr std::string_view msgid(std::string_view english) { return english; }

class Messages {
 public:
  // English: every msgid is its own sentence.
  Messages() = default;
  // kMessagesLanguage where there is no such catalogue, kMessagesMalformed with the line.
  static Result<Messages> embedded(std::string_view language);
  static Result<Messages> read(std::string_view language, std::string_view po);

  const std::string& language() const { return language_; }  // BCP 47: "en", "zh-Hans"
  const std::string& own_name() const { return own_name_; }  // the head's "X-Own-Name"; may be empty
  bool right_to_left() const;
  // The sentence of this language, or the English where there is none. {1}, {2}, … are filled in.
  std::string say(std::string_view english, std::initializer_list<std::string_view> values = {}) const;
  // By the language's own rule of plurals; {n} is the count in the language's digits of choice (ASCII).
  std::string say(std::string_view one, std::string_view many, std::uint64_t count,
                  std::initializer_list<std::string_view> values = {}) const;
  // False: there is no sentence, or no speaker of the language has read it.
  bool reviewed(std::string_view english) const;
  bool has(std::string_view english) const;
  std::vector<std::string> ids() const;

 private:
  struct Entry {
    std::vector<std::string> forms;
    bool fuzzy = false;
  };
  friend class PoReader;
  const Entry* find(std::string_view english) const;
  std::string fill(std::string_view sentence, std::initializer_list<std::string_view> values,
                   std::string_view count) const;

  std::string language_ = "en";
  std::string own_name_;
  PluralRule plural_;
  std::map<std::string, Entry, std::less<>> entries_;
};

// Languages with a catalogue, English among them, ascending; and what each calls itself ("ភាសាខ្មែរ").
std::vector<std::string> message_languages();
std::string own_name_of_language(std::string_view language);

}  // namespace holdfast::text
