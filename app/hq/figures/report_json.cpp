// The status report as programs read it (interface.md).
#include <nlohmann/json.hpp>

#include "app/hq/figures/status_report.h"

namespace holdfast::hq {

namespace {

using ReportJson = nlohmann::ordered_json;

ReportJson ids_of(const std::vector<sync::ObjectId>& people) {
  ReportJson out = ReportJson::array();
  for (const sync::ObjectId& person : people) out.push_back(to_hex(person));
  return out;
}

ReportJson row_json(const cases::StatusRow& row) {
  ReportJson out;
  out["nationality"] = row.nationality;
  if (!row.country.empty()) out["country"] = row.country;
  out["people"] = ids_of(row.people);
  out["home"] = ids_of(row.places[static_cast<std::size_t>(cases::Place::Home)]);
  out["detained"] = row.detained();
  out["places"] = ReportJson::object();
  for (std::size_t i = 0; i < cases::kPlaceCount; ++i) {
    out["places"][std::string(cases::to_string(static_cast<cases::Place>(i)))] = row.places[i].size();
  }
  out["straddling"] = ids_of(row.straddling);
  out["adds_up"] = row.adds_up();
  return out;
}

}  // namespace

std::string report_json(const StatusReport& report) {
  const cases::StatusFigures& figures = report.figures;
  ReportJson out;
  out["rows"] = ReportJson::array();
  for (const cases::StatusRow& row : figures.nationalities) {
    ReportJson json = row_json(row);
    const auto missing = figures.unaccounted_by_nationality.find(row.nationality);
    json["unaccounted"] =
        missing == figures.unaccounted_by_nationality.end() ? ReportJson::array() : ids_of(missing->second);
    out["rows"].push_back(std::move(json));
  }
  out["cells"] = ReportJson::array();
  for (const cases::StatusRow& row : figures.cells) out["cells"].push_back(row_json(row));
  out["unaccounted"] = ids_of(figures.unaccounted);
  out["died_inside"] = ids_of(figures.died_inside);
  out["people_low"] = figures.people_low;
  out["people_high"] = figures.people_high;
  out["undecided"] = ReportJson::array();
  for (const cases::PersonPair& pair : figures.undecided) {
    out["undecided"].push_back({{"a", to_hex(pair.a)}, {"b", to_hex(pair.b)}, {"why", pair.why}});
  }
  out["codes"] = ReportJson::object();
  for (const auto& [id, code] : report.codes) out["codes"][id] = code;
  out["as_of"] = cases::format_day(figures.as_of);
  out["known_at"] = figures.known_at;
  out["journal_size"] = report.journal_size;
  out["journal_head"] = to_hex(report.journal_head);
  out["doubts"] = report.doubts;
  return out.dump();
}

}  // namespace holdfast::hq
