#include "app/forms/external_list.h"

#include <catch2/catch_test_macros.hpp>

#include "app/forms/submission.h"
#include "crypto/base/cbor.h"
#include "tests/app/forms/forms_support.h"
#include "tests/app/forms/real_forms.h"

using namespace holdfast;
using namespace holdfast::forms;
using namespace holdfast::test;

namespace {

ExternalList list_of(std::string_view name, std::string_view text) {
  auto list = read_external_list(name, as_bytes(text));
  if (!list.ok()) FAIL(list.error().detail);
  return *std::move(list);
}

Error refusal_of(std::string_view name, std::string_view text) {
  const auto list = read_external_list(name, as_bytes(text));
  REQUIRE(!list.ok());
  return list.error();
}

}  // namespace

TEST_CASE("A list in CSV has its mark, its separator and its cells as spreadsheets write them") {
  const ExternalList commas = list_of("towns.csv", "\xEF\xBB\xBFname,label\r\n1,\"A, b\"\r\n2,C\r\n");
  CHECK(commas.name == "towns");
  CHECK(commas.columns == std::vector<std::string>{"name", "label"});
  CHECK(commas.cell(0, "label") == "A, b");
  const ExternalList semicolons = list_of("t.csv", "name;label;x,y\n1;A, b;\n2;C\n");
  CHECK(semicolons.cell(0, "label") == "A, b");
  CHECK(semicolons.cell(1, "x,y").empty());
  CHECK(semicolons.row_numbers == std::vector<std::size_t>{2, 3});
  CHECK(list_of("t.csv", "name,,label,\n1,,A,\n").columns == std::vector<std::string>{"name", "label"});
}

TEST_CASE("A list that breaks a rule is refused with its row") {
  CHECK(refusal_of("t.csv", "name,name\n1,2\n").detail == "t.csv, column 2: the same heading once more");
  CHECK(refusal_of("t.csv", "name\n1,2\n").detail == "t.csv, row 2, column 2: a cell in a column without a heading");
  CHECK(refusal_of("t.csv", "").reason == kFormExternal);
  CHECK(refusal_of("t.csv", "name\n\"1\n").reason == kFormCell);
  CHECK(refusal_of("t.txt", "name\n").reason == kFormExternal);
  std::string many = "name\n";
  for (std::size_t i = 0; i <= kListRowsMax; ++i) many += std::to_string(i) + "\n";
  CHECK(refusal_of("t.csv", many).reason == kFormTooLarge);
  many.resize(many.size() - 6);
  CHECK(list_of("t.csv", many).rows.size() == kListRowsMax);
}

TEST_CASE("GeoJSON gives one row a feature, with its shape as ODK writes shapes") {
  const ExternalList list = list_of(
      "p.geojson",
      R"({"type": "FeatureCollection", "features": [
        {"type": "Feature", "id": 7, "geometry": {"type": "Point", "coordinates": [102.5, 0.5]},
         "properties": {"name": "A", "n": 3, "none": null, "geometry": "x"}},
        {"type": "Feature", "geometry": {"type": "LineString", "coordinates": [[1, 2], [3, 4, 9]]}, "properties": {}},
        {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [[[1, 2], [3, 4], [5, 6], [1, 2]]]},
         "properties": null}]})");
  REQUIRE(list.rows.size() == 3);
  CHECK(list.cell(0, "geometry") == "0.5 102.5 0 0");
  CHECK(list.cell(0, "id") == "7");
  CHECK(list.cell(0, "name") == "A");
  CHECK(list.cell(0, "n") == "3");
  CHECK(list.cell(0, "none").empty());
  CHECK(list.cell(1, "geometry") == "2 1 0 0; 4 3 0 0");
  CHECK(list.cell(2, "geometry") == "2 1 0 0; 4 3 0 0; 6 5 0 0; 2 1 0 0");
}

