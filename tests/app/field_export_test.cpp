// Records leave as files: whole, signed, under safe names, or not at all.
#include "app/field/export_record.h"
#include "app/forms/submission.h"
#include "app/store/forms_store.h"
#include "crypto/hash.h"
#include "tests/app/team_world.h"

namespace holdfast::test {
namespace {

std::string text_in(TeamWorld& world, const std::string& path) {
  INFO(path);
  return std::string(as_text(world.files.content(path)));
}

field::RecordExport request_for(std::vector<sync::ObjectId> records, field::RecordFormat format) {
  return {std::move(records), format, "/out", "for the partner", false, false};
}

std::size_t exports_of(store::Vault& vault, const sync::ObjectId& record) {
  std::size_t count = 0;
  for (const store::StoredEntry& stored : need(store::entries_of(vault, record))) {
    count += stored.signed_entry.entry.type == sync::EntryType::Export ? 1 : 0;
  }
  return count;
}

std::string hyphenated(const sync::ObjectId& id) {
  std::string hex = to_hex(id);
  for (const unsigned at : {20U, 16U, 12U, 8U}) hex.insert(at, "-");
  return hex;
}

std::size_t files_under(TeamWorld& world, const std::string& folder) {
  std::size_t count = 0;
  for (const std::string& path : world.files.paths()) count += path.starts_with(folder) ? 1 : 0;
  return count;
}

const sync::ObjectId& nobody() {
  static const sync::ObjectId id{};
  return id;
}

TEST_CASE("a record leaves as an ODK submission whose files lie beside it under the names it says") {
  TeamWorld world;
  const std::string hostile = GENERATE(std::string("../../etc/passwd"), std::string("a\xE2\x80\xAEgpj.exe"),
                                       std::string("x\ny.txt"), std::string("submission.xml"), std::string("CON"));
  const Bytes content = to_bytes(as_bytes("invented evidence"));
  const sync::ObjectId exhibit = world.exhibit("R7", hostile, content);
  const field::RecordExportAnswer out = need(
      field::export_records(world.r7(), request_for({exhibit}, field::RecordFormat::Odk), world.progress));
  REQUIRE(out.files.size() == 2);
  const std::string folder = "/out/" + hyphenated(exhibit) + "/";
  for (const field::ExportedFile& file : out.files) {
    INFO(file.path);
    CHECK(file.path.starts_with(folder));
    CHECK(file.path.find('/', folder.size()) == std::string::npos);
    CHECK(file.path.find_first_of("\n\\") == std::string::npos);
    CHECK(file.path.find("\xE2\x80\xAE") == std::string::npos);
    CHECK(crypto::sha256(world.files.content(file.path)) == file.sha256);
  }
  CHECK(world.files.content(out.files[0].path) == content);
  CHECK(out.files[1].path == folder + "submission.xml");
  const std::string xml = text_in(world, folder + "submission.xml");
  CHECK(xml.find("<instanceID>uuid:" + hyphenated(exhibit)) != std::string::npos);
  const std::string name = out.files[0].path.substr(folder.size());
  CHECK(xml.find(">" + name + "<") != std::string::npos);
  const forms::Form form = need(store::form_by_id(world.r7(), "evidence"));
  CHECK(forms::answers_from_xml(form, as_bytes(xml)).ok());
  CHECK(exports_of(world.r7(), exhibit) == 1);
}

TEST_CASE("a revised record leaves as a version that says whose place it takes") {
  TeamWorld world;
  const sync::ObjectId person = world.submit("R7", "register", R"({"country": "KH"})").record;
  field::ReviseRequest revision;
  revision.record = person;
  revision.answers_json = R"({"country": "MM"})";
  revision.reason = "heard wrong";
  REQUIRE(need(field::revise(world.r7(), revision, world.progress)).problems.empty());
  need_shown(field::export_records(world.r7(), request_for({person}, field::RecordFormat::Odk), world.progress));
  const std::string xml = text_in(world, "/out/" + hyphenated(person) + "/submission.xml");
  CHECK(xml.find("<deprecatedID>uuid:" + hyphenated(person)) != std::string::npos);
  CHECK(xml.find("<instanceID>uuid:" + hyphenated(person)) == std::string::npos);
  CHECK(xml.find("<country>MM</country>") != std::string::npos);
}

TEST_CASE("records of several forms leave as tables of their forms, and formulas are guarded unless asked otherwise") {
  TeamWorld world;
  const sync::ObjectId one = world.submit("R7", "register", R"({"country": "KH", "name_said": "=1+1"})").record;
  const sync::ObjectId two = world.submit("R7", "register", R"({"country": "MM"})").record;
  const sync::ObjectId exhibit = world.exhibit("R7", "plan.txt", as_bytes("invented"));
  field::RecordExport request = request_for({one, two, exhibit, one}, field::RecordFormat::Csv);
  need_shown(field::export_records(world.r7(), request, world.progress));
  const std::string guarded = text_in(world, "/out/register.csv");
  CHECK(guarded.starts_with("SubmissionDate,"));
  CHECK(std::count(guarded.begin(), guarded.end(), '\n') == 3);
  CHECK(guarded.find("'=1+1") != std::string::npos);
  CHECK(text_in(world, "/out/evidence.csv").find("uuid:" + hyphenated(exhibit)) != std::string::npos);
  CHECK(exports_of(world.r7(), one) == 1);
  CHECK(exports_of(world.r7(), exhibit) == 1);
  request.exact = true;
  request.folder = "/exact";
  need_shown(field::export_records(world.r7(), request, world.progress));
  const std::string exact = text_in(world, "/exact/register.csv");
  CHECK(exact.find(",=1+1,") != std::string::npos);
}

TEST_CASE("records about one person leave as one row of the standard") {
  TeamWorld world;
  const sync::ObjectId person = world.submit("R7", "register", R"({"country": "KH", "nationality": "VN"})").record;
  world.status("R7", person, "shelter", "2026-09-20", "KH");
  std::vector<sync::ObjectId> all{person};
  for (const store::RecordRow& row : need(store::list_records(world.r7(), {}))) all.push_back(row.id);
  need_shown(field::export_records(world.r7(), request_for(all, field::RecordFormat::Htcds), world.progress));
  const std::string table = text_in(world, "/out/htcds.csv");
  CHECK(table.starts_with("prs_Salutation,prs_FirstName,"));
  CHECK(std::count(table.begin(), table.end(), '\n') == 2);
  CHECK(table.find(",VN,") != std::string::npos);
  CHECK(table.find(to_hex(person)) != std::string::npos);
}

TEST_CASE("an export of records needs a reason, writes over nothing, and knows what it may not take") {
  TeamWorld world;
  const sync::ObjectId person = world.submit("R7", "register", R"({"country": "KH"})").record;
  field::RecordExport request = request_for({person}, field::RecordFormat::Csv);
  request.reason.clear();
  CHECK(field::export_records(world.r7(), request, world.progress).error().reason == field::kReasonNeeded);
  request.reason = "why";
  request.records = {nobody()};
  CHECK(field::export_records(world.r7(), request, world.progress).error().reason == store::kRecordUnknown);
  request.records = {person};
  world.files.put("/out/register.csv", as_bytes("somebody else's"));
  CHECK(field::export_records(world.r7(), request, world.progress).error().reason == field::kExportExists);
  CHECK(text_in(world, "/out/register.csv") == "somebody else's");
  CHECK(exports_of(world.r7(), person) == 0);
  request.folder = "/sealed";
  need_shown(field::seal_record(world.r7(), person, world.progress));
  CHECK(field::export_records(world.r7(), request, world.progress).error().reason == store::kOpeningSealed);
  CHECK(files_under(world, "/sealed/") == 0);
}

TEST_CASE("an export of records that fails at any step leaves no unsigned file") {
  TeamWorld world;
  const sync::ObjectId exhibit = world.exhibit("R7", "plan.txt", as_bytes("invented"));
  bool done = false;
  for (std::uint64_t step = 1; step < 60 && !done; ++step) {
    world.files.fail_at = world.files.calls + step;
    const Result<field::RecordExportAnswer> out =
        field::export_records(world.r7(), request_for({exhibit}, field::RecordFormat::Odk), world.progress);
    world.files.fail_at = 0;
    done = out.ok();
    INFO(step);
    CHECK(files_under(world, "/out/") == (done ? 2U : 0U));
  }
  CHECK(done);
}

}  // namespace
}  // namespace holdfast::test
