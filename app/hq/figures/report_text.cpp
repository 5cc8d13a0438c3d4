// The status report for people: one line a nationality with its sum in sight (declared in status_report.h).
#include <algorithm>
#include <set>

#include "app/hq/figures/doubts.h"
#include "app/hq/figures/status_report.h"
#include "app/text/place_names.h"
#include "app/text/unicode.h"

namespace holdfast::hq {

namespace {

using cases::Place;
using cases::StatusRow;

std::string place_name(const std::string& code) {
  if (code == "unknown") return "Not known";
  if (code == "stateless") return "Stateless";
  if (code == "conflict") return "In conflict";
  return text::printable(text::country_name(code, "en"));
}

// What stands in one column: one place, or several that readers take as one.
struct Column {
  const char* title;
  std::vector<Place> places;
};

std::vector<Column> all_columns() {
  return {{"Home", {Place::Home}},
          {"Detained", {Place::PoliceCustody, Place::ImmigrationDetention, Place::Charged}},
          {"Shelter", {Place::Shelter}},
          {"Hospital", {Place::Hospital}},
          {"Free", {Place::Free}},
          {"Departed", {Place::Departed}},
          {"Elsewhere", {Place::Elsewhere}},
          {"Lost", {Place::Lost}},
          {"Taken back", {Place::Retaken}},
          {"Died", {Place::Dead}},
          {"Not recorded", {Place::NotRecorded}}};
}

std::size_t count_in(const StatusRow& row, const Column& column) {
  std::size_t count = 0;
  for (const Place place : column.places) count += row.places[static_cast<std::size_t>(place)].size();
  return count;
}

// "207 + 106 = 313": computed from the columns, never copied. What does not add up says so.
std::string sum_text(const StatusRow& row, const std::vector<Column>& columns) {
  std::string left;
  std::size_t sum = 0;
  for (const Column& column : columns) {
    const std::size_t count = count_in(row, column);
    sum += count;
    if (count != 0) left += (left.empty() ? "" : " + ") + std::to_string(count);
  }
  if (left.empty()) left = "0";
  const std::size_t people = row.people.size();
  std::string out = left + " = " + std::to_string(sum);
  if (sum != people || !row.adds_up()) out += ", differs from " + std::to_string(people);
  return out;
}

using Table = std::vector<std::vector<std::string>>;

std::size_t width_of(const std::string& cell) {
  return static_cast<std::size_t>(
      std::count_if(cell.begin(), cell.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// Words start-aligned, numbers end-aligned, under their heads. `words`: columns of words, by index.
std::string aligned(const Table& table, const std::set<std::size_t>& words) {
  std::vector<std::size_t> widths;
  for (const auto& row : table) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
  }
  std::string out;
  for (const auto& row : table) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string blanks(widths[i] - width_of(row[i]), ' ');
      line += (i == 0 ? "" : "  ") + (words.count(i) != 0 ? row[i] + blanks : blanks + row[i]);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  return out;
}

std::size_t missing_of(const cases::StatusFigures& figures, const std::string& nationality) {
  const auto found = figures.unaccounted_by_nationality.find(nationality);
  return found == figures.unaccounted_by_nationality.end() ? 0 : found->second.size();
}

// Rows of nationalities of which somebody came out or is missing.
std::vector<StatusRow> rows_to_print(const cases::StatusFigures& figures) {
  std::map<std::string, StatusRow> rows;
  for (const auto& [nationality, people] : figures.unaccounted_by_nationality) {
    rows[nationality].nationality = nationality;
  }
  for (const StatusRow& row : figures.nationalities) rows[row.nationality] = row;
  std::vector<StatusRow> out;
  for (auto& [nationality, row] : rows) out.push_back(std::move(row));
  return out;
}

StatusRow total_of(const std::vector<StatusRow>& rows) {
  StatusRow total;
  for (const StatusRow& row : rows) {
    total.people.insert(total.people.end(), row.people.begin(), row.people.end());
    for (std::size_t i = 0; i < cases::kPlaceCount; ++i) {
      total.places[i].insert(total.places[i].end(), row.places[i].begin(), row.places[i].end());
    }
  }
  std::sort(total.people.begin(), total.people.end());
  return total;
}

std::vector<std::string> table_row(const std::string& name, const StatusRow& row, const std::vector<Column>& columns,
                                   std::size_t missing) {
  std::vector<std::string> out{name, std::to_string(row.people.size())};
  for (const Column& column : columns) out.push_back(std::to_string(count_in(row, column)));
  out.push_back(std::to_string(missing));
  out.push_back(sum_text(row, columns));
  return out;
}

std::string where_they_stand(const cases::StatusFigures& figures) {
  const std::vector<StatusRow> rows = rows_to_print(figures);
  const StatusRow total = total_of(rows);
  std::vector<Column> columns = all_columns();
  // A place where nobody is would only push the others apart; home is always asked for.
  std::erase_if(columns, [&total](const Column& column) {
    return count_in(total, column) == 0 && column.places.front() != Place::Home;
  });
  Table table{{"Nationality", "Came out"}};
  for (const Column& column : columns) table.front().push_back(column.title);
  table.front().push_back("Unaccounted");
  table.front().push_back("Sum");
  for (const StatusRow& row : rows) {
    table.push_back(table_row(place_name(row.nationality), row, columns, missing_of(figures, row.nationality)));
  }
  table.push_back(table_row("All", total, columns, figures.unaccounted.size()));
  return aligned(table, {0, columns.size() + 3});
}

std::string where_they_came_out(const cases::StatusFigures& figures) {
  std::set<std::string> countries;
  std::map<std::pair<std::string, std::string>, std::size_t> counts;
  for (const StatusRow& cell : figures.cells) {
    if (cell.people.empty()) continue;
    countries.insert(cell.country);
    counts[{cell.nationality, cell.country}] = cell.people.size();
  }
  if (countries.empty()) return "";
  Table table{{"Came out in"}};
  for (const std::string& country : countries) table.front().push_back(place_name(country));
  table.front().push_back("All");
  for (const StatusRow& row : figures.nationalities) {
    if (row.people.empty()) continue;
    std::vector<std::string> line{place_name(row.nationality)};
    for (const std::string& country : countries) line.push_back(std::to_string(counts[{row.nationality, country}]));
    line.push_back(std::to_string(row.people.size()));
    table.push_back(std::move(line));
  }
  return "\n" + aligned(table, {0});
}

// "3f9a 22b1 0c47 …": enough to compare aloud.
std::string head_text(const Hash256& head) {
  const std::string hex = to_hex(head);
  return hex.substr(0, 4) + " " + hex.substr(4, 4) + " " + hex.substr(8, 4) + " " + hex.substr(12, 4);
}

}  // namespace

std::string report_text(const StatusReport& report) {
  const cases::StatusFigures& figures = report.figures;
  std::string out = "People, where they stand\n";
  out += "As of " + long_day(figures.as_of) + ", known at entry " + std::to_string(figures.known_at) +
         ", journal head " + head_text(report.journal_head) + "\n\n";
  if (figures.nationalities.empty() && figures.unaccounted.empty()) {
    out += "Nobody is on record as having come out by that day, and nobody as missing.\n";
  } else {
    out += where_they_stand(figures) + where_they_came_out(figures);
  }
  if (!figures.died_inside.empty()) {
    out += "\nDied before coming out, in no row: " + std::to_string(figures.died_inside.size()) + "\n";
  }
  if (report.doubts.empty()) return out + "\nNo doubts: nothing is missing, waiting or undecided.\n";
  out += "\nDoubts\n";
  for (const std::string& doubt : report.doubts) out += "  " + text::printable(doubt) + "\n";
  return out;
}

}  // namespace holdfast::hq
