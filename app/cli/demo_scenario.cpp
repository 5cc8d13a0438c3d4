#include "app/cli/demo_scenario.h"

#include <charconv>

#include "app/forms/table.h"
#include "assets/assets.h"

namespace holdfast::cli {

Result<std::string_view> demo_file(std::string_view name) {
  const std::string path = "demo/" + std::string(name);
  for (const Asset& asset : embedded_assets()) {
    if (asset.name == path) return asset.content;
  }
  return Error{kDemoScenario, path};
}

Result<std::string_view> demo_text(std::string_view name) {
  std::string_view text = TRY(demo_file(name));
  while (!text.empty() && text.front() == '#') {
    const std::size_t end = text.find('\n');
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return text;
}

namespace {

std::vector<std::string> demo_pieces(std::string_view text, char between) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = text.find(between);
    std::string_view piece = text.substr(0, end);
    while (!piece.empty() && piece.front() == ' ') piece.remove_prefix(1);
    while (!piece.empty() && piece.back() == ' ') piece.remove_suffix(1);
    if (!piece.empty()) out.emplace_back(piece);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return out;
}

// A sheet whose cells are asked for by name; the first thing that is wrong is remembered.
class DemoSheet {
 public:
  static Result<DemoSheet> read(const std::string& name) {
    const std::string_view text = TRY(demo_text(name));
    forms::Sheet sheet = TRY(forms::parse_csv(name, as_bytes(text)));
    return DemoSheet(name, std::move(sheet));
  }

  std::size_t rows() const { return sheet_.rows.size(); }

  std::string cell(std::size_t row, std::string_view column) {
    const std::size_t at = sheet_.column(column);
    if (at != forms::Sheet::npos) return sheet_.rows[row][at];
    complain(row, column);
    return {};
  }

  // A number from 1 on.
  std::size_t number(std::size_t row, std::string_view column) {
    const std::string text = cell(row, column);
    std::size_t out = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size() || out == 0) complain(row, column);
    return out;
  }

  void complain(std::size_t row, std::string_view column) {
    if (!wrong_.empty()) return;
    wrong_ = name_ + ", row " + std::to_string(row + 1) + ", column " + std::string(column);
  }

  Result<void> finish() const {
    if (!wrong_.empty()) return Error{kDemoScenario, wrong_};
    return {};
  }

 private:
  DemoSheet(std::string name, forms::Sheet sheet) : name_(std::move(name)), sheet_(std::move(sheet)) {}
  std::string name_;
  forms::Sheet sheet_;
  std::string wrong_;
};

// "shelter 2022-08-19 KH; arrived 2022-09-02 TW"
std::vector<DemoEvent> demo_events(DemoSheet& sheet, std::size_t row) {
  std::vector<DemoEvent> out;
  for (const std::string& text : demo_pieces(sheet.cell(row, "events"), ';')) {
    const std::vector<std::string> words = demo_pieces(text, ' ');
    if (words.size() != 3) {
      sheet.complain(row, "events");
      continue;
    }
    out.push_back({words[0], words[1], words[2]});
  }
  return out;
}

Result<std::vector<DemoTeam>> demo_teams() {
  DemoSheet sheet = TRY(DemoSheet::read("teams.csv"));
  std::vector<DemoTeam> out;
  for (std::size_t row = 0; row < sheet.rows(); ++row) {
    out.push_back(
        {sheet.cell(row, "laptop"), sheet.cell(row, "device"), sheet.cell(row, "country"), sheet.cell(row, "staff")});
  }
  TRY(sheet.finish());
  return out;
}

Result<std::vector<DemoPeople>> demo_people() {
  DemoSheet sheet = TRY(DemoSheet::read("people.csv"));
  std::vector<DemoPeople> out;
  for (std::size_t row = 0; row < sheet.rows(); ++row) {
    DemoPeople people;
    people.laptop = sheet.cell(row, "laptop");
    people.batch = sheet.number(row, "batch");
    people.label = sheet.cell(row, "label");
    people.count = sheet.number(row, "count");
    people.nationality = sheet.cell(row, "nationality");
    people.exit_mode = sheet.cell(row, "exit_mode");
    people.out_when = sheet.cell(row, "out_when");
    people.country = sheet.cell(row, "country");
    people.sex = sheet.cell(row, "sex");
    people.age_band = sheet.cell(row, "age_band");
    people.lang = sheet.cell(row, "lang");
    people.name = sheet.cell(row, "name");
    people.document = sheet.cell(row, "document");
    people.flags = sheet.cell(row, "flags");
    people.events = demo_events(sheet, row);
    // One name or one document for many people would make them one.
    if (people.count > 1 && !(people.name + people.document).empty()) sheet.complain(row, "count");
    out.push_back(std::move(people));
  }
  TRY(sheet.finish());
  return out;
}

Result<std::vector<DemoMissing>> demo_missing() {
  DemoSheet sheet = TRY(DemoSheet::read("missing.csv"));
  std::vector<DemoMissing> out;
  for (std::size_t row = 0; row < sheet.rows(); ++row) {
    DemoMissing missing;
    missing.laptop = sheet.cell(row, "laptop");
    missing.batch = sheet.number(row, "batch");
    missing.label = sheet.cell(row, "label");
    missing.count = sheet.number(row, "count");
    missing.name = sheet.cell(row, "name");
    missing.nationality = sheet.cell(row, "nationality");
    missing.sex = sheet.cell(row, "sex");
    missing.country = sheet.cell(row, "country");
    missing.last_contact = sheet.cell(row, "last_contact");
    missing.reported_when = sheet.cell(row, "reported_when");
    missing.reporter = sheet.cell(row, "reporter");
    missing.relation = sheet.cell(row, "relation");
    missing.marks = sheet.cell(row, "marks");
    out.push_back(std::move(missing));
  }
  TRY(sheet.finish());
  return out;
}

Result<std::vector<DemoRecord>> demo_records() {
  DemoSheet sheet = TRY(DemoSheet::read("records.csv"));
  std::vector<DemoRecord> out;
  for (std::size_t row = 0; row < sheet.rows(); ++row) {
    DemoRecord record;
    record.laptop = sheet.cell(row, "laptop");
    record.batch = sheet.number(row, "batch");
    record.label = sheet.cell(row, "label");
    record.form = sheet.cell(row, "form");
    record.about = sheet.cell(row, "about");
    record.sealed = sheet.cell(row, "sealed");
    record.answers = sheet.cell(row, "answers");
    for (const std::string& text : demo_pieces(sheet.cell(row, "attachments"), ';')) {
      const std::size_t equals = text.find('=');
      if (equals == std::string::npos) sheet.complain(row, "attachments");
      else record.attachments.push_back({text.substr(0, equals), text.substr(equals + 1)});
    }
    out.push_back(std::move(record));
  }
  TRY(sheet.finish());
  return out;
}

Result<std::vector<DemoLeg>> demo_road() {
  DemoSheet sheet = TRY(DemoSheet::read("road.csv"));
  std::vector<DemoLeg> out;
  for (std::size_t row = 0; row < sheet.rows(); ++row) {
    out.push_back({sheet.cell(row, "laptop"), sheet.cell(row, "stick"), sheet.cell(row, "arrives"),
                   sheet.cell(row, "mishap"), sheet.number(row, "batch")});
    const std::string& mishap = out.back().mishap;
    if (!mishap.empty() && mishap != "damaged" && mishap != "twice") sheet.complain(row, "mishap");
  }
  TRY(sheet.finish());
  return out;
}

Result<std::vector<DemoDecision>> demo_decisions() {
  DemoSheet sheet = TRY(DemoSheet::read("decisions.csv"));
  std::vector<DemoDecision> out;
  for (std::size_t row = 0; row < sheet.rows(); ++row) {
    out.push_back({sheet.cell(row, "act"), sheet.cell(row, "a"), sheet.cell(row, "b"), sheet.cell(row, "reason")});
  }
  TRY(sheet.finish());
  return out;
}

Result<std::vector<DemoQuestion>> demo_questions() {
  DemoSheet sheet = TRY(DemoSheet::read("reports.csv"));
  std::vector<DemoQuestion> out;
  for (std::size_t row = 0; row < sheet.rows(); ++row) {
    out.push_back({sheet.cell(row, "as_of"), sheet.cell(row, "nationality"), sheet.cell(row, "asked_by")});
  }
  TRY(sheet.finish());
  return out;
}

}  // namespace

Result<DemoScenario> load_demo_scenario() {
  DemoScenario out;
  out.teams = TRY(demo_teams());
  out.people = TRY(demo_people());
  out.missing = TRY(demo_missing());
  out.records = TRY(demo_records());
  out.road = TRY(demo_road());
  out.decisions = TRY(demo_decisions());
  out.reports = TRY(demo_questions());
  return out;
}

}  // namespace holdfast::cli
