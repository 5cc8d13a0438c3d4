#include "app/text/messages_po.h"

#include "crypto/base/bytes.h"

namespace holdfast::text {
namespace {

std::string_view trimmed_po(std::string_view text) {
  const std::size_t from = text.find_first_not_of(" \t\r");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t\r") - from + 1);
}

// "Name: value" of the head's lines.
std::string head_value(std::string_view head, std::string_view name) {
  while (!head.empty()) {
    const std::size_t end = head.find('\n');
    const std::string_view line = head.substr(0, end);
    head.remove_prefix(end == std::string_view::npos ? head.size() : end + 1);
    if (line.starts_with(name)) return std::string(trimmed_po(line.substr(name.size())));
  }
  return {};
}

}  // namespace

Error PoReader::malformed(std::string_view what) const {
  return {kMessagesMalformed, "line " + std::to_string(line_) + ": " + std::string(what)};
}

Result<Messages> PoReader::read(std::string_view po) {
  constexpr std::size_t kPoSizeMax = std::size_t{4} << 20;
  if (po.size() > kPoSizeMax) return malformed("too large");
  if (!is_utf8(as_bytes(po))) return malformed("not UTF-8");
  if (po.starts_with("\xEF\xBB\xBF")) po.remove_prefix(3);
  while (!po.empty()) {
    ++line_;
    const std::size_t end = po.find('\n');
    const std::string_view line = trimmed_po(po.substr(0, end));
    po.remove_prefix(end == std::string_view::npos ? po.size() : end + 1);
    TRY(read_line(line));
  }
  TRY(finish_entry());
  return std::move(out_);
}

Result<void> PoReader::read_line(std::string_view line) {
  if (line.empty()) return finish_entry();
  if (line.front() == '#') {
    if (line.starts_with("#~")) return {};  // kept by editors, said by nobody
    if (has_id_) TRY(finish_entry());
    if (line.starts_with("#,") && line.find("fuzzy") != std::string_view::npos) fuzzy_ = true;
    return {};
  }
  if (line.front() == '"') return add_string(line);
  return begin(line);
}

Result<void> PoReader::begin(std::string_view line) {
  const std::size_t quote = line.find('"');
  if (quote == std::string_view::npos) return malformed("a text stands between quotation marks");
  const std::string_view word = trimmed_po(line.substr(0, quote));
  if (word == "msgid") {
    if (has_id_) TRY(finish_entry());
    has_id_ = true;
    part_ = Part::Id;
  } else if (word == "msgid_plural" && has_id_ && forms_.empty()) {
    has_plural_ = true;
    part_ = Part::Plural;
  } else if (word == "msgstr" && has_id_ && !has_plural_ && forms_.empty()) {
    forms_.emplace_back();
    part_ = Part::Text;
  } else if (word == "msgstr[" + std::to_string(forms_.size()) + "]" && has_plural_) {
    forms_.emplace_back();
    part_ = Part::Text;
  } else {
    return malformed("expected msgid, msgid_plural or the next msgstr");
  }
  return add_string(line.substr(quote));
}

Result<void> PoReader::add_string(std::string_view quoted) {
  if (quoted.size() < 2 || quoted.back() != '"') return malformed("a quotation mark is missing");
  quoted = quoted.substr(1, quoted.size() - 2);
  std::string text;
  for (std::size_t i = 0; i < quoted.size(); ++i) {
    if (quoted[i] == '"') return malformed("a quotation mark inside a text");
    if (quoted[i] != '\\') {
      text += quoted[i];
      continue;
    }
    if (++i == quoted.size()) return malformed("a backslash at the end");
    switch (quoted[i]) {
      case 'n': text += '\n'; break;
      case 't': text += '\t'; break;
      case '"': text += '"'; break;
      case '\\': text += '\\'; break;
      default: return malformed("a backslash before an unknown letter");
    }
  }
  switch (part_) {
    case Part::Id: id_ += text; break;
    case Part::Plural: plural_id_ += text; break;
    case Part::Text: forms_.back() += text; break;
    case Part::None: return malformed("a text that belongs to nothing");
  }
  return {};
}

Result<void> PoReader::read_head(const std::string& head) {
  const std::string rule = head_value(head, "Plural-Forms:");
  out_.own_name_ = head_value(head, "X-Own-Name:");
  if (rule.empty()) return {};
  const std::optional<PluralRule> read = PluralRule::read(rule);
  if (!read) return malformed("the rule of plurals cannot be read");
  out_.plural_ = *read;
  return {};
}

Result<void> PoReader::finish_entry() {
  if (!has_id_) return {};  // a comment alone keeps its flag for the entry that follows
  if (forms_.empty()) return malformed("a msgid without msgstr");
  if (id_.empty()) {
    TRY(read_head(forms_.front()));
  } else {
    if (has_plural_ && forms_.size() != out_.plural_.forms()) return malformed("not as many forms as the head says");
    bool whole = true;
    for (const std::string& form : forms_) whole = whole && !form.empty();
    if (whole) {
      const bool fresh = out_.entries_.insert({id_, {std::move(forms_), fuzzy_}}).second;
      if (!fresh) return malformed("the same msgid again");
    }
  }
  id_.clear();
  plural_id_.clear();
  forms_.clear();
  fuzzy_ = has_id_ = has_plural_ = false;
  part_ = Part::None;
  return {};
}

}  // namespace holdfast::text
