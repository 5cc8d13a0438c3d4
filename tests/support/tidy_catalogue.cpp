#include "tests/support/tidy_catalogue.h"

#include <algorithm>
#include <cctype>
#include <map>

namespace holdfast::test {

namespace {

// The three sentences of one reason, and where it stands.
struct Section {
  std::string path;
  std::size_t line = 0;
  std::map<std::string, std::string> sentences{};
};

class Sections {
 public:
  std::map<std::string, Section> all;
  std::vector<Finding> wrong;

  void read(const SourceFile& file) {
    Section* open = nullptr;
    const std::vector<std::string> lines = split_lines(file.text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::string& line = lines[i];
      if (line.empty() || line[0] == '#') continue;
      if (line[0] == '[') open = begin(file.path, line, i + 1);
      else if (!take_sentence(open, line)) wrong.push_back({file.path, i + 1, "no sentence of a section"});
    }
  }

 private:
  Section* begin(const std::string& path, const std::string& line, std::size_t number) {
    const std::string code = line.substr(1, line.find(']') - 1);
    const auto [place, fresh] = all.emplace(code, Section{path, number});
    if (!fresh) wrong.push_back({path, number, code + " comes twice"});
    return &place->second;
  }

  static bool take_sentence(Section* open, const std::string& line) {
    if (open == nullptr) return false;
    for (const std::string key : {"happened", "safe", "do"}) {
      const std::string beginning = key + " = ";
      if (line.starts_with(beginning)) return open->sentences.emplace(key, line.substr(beginning.size())).second;
    }
    return false;
  }
};

// A sentence is more than a word and ends as one does, in any script.
bool is_sentence(const std::string& text) {
  if (count_characters(text) < 8) return false;
  const std::vector<std::string_view> ends = {".", "?", "!", "\xE3\x80\x82", "\xE1\x9F\x94", "\xE0\xA5\xA4",
                                              "\xE1\x81\x8B", "\xD8\x9F", "\xE1\x8D\xA2"};
  const auto ends_text = [&text](std::string_view end) { return has_ending(text, end); };
  const bool ended = std::any_of(ends.begin(), ends.end(), ends_text);
  const auto last = static_cast<unsigned char>(text.back());
  // Thai and Lao write no full stop.
  return ended || last >= 0x80;
}

}  // namespace

std::vector<std::string> reason_codes(const std::string& reasons_h) {
  std::vector<std::string> out;
  for (const std::string& line : split_lines(reasons_h)) {
    if (line.starts_with("#")) continue;
    for (std::size_t at = line.find("X(k"); at != std::string::npos; at = line.find("X(k", at + 1)) {
      const std::size_t open = line.find('"', at);
      const std::size_t close = line.find('"', open + 1);
      if (close != std::string::npos) out.push_back(line.substr(open + 1, close - open - 1));
    }
  }
  return out;
}

std::vector<Finding> wrong_sentences(const std::vector<SourceFile>& language, const std::vector<std::string>& codes) {
  Sections sections;
  for (const SourceFile& file : language) sections.read(file);
  std::vector<Finding> out = sections.wrong;
  for (const std::string& code : codes) {
    const auto found = sections.all.find(code);
    if (found == sections.all.end()) {
      const std::string where = language.empty() ? "assets/languages" : language.front().path;
      out.push_back({where.substr(0, where.find_last_of('/')), 0, "nothing is said about " + code});
      continue;
    }
    for (const std::string key : {"happened", "safe", "do"}) {
      const auto sentence = found->second.sentences.find(key);
      if (sentence != found->second.sentences.end() && is_sentence(sentence->second)) continue;
      out.push_back({found->second.path, found->second.line, code + " lacks the sentence \"" + key + "\""});
    }
  }
  for (const auto& [code, section] : sections.all) {
    if (std::find(codes.begin(), codes.end(), code) != codes.end()) continue;
    out.push_back({section.path, section.line, code + " is no reason of any layer"});
  }
  return out;
}

std::vector<Finding> jargon(const SourceFile& sentences) {
  std::vector<Finding> out;
  const std::vector<std::string> lines = split_lines(sentences.text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::size_t equals = lines[i].find(" = ");
    if (equals == std::string::npos) continue;
    std::string text = lines[i].substr(equals);
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    for (const std::string_view word : {"seq", "sequence number", "hash", "hashes", "decrypt", "decryption", "cipher",
                                        "mac", "nonce", "cbor", "null", "exception", "invalid", "ciphertext",
                                        "parse"}) {
      if (has_word(text, word)) out.push_back({sentences.path, i + 1, "jargon: " + std::string(word)});
    }
  }
  return out;
}

}  // namespace holdfast::test
