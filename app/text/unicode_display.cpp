#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <cstdio>

#include "app/text/unicode.h"
#include "app/text/utf16.h"

namespace holdfast::text {
namespace {

constexpr UChar32 kLeftToRightIsolate = 0x2066;
constexpr UChar32 kFirstStrongIsolate = 0x2068;
constexpr UChar32 kPopIsolate = 0x2069;

bool is_direction_control(UChar32 c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

// Format characters that a terminal or a list must not obey. Joiners and the zero-width blank are letters' business
// in Persian, Hindi, Khmer and others, the two direction marks only nudge: they stay.
bool is_unsafe_to_print(UChar32 c) {
  if (c == 0x200B || c == 0x200C || c == 0x200D || c == 0x200E || c == 0x200F || c == 0x061C) return false;
  const std::int8_t type = u_charType(c);
  return type == U_CONTROL_CHAR || type == U_FORMAT_CHAR || type == U_LINE_SEPARATOR ||
         type == U_PARAGRAPH_SEPARATOR || type == U_SURROGATE || type == U_PRIVATE_USE_CHAR;
}

void append_utf16(std::u16string& out, UChar32 c) {
  if (c < 0x10000) {
    out.push_back(static_cast<char16_t>(c));
  } else {
    out.push_back(static_cast<char16_t>(U16_LEAD(c)));
    out.push_back(static_cast<char16_t>(U16_TRAIL(c)));
  }
}

void append_visible(std::u16string& out, UChar32 c) {
  char name[16];
  std::snprintf(name, sizeof name, "<U+%04X>", static_cast<unsigned>(c));
  for (const char* at = name; *at != '\0'; ++at) out.push_back(static_cast<char16_t>(*at));
}

// Calls `each` with every character of `text`.
template <typename Each>
void for_each_character(std::string_view text, Each each) {
  const std::u16string wide = to_utf16(text);
  std::size_t i = 0;
  while (i < wide.size()) {
    UChar32 c = 0;
    U16_NEXT(wide, i, wide.size(), c);
    each(c);
  }
}

std::string made_visible(std::string_view text, bool keep_lines) {
  std::u16string out;
  for_each_character(text, [&](UChar32 c) {
    if (keep_lines && c == '\n') out.push_back(u'\n');
    else if (keep_lines && c == '\t') out.push_back(u' ');
    else if (is_unsafe_to_print(c)) append_visible(out, c);
    else append_utf16(out, c);
  });
  return to_utf8(out);
}

// What Windows and others keep for themselves, in names and as names.
bool is_reserved_in_names(UChar32 c) {
  return c < 0x80 && std::string_view("<>:\"|?*/\\").find(static_cast<char>(c)) != std::string_view::npos;
}

bool is_dos_device(std::string_view stem) {
  std::string upper;
  for (const char c : stem) upper.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c);
  while (!upper.empty() && upper.back() == ' ') upper.pop_back();
  if (upper == "CON" || upper == "PRN" || upper == "AUX" || upper == "NUL") return true;
  if (upper.size() < 4 || (upper.compare(0, 3, "COM") != 0 && upper.compare(0, 3, "LPT") != 0)) return false;
  const std::string_view number = std::string_view(upper).substr(3);
  if (number.size() == 1) return number[0] >= '0' && number[0] <= '9';
  return number == "\u00B9" || number == "\u00B2" || number == "\u00B3";
}

std::string_view last_part(std::string_view path) {
  const std::size_t slash = path.find_last_of("/\\");
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

void trim_name(std::string& name) {
  while (!name.empty() && (name.back() == '.' || name.back() == ' ')) name.pop_back();
  std::size_t begin = 0;
  while (begin < name.size() && (name[begin] == '.' || name[begin] == '-' || name[begin] == ' ')) ++begin;
  name.erase(0, begin);
}

// Shortens the stem and keeps the ending, where there is a usual one.
std::string shortened(const std::string& name) {
  if (name.size() <= kDisplayNameMax) return name;
  const std::size_t dot = name.rfind('.');
  const bool has_ending = dot != std::string::npos && dot > 0 && name.size() - dot <= 12;
  const std::string ending = has_ending ? name.substr(dot) : std::string();
  const std::string stem = has_ending ? name.substr(0, dot) : name;
  return std::string(cut_at_character(stem, kDisplayNameMax - ending.size())) + ending;
}

std::string isolated(std::string_view text, UChar32 begin) {
  std::u16string out;
  append_utf16(out, begin);
  // Controls inside would close ours too early; without them the text still reads in its own direction.
  for_each_character(text, [&](UChar32 c) {
    if (!is_direction_control(c)) append_utf16(out, c);
  });
  append_utf16(out, kPopIsolate);
  return to_utf8(out);
}

}  // namespace

std::string isolate(std::string_view text) { return isolated(text, kFirstStrongIsolate); }
std::string isolate_ltr(std::string_view text) { return isolated(text, kLeftToRightIsolate); }

std::string printable(std::string_view text) { return made_visible(text, false); }
std::string printable_lines(std::string_view text) { return made_visible(text, true); }

std::string display_name(std::string_view untrusted) {
  std::u16string kept;
  for_each_character(last_part(untrusted), [&](UChar32 c) {
    const std::int8_t type = u_charType(c);
    if (type == U_CONTROL_CHAR || type == U_FORMAT_CHAR || type == U_LINE_SEPARATOR ||
        type == U_PARAGRAPH_SEPARATOR || type == U_PRIVATE_USE_CHAR || type == U_UNASSIGNED) return;
    if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return;
    if (type == U_SPACE_SEPARATOR) kept.push_back(u' ');
    else if (is_reserved_in_names(c)) kept.push_back(u'_');
    else append_utf16(kept, c);
  });
  std::string name = nfc(to_utf8(kept));
  trim_name(name);
  const std::size_t dot = std::min(name.find('.'), name.size());
  if (is_dos_device(std::string_view(name).substr(0, dot))) name.insert(dot, "_");
  name = shortened(name);
  trim_name(name);
  return name.empty() ? "file" : name;
}

}  // namespace holdfast::text
