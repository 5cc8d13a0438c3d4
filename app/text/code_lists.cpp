#include "app/text/code_lists.h"

#include <unicode/ucol.h>
#include <unicode/ucurr.h>
#include <unicode/uenum.h>
#include <unicode/uloc.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

#include "app/text/unicode.h"
#include "app/text/utf16.h"

namespace holdfast::text {

namespace {

constexpr int kCodeNameUnitsMax = 160;

// Languages in which a name may be typed, whatever language the screen has.
constexpr const char* kTypedLanguages[] = {"en", "fr", "es", "pt", "zh-Hans", "zh-Hant", "th", "lo", "km", "my", "vi",
                                           "id", "ms", "fil", "ne", "hi",      "bn",      "ta", "ur", "ar", "am", "sw",
                                           "ru", "de"};

std::string from_units(const UChar* units, int32_t size) {
  return to_utf8(std::u16string_view(units, static_cast<std::size_t>(size)));
}

std::string display_name_of(CodeList list, const std::string& code, const std::string& language) {
  UErrorCode status = U_ZERO_ERROR;
  if (list == CodeList::Currencies) {
    const UChar units[4] = {static_cast<UChar>(code[0]), static_cast<UChar>(code[1]), static_cast<UChar>(code[2]), 0};
    int32_t size = 0;
    const UChar* name = ucurr_getName(units, language.c_str(), UCURR_LONG_NAME, nullptr, &size, &status);
    return U_FAILURE(status) || name == nullptr ? code : from_units(name, size);
  }
  UChar name[kCodeNameUnitsMax];
  const std::string locale = list == CodeList::Countries ? "und_" + code : code;
  const auto get = list == CodeList::Countries ? uloc_getDisplayCountry : uloc_getDisplayLanguage;
  const int32_t size = get(locale.c_str(), language.c_str(), name, kCodeNameUnitsMax, &status);
  if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING || size <= 0) return code;
  return from_units(name, size);
}

bool in_use(CodeList list, const std::string& code) {
  // Reserved or past codes that ICU still lists beside ISO's: no person is from there.
  constexpr std::string_view kNoCountries[] = {"AC", "AN", "CP", "CS", "CQ", "DG", "EA", "IC", "TA", "BU", "DD",
                                               "FX", "NT", "SU", "TP", "YD", "YU", "ZR", "ZZ", "UK"};
  if (list != CodeList::Countries) return true;
  return std::find(std::begin(kNoCountries), std::end(kNoCountries), code) == std::end(kNoCountries);
}

std::vector<std::string> codes_of(CodeList list) {
  std::vector<std::string> out;
  if (list == CodeList::Currencies) {
    UErrorCode status = U_ZERO_ERROR;
    UEnumeration* all = ucurr_openISOCurrencies(UCURR_COMMON | UCURR_NON_DEPRECATED, &status);
    int32_t size = 0;
    while (U_SUCCESS(status)) {
      const char* code = uenum_next(all, &size, &status);
      if (code == nullptr) break;
      if (size == 3) out.emplace_back(code);
    }
    uenum_close(all);
    std::sort(out.begin(), out.end());
    return out;
  }
  const char* const* codes = list == CodeList::Countries ? uloc_getISOCountries() : uloc_getISOLanguages();
  for (; *codes != nullptr; ++codes) {
    if (in_use(list, *codes)) out.emplace_back(*codes);
  }
  return out;
}

struct CloseCollator {
  void operator()(void* collator) const { ucol_close(static_cast<UCollator*>(collator)); }
};

// As people of the language look names up; by code where ICU knows no order for it.
void sort_by_name(std::vector<CodeName>& names, const std::string& language) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<void, CloseCollator> collator(ucol_open(language.c_str(), &status));
  if (U_FAILURE(status)) return;
  const auto* open = static_cast<const UCollator*>(collator.get());
  const auto before = [open](const CodeName& a, const CodeName& b) {
    UErrorCode failed = U_ZERO_ERROR;
    const UCollationResult order =
        ucol_strcollUTF8(open, a.name.data(), static_cast<int32_t>(a.name.size()), b.name.data(),
                         static_cast<int32_t>(b.name.size()), &failed);
    return order == UCOL_EQUAL ? a.code < b.code : order == UCOL_LESS;
  };
  std::sort(names.begin(), names.end(), before);
}

// `typed` begins a word of `folded`; 2: it begins the whole, 0: neither.
int how_well(const std::string& folded, const std::string& typed) {
  if (folded.starts_with(typed)) return 2;
  return folded.find(" " + typed) != std::string::npos ? 1 : 0;
}

}  // namespace

std::optional<CodeList> code_list_from_text(std::string_view text) {
  if (text == "countries") return CodeList::Countries;
  if (text == "languages") return CodeList::Languages;
  if (text == "currencies") return CodeList::Currencies;
  return std::nullopt;
}

std::vector<CodeName> code_names(CodeList list, std::string_view language) {
  const std::string locale(language);
  std::vector<CodeName> out;
  for (const std::string& code : codes_of(list)) {
    std::string name = display_name_of(list, code, locale);
    // Languages without a name are codes that nobody would look for.
    if (list == CodeList::Languages && name == code) continue;
    out.push_back({code, std::move(name)});
  }
  sort_by_name(out, locale);
  return out;
}

bool is_code(CodeList list, std::string_view code) {
  const std::vector<std::string> codes = codes_of(list);
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

CodeSearch::CodeSearch(CodeList list, std::string_view language) {
  for (CodeName& shown : code_names(list, language)) {
    Entry entry;
    entry.folded.push_back(search_words(shown.name));
    for (const char* typed_in : kTypedLanguages) {
      std::string folded = search_words(display_name_of(list, shown.code, typed_in));
      if (std::find(entry.folded.begin(), entry.folded.end(), folded) == entry.folded.end()) {
        entry.folded.push_back(std::move(folded));
      }
    }
    entry.shown = std::move(shown);
    entries_.push_back(std::move(entry));
  }
}

std::vector<CodeName> CodeSearch::find(std::string_view typed) const {
  const std::string folded = search_words(typed);
  std::vector<std::pair<int, const Entry*>> found;
  for (const Entry& entry : entries_) {
    int best = folded.empty() ? 1 : 0;
    if (!folded.empty() && search_words(entry.shown.code) == folded) best = 3;
    for (const std::string& name : entry.folded) best = std::max(best, folded.empty() ? 0 : how_well(name, folded));
    if (best > 0) found.emplace_back(best, &entry);
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<CodeName> out;
  for (const auto& [rank, entry] : found) out.push_back(entry->shown);
  return out;
}

}  // namespace holdfast::text
