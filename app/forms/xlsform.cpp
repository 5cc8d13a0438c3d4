#include "app/forms/xlsform.h"

#include <algorithm>

#include "app/forms/canonical.h"
#include "app/forms/choices.h"
#include "app/forms/headings.h"
#include "app/forms/survey_walk.h"

namespace holdfast::forms {
namespace {

constexpr std::size_t kFormIdMax = 128;
constexpr std::size_t kFormTitleMax = 512;
constexpr std::size_t kNamedColumnsMax = 200;

void warn_of_unknown(Form& form, std::string_view sheet, const HeadedSheet& headed) {
  if (headed.unknown().empty()) return;
  std::string names;
  for (const std::string& heading : headed.unknown()) {
    if (names.size() > kNamedColumnsMax) break;
    names += (names.empty() ? "\"" : ", \"") + heading.substr(0, kNamedColumnsMax) + "\"";
  }
  form.warnings.push_back(std::string(sheet) + ": columns that are not known and not read: " + names);
}

bool is_form_id(std::string_view id) {
  if (id.empty() || id.size() > kFormIdMax) return false;
  return std::none_of(id.begin(), id.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F || c == '/' || c == '\\';
  });
}

// "holdfast=\"urn:…\" esri='http://…'" as the settings write it.
std::map<std::string, std::string> read_namespaces(std::string_view text) {
  std::map<std::string, std::string> out;
  while (true) {
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos) break;
    const std::string prefix = collapsed(text.substr(0, equals));
    const std::size_t open = text.find_first_of("\"'", equals);
    if (open == std::string_view::npos) break;
    const std::size_t close = text.find(text[open], open + 1);
    if (close == std::string_view::npos) break;
    if (is_question_name(prefix)) out[prefix] = std::string(text.substr(open + 1, close - open - 1));
    text.remove_prefix(close + 1);
  }
  return out;
}

void warn_of_settings(const HeadedSheet& sheet, Form& form) {
  if (!sheet.cell(0, "public_key").empty()) {
    form.warnings.push_back("settings: public_key is not used; records are encrypted here in any case");
  }
  if (!sheet.cell(0, "submission_url").empty()) {
    form.warnings.push_back("settings: submission_url is not used; nothing is sent there");
  }
}

Result<void> read_settings(const HeadedSheet& sheet, Form& form) {
  if (sheet.size() > 0) {
    form.id = sheet.cell(0, "form_id");
    form.title = sheet.cell(0, "form_title");
    form.version = sheet.cell(0, "version");
    form.default_language = sheet.cell(0, "default_language");
    form.entity = sheet.cell(0, "holdfast:entity");
    form.instance_name = plain_quotes(sheet.cell(0, "instance_name"));
    form.style = sheet.cell(0, "style");
    form.namespaces = read_namespaces(plain_quotes(sheet.raw_cell(0, "namespaces")));
    const std::string root = sheet.cell(0, "root_name");
    if (is_question_name(root)) form.root = root;
    const std::string seal = sheet.cell(0, "holdfast:seal");
    form.seals = is_yes(seal);
    if (!form.seals && !is_no(seal)) return sheet.error(kFormColumn, 0, "holdfast:seal", "holdfast:seal is yes or no");
    const std::string role = sheet.cell(0, "holdfast:for");
    form.for_hq = role == "hq";
    if (!form.for_hq && !role.empty()) {
      return sheet.error(kFormColumn, 0, "holdfast:for", "holdfast:for is hq or empty");
    }
    warn_of_settings(sheet, form);
  }
  return check_form_name(form);
}

Result<void> read_entities(const HeadedSheet& sheet, Form& form) {
  for (std::size_t row = 0; row < sheet.size(); ++row) {
    EntityDeclaration entity;
    entity.dataset = sheet.cell(row, "dataset");
    if (!is_question_name(entity.dataset)) return sheet.error(kFormName, row, "dataset", "the data set has no name");
    entity.label = plain_quotes(sheet.cell(row, "label"));
    entity.entity_id = plain_quotes(sheet.cell(row, "entity_id"));
    entity.create_if = plain_quotes(sheet.cell(row, "create_if"));
    entity.update_if = plain_quotes(sheet.cell(row, "update_if"));
    entity.repeat = sheet.cell(row, "repeat");
    form.entities.push_back(std::move(entity));
  }
  if (form.entity.empty() && form.entities.size() == 1) form.entity = form.entities.front().dataset;
  return {};
}

