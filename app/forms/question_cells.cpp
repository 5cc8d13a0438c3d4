#include "app/forms/question_cells.h"

#include <algorithm>

namespace holdfast::forms {
namespace {

// Files of the program itself or of the whole form are named by a path in some forms: the last part is the name.
std::string bare_file_name(std::string_view text) {
  const std::size_t slash = text.find_last_of("/\\");
  return std::string(slash == std::string_view::npos ? text : text.substr(slash + 1));
}

// "bind::odk:length" -> "odk:length"; nothing for columns of another beginning.
std::string attribute_of(std::string_view heading, std::string_view beginning) {
  if (heading.size() <= beginning.size()) return {};
  for (std::size_t i = 0; i < beginning.size(); ++i) {
    const char c = heading[i] >= 'A' && heading[i] <= 'Z' ? static_cast<char>(heading[i] + 32) : heading[i];
    if (c != beginning[i]) return {};
  }
  std::string_view rest = heading.substr(beginning.size());
  while (!rest.empty() && (rest.front() == ':' || rest.front() == ' ')) rest.remove_prefix(1);
  return std::string(rest);
}

void read_attributes(const HeadedSheet& sheet, std::size_t row, Question& question) {
  for (const auto& [heading, position] : sheet.extensions()) {
    const std::string value = sheet.extension_cell(row, position);
    if (value.empty()) continue;
    const std::string bind = attribute_of(heading, "bind:");
    std::string body = attribute_of(heading, "body:");
    if (body.empty()) body = attribute_of(heading, "control:");
    if (!bind.empty()) question.bind_attributes[bind] = value;
    if (!body.empty()) question.body_attributes[body] = value;
  }
  const std::string no_app = sheet.cell(row, "no_app_message");
  if (!no_app.empty()) question.bind_attributes["jr:noAppErrorString"] = no_app;
  for (const char* name : {"autoplay", "rows", "accuracy", "intent", "query"}) {
    const std::string value = sheet.cell(row, name);
    if (!value.empty()) question.body_attributes[name] = value;
  }
}

// An expression can lack its end; the engine of expressions says the rest.
bool is_balanced(std::string_view expression) {
  std::vector<char> open;
  char quote = 0;
  for (const char c : expression) {
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == '(' || c == '[' || c == '{') {
      open.push_back(c == '(' ? ')' : c == '[' ? ']' : '}');
    } else if (c == ')' || c == ']' || c == '}') {
      if (open.empty() || open.back() != c) return false;
      open.pop_back();
    }
  }
  return open.empty() && quote == 0;
}

Result<void> read_logic(const HeadedSheet& sheet, std::size_t row, Question& question) {
  const std::string required = sheet.cell(row, "required");
  question.required = is_yes(required);
  if (!question.required && !is_no(required)) question.required_expression = plain_quotes(required);
  const std::string read_only = sheet.cell(row, "read_only");
  question.read_only = is_yes(read_only);
  if (!question.read_only && !is_no(read_only)) question.read_only_expression = plain_quotes(read_only);
  for (const auto& [column, member] :
       {std::pair{"relevant", &question.relevant}, std::pair{"constraint", &question.constraint},
        std::pair{"calculation", &question.calculation}, std::pair{"choice_filter", &question.choice_filter},
        std::pair{"repeat_count", &question.repeat_count}}) {
    *member = plain_quotes(sheet.cell(row, column));
    if (!is_balanced(*member)) {
      return sheet.error(kFormCell, row, column,
                         std::string("the ") + column + " has a bracket or quote without its other half");
    }
  }
  return {};
}

}  // namespace

MediaTexts read_media(const HeadedSheet& sheet, std::size_t row, std::vector<std::string>& named) {
  MediaTexts out;
  for (const auto& [column, kind] : {std::pair{"image", "image"}, std::pair{"big_image", "big-image"},
                                     std::pair{"audio", "audio"}, std::pair{"video", "video"}}) {
    Texts files = sheet.texts(row, column);
    for (auto& [language, file] : files) {
      file = bare_file_name(file);
      if (!file.empty() && file != "-") named.push_back(file);
    }
    if (!files.empty()) out.emplace(kind, std::move(files));
  }
  return out;
}

Result<void> read_question_cells(const HeadedSheet& sheet, std::size_t row, bool keep_blanks, Form& form,
                                 Question& question) {
  TRY(read_logic(sheet, row, question));
  const std::string raw = sheet.raw_cell(row, "default");
  question.default_value = keep_blanks ? raw : collapsed(raw);
  question.appearance = sheet.cell(row, "appearance");
  question.parameters = sheet.cell(row, "parameters");
  question.trigger = sheet.cell(row, "trigger");
  question.save_to = sheet.cell(row, "save_to");
  question.labels = sheet.texts(row, "label");
  question.hints = sheet.texts(row, "hint");
  question.guidance_hints = sheet.texts(row, "guidance_hint");
  question.constraint_messages = sheet.texts(row, "constraint_message");
  question.required_messages = sheet.texts(row, "required_message");
  question.media = read_media(sheet, row, form.files_named);
  read_attributes(sheet, row, question);
  return {};
}

}  // namespace holdfast::forms
