#include "app/text/messages.h"

#include <unicode/uloc.h>

#include <algorithm>

#include "app/text/messages_po.h"
#include "app/text/unicode.h"
#include "app/text/utf16.h"
#include "assets/assets.h"

namespace holdfast::text {
namespace {

constexpr std::string_view kMessagesFolder = "lang/";
constexpr std::string_view kMessagesEnding = ".po";

// "lang/km.po" -> "km"; empty where the asset is no such file.
std::string_view messages_language(std::string_view asset) {
  if (!asset.starts_with(kMessagesFolder) || !asset.ends_with(kMessagesEnding)) return {};
  asset.remove_prefix(kMessagesFolder.size());
  asset.remove_suffix(kMessagesEnding.size());
  return asset;
}

}  // namespace

Result<Messages> Messages::embedded(std::string_view language) {
  for (const Asset& asset : embedded_assets()) {
    if (!language.empty() && messages_language(asset.name) == language) return read(language, asset.content);
  }
  if (language == "en") return Messages();
  return kMessagesLanguage;
}

Result<Messages> Messages::read(std::string_view language, std::string_view po) {
  return PoReader(language).read(po);
}

bool Messages::right_to_left() const {
  return uloc_isRightToLeft(language_.c_str()) != 0;
}

const Messages::Entry* Messages::find(std::string_view english) const {
  const auto at = entries_.find(english);
  return at == entries_.end() ? nullptr : &at->second;
}

std::string Messages::fill(std::string_view sentence, std::initializer_list<std::string_view> values,
                           std::string_view count) const {
  // In a sentence that runs from the right, what is put in (a code, a time) must not turn what stands around it.
  const bool isolated = right_to_left();
  std::string out;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    if (sentence[i] != '{' || i + 2 >= sentence.size() || sentence[i + 2] != '}') {
      out += sentence[i];
      continue;
    }
    const char name = sentence[i + 1];
    const auto index = static_cast<std::size_t>(static_cast<unsigned char>(name) - '1');
    if (name == 'n' && !count.empty()) {
      out += count;
    } else if (name >= '1' && name <= '9' && index < values.size()) {
      const std::string_view value = *(values.begin() + index);
      out += isolated ? isolate(value) : std::string(value);
    } else {
      out += sentence.substr(i, 3);
    }
    i += 2;
  }
  return out;
}

std::string Messages::say(std::string_view english, std::initializer_list<std::string_view> values) const {
  const Entry* entry = find(english);
  return fill(entry == nullptr ? english : std::string_view(entry->forms.front()), values, {});
}

std::string Messages::say(std::string_view one, std::string_view many, std::uint64_t count,
                          std::initializer_list<std::string_view> values) const {
  const std::string digits = std::to_string(count);
  const Entry* entry = find(one);
  if (entry == nullptr || entry->forms.size() != plural_.forms()) return fill(count == 1 ? one : many, values, digits);
  return fill(entry->forms[plural_.form_of(count)], values, digits);
}

bool Messages::reviewed(std::string_view english) const {
  if (language_ == "en") return true;
  const Entry* entry = find(english);
  return entry != nullptr && !entry->fuzzy;
}

bool Messages::has(std::string_view english) const { return language_ == "en" || find(english) != nullptr; }

std::vector<std::string> Messages::ids() const {
  std::vector<std::string> out;
  for (const auto& [id, entry] : entries_) out.push_back(id);
  return out;
}

std::vector<std::string> message_languages() {
  std::vector<std::string> out = {"en"};
  for (const Asset& asset : embedded_assets()) {
    const std::string_view language = messages_language(asset.name);
    if (!language.empty() && language != "en") out.emplace_back(language);
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::string own_name_of_language(std::string_view language) {
  // Of a catalogue only the head is read: a list of languages asks for all of them.
  constexpr std::size_t kHeadMax = 4096;
  for (const Asset& asset : embedded_assets()) {
    if (language.empty() || messages_language(asset.name) != language) continue;
    const std::string_view content = asset.content.substr(0, kHeadMax);
    const std::size_t end = std::min(content.find("\n\n"), content.find("\r\n\r\n"));
    const Result<Messages> head = Messages::read(language, content.substr(0, end));
    if (head.ok() && !head->own_name().empty()) return head->own_name();
  }
  char16_t name[100];
  UErrorCode error = U_ZERO_ERROR;
  const std::string id(language);
  const std::int32_t length = uloc_getDisplayName(id.c_str(), id.c_str(), name, 100, &error);
  if (U_FAILURE(error) || length <= 0 || length > 100) return id;
  return to_utf8({name, static_cast<std::size_t>(length)});
}

}  // namespace holdfast::text
