#include "app/forms/headings.h"

#include <algorithm>
#include <optional>

namespace holdfast::forms {
namespace {

constexpr std::string_view kNoBreakSpace = "\xC2\xA0";

struct Alias {
  std::string_view spelled;
  std::string_view ours;
};

// Spellings of real forms (lower case, blanks and underscores as one blank) and the one name that we use.
constexpr Alias kSurveyAliases[] = {
    {"type", "type"}, {"command", "type"}, {"name", "name"}, {"tag", "name"}, {"value", "name"},
    {"label", "label"}, {"caption", "label"}, {"hint", "hint"}, {"guidance hint", "guidance_hint"},
    {"required", "required"}, {"bind::required", "required"},
    {"relevant", "relevant"}, {"relevance", "relevant"}, {"bind::relevant", "relevant"}, {"skippattern", "relevant"},
    {"constraint", "constraint"}, {"bind::constraint", "constraint"},
    {"constraint message", "constraint_message"}, {"constraining message", "constraint_message"},
    {"bind::jr:constraintmsg", "constraint_message"},
    {"required message", "required_message"}, {"requiredmsg", "required_message"},
    {"bind::jr:requiredmsg", "required_message"},
    {"calculation", "calculation"}, {"calculate", "calculation"}, {"bind::calculate", "calculation"},
    {"default", "default"}, {"appearance", "appearance"}, {"control::appearance", "appearance"},
    {"read only", "read_only"}, {"readonly", "read_only"}, {"bind::readonly", "read_only"},
    {"repeat count", "repeat_count"}, {"count", "repeat_count"}, {"jr:count", "repeat_count"},
    {"control::jr:count", "repeat_count"},
    {"choice filter", "choice_filter"}, {"parameters", "parameters"}, {"trigger", "trigger"},
    {"save to", "save_to"}, {"bind::entities:saveto", "save_to"},
    {"image", "image"}, {"media::image", "image"}, {"big-image", "big_image"}, {"media::big-image", "big_image"},
    {"audio", "audio"}, {"media::audio", "audio"}, {"video", "video"}, {"media::video", "video"},
    {"autoplay", "autoplay"}, {"body::autoplay", "autoplay"}, {"control::autoplay", "autoplay"},
    {"note", "remark"}, {"notes", "remark"}, {"comment", "remark"}, {"comments", "remark"},
    {"disabled", "disabled"}, {"rows", "rows"}, {"body::accuracythreshold", "accuracy"}, {"control::rows", "rows"},
    {"bind::holdfast:class", "holdfast:class"}, {"bind::holdfast:keep", "holdfast:keep"},
    {"intent", "intent"}, {"body::intent", "intent"}, {"buttontext", "remark_button"},
    {"noapperrorstring", "no_app_message"}, {"bind::jr:noapperrorstring", "no_app_message"},
    {"hidden", "remark_hidden"}, {"sms field", "remark_sms"}, {"sms option", "remark_sms_option"},
    {"query", "query"}, {"bind::jr:preload", "preload"}, {"bind::jr:preloadparams", "preload_parameters"},
};
constexpr Alias kChoicesAliases[] = {
    {"list name", "list_name"}, {"listname", "list_name"}, {"name", "name"}, {"value", "name"}, {"tag", "name"},
    {"label", "label"}, {"caption", "label"}, {"image", "image"}, {"media::image", "image"},
    {"big-image", "big_image"}, {"media::big-image", "big_image"},
    {"audio", "audio"}, {"media::audio", "audio"}, {"video", "video"}, {"media::video", "video"},
};
constexpr Alias kSettingsAliases[] = {
    {"form title", "form_title"}, {"set form title", "form_title"}, {"title", "form_title"},
    {"form id", "form_id"}, {"set form id", "form_id"}, {"id string", "form_id"},
    {"version", "version"}, {"default language", "default_language"}, {"instance name", "instance_name"},
    {"public key", "public_key"}, {"submission url", "submission_url"}, {"style", "style"}, {"name", "root_name"},
    {"clean text values", "clean_text_values"}, {"allow choice duplicates", "allow_choice_duplicates"},
    {"auto send", "auto_send"}, {"auto delete", "auto_delete"}, {"namespaces", "namespaces"},
    {"instance id", "instance_id"}, {"omit instanceid", "omit_instance_id"}, {"sms keyword", "sms_keyword"},
    {"sms separator", "sms_separator"}, {"sms allow media", "sms_allow_media"},
    {"sms allow medias", "sms_allow_media"},
    {"sms date format", "sms_date_format"}, {"sms datetime format", "sms_datetime_format"},
    {"sms response", "sms_response"}, {"prefix", "prefix"}, {"delimiter", "delimiter"},
    {"instance xmlns", "instance_xmlns"}, {"client editable", "client_editable"},
    {"compact prefix", "compact_prefix"}, {"compact delimiter", "compact_delimiter"}, {"flat", "flat"},
    {"add none option", "add_none_option"},
    {"holdfast:seal", "holdfast:seal"}, {"holdfast:entity", "holdfast:entity"}, {"holdfast:for", "holdfast:for"},
};

constexpr Alias kEntitiesAliases[] = {
    {"dataset", "dataset"}, {"list name", "dataset"}, {"label", "label"}, {"entity id", "entity_id"},
    {"create if", "create_if"}, {"update if", "update_if"}, {"repeat", "repeat"},
};

std::span<const Alias> aliases_of(SheetKind kind) {
  switch (kind) {
    case SheetKind::Entities: return kEntitiesAliases;
    case SheetKind::Survey: return kSurveyAliases;
    case SheetKind::Choices: return kChoicesAliases;
    case SheetKind::Settings: return kSettingsAliases;
  }
  return {};
}

std::string lower_ascii(std::string_view text) {
  std::string out;
  for (const char c : text) out.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
  return out;
}

// "bind : jr : x" and "bind::jr:x" alike; underscores between words as blanks.
std::string heading_key(std::string_view heading) {
  std::string out;
  for (const char c : lower_ascii(collapsed(heading))) out.push_back(c == '_' ? ' ' : c);
  return out;
}

std::optional<std::string> known_heading(SheetKind kind, const std::string& key) {
  for (const Alias& alias : aliases_of(kind)) {
    if (alias.spelled == key) return std::string(alias.ours);
  }
  return std::nullopt;
}

struct Heading {
  std::string name;
  std::string language;
};

// "label::English (en)", the legacy "label:English", "media::image::Thai" -> name and language. The whole heading is
// tried first, so that "bind::relevant" has no language "relevant".
std::optional<Heading> split_heading(SheetKind kind, const std::string& heading) {
  if (auto whole = known_heading(kind, heading_key(heading))) return Heading{*whole, ""};
  for (const std::string_view separator : {std::string_view("::"), std::string_view(":")}) {
    for (std::size_t at = heading.rfind(separator); at != std::string::npos && at > 0;
         at = heading.rfind(separator, at - 1)) {
      std::string key = heading_key(heading.substr(0, at));
      while (!key.empty() && (key.back() == ' ' || key.back() == ':')) key.pop_back();
      const std::string language = collapsed(std::string_view(heading).substr(at + separator.size()));
      // The legacy spelling of a binding, "bind:relevant".
      if (key == "bind" || key == "media" || key == "control" || key == "body") {
        if (auto name = known_heading(kind, key + "::" + heading_key(language))) return Heading{*name, ""};
      }
      if (auto name = known_heading(kind, key)) {
        if (!language.empty()) return Heading{*name, language};
      }
    }
  }
  return std::nullopt;
}

bool is_translated(std::string_view name) {
  return name == "label" || name == "hint" || name == "guidance_hint" || name == "constraint_message" ||
         name == "required_message" || name == "image" || name == "big_image" || name == "audio" || name == "video";
}

// Columns that carry more than we read, by design of the standard: extra attributes, and what choices filter by.
bool is_extension(SheetKind kind, const std::string& heading) {
  if (kind == SheetKind::Choices) return true;
  const std::string key = heading_key(heading);
  for (const std::string_view prefix : {"bind::", "body::", "control::", "instance::", "attribute::", "bind:"}) {
    if (key.compare(0, prefix.size(), prefix) == 0) return true;
  }
  return false;
}

std::vector<std::string_view> needed_columns(SheetKind kind) {
  switch (kind) {
    case SheetKind::Survey: return {"type", "name"};
    case SheetKind::Choices: return {"list_name", "name"};
    case SheetKind::Settings: return {};
    case SheetKind::Entities: return {"dataset"};
  }
  return {};
}

}  // namespace

std::string collapsed(std::string_view text) {
  std::string out;
  bool blank = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool no_break = text.compare(i, kNoBreakSpace.size(), kNoBreakSpace) == 0;
    if (no_break || text[i] == ' ' || text[i] == '\t' || text[i] == '\r' || text[i] == '\n') {
      blank = !out.empty();
      if (no_break) ++i;
      continue;
    }
    if (blank) out.push_back(' ');
    blank = false;
    out.push_back(text[i]);
  }
  return out;
}

