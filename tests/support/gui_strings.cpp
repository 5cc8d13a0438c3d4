#include "tests/support/gui_strings.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>

namespace holdfast::test {
namespace {

namespace fs = std::filesystem;

bool is_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

void skip_blanks(std::string_view text, std::size_t& at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\n' || text[at] == '\t' || text[at] == '\r')) ++at;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// What stands behind a backslash; at most one byte.
char escaped(std::string_view text, std::size_t& at) {
  const char c = text[at++];
  if (c == 'n') return '\n';
  if (c == 't') return '\t';
  if (c != 'x') return c;
  int value = 0;
  for (int digits = 0; digits < 2 && at < text.size() && hex_digit(text[at]) >= 0; ++digits) {
    value = value * 16 + hex_digit(text[at++]);
  }
  return static_cast<char>(value);
}

// Adjacent literals are one; `at` moves behind them. Nothing where none stands here.
std::optional<std::string> literal(std::string_view text, std::size_t& at) {
  std::optional<std::string> out;
  for (;;) {
    skip_blanks(text, at);
    if (at >= text.size() || text[at] != '"') return out;
    ++at;
    if (!out) out.emplace();
    while (at < text.size() && text[at] != '"') {
      if (text[at] == '\\') {
        ++at;
        *out += escaped(text, at);
      } else {
        *out += text[at++];
      }
    }
    ++at;
  }
}

std::string po_quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') out += "\\n";
    else out += c;
  }
  return out + "\"";
}

}  // namespace

std::vector<GuiString> strings_of(std::string_view file, std::string_view source) {
  std::vector<GuiString> out;
  for (const std::string_view call : {"tr(", "trn(", "say(", "msgid("}) {
    for (std::size_t at = source.find(call); at != std::string_view::npos; at = source.find(call, at + 1)) {
      if (at > 0 && is_name(source[at - 1])) continue;
      std::size_t end = at + call.size();
      const std::optional<std::string> one = literal(source, end);
      if (!one || one->empty()) continue;
      GuiString found{*one, {}, std::string(file), 0};
      const std::string_view before = source.substr(0, at);
      found.line = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1;
      if (end < source.size() && source[end] == ',') {
        ++end;
        if (const auto many = literal(source, end)) found.many = *many;
      }
      out.push_back(std::move(found));
    }
  }
  return out;
}

std::vector<GuiString> gui_strings(const std::string& root) {
  std::vector<std::string> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(fs::path(root) / "app/gui")) {
    const std::string ending = entry.path().extension().string();
    if (ending == ".cpp" || ending == ".h") files.push_back(fs::relative(entry.path(), root).generic_string());
  }
  std::sort(files.begin(), files.end());
  std::vector<GuiString> out;
  for (const std::string& file : files) {
    std::ifstream in(fs::path(root) / file, std::ios::binary);
    const std::string source{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    const std::vector<GuiString> some = strings_of(file, source);
    out.insert(out.end(), some.begin(), some.end());
  }
  return out;
}

std::string po_template(const std::vector<GuiString>& strings) {
  struct Entry {
    std::string many, places;
  };
  std::map<std::string, Entry> entries;
  for (const GuiString& one : strings) {
    Entry& entry = entries[one.one];
    if (entry.many.empty()) entry.many = one.many;
    entry.places += "#: " + one.file + ":" + std::to_string(one.line) + "\n";
  }
  std::string out = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n";
  for (const auto& [one, entry] : entries) {
    out += "\n" + entry.places + "msgid " + po_quoted(one) + "\n";
    if (entry.many.empty()) out += "msgstr \"\"\n";
    else out += "msgid_plural " + po_quoted(entry.many) + "\nmsgstr[0] \"\"\nmsgstr[1] \"\"\n";
  }
  return out;
}

}  // namespace holdfast::test
