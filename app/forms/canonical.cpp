// The bytes that are a form: what is hashed, signed and sent.
#include "app/forms/canonical.h"
#include "app/forms/headings.h"
#include "crypto/base/cbor.h"
#include "crypto/hash.h"

namespace holdfast::forms {
namespace {

constexpr std::string_view kFormLabel = "holdfast/form/v1";

std::string csv_cell(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out.push_back('"');
    out.push_back(c);
  }
  out.push_back('"');
  return out;
}

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

Result<Bytes> read_sheet(CborReader& in, std::string_view name) {
  const std::string_view key = TRY(in.text(16));
  if (key != name) return Error{kFormNotForm, "canonical form"};
  const ByteView bytes = TRY(in.bytes(kSheetSizeMax));
  return to_bytes(bytes);
}

}  // namespace

Bytes canonical_form(const FormSheets& sheets) {
  CborWriter out;
  out.map(3);  // keys by length, then by bytes: the order of deterministic CBOR
  out.text("survey").bytes(sheets.survey);
  out.text("choices").bytes(sheets.choices);
  out.text("settings").bytes(settings_with_id(sheets));
  return out.take();
}

Result<Form> read_form(ByteView canonical) {
  CborReader in(canonical);
  const std::size_t count = TRY(in.map(3));
  if (count != 3) return Error{kFormNotForm, "canonical form"};
  FormSheets sheets;
  sheets.survey = TRY(read_sheet(in, "survey"));
  sheets.choices = TRY(read_sheet(in, "choices"));
  sheets.settings = TRY(read_sheet(in, "settings"));
  TRY(in.end());
  Form form = TRY(read_sheets(sheets));
  form.canonical = to_bytes(canonical);
  form.hash = form_hash(canonical);
  return form;
}

Hash256 form_hash(ByteView canonical) { return crypto::labelled_hash(kFormLabel, {canonical}); }

}  // namespace holdfast::forms
