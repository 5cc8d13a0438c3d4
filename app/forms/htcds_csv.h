// Records as one table of the Human Trafficking Case Data Standard 2.0: a row for each person, its fields as columns.
//
// The standard's own form is known by the names of its questions; ours by the table assets/forms/htcds.csv. All core
// fields have a column, others where something was answered; what is ours is marked x_, columns and values. Several
// values stand in one cell with semicolons between; so do the answers of a repeat, in the order of its lines. What the
// standard knows one of (a day, a yes or no, a part of the person's name) is the first line's; the others stand in the
// column x_ and the field's name. Of several records about one person, lists are put together and of the rest the later
// record counts. A day that is not whole ("2000", "about
// 2000") is no day of the standard: it stands as said in the column x_ and the field's name.
#pragma once

#include <span>

#include "app/forms/flat_csv.h"
#include "app/forms/htcds_fields.h"

namespace holdfast::forms {

struct HtcdsRule {
  std::string form, question;
  std::string value;        // of the choice; empty: any answer, as it is
  std::string field;
  std::string field_value;  // what the choice is called there
};
// The table of rules: form, question, value, htcds_field, htcds_value. kFormColumn, kFormCell.
Result<std::vector<HtcdsRule>> read_htcds_rules(ByteView csv);

struct HtcdsRecord {
  const Form* form = nullptr;
  const sync::Values* values = nullptr;
  std::string person;  // whom the record is about, in any spelling that is the same for all records about them
  std::string record;  // "uuid:…"
};

// In the order in which the records were written. `standard_only`: nothing of ours, and Other for values of ours.
CsvTable htcds_table(std::span<const HtcdsRule> rules, std::span<const HtcdsRecord> records, bool standard_only);

}  // namespace holdfast::forms