bool is_yes(std::string_view cell) {
  const std::string key = lower_ascii(cell);
  return key == "yes" || key == "true" || key == "true()" || key == "1" || key == "1.0";
}

bool is_no(std::string_view cell) {
  const std::string key = lower_ascii(cell);
  return key.empty() || key == "no" || key == "false" || key == "false()" || key == "0" || key == "0.0";
}

std::string plain_quotes(std::string_view expression) {
  std::string out;
  for (std::size_t i = 0; i < expression.size();) {
    const std::string_view three = expression.substr(i, 3);
    if (three == "\xE2\x80\x98" || three == "\xE2\x80\x99") {
      out.push_back('\'');
      i += 3;
    } else if (three == "\xE2\x80\x9C" || three == "\xE2\x80\x9D") {
      out.push_back('"');
      i += 3;
    } else {
      out.push_back(expression[i]);
      ++i;
    }
  }
  return out;
}

bool is_question_name(std::string_view name) {
  if (name.empty() || name.size() > 128) return false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
    const bool later = (c >= '0' && c <= '9') || c == '.' || c == '-';
    if (!letter && (i == 0 || !later)) return false;
  }
  return true;
}

Result<HeadedSheet> HeadedSheet::read(SheetKind kind, std::string_view name, ByteView csv) {
  HeadedSheet out;
  out.name_ = std::string(name);
  out.sheet_ = TRY(parse_csv(name, csv));
  for (std::size_t i = 0; i < out.sheet_.columns.size(); ++i) {
    const std::string& heading = out.sheet_.columns[i];
    if (heading.empty()) continue;
    const std::optional<Heading> known = split_heading(kind, heading);
    if (!known || (!known->language.empty() && !is_translated(known->name))) {
      if (is_extension(kind, heading)) out.extensions_.emplace_back(heading, i);
      else out.unknown_.push_back(heading);
      continue;
    }
    if (!out.columns_[known->name].try_emplace(known->language, i).second) {
      return Error{kFormColumn, out.name_ + ", column " + std::to_string(i + 1) + ": the same column once more"};
    }
  }
  if (out.sheet_.columns.empty()) return out;
  for (const std::string_view column : needed_columns(kind)) {
    if (!out.has(column)) return Error{kFormColumn, out.name_ + ": no column \"" + std::string(column) + "\""};
  }
  return out;
}

