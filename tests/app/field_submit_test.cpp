// Answers become records: everything wrong is named at once, and what is refused leaves nothing behind.
#include "app/field/history.h"
#include "app/store/blobs.h"
#include "app/store/drafts.h"
#include "app/store/search.h"
#include "tests/app/team_world.h"

namespace holdfast::test {
namespace {

std::uint64_t entries_here(store::Vault& vault) { return need(store::journal_size(vault)); }

std::string text_at(store::Vault& vault, const sync::ObjectId& record, const std::string& path) {
  for (const store::CurrentValue& value : need(store::current_values(vault, record))) {
    if (value.path == path && value.value.text() != nullptr) return *value.value.text();
  }
  return "";
}

std::size_t blob_files(const TeamWorld& world) {
  std::size_t count = 0;
  for (const std::string& path : world.files.paths()) count += path.starts_with("/R7/blobs/") ? 1 : 0;
  return count;
}

TEST_CASE("a registration gets a code, the moment and the defaults of its form") {
  TeamWorld world;
  const field::SubmitAnswer first = world.submit("R7", "register", R"({"country": "KH"})");
  const field::SubmitAnswer second = world.submit("R7", "register", R"({"country": "KH"})");
  CHECK(first.code.starts_with("R7-0001"));
  CHECK(second.code.starts_with("R7-0002"));
  CHECK(text_at(world.r7(), first.record, "exit_mode") == "raid");
  CHECK(text_at(world.r7(), first.record, "at").starts_with("2026-09-21T"));
  CHECK(need(store::resolve_object(world.r7(), first.code)) == first.record);
}

TEST_CASE("everything that is wrong with a submission is named at once") {
  TeamWorld world;
  const std::uint64_t before = entries_here(world.r7());
  field::SubmitRequest request;
  request.form_id = "evidence";
  request.answers_json = R"({"type": "Spaceship", "person": "R7-9999X", "colour": "red", "code": "R7-0001X",
                            "collected_at": "yesterday", "acquisition_method": "Handover"})";
  request.attachments = {attachment("nowhere", "a.txt", as_bytes("invented"))};
  const field::SubmitAnswer answer = need(field::submit(world.r7(), request, world.progress));
  CHECK(has_problem(answer.problems, "g_id/type", "choice"));
  CHECK(has_problem(answer.problems, "g_id/description", "required"));
  CHECK(has_problem(answer.problems, "g_id/collected_at", "type"));
  CHECK(has_problem(answer.problems, "g_id/code", "read_only"));
  CHECK(has_problem(answer.problems, "colour", "unknown_question"));
  CHECK(has_problem(answer.problems, "person", "choice"));
  CHECK(has_problem(answer.problems, "nowhere", "file"));
  CHECK(entries_here(world.r7()) == before);
  CHECK(blob_files(world) == 0);
}

TEST_CASE("a person nobody knows, and an exhibit given for a person, are problems") {
  TeamWorld world;
  const sync::ObjectId exhibit = world.exhibit("R7", "plan.txt", as_bytes("invented"));
  field::SubmitRequest request;
  request.form_id = "status";
  for (const std::string& person : {to_hex(exhibit), std::string(32, 'a'), std::string("R7-0417K"), std::string("x")}) {
    INFO(person);
    request.answers_json =
        R"({"status": "out", "when_": "2026-09-20", "country": "KH", "basis": "seen", "person": ")" + person + "\"}";
    const field::SubmitAnswer answer = need(field::submit(world.r7(), request, world.progress));
    CHECK(answer.problems.size() == 1);
    CHECK(has_problem(answer.problems, "person", "choice"));
  }
}

