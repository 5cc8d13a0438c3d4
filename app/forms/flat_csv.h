// Records as flat tables in the layout of ODK (Central, Briefcase): one table of the form, one for each of its repeats.
//
// Main table: SubmissionDate, every question as "group-question", SET-OF-repeat in the place of each repeat,
// meta-instanceID, KEY, FormVersion. A repeat's table: its questions by their path inside of it, PARENT_KEY, KEY,
// SET-OF-repeat. KEY is the submission's name, in repeats followed by "/group/repeat[n]", n from 1. A position takes
// four columns (-Latitude, -Longitude, -Altitude, -Accuracy); several choices stand in one cell with blanks between.
// Notes have no column. Cells that a spreadsheet would run as a formula get an apostrophe in front (guard_formula).
#pragma once

#include <span>

#include "app/forms/xlsform.h"

namespace holdfast::forms {

struct CsvRecord {
  const sync::Values* values = nullptr;
  std::string instance;   // "uuid:…"
  std::string submitted;  // "2026-09-21T10:00:00.000Z"
};

struct CsvTable {
  std::string name;  // of the repeat, "kids.kids_details"; empty for the main table
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};

// The main table first. All records are of this form; its own version is said for each.
std::vector<CsvTable> flat_tables(const Form& form, std::span<const CsvRecord> records);

// A text that begins with = + - @, a tab or a carriage return gets an apostrophe in front, so that no spreadsheet runs
// what somebody typed. Numbers, positions and telephone numbers are left as they are: sign, digits, points, blanks.
std::string guard_formula(std::string_view text);

// RFC 4180: lines end with CR LF, cells are quoted where they must be. `exact`: without the guard, byte for byte.
std::string csv_text(const CsvTable& table, bool exact);

}  // namespace holdfast::forms
