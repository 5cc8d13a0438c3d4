#include "app/gui/form_lists.h"

#include <algorithm>
#include <map>
#include <set>

#include "app/field/said.h"
#include "app/field/staff.h"
#include "app/store/views.h"
#include "app/text/code_lists.h"
#include "app/text/unicode.h"

namespace holdfast::gui {
namespace {

using Entries = std::vector<FormListEntry>;

std::string list_stem(std::string_view file) { return std::string(file.substr(0, file.rfind('.'))); }

std::shared_ptr<const Entries> code_entries(text::CodeList list, const std::string& language,
                                            const std::string& second) {
  std::map<std::string, std::string> others;
  if (!second.empty() && second != language) {
    for (text::CodeName& name : text::code_names(list, second)) others[name.code] = std::move(name.name);
  }
  Entries out;
  for (text::CodeName& name : text::code_names(list, language)) {
    FormListEntry entry{name.code, name.name, {}, {}};
    const auto other = others.find(name.code);
    if (other != others.end() && other->second != name.code) entry.second = other->second;
    entry.words = text::search_words(entry.label + " " + entry.second + " " + entry.name);
    out.push_back(std::move(entry));
  }
  return std::make_shared<const Entries>(std::move(out));
}

struct KindOfList {
  std::string_view list;
  cases::EntityKind kind;
  std::string_view says;  // a field that may stand beside the code; empty: none
};
constexpr KindOfList kKindsOfLists[] = {
    {"people", cases::EntityKind::Person, ""},       {"exhibits", cases::EntityKind::Exhibit, "label"},
    {"sites", cases::EntityKind::Site, "name"},      {"interpreters", cases::EntityKind::Interpreter, ""},
    {"cases", cases::EntityKind::Case, ""},
};

// By code, the newest first: who came out today is asked today.
Result<std::shared_ptr<const Entries>> entity_entries(store::Vault& vault, const KindOfList& kind) {
  const auto rows = TRY(store::list_entities(vault, kind.kind));
  Entries out;
  std::set<std::string> met;
  for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
    const std::string id = to_hex(row->fact.id);
    if (!met.insert(id).second) continue;
    FormListEntry entry;
    const std::string code = field::field_of(*row, "code");
    // What only points at a record by a number of its own is called by that number.
    entry.name = kind.kind == cases::EntityKind::Person || kind.kind == cases::EntityKind::Exhibit || code.empty()
                     ? id
                     : code;
    entry.label = code.empty() ? id.substr(0, 8) : code;
    const std::string says = kind.says.empty() ? std::string() : field::field_of(*row, std::string(kind.says));
    if (!says.empty()) entry.label += "  " + says;
    entry.words = text::search_words(entry.label);
    out.push_back(std::move(entry));
  }
  return std::make_shared<const Entries>(std::move(out));
}

Result<std::shared_ptr<const Entries>> staff_entries(store::Vault& vault) {
  const auto rows = TRY(field::list_staff(vault));
  Entries out;
  for (const field::StaffRow& row : rows) out.push_back({row.code, row.code, {}, text::search_words(row.code)});
  return std::make_shared<const Entries>(std::move(out));
}

}  // namespace

Result<FormLists> read_form_lists(store::Vault& vault, const forms::Form& form, const std::string& language,
                                  const std::string& second) {
  FormLists out;
  for (const forms::Question& question : form.questions) {
    if (question.list.empty() || out.count(question.list) > 0) continue;
    const std::string stem = list_stem(question.list);
    if (const auto codes = text::code_list_from_text(stem)) {
      out[question.list] = code_entries(*codes, language, second);
      continue;
    }
    if (stem == "staff") {
      const auto staff = TRY(staff_entries(vault));
      out[question.list] = staff;
      continue;
    }
    for (const KindOfList& kind : kKindsOfLists) {
      if (kind.list != stem) continue;
      const auto entries = TRY(entity_entries(vault, kind));
      out[question.list] = entries;
    }
  }
  return out;
}

void rename_form_lists(FormLists& lists, const std::string& language, const std::string& second) {
  for (auto& [name, entries] : lists) {
    if (const auto codes = text::code_list_from_text(list_stem(name))) entries = code_entries(*codes, language, second);
  }
}

}  // namespace holdfast::gui
