#include "app/text/catalogue.h"

#include <algorithm>

#include "assets/assets.h"
#include "crypto/base/bytes.h"

namespace holdfast::text {
namespace {

constexpr std::string_view kLanguageFolder = "languages/";
constexpr std::size_t kCatalogueSizeMax = std::size_t{4} << 20;

std::string_view trimmed_line(std::string_view text) {
  const char* blanks = " \t\r";
  const std::size_t from = text.find_first_not_of(blanks);
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(blanks) - from + 1);
}

Error catalogue_error(std::string_view name, std::size_t line, std::string_view what) {
  std::string detail(name);
  detail += ", line " + std::to_string(line) + ": ";
  detail += what;
  return {kCatalogueMalformed, detail};
}

std::string* part_of(Sentence& sentence, std::string_view key) {
  if (key == "happened") return &sentence.happened;
  if (key == "safe") return &sentence.safe;
  if (key == "do") return &sentence.do_next;
  return nullptr;
}

bool is_complete(const Sentence& sentence) {
  return !sentence.happened.empty() && !sentence.safe.empty() && !sentence.do_next.empty();
}

// "languages/en/base.txt" -> "en"; empty where the asset is no language file.
std::string_view language_of(std::string_view asset) {
  if (asset.substr(0, kLanguageFolder.size()) != kLanguageFolder) return {};
  asset.remove_prefix(kLanguageFolder.size());
  const std::size_t slash = asset.find('/');
  return slash == std::string_view::npos ? std::string_view() : asset.substr(0, slash);
}

}  // namespace

Result<Catalogue> Catalogue::embedded(std::string_view language) {
  Catalogue out;
  bool any = false;
  for (const Asset& asset : embedded_assets()) {
    if (language_of(asset.name) != language || language.empty()) continue;
    any = true;
    TRY(out.add(asset.name, asset.content));
  }
  if (!any) return kCatalogueLanguage;
  return out;
}

Result<void> Catalogue::add(std::string_view name, std::string_view content) {
  if (content.size() > kCatalogueSizeMax) return catalogue_error(name, 0, "too large");
  if (!is_utf8(as_bytes(content))) return catalogue_error(name, 0, "not UTF-8");
  std::map<std::string, Sentence, std::less<>> found;
  Sentence* current = nullptr;
  std::size_t number = 0;
  while (!content.empty()) {
    ++number;
    const std::size_t end = std::min(content.find('\n'), content.size());
    std::string_view line = trimmed_line(content.substr(0, end));
    if (number == 1 && line.substr(0, 3) == "\xEF\xBB\xBF") line.remove_prefix(3);
    content.remove_prefix(std::min(end + 1, content.size()));
    if (line.empty() || line.front() == '#') continue;
    if (line.front() == '[') {
      if (line.size() < 3 || line.back() != ']') return catalogue_error(name, number, "a code stands in [ ]");
      const auto [at, fresh] = found.try_emplace(std::string(line.substr(1, line.size() - 2)));
      if (!fresh) return catalogue_error(name, number, "the code stands here twice");
      current = &at->second;
      continue;
    }
    const std::size_t equals = line.find('=');
    if (current == nullptr || equals == std::string_view::npos) return catalogue_error(name, number, "no key");
    std::string* part = part_of(*current, trimmed_line(line.substr(0, equals)));
    if (part == nullptr) return catalogue_error(name, number, "the keys are happened, safe and do");
    if (!part->empty()) return catalogue_error(name, number, "the key stands here twice");
    *part = std::string(trimmed_line(line.substr(equals + 1)));
  }
  for (const auto& [code, sentence] : found) {
    if (!is_complete(sentence)) return catalogue_error(name, 0, "a sentence is not complete");
  }
  for (auto& [code, sentence] : found) sentences_.insert_or_assign(code, std::move(sentence));
  return {};
}

const Sentence* Catalogue::find(std::string_view code) const {
  const auto at = sentences_.find(code);
  return at == sentences_.end() ? nullptr : &at->second;
}

std::vector<std::string> Catalogue::codes() const {
  std::vector<std::string> out;
  for (const auto& [code, sentence] : sentences_) out.push_back(code);
  return out;
}

std::vector<std::string> embedded_languages() {
  std::vector<std::string> out;
  for (const Asset& asset : embedded_assets()) {
    const std::string_view language = language_of(asset.name);
    if (!language.empty() && (out.empty() || out.back() != language)) out.emplace_back(language);
  }
  return out;
}

}  // namespace holdfast::text
