#include "app/cli/demo_figures.h"

#include <nlohmann/json.hpp>

namespace holdfast::cli {

namespace {

const char* demo_place_words(cases::Place place) {
  switch (place) {
    case cases::Place::Shelter: return "in shelters";
    case cases::Place::Hospital: return "in hospital";
    case cases::Place::PoliceCustody: return "in police custody";
    case cases::Place::ImmigrationDetention: return "in immigration detention";
    case cases::Place::Charged: return "charged";
    case cases::Place::Free: return "free, in no one's care";
    case cases::Place::Departed: return "on the way home";
    case cases::Place::Home: return "home";
    case cases::Place::Elsewhere: return "settled elsewhere";
    case cases::Place::Lost: return "out of contact";
    case cases::Place::Retaken: return "back under control";
    case cases::Place::Dead: return "dead";
    case cases::Place::NotRecorded: return "not recorded";
  }
  return "";
}

std::size_t demo_place_count(const cases::StatusRow& row, cases::Place place) {
  return row.places[static_cast<std::size_t>(place)].size();
}

// Rows over their places, and nationalities over their countries.
bool demo_adds_up(const cases::StatusFigures& figures) {
  for (const cases::StatusRow& sum : figures.nationalities) {
    std::size_t over_countries = 0;
    for (const cases::StatusRow& cell : figures.cells) {
      if (cell.nationality != sum.nationality) continue;
      if (!cell.adds_up()) return false;
      over_countries += cell.people.size();
    }
    if (!sum.adds_up() || over_countries != sum.people.size()) return false;
  }
  return true;
}

}  // namespace

Result<DemoFigure> ask_figure(store::Vault& hq, const DemoQuestion& question) {
  DemoFigure out;
  out.question = question;
  hq::ReportRequest request;
  request.as_of = TRY(cases::parse_day(question.as_of));
  out.report = TRY(hq::status_report(hq, request));
  const cases::StatusFigures& figures = out.report.figures;
  for (const cases::StatusRow& row : figures.nationalities) {
    if (row.nationality == question.nationality) out.row = row;
  }
  const auto unaccounted = figures.unaccounted_by_nationality.find(question.nationality);
  if (unaccounted != figures.unaccounted_by_nationality.end()) out.unaccounted = unaccounted->second.size();
  out.adds_up = demo_adds_up(figures);
  return out;
}

std::string demo_sum(const DemoFigure& figure) {
  std::string parts;
  const auto add = [&](cases::Place place) {
    const std::size_t count = demo_place_count(figure.row, place);
    if (count == 0) return;
    parts += (parts.empty() ? "" : " + ") + std::to_string(count) + " " + demo_place_words(place);
  };
  add(cases::Place::Home);
  for (std::size_t i = 0; i < cases::kPlaceCount; ++i) {
    if (static_cast<cases::Place>(i) != cases::Place::Home) add(static_cast<cases::Place>(i));
  }
  return std::to_string(figure.row.people.size()) + " came out = " + (parts.empty() ? "nobody" : parts);
}

std::string demo_countries(const DemoFigure& figure) {
  std::string out;
  for (const cases::StatusRow& cell : figure.report.figures.cells) {
    if (cell.nationality != figure.question.nationality || cell.people.empty()) continue;
    out += (out.empty() ? "" : " + ") + cell.country + " " + std::to_string(cell.people.size());
  }
  return out;
}

nlohmann::ordered_json demo_json(const DemoFigure& figure) {
  nlohmann::ordered_json places = nlohmann::ordered_json::object();
  for (std::size_t i = 0; i < cases::kPlaceCount; ++i) {
    const auto place = static_cast<cases::Place>(i);
    places[std::string(cases::to_string(place))] = demo_place_count(figure.row, place);
  }
  return {{"as_of", figure.question.as_of},
          {"nationality", figure.question.nationality},
          {"people", figure.row.people.size()},
          {"home", demo_place_count(figure.row, cases::Place::Home)},
          {"detained", figure.row.detained()},
          {"places", places},
          {"unaccounted", figure.unaccounted},
          {"adds_up", figure.adds_up},
          {"doubts", figure.report.doubts}};
}

}  // namespace holdfast::cli