TEST_CASE("a person is named by code, in any case, or by the first characters of the id") {
  TeamWorld world;
  const field::SubmitAnswer person = world.submit("R7", "register", R"({"country": "KH"})");
  for (const std::string& name : {person.code, to_hex(person.record), to_hex(person.record).substr(0, 6)}) {
    world.submit("R7", "status",
                 R"({"status": "shelter", "when_": "2026-09-20", "country": "KH", "basis": "seen",
                                    "person": ")" +
                     name + "\"}");
  }
  const field::PersonView view = need(field::show_person(world.r7(), person.record));
  CHECK(view.status.size() == 3);
}

TEST_CASE("answers nested without end are refused, not followed") {
  TeamWorld world;
  field::SubmitRequest request;
  request.form_id = "status";
  for (const char* key : {"person", "g_det"}) {
    request.answers_json =
        "{\"" + std::string(key) + "\": " + std::string(200'000, '[') + std::string(200'000, ']') + "}";
    const Result<field::SubmitAnswer> answer = field::submit(world.r7(), request, world.progress);
    REQUIRE_FALSE(answer.ok());
    CHECK(answer.error().reason == forms::kAnswersMalformed);
  }
}

TEST_CASE("an unfinished record needs a reason, which is signed with it") {
  TeamWorld world;
  field::SubmitRequest request;
  request.form_id = "evidence";
  request.answers_json = R"({"description": "Invented telephone"})";
  request.unfinished_reason = "";
  CHECK(field::submit(world.r7(), request, world.progress).error().reason == field::kReasonNeeded);
  request.unfinished_reason = "the bus left";
  const field::SubmitAnswer answer = need(field::submit(world.r7(), request, world.progress));
  CHECK(answer.problems.empty());
  CHECK(has_problem(answer.unanswered, "g_id/type", "required"));
  const std::vector<field::Version> versions = need(field::history(world.r7(), answer.record));
  REQUIRE(versions.size() == 1);
  CHECK(versions[0].reason == "the bus left");
  CHECK(versions[0].actor == "R7-S1");
  CHECK(versions[0].author == "R7");
}

TEST_CASE("a file is read only when the answers are right, and removed again when the record is not written") {
  TeamWorld world;
  field::SubmitRequest request;
  request.form_id = "evidence";
  request.answers_json = R"({"type": "Document", "description": "Invented", "recovered_from": "Invented",
                             "collected_at": "2026-09-20", "acquisition_method": "Handover"})";
  bool opened = false;
  field::AttachmentSource broken = attachment("att", "b.txt", as_bytes("invented"));
  broken.open = [&opened]() -> Result<std::unique_ptr<Source>> {
    opened = true;
    return kFileRead;
  };
  request.attachments = {attachment("att", "a.txt", as_bytes("invented one")), broken};
  const std::string wrong = "\"colour\": \"red\", ";
  request.answers_json.insert(1, wrong);
  CHECK_FALSE(need(field::submit(world.r7(), request, world.progress)).problems.empty());
  CHECK_FALSE(opened);
  request.answers_json.erase(1, wrong.size());
  CHECK_FALSE(field::submit(world.r7(), request, world.progress).ok());
  CHECK(opened);
  CHECK(blob_files(world) == 0);
}

TEST_CASE("the draft that ends with a record goes with it, and other drafts stay readable") {
  TeamWorld world;
  const store::Draft mine{world.random.id(), "register", to_bytes(as_bytes("{}")), 1};
  const store::Draft other{world.random.id(), "register", to_bytes(as_bytes("{\"x\":1}")), 2};
  need(store::save_draft(world.r7(), mine));
  need(store::save_draft(world.r7(), other));
  field::SubmitRequest request;
  request.form_id = "register";
  request.answers_json = R"({"country": "KH"})";
  request.from_draft = world.random.id();
  const std::uint64_t before = entries_here(world.r7());
  CHECK(field::submit(world.r7(), request, world.progress).error().reason == store::kDraftUnknown);
  CHECK(entries_here(world.r7()) == before);
  request.from_draft = mine.id;
  need(field::submit(world.r7(), request, world.progress));
  const std::vector<store::Draft> left = need(store::list_drafts(world.r7()));
  REQUIRE(left.size() == 1);
  CHECK(left[0].content == other.content);
  CHECK(world.r7().previous_draft_key() == nullptr);
}

