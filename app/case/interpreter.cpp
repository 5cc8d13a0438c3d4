#include "app/case/interpreter.h"

#include <algorithm>

#include "app/text/unicode.h"

namespace holdfast::cases {

namespace {

constexpr Day kCheckHolds = 366;  // looked at again after a year
constexpr std::size_t kPhoneDigits = 8;

std::vector<std::string> words_of(std::string_view name) {
  const std::string folded = text::search_words(name);
  std::vector<std::string> out;
  std::size_t from = 0;
  while (from < folded.size()) {
    const std::size_t to = std::min(folded.find(' ', from), folded.size());
    if (to > from) out.push_back(folded.substr(from, to - from));
    from = to + 1;
  }
  std::sort(out.begin(), out.end());
  return out;
}

// One of the names that a text lists ("Boss Li; Li Ming") has the same words.
bool lists_name(std::string_view list, const std::vector<std::string>& words) {
  if (words.empty()) return false;
  std::size_t from = 0;
  while (from <= list.size()) {
    const std::size_t to = std::min(list.find_first_of(",;/\n", from), list.size());
    if (words_of(list.substr(from, to - from)) == words) return true;
    from = to + 1;
  }
  return false;
}

// The last digits: with or without the country, it is one phone.
std::string last_digits(std::string_view phone) {
  std::string digits;
  for (const char c : phone) {
    if (c >= '0' && c <= '9') digits.push_back(c);
  }
  return digits.size() < kPhoneDigits ? std::string() : digits.substr(digits.size() - kPhoneDigits);
}

// "M 123-4567" and "m1234567" are one paper; what is shorter than this is no number of one.
std::string document_key(std::string_view number) {
  constexpr std::size_t kDocumentLettersMin = 5;
  std::string out;
  for (const char c : number) {
    const bool small = c >= 'a' && c <= 'z';
    if (small || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) out.push_back(small ? static_cast<char>(c - 32) : c);
  }
  return out.size() < kDocumentLettersMin ? std::string() : out;
}

// Names and accounts of a controller stand in one text; a phone may be among them.
bool lists_phone(std::string_view list, const std::string& digits) {
  std::size_t from = 0;
  while (from <= list.size()) {
    const std::size_t to = std::min(list.find_first_of(",;/\n", from), list.size());
    if (last_digits(list.substr(from, to - from)) == digits) return true;
    from = to + 1;
  }
  return false;
}

// By what somebody else in the records is the same as the interpreter; null where by nothing.
const char* same_by(const InterpreterFacts& interpreter, const NameElsewhere& other) {
  const std::string phone = last_digits(interpreter.phone);
  const bool phone_named = other.role == NameElsewhere::Role::Controller && lists_phone(other.names, phone);
  if (!phone.empty() && (last_digits(other.phone) == phone || phone_named)) return "phone";
  const std::string document = document_key(interpreter.document);
  if (!document.empty() && document_key(other.document) == document) return "document number";
  return lists_name(other.names, words_of(interpreter.name)) ? "name" : nullptr;
}

void look_at_checks(const InterpreterFacts& interpreter, Day on, std::vector<InterpreterAlarm>& out) {
  const bool cleared = interpreter.not_from_site && interpreter.no_link_to_party && interpreter.no_link_to_community &&
                       interpreter.not_embassy && interpreter.secrecy;
  if (!cleared) {
    out.push_back({"check_open", "A check of this interpreter is open or failed. Do not use them.", {}, false});
  } else if (!interpreter.checked) {
    out.push_back({"check_old", "Nobody wrote down when this interpreter was checked. Check again.", {}, false});
  } else if (interpreter.checked->latest + kCheckHolds < on) {
    out.push_back({"check_old", "The checks of this interpreter are older than a year. Check again.", {}, false});
  }
}

}  // namespace

std::vector<InterpreterAlarm> interpreter_alarms(const InterpreterFacts& interpreter,
                                                 const std::vector<NameElsewhere>& elsewhere, Day on) {
  std::vector<InterpreterAlarm> out;
  for (const NameElsewhere& other : elsewhere) {
    const char* const how = same_by(interpreter, other);
    if (how == nullptr) continue;
    if (other.role == NameElsewhere::Role::Controller) {
      out.push_back({"seen_as_controller",
                     std::string("Somebody with this ") + how +
                         " is named as one who controlled people. Stop using this interpreter and tell headquarters.",
                     other.id, true});
    } else {
      out.push_back({"resident",
                     std::string("Somebody with this ") + how +
                         " came out of a site. Who lived there interprets for nobody from it.",
                     other.id, true});
    }
  }
  look_at_checks(interpreter, on, out);
  return out;
}

bool may_interpret(const InterpreterFacts& interpreter, const std::vector<NameElsewhere>& elsewhere, Day on) {
  return interpreter.active && interpreter_alarms(interpreter, elsewhere, on).empty();
}

}  // namespace holdfast::cases