TEST_CASE("GeoJSON that is none is refused with the feature") {
  CHECK(refusal_of("p.geojson", "{").detail == "p.geojson: this is not JSON");
  CHECK(refusal_of("p.geojson", R"({"type": "FeatureCollection", "features": [{"type": "Feature"}]})").detail ==
        "p.geojson, feature 1: this is no feature with a geometry");
  CHECK(refusal_of("p.geojson", R"({"type": "FeatureCollection", "features":
        [{"geometry": {"type": "MultiPoint", "coordinates": []}}]})").detail ==
        "p.geojson, feature 1: the geometry is no point, line or area");
  CHECK(refusal_of("p.geojson", std::string(100'000, '[')).detail == "p.geojson: nested too deeply");
}

TEST_CASE("The lists of other projects are read, and those made to be wrong are refused") {
  const std::filesystem::path folder = shared_data() / "xlsform/javarosa";
  if (!std::filesystem::exists(folder)) SKIP("the shared forms are not here");
  const auto read = [&folder](const char* name) { return read_external_list(name, file_bytes(folder / name)); };
  CHECK(read("external-data.geojson")->cell(1, "special-property") == "special value");
  CHECK(read("external-data.geojson")->cell(1, "id") == "67");
  CHECK(read("feature-collection-integer-id.geojson")->cell(0, "id") == "77");
  CHECK(read("feature-collection-with-null.geojson")->cell(0, "extra").empty());
  CHECK(read("feature-collection-extra-toplevel.geojson")->cell(0, "visited") == "yes");
  CHECK(read("invalid-type.geojson").error().detail == "invalid-type.geojson: this is no FeatureCollection");
  CHECK(read("bad-features-not-array.geojson").error().detail ==
        "bad-features-not-array.geojson: \"features\" is no list");
  const auto marked = read("external-secondary-csv-bom.csv");
  REQUIRE(marked.ok());
  CHECK(marked->columns.front() == "name");
  CHECK(marked->cell(0, "elevation") == "test\xC3\xA9");
  CHECK(read("hhplotdetails.csv")->rows.size() > 50);
  const Bytes attachment = file_bytes(shared_data() / "xlsform/web-forms/xml-attachment.xml");
  CHECK(is_other_xml(attachment));
  CHECK(read_xml_tree("a.xml", attachment)->find("/instance-root/instance-item/item-value") != kNoNode);
}

TEST_CASE("Lists travel with the form, in its bytes and its hash") {
  FormSheets sheets = sheets_of("type,name,label,calculation\nselect_one_from_file towns.csv,q,Q,\n"
                                "calculate,c,,\"pulldata('rates', 'usd', 'code', ${q})\"\n");
  const auto bare = load_form(sheets);
  REQUIRE(bare.ok());
  CHECK(bare->files_missing == std::vector<std::string>{"rates.csv", "towns.csv"});
  sheets.files["towns.csv"] = to_bytes(as_bytes("name,label\n1,Poipet\n"));
  sheets.files["rates.csv"] = to_bytes(as_bytes("code,usd\nx,1\n"));
  const auto form = load_form(sheets);
  REQUIRE(form.ok());
  CHECK(form->hash != bare->hash);
  CHECK(form->files_missing.empty());
  const auto again = read_form(form->canonical);
  REQUIRE(again.ok());
  CHECK(again->hash == form->hash);
  CHECK(again->lists.at("towns")->cell(0, "label") == "Poipet");
  const auto id = [] { return std::string(); };
  CHECK(check_answers(*form, R"({"q": "1"})", {}, id)->problems.empty());
  const auto wrong = check_answers(*form, R"({"q": "2"})", {}, id);
  REQUIRE(wrong.ok());
  REQUIRE(wrong->problems.size() == 1);
  CHECK(wrong->problems[0].code == "choice");
  for (std::size_t size = 0; size < form->canonical.size(); ++size) {
    CHECK(!read_form(ByteView(form->canonical).first(size)).ok());
  }
  sheets.files["../x.csv"] = to_bytes(as_bytes("a\n1\n"));
  CHECK(load_form(sheets).error().reason == kFormExternal);
}

TEST_CASE("A form of three sheets has the bytes it always had, and optional members are never empty") {
  FormSheets sheets = sheets_of("type,name,label\ntext,q,Q\n", "", "form_id\nf\n");
  const Bytes plain = canonical_form(sheets);
  CborWriter old;
  old.map(3).text("survey").bytes(sheets.survey).text("choices").bytes({}).text("settings").bytes(sheets.settings);
  CHECK(plain == old.take());
  CborWriter empty;
  empty.map(4).text("survey").bytes(sheets.survey).text("choices").bytes({}).text("entities").bytes({});
  empty.text("settings").bytes(sheets.settings);
  CHECK(!read_form(empty.take()).ok());
  CborWriter both;
  both.map(4).text("xform").bytes(as_bytes("<a/>")).text("survey").bytes(sheets.survey).text("choices").bytes({});
  both.text("settings").bytes(sheets.settings);
  CHECK(!read_form(both.take()).ok());
  CborWriter unknown;
  unknown.map(4).text("extra").bytes(as_bytes("x")).text("survey").bytes(sheets.survey).text("choices").bytes({});
  unknown.text("settings").bytes(sheets.settings);
  CHECK(!read_form(unknown.take()).ok());
}
