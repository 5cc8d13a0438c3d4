#include "app/forms/form_source.h"

#include <algorithm>

#include "app/forms/workbook.h"
#include "app/forms/zip_archive.h"

namespace holdfast::forms {
namespace {

std::string lower_name(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

bool has_name_ending(std::string_view name, std::string_view ending) {
  return name.size() >= ending.size() && name.substr(name.size() - ending.size()) == ending;
}

// "interview.xlsx" -> "interview": what the form is called where its settings do not say.
std::string stem_of(std::string_view name) {
  const std::size_t dot = name.find_last_of('.');
  return std::string(dot == std::string_view::npos || dot == 0 ? name : name.substr(0, dot));
}

bool looks_like_xml(ByteView bytes) {
  std::string_view text = as_text(bytes);
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  const std::size_t start = text.find_first_not_of(" \t\r\n");
  return start != std::string_view::npos && text[start] == '<';
}

Bytes sheet_of_folder(const FormFiles& files, const std::string& name) {
  const auto at = files.sheets.find(name + ".csv");
  return at == files.sheets.end() ? Bytes() : at->second;
}

Result<FormSheets> sheets_of(const FormFiles& files) {
  FormSheets out;
  if (!files.sheets.empty()) {
    out.survey = sheet_of_folder(files, "survey");
    if (out.survey.empty()) return Error{kFormSheet, "there is no survey.csv in this folder"};
    out.choices = sheet_of_folder(files, "choices");
    out.settings = sheet_of_folder(files, "settings");
    out.entities = sheet_of_folder(files, "entities");
    out.external_choices = sheet_of_folder(files, "external_choices");
    out.fallback_id = files.name;
    return out;
  }
  if (is_zip(files.bytes) || is_old_office_file(files.bytes)) {
    out = TRY(read_workbook(files.bytes));
  } else if (looks_like_xml(files.bytes)) {
    if (files.bytes.size() > kSheetSizeMax) return Error{kFormTooLarge, "form"};
    out.xform = files.bytes;
  } else {
    const std::string name = lower_name(files.name);
    if (has_name_ending(name, ".xlsx") || has_name_ending(name, ".xlsm")) {
      return Error{kFormWorkbook, "this file is no workbook, whatever its name says"};
    }
    return Error{kFormNotForm, "a form is an .xlsx, an XForm .xml, or a folder of CSV sheets"};
  }
  out.fallback_id = stem_of(files.name);
  return out;
}

}  // namespace

Result<Form> form_without_lists(const FormFiles& files) {
  const FormSheets sheets = TRY(sheets_of(files));
  return load_form(sheets);
}

Result<Form> form_from_files(const FormFiles& files) {
  FormSheets sheets = TRY(sheets_of(files));
  if (files.beside.empty()) return load_form(sheets);
  const Form bare = TRY(load_form(sheets));
  for (const auto& [name, bytes] : files.beside) {
    const bool named = std::find(bare.files_named.begin(), bare.files_named.end(), name) != bare.files_named.end();
    // pulldata('towns', …) does not say which kind of file it is.
    const std::string as_csv = list_instance_name(name) + ".csv";
    const bool nearly = std::find(bare.files_missing.begin(), bare.files_missing.end(), as_csv) !=
                            bare.files_missing.end() &&
                        files.beside.count(as_csv) == 0;
    const bool media = !media_type_of(name).empty();
    if ((media && named) || (is_list_file_name(name) && (named || nearly))) sheets.files.emplace(name, bytes);
  }
  return load_form(sheets);
}

}  // namespace holdfast::forms