std::string HeadedSheet::raw_cell(std::size_t row, std::string_view column) const {
  const auto at = columns_.find(std::string(column));
  if (at == columns_.end()) return {};
  const auto plain = at->second.find("");
  return plain == at->second.end() ? std::string() : sheet_.rows[row][plain->second];
}

std::string HeadedSheet::cell(std::size_t row, std::string_view column) const {
  return collapsed(raw_cell(row, column));
}

std::map<std::string, std::string> HeadedSheet::texts(std::size_t row, std::string_view column) const {
  std::map<std::string, std::string> out;
  const auto at = columns_.find(std::string(column));
  if (at == columns_.end()) return out;
  for (const auto& [language, position] : at->second) {
    std::string text = collapsed(sheet_.rows[row][position]);
    if (!text.empty()) out.emplace(language, std::move(text));
  }
  return out;
}

std::string HeadedSheet::extension_cell(std::size_t row, std::size_t position) const {
  return collapsed(sheet_.rows[row][position]);
}

std::vector<std::string> HeadedSheet::languages() const {
  std::vector<std::pair<std::size_t, std::string>> found;
  for (const auto& [name, languages] : columns_) {
    if (!is_translated(name)) continue;
    for (const auto& [language, position] : languages) found.emplace_back(position, language);
  }
  std::sort(found.begin(), found.end());
  std::vector<std::string> out;
  for (const auto& [position, language] : found) {
    if (std::find(out.begin(), out.end(), language) == out.end()) out.push_back(language);
  }
  return out;
}

Error HeadedSheet::error(const Reason& reason, std::size_t row, std::string_view what) const {
  return {reason, name_ + ", row " + std::to_string(row_number(row)) + ": " + std::string(what)};
}

Error HeadedSheet::error(const Reason& reason, std::size_t row, std::string_view column,
                         std::string_view what) const {
  const auto known = columns_.find(std::string(column));
  const bool there = known != columns_.end() && !known->second.empty();
  const std::string heading = there ? sheet_.columns[known->second.begin()->second] : std::string(column);
  return {reason, name_ + ", row " + std::to_string(row_number(row)) + ", column " + heading + ": " +
                      std::string(what)};
}

}  // namespace holdfast::forms
