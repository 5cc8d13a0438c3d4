// Real submissions, flattened, beside the CSV that another server wrote of them.
#include "app/forms/flat_csv.h"

#include <catch2/catch_test_macros.hpp>
#include <cstdio>

#include "app/forms/answer_value.h"
#include "app/forms/submission.h"
#include "tests/app/forms/forms_support.h"
#include "tests/app/forms/real_forms.h"

using namespace holdfast;
using namespace holdfast::forms;
using namespace holdfast::test;

namespace {

constexpr const char* kFixtures = "xlsform/onadata/onadata/apps/main/tests/fixtures/csv_export/";

sync::Values values_of(const Form& form, std::string_view json) {
  auto checked = check_answers(form, json, {}, [next = std::uint64_t{0}]() mutable {
    char id[24];
    std::snprintf(id, sizeof id, "%016llx", static_cast<unsigned long long>(++next));
    return std::string(id);
  });
  REQUIRE(checked.ok());
  for (const AnswerProblem& problem : checked->problems) UNSCOPED_INFO(problem.path << ": " << problem.sentence);
  REQUIRE(checked->problems.empty());
  return checked->submission.values;
}

std::string cell(const CsvTable& table, std::size_t row, std::string_view column) {
  const auto at = std::find(table.columns.begin(), table.columns.end(), column);
  INFO("column " << column << " of table " << table.name);
  REQUIRE(at != table.columns.end());
  REQUIRE(row < table.rows.size());
  REQUIRE(table.rows[row].size() == table.columns.size());
  return table.rows[row][static_cast<std::size_t>(at - table.columns.begin())];
}

const CsvTable& named(const std::vector<CsvTable>& tables, std::string_view name) {
  const auto at = std::find_if(tables.begin(), tables.end(), [&](const CsvTable& t) { return t.name == name; });
  REQUIRE(at != tables.end());
  return *at;
}

// The other server's cell, in our spelling: it writes n/a for no answer and keeps zeros behind the point.
std::string their_cell(const Sheet& sheet, std::string_view column, std::size_t row = 0) {
  INFO(column);
  REQUIRE(sheet.column(column) != Sheet::npos);
  const std::string text = sheet.rows.at(row)[sheet.column(column)];
  if (text == "n/a") return "";
  return canonical_decimal(text).value_or(text);
}

struct RealExport {
  Form form;
  Sheet theirs;
  std::vector<CsvTable> ours;
};

RealExport real_export(const std::string& form_file, const std::string& xml_file, const std::string& csv_file) {
  const std::string folder = kFixtures;
  auto form = real_form(folder + form_file);
  REQUIRE(form.ok());
  const auto json = answers_from_xml(*form, file_bytes(shared_data() / (folder + xml_file)));
  REQUIRE(json.ok());
  auto theirs = parse_csv("theirs", file_bytes(shared_data() / (folder + csv_file)));
  REQUIRE(theirs.ok());
  const sync::Values values = values_of(*form, *json);
  const std::vector<CsvRecord> records{{&values, "uuid:b31c6ac2-b8ca-4180-914f-c844fa10ed3b", "2013-02-18T15:54:01Z"}};
  std::vector<CsvTable> ours = flat_tables(*form, records);
  return {*std::move(form), *std::move(theirs), std::move(ours)};
}

const Form& small_form() {
  static const Form form = form_of(
      "type,name,label\ntext,t,T\nbegin group,g,G\ngeopoint,at,A\nselect_multiple c,s,S\nbegin repeat,r,R\ntext,q,Q\n"
      "begin group,h,H\ninteger,n,N\nbegin repeat,r2,R2\ntext,q2,Q2\nend repeat,,\nend group,,\nend repeat,,\n"
      "end group,,\nnote,x,X\nphoto,p,P\n",
      "list_name,name,label\nc,a,A\nc,b,B\n", "form_id,version\nsmall,7\n");
  return form;
}

}  // namespace

