// The bytes that are a form: what is hashed, signed and sent. sync/FORMAT.md, "Form".
#include <algorithm>

#include "app/forms/canonical.h"
#include "app/forms/headings.h"
#include "crypto/base/cbor.h"
#include "crypto/hash.h"

namespace holdfast::forms {
namespace {

constexpr std::string_view kFormLabel = "holdfast/form/v1";

// The settings with the id of the folder, where they name none. Settings that cannot be read stay as they are, for
// read_form to refuse.
Bytes settings_with_id(const FormSheets& sheets) {
  if (sheets.fallback_id.empty()) return sheets.settings;
  const auto sheet = parse_csv("settings", sheets.settings);
  const auto headed = HeadedSheet::read(SheetKind::Settings, "settings", sheets.settings);
  if (!sheet.ok() || !headed.ok()) return sheets.settings;
  if (headed->size() > 0 && !headed->cell(0, "form_id").empty()) return sheets.settings;
  std::string head = "form_id";
  std::string row = csv_cell(sheets.fallback_id);
  for (std::size_t i = 0; i < sheet->columns.size(); ++i) {
    // An empty column of this meaning makes room for ours.
    const auto name = HeadedSheet::read(SheetKind::Settings, "settings", as_bytes(csv_cell(sheet->columns[i])));
    if (sheet->columns[i].empty() || (name.ok() && name->has("form_id"))) continue;
    head += "," + csv_cell(sheet->columns[i]);
    row += "," + (sheet->rows.empty() ? std::string() : csv_cell(sheet->rows[0][i]));
  }
  return to_bytes(as_bytes(head + "\n" + row + "\n"));
}

constexpr std::size_t kMembersMax = 6;
constexpr std::size_t kFileNameMax = 255;

void write_files(CborWriter& out, const std::map<std::string, Bytes>& files) {
  // CBOR's own order of keys: the shorter first, then by bytes.
  std::vector<const std::string*> names;
  for (const auto& [name, bytes] : files) names.push_back(&name);
  std::sort(names.begin(), names.end(), [](const std::string* a, const std::string* b) {
    return a->size() != b->size() ? a->size() < b->size() : *a < *b;
  });
  out.text("files").map(names.size());
  for (const std::string* name : names) out.text(*name).bytes(files.at(*name));
}

Result<std::map<std::string, Bytes>> read_files(CborReader& in) {
  const std::size_t count = TRY(in.map(kFormFilesMax));
  if (count == 0) return Error{kFormNotForm, "canonical form"};
  std::map<std::string, Bytes> out;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string name(TRY(in.text(kFileNameMax)));
    const ByteView bytes = TRY(in.bytes(kListFileSizeMax));
    out.emplace(name, to_bytes(bytes));
  }
  return out;
}

// Every member that may be absent is not empty: one form has one spelling.
Result<FormSheets> read_members(ByteView canonical, bool& is_xform) {
  CborReader in(canonical);
  FormSheets sheets;
  std::size_t needed = 0;
  const std::size_t count = TRY(in.map(kMembersMax));
  for (std::size_t i = 0; i < count; ++i) {
    const std::string key(TRY(in.text(16)));
    if (key == "files") {
      sheets.files = TRY(read_files(in));
      continue;
    }
    const ByteView bytes = TRY(in.bytes(kSheetSizeMax));
    Bytes* const member = key == "survey"     ? &sheets.survey
                          : key == "choices"  ? &sheets.choices
                          : key == "settings" ? &sheets.settings
                          : key == "entities" ? &sheets.entities
                          : key == "external_choices" ? &sheets.external_choices
                          : key == "xform"            ? &sheets.xform
                                                      : nullptr;
    const bool always = key == "survey" || key == "choices" || key == "settings";
    if (member == nullptr || (!always && bytes.empty())) return Error{kFormNotForm, "canonical form"};
    needed += always ? 1 : 0;
    *member = to_bytes(bytes);
  }
  TRY(in.end());
  is_xform = !sheets.xform.empty();
  const bool whole = is_xform ? count == (sheets.files.empty() ? 1u : 2u) : needed == 3;
  if (!whole) return Error{kFormNotForm, "canonical form"};
  return sheets;
}

}  // namespace

Bytes canonical_form(const FormSheets& sheets) {
  CborWriter out;
  const std::size_t files = sheets.files.empty() ? 0 : 1;
  if (!sheets.xform.empty()) {
    out.map(1 + files);
    if (files != 0) write_files(out, sheets.files);
    out.text("xform").bytes(sheets.xform);
    return out.take();
  }
  const std::size_t entities = sheets.entities.empty() ? 0 : 1;
  const std::size_t external = sheets.external_choices.empty() ? 0 : 1;
  out.map(3 + files + entities + external);  // keys by length, then by bytes: the order of deterministic CBOR
  if (files != 0) write_files(out, sheets.files);
  out.text("survey").bytes(sheets.survey);
  out.text("choices").bytes(sheets.choices);
  if (entities != 0) out.text("entities").bytes(sheets.entities);
  out.text("settings").bytes(settings_with_id(sheets));
  if (external != 0) out.text("external_choices").bytes(sheets.external_choices);
  return out.take();
}

Result<Form> read_form(ByteView canonical) {
  if (canonical.size() > kFormSizeMax) return Error{kFormTooLarge, "form, lists and media together are over 12 MiB"};
  bool is_xform = false;
  const FormSheets sheets = TRY(read_members(canonical, is_xform));
  Form form = TRY(is_xform ? read_xform(sheets.xform, sheets.files) : read_sheets(sheets));
  form.canonical = to_bytes(canonical);
  form.hash = form_hash(canonical);
  return form;
}

Hash256 form_hash(ByteView canonical) { return crypto::labelled_hash(kFormLabel, {canonical}); }

}  // namespace holdfast::forms
