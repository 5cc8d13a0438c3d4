// The status report for programs and spreadsheets (declared in status_report.h).
#include <nlohmann/json.hpp>

#include "app/hq/figures/csv_cell.h"
#include "app/hq/figures/status_report.h"

namespace holdfast::hq {

namespace {

using Json = nlohmann::json;
using cases::StatusRow;

Json ids_of(const std::vector<sync::ObjectId>& people) {
  Json out = Json::array();
  for (const sync::ObjectId& person : people) out.push_back(to_hex(person));
  return out;
}

const std::vector<sync::ObjectId>& at_home(const StatusRow& row) {
  return row.places[static_cast<std::size_t>(cases::Place::Home)];
}

Json places_of(const StatusRow& row) {
  Json out = Json::object();
  for (std::size_t i = 0; i < cases::kPlaceCount; ++i) {
    out[std::string(cases::to_string(static_cast<cases::Place>(i)))] = row.places[i].size();
  }
  return out;
}

Json json_row(const StatusRow& row) {
  Json out{{"nationality", row.nationality}, {"people", ids_of(row.people)}, {"home", ids_of(at_home(row))}};
  out["places"] = places_of(row);
  out["detained"] = row.detained();
  out["adds_up"] = row.adds_up();
  out["straddling"] = ids_of(row.straddling);
  return out;
}

std::vector<sync::ObjectId> unaccounted_of(const cases::StatusFigures& figures, const std::string& nationality) {
  const auto found = figures.unaccounted_by_nationality.find(nationality);
  return found == figures.unaccounted_by_nationality.end() ? std::vector<sync::ObjectId>() : found->second;
}

// Nationalities of which nobody came out but somebody is missing have a row, too.
std::vector<StatusRow> data_rows(const cases::StatusFigures& figures) {
  std::map<std::string, StatusRow> rows;
  for (const auto& [nationality, people] : figures.unaccounted_by_nationality) {
    rows[nationality].nationality = nationality;
  }
  for (const StatusRow& row : figures.nationalities) rows[row.nationality] = row;
  std::vector<StatusRow> out;
  for (auto& [nationality, row] : rows) out.push_back(std::move(row));
  return out;
}

Json json_cells(const cases::StatusFigures& figures, const std::string& nationality) {
  Json out = Json::array();
  for (const StatusRow& cell : figures.cells) {
    if (cell.nationality != nationality) continue;
    Json one = json_row(cell);
    one["country"] = cell.country;
    out.push_back(std::move(one));
  }
  return out;
}

Json json_pairs(const cases::StatusFigures& figures) {
  Json out = Json::array();
  for (const cases::PersonPair& pair : figures.undecided) {
    out.push_back({{"a", to_hex(pair.a)}, {"b", to_hex(pair.b)}, {"why", pair.why}});
  }
  return out;
}

}  // namespace

std::string report_json(const StatusReport& report) {
  const cases::StatusFigures& figures = report.figures;
  Json rows = Json::array();
  for (const StatusRow& row : data_rows(figures)) {
    Json one = json_row(row);
    one["unaccounted"] = ids_of(unaccounted_of(figures, row.nationality));
    one["countries"] = json_cells(figures, row.nationality);
    rows.push_back(std::move(one));
  }
  Json document{{"rows", rows}, {"as_of", cases::format_day(figures.as_of)}, {"known_at", figures.known_at}};
  document["journal_size"] = report.journal_size;
  document["journal_head"] = to_hex(report.journal_head);
  document["doubts"] = report.doubts;
  document["unaccounted"] = ids_of(figures.unaccounted);
  document["died_inside"] = ids_of(figures.died_inside);
  document["people_low"] = figures.people_low;
  document["people_high"] = figures.people_high;
  document["undecided"] = json_pairs(figures);
  document["codes"] = report.codes;
  document["sources"] = report.sources;
  return document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

namespace {

std::vector<std::string> csv_head() {
  std::vector<std::string> out{"row", "nationality", "country", "came_out"};
  for (std::size_t i = 0; i < cases::kPlaceCount; ++i) {
    out.emplace_back(cases::to_string(static_cast<cases::Place>(i)));
  }
  for (const char* name : {"unaccounted", "adds_up", "as_of", "known_at", "journal_head", "note"}) {
    out.emplace_back(name);
  }
  return out;
}

std::string csv_row(const char* kind, const StatusRow& row, const std::string& unaccounted,
                    const StatusReport& report) {
  std::vector<std::string> cells{kind, row.nationality, row.country, std::to_string(row.people.size())};
  for (const auto& place : row.places) cells.push_back(std::to_string(place.size()));
  cells.push_back(unaccounted);
  cells.push_back(row.adds_up() ? "yes" : "no");
  cells.push_back(cases::format_day(report.figures.as_of));
  cells.push_back(std::to_string(report.figures.known_at));
  cells.push_back(to_hex(report.journal_head));
  cells.emplace_back();
  return csv_line(cells);
}

}  // namespace

std::string report_csv(const StatusReport& report) {
  const cases::StatusFigures& figures = report.figures;
  const std::vector<std::string> head = csv_head();
  std::string out = csv_line(head);
  for (const StatusRow& row : data_rows(figures)) {
    const std::string unaccounted = std::to_string(unaccounted_of(figures, row.nationality).size());
    out += csv_row("nationality", row, unaccounted, report);
    for (const StatusRow& cell : figures.cells) {
      if (cell.nationality == row.nationality) out += csv_row("country", cell, "", report);
    }
  }
  // A table that was cut from its doubts says more than is known.
  for (const std::string& doubt : report.doubts) {
    std::vector<std::string> cells(head.size());
    cells.front() = "doubt";
    cells.back() = doubt;
    out += csv_line(cells);
  }
  return out;
}

}  // namespace holdfast::hq