TEST_CASE("A real submission with repeats flattens to the cells that another server wrote of it") {
  if (!std::filesystem::exists(shared_data() / kFixtures)) SKIP("the shared test data is not here");
  const RealExport real = real_export("tutorial_w_repeats.xlsx", "tutorial_w_repeats.xml", "tutorial_w_repeats.csv");
  const CsvTable& main = named(real.ours, "");
  std::size_t compared = 0;
  for (const auto& [ours, theirs] : std::vector<std::pair<std::string, std::string>>{
           {"name", "name"}, {"age", "age"}, {"picture", "picture"}, {"has_children", "has_children"},
           {"gps-Latitude", "_gps_latitude"}, {"gps-Longitude", "_gps_longitude"}, {"gps-Altitude", "_gps_altitude"},
           {"gps-Accuracy", "_gps_precision"}, {"meta-instanceID", "meta/instanceID"}}) {
    CHECK(cell(main, 0, ours) == their_cell(real.theirs, theirs));
    ++compared;
  }
  // One cell here where the other server has a column for each choice.
  CHECK(cell(main, 0, "web_browsers").empty());
  CHECK(their_cell(real.theirs, "web_browsers/firefox").empty());
  // A table of its own here where the other server has numbered columns.
  const CsvTable& children = named(real.ours, "children");
  REQUIRE(children.rows.size() == 2);
  for (std::size_t i = 0; i < 2; ++i) {
    const std::string theirs = "children[" + std::to_string(i + 1) + "]/";
    CHECK(cell(children, i, "childs_name") == their_cell(real.theirs, theirs + "childs_name"));
    CHECK(cell(children, i, "childs_age") == their_cell(real.theirs, theirs + "childs_age"));
    compared += 2;
  }
  CHECK(compared == 13);
}

TEST_CASE("A real submission with repeats in repeats flattens to linked tables") {
  if (!std::filesystem::exists(shared_data() / kFixtures)) SKIP("the shared test data is not here");
  const RealExport real = real_export("double_repeat.xlsx", "instance.xml", "export.csv");
  const CsvTable& nets = named(real.ours, "bed_net");
  const CsvTable& members = named(real.ours, "bed_net.member");
  REQUIRE(nets.rows.size() == 2);
  REQUIRE(members.rows.size() == 3);
  CHECK(cell(members, 0, "name") == their_cell(real.theirs, "bed_net[1]/member[1]/name"));
  CHECK(cell(members, 1, "name") == their_cell(real.theirs, "bed_net[1]/member[2]/name"));
  CHECK(cell(members, 2, "name") == their_cell(real.theirs, "bed_net[2]/member[1]/name"));
  CHECK(cell(members, 1, "PARENT_KEY") == cell(nets, 0, "KEY"));
  CHECK(cell(members, 2, "PARENT_KEY") == cell(nets, 1, "KEY"));
  CHECK(cell(nets, 1, "PARENT_KEY") == cell(named(real.ours, ""), 0, "KEY"));
}

TEST_CASE("A real submission of a plain form flattens to the cells that another server wrote of it") {
  if (!std::filesystem::exists(shared_data() / kFixtures)) SKIP("the shared test data is not here");
  const RealExport real = real_export("tutorial.xlsx", "tutorial.xml", "tutorial.csv");
  const CsvTable& main = named(real.ours, "");
  for (const char* column : {"name", "age", "picture", "has_children"}) {
    CHECK(cell(main, 0, column) == their_cell(real.theirs, column));
  }
  CHECK(cell(main, 0, "gps-Latitude") == their_cell(real.theirs, "_gps_latitude"));
  CHECK(cell(main, 0, "gps-Accuracy") == their_cell(real.theirs, "_gps_precision"));
}

TEST_CASE("Every cell that both have is the same in the export that another server made of a real submission") {
  const std::string base = "xlsform/onadata/onadata/";
  if (!std::filesystem::exists(shared_data() / base)) SKIP("the shared test data is not here");
  auto form = real_form(base + "apps/api/tests/fixtures/forms/tutorial/tutorial.xlsx");
  REQUIRE(form.ok());
  auto theirs =
      parse_csv("theirs", file_bytes(shared_data() / (base + "apps/viewer/tests/fixtures/tutorial_no_images.csv")));
  REQUIRE(theirs.ok());
  const auto json = answers_from_xml(
      *form, file_bytes(shared_data() / (base + "libs/tests/utils/fixtures/tutorial/instances/uuid1/submission.xml")));
  REQUIRE(json.ok());
  const sync::Values values = values_of(*form, *json);
  const std::vector<CsvRecord> records{{&values, "uuid:182b3388-77c7-4f59-8499-becdbf264645", ""}};
  const CsvTable ours = flat_tables(*form, records).front();
  std::size_t compared = 0;
  std::size_t answered = 0;
  for (const std::string& column : theirs->columns) {
    std::string name = column;
    std::replace(name.begin(), name.end(), '/', '-');
    if (std::find(ours.columns.begin(), ours.columns.end(), name) == ours.columns.end()) continue;
    const std::string said = cell(ours, 0, name);
    CHECK(canonical_decimal(said).value_or(said) == their_cell(*theirs, column));
    ++compared;
    answered += said.empty() ? 0 : 1;
  }
  CHECK(compared == 15);
  CHECK(answered == 12);
}