TEST_CASE("a revision changes the answers it gives and keeps what was said before") {
  TeamWorld world;
  const sync::ObjectId person = world.person("R7", "MM", "2026-09-20", R"(, "name_said": "Invented Name")");
  const field::SubmitAnswer revised =
      need(field::revise(world.r7(), {person, R"({"nationality": "TH"})", "the document says so"}, world.progress));
  CHECK(revised.problems.empty());
  CHECK(text_at(world.r7(), person, "nationality") == "TH");
  CHECK(text_at(world.r7(), person, "name_said") == "Invented Name");
  const std::vector<field::Version> versions = need(field::history(world.r7(), person));
  REQUIRE(versions.size() == 2);
  CHECK(versions[1].paths == std::vector<std::string>{"nationality"});
  CHECK(versions[1].reason == "the document says so");
  CHECK(need(store::list_conflicts(world.r7())).empty());
  const field::SubmitAnswer wrong =
      need(field::revise(world.r7(), {person, R"({"nationality": "TH", "code": "R7-0009A"})", ""}, world.progress));
  CHECK(has_problem(wrong.problems, "code", "read_only"));
  CHECK(need(field::history(world.r7(), person)).size() == 2);
  CHECK(field::revise(world.r7(), {world.random.id(), "{}", ""}, world.progress).error().reason ==
        store::kRecordUnknown);
}

TEST_CASE("a submission of one name is one record, however often and wherever it is read in") {
  TeamWorld world;
  field::SubmitRequest request;
  request.form_id = "sighting";
  request.answers_json =
      R"({"sg_source": "freed", "sg_called": "Tall, invented", "country": "KH", "when_": "2026-08~"})";
  for (const char* name : {"uuid:0f0e0d0c-0b0a-4908-8706-050403020100", "invented:name-7"}) {
    INFO(name);
    request.instance_id = name;
    const field::SubmitAnswer first = need(field::submit(world.r7(), request, world.progress));
    REQUIRE(first.problems.empty());
    CHECK_FALSE(first.already_here);
    const field::SubmitAnswer again = need(field::submit(world.r7(), request, world.progress));
    CHECK(again.already_here);
    CHECK(again.record == first.record);
    CHECK(need(field::history(world.r7(), first.record)).size() == 1);
    // The id is of the name: another laptop that reads the same file makes the same record.
    CHECK(need(field::submit(world.r8(), request, world.progress)).record == first.record);
    // What an export calls its second version is known as well.
    need(field::revise(world.r7(), {first.record, R"({"country": "MM"})", "heard again"}, world.progress));
    const sync::EntryHash version = need(field::history(world.r7(), first.record)).back().entry.signed_entry.hash;
    field::SubmitRequest exported = request;
    exported.instance_id = "uuid:" + to_hex(ByteView(version).first(16));
    CHECK(need(field::submit(world.r7(), exported, world.progress)).already_here);
    // A version that another program made later is not taken for a record of its own.
    exported.instance_id = std::string(name) + "-later";
    exported.deprecated_id = name;
    CHECK(field::submit(world.r7(), exported, world.progress).error().reason == field::kRecordLaterVersion);
  }
  CHECK(need(store::list_records(world.r7(), {})).size() == 2);
  // Answers that are refused leave the name free.
  request.instance_id = "uuid:11111111-1111-4111-8111-111111111111";
  field::SubmitRequest wrong = request;
  wrong.answers_json = R"({"country": "nowhere"})";
  CHECK_FALSE(need(field::submit(world.r7(), wrong, world.progress)).problems.empty());
  CHECK_FALSE(need(field::submit(world.r7(), request, world.progress)).already_here);
}

}  // namespace
}  // namespace holdfast::test