void take_languages(const HeadedSheet& sheet, Form& form) {
  for (std::string& language : sheet.languages()) {
    if (std::find(form.languages.begin(), form.languages.end(), language) == form.languages.end()) {
      form.languages.push_back(std::move(language));
    }
  }
}

}  // namespace

const Question* Form::find(std::string_view path) const {
  for (const Question& question : questions) {
    if (question.path == path) return &question;
  }
  return nullptr;
}

Result<Form> load_form(const FormSheets& sheets) { return read_form(canonical_form(sheets)); }

Result<void> check_form_name(Form& form) {
  if (!is_form_id(form.id)) return Error{kFormName, "settings: the form has no id, or one that cannot be one"};
  if (form.title.empty()) form.title = form.id;
  if (form.title.size() > kFormTitleMax || form.version.size() > kFormIdMax) return Error{kFormTooLarge, "settings"};
  return {};
}

Result<void> read_lists(const std::map<std::string, Bytes>& files, Form& form) {
  for (const auto& [name, bytes] : files) {
    if (!media_type_of(name).empty()) {
      form.media.emplace(name, TRY(read_form_media(name, bytes)));
      continue;
    }
    if (!is_list_file_name(name)) return Error{kFormExternal, name + ": a list file is named like people.csv"};
    if (name.size() > 4 && name.substr(name.size() - 4) == ".xml" && is_other_xml(bytes)) {
      form.trees.emplace(list_instance_name(name), std::make_shared<const Instance>(TRY(read_xml_tree(name, bytes))));
      continue;
    }
    ExternalList list = TRY(read_external_list(name, bytes));
    std::string key = list.name;
    auto kept = std::make_shared<const ExternalList>(std::move(list));
    if (!form.lists.emplace(std::move(key), std::move(kept)).second) {
      return Error{kFormExternal, name + ": two lists of one name"};
    }
  }
  return {};
}

Result<Form> read_sheets(const FormSheets& sheets) {
  Form form;
  const auto settings = TRY(HeadedSheet::read(SheetKind::Settings, "settings", sheets.settings));
  const auto choices = TRY(HeadedSheet::read(SheetKind::Choices, "choices", sheets.choices));
  const auto survey = TRY(HeadedSheet::read(SheetKind::Survey, "survey", sheets.survey));
  const auto entities = TRY(HeadedSheet::read(SheetKind::Entities, "entities", sheets.entities));
  const auto external = TRY(HeadedSheet::read(SheetKind::Choices, "external_choices", sheets.external_choices));
  if (survey.size() == 0) return Error{kFormNotForm, "survey: no question"};
  TRY(read_settings(settings, form));
  const bool duplicates = settings.size() > 0 && is_yes(settings.cell(0, "allow_choice_duplicates"));
  form.choices = TRY(read_choices(choices, duplicates, form.files_named));
  TRY(add_external_choices(external, form));
  TRY(read_entities(entities, form));
  TRY(read_lists(sheets.files, form));
  warn_of_unknown(form, "survey", survey);
  warn_of_unknown(form, "settings", settings);
  take_languages(survey, form);
  take_languages(choices, form);
  if (form.languages.size() > 1) std::erase(form.languages, std::string());
  SurveyOptions options;
  options.flat = settings.size() > 0 && is_yes(settings.cell(0, "flat"));
  options.keep_blanks = settings.size() > 0 && settings.has("clean_text_values") &&
                        !is_yes(settings.cell(0, "clean_text_values"));
  TRY(walk_survey(survey, options, form));
  if (form.questions.empty()) return Error{kFormNotForm, "survey: no question"};
  finish_questions(form);
  return form;
}

}  // namespace holdfast::forms