TEST_CASE("The tables are laid out and linked as ODK does it") {
  const sync::Values values = values_of(
      small_form(), R"({"t": "x", "p": "a.jpg", "g": {"at": "1.5 -2 0 10", "s": "a b",)"
                    R"( "r": [{"q": "one", "h": {"n": 1, "r2": [{"q2": "1a"}, {"q2": "1b"}]}}, {"q": "two"}]}})");
  const sync::Values none{{"t", CborValue()}};
  const std::vector<CsvRecord> records{{&values, "uuid:1", "2026-09-21T10:00:00.000Z"}, {&none, "uuid:2", ""}};
  const std::vector<CsvTable> tables = flat_tables(small_form(), records);
  REQUIRE(tables.size() == 3);
  CHECK(tables[0].columns ==
        std::vector<std::string>{"SubmissionDate", "t", "g-at-Latitude", "g-at-Longitude", "g-at-Altitude",
                                 "g-at-Accuracy", "g-s", "SET-OF-r", "p", "meta-instanceID", "KEY", "FormVersion"});
  CHECK(tables[1].columns == std::vector<std::string>{"q", "h-n", "SET-OF-r2", "PARENT_KEY", "KEY", "SET-OF-r"});
  CHECK(tables[2].columns == std::vector<std::string>{"q2", "PARENT_KEY", "KEY", "SET-OF-r2"});
  CHECK(tables[0].rows[0] ==
        std::vector<std::string>{"2026-09-21T10:00:00.000Z", "x", "1.5", "-2", "0", "10", "a b", "uuid:1/g/r", "a.jpg",
                                 "uuid:1", "uuid:1", "7"});
  CHECK(tables[0].rows[1] == std::vector<std::string>{"", "", "", "", "", "", "", "uuid:2/g/r", "", "uuid:2", "uuid:2",
                                                      "7"});
  REQUIRE(tables[1].rows.size() == 2);
  CHECK(tables[1].rows[0] == std::vector<std::string>{"one", "1", "uuid:1/g/r[1]/h/r2", "uuid:1", "uuid:1/g/r[1]",
                                                      "uuid:1/g/r"});
  CHECK(tables[1].name == "g.r");
  REQUIRE(tables[2].rows.size() == 2);
  CHECK(tables[2].rows[1] == std::vector<std::string>{"1b", "uuid:1/g/r[1]", "uuid:1/g/r[1]/h/r2[2]",
                                                      "uuid:1/g/r[1]/h/r2"});
}

TEST_CASE("Any text stands in its cell and comes back from the file") {
  for (const std::string text : {"a,b", "say \"no\"", "two\nlines", "two\r\nlines", " blanks ", "", "\xE1\x9E\x81",
                                 "\xE2\x80\xAEgpj", "../x", "a\tb"}) {
    INFO(text);
    const CsvTable table{"", {"t", "u"}, {{text, "next"}}};
    const auto sheet = parse_csv("t", as_bytes(csv_text(table, true)));
    REQUIRE(sheet.ok());
    REQUIRE(sheet->rows.size() == 1);
    CHECK(sheet->rows[0] == std::vector<std::string>{text, "next"});
  }
  CHECK(csv_text({"", {"a", "b"}, {{"1", "x,y"}}}, true) == "a,b\r\n1,\"x,y\"\r\n");
}

TEST_CASE("What a spreadsheet would run is guarded, what is a number is not") {
  for (const std::string text : {"=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "\t=1", "\r=1",
                                 "-A1", "+-1", "-1-1"}) {
    INFO(text);
    CHECK(guard_formula(text) == "'" + text);
    CHECK(csv_text({"", {"a"}, {{text}}}, true).find('\'' + text) == std::string::npos);
  }
  for (const std::string text : {"-12.5", "+85512345678", "-1.5 36.7 0 20", "a=b", "", "x", "1-2"}) {
    INFO(text);
    CHECK(guard_formula(text) == text);
  }
}
