// What is sealed can be read at headquarters only: not changed, not found, not opened by anything the laptop holds.
#include "app/field/history.h"
#include "app/store/blobs.h"
#include "app/store/forms_store.h"
#include "app/store/search.h"
#include "tests/app/team_world.h"

namespace holdfast::test {
namespace {

constexpr const char* kSecret = "Zanzibarque";  // an invented word that occurs nowhere else

field::SubmitAnswer sealed_evidence(TeamWorld& world, bool seal) {
  field::SubmitRequest request;
  request.form_id = "evidence";
  request.answers_json = std::string(R"({"type": "Document", "recovered_from": "Invented", "collected_at": "2026-09-20",
      "acquisition_method": "Handover", "description": ")") +
                         kSecret + "\"}";
  request.attachments = {attachment("att", "list.txt", as_bytes("an invented list of names"))};
  request.seal = seal;
  const field::SubmitAnswer answer = need(field::submit(world.r7(), request, world.progress));
  REQUIRE(answer.problems.empty());
  REQUIRE(answer.sealed == seal);
  return answer;
}

std::size_t found(store::Vault& vault) { return need(store::search_records(vault, kSecret, 10)).size(); }

bool can_read_file(store::Vault& vault, const sync::ObjectId& record) {
  for (const store::StoredEntry& stored : need(store::entries_of(vault, record))) {
    for (const store::BlobRow& blob : need(store::blobs_of(vault, stored.signed_entry.hash))) {
      if (store::open_blob(vault, blob.fact.ref).ok()) return true;
    }
  }
  return false;
}

bool can_read_values(store::Vault& vault, const sync::ObjectId& record) {
  for (const store::StoredEntry& stored : need(store::entries_of(vault, record))) {
    if (stored.signed_entry.entry.type == sync::EntryType::Seal) continue;
    if (store::get_opening(vault, stored.signed_entry).ok()) return true;
  }
  return false;
}

TEST_CASE("a record sealed later is closed on the laptop, with its revisions and files") {
  TeamWorld world;
  const field::SubmitAnswer record = sealed_evidence(world, false);
  need(field::revise(world.r7(), {record.record, R"({"found_by": "R7-S1"})", "known now"}, world.progress));
  REQUIRE(found(world.r7()) == 1);
  REQUIRE(can_read_file(world.r7(), record.record));
  need(field::seal_record(world.r7(), record.record, world.progress));
  // The log that held the pages as they were is cut.
  const std::vector<std::string> paths = world.files.paths();
  const std::string log = "/R7/records.1.db-wal";
  const bool log_is_there = std::find(paths.begin(), paths.end(), log) != paths.end();
  CHECK((!log_is_there || world.files.content(log).empty()));
  CHECK(found(world.r7()) == 0);
  CHECK_FALSE(can_read_values(world.r7(), record.record));
  CHECK_FALSE(can_read_file(world.r7(), record.record));
  CHECK(need(store::current_values(world.r7(), record.record)).empty());
  CHECK(need(store::find_record(world.r7(), record.record))->state == "sealed");
  // Nothing is left to seal, and locking brings nothing back.
  CHECK(field::seal_record(world.r7(), record.record, world.progress).error().reason == field::kNotSealable);
  world.lock("R7");
  need(world.unlock("R7", "an invented passphrase", "R7-S1"));
  CHECK_FALSE(can_read_values(world.r7(), record.record));
  CHECK_FALSE(can_read_file(world.r7(), record.record));
}

TEST_CASE("headquarters reads what a laptop sealed, at once or later, with its files") {
  TeamWorld world;
  const bool at_once = GENERATE(true, false);
  const field::SubmitAnswer record = sealed_evidence(world, at_once);
  if (!at_once) need(field::seal_record(world.r7(), record.record, world.progress));
  world.carry("R7");
  CHECK(found(world.hq()) == 1);
  CHECK(can_read_file(world.hq(), record.record));
  CHECK(need(store::find_record(world.hq(), record.record))->state == "open");
}

TEST_CASE("a sealed record is not edited; a supplement is sealed with it and reaches headquarters") {
  TeamWorld world;
  const field::SubmitAnswer record = sealed_evidence(world, true);
  const std::string change = R"({"description": "Invented other words"})";
  CHECK(field::revise(world.r7(), {record.record, change, "a slip"}, world.progress).error().reason ==
        field::kSealedNoEdit);
  const field::SubmitAnswer wrong =
      need(field::supplement(world.r7(), {record.record, R"({"type": "Spaceship"})", {}}, world.progress));
  CHECK(has_problem(wrong.problems, "g_id/type", "choice"));
  const field::SubmitAnswer added = need(field::supplement(world.r7(), {record.record, change, {}}, world.progress));
  CHECK(added.problems.empty());
  CHECK(added.sealed);
  CHECK_FALSE(can_read_values(world.r7(), record.record));
  world.carry("R7");
  std::vector<std::string> descriptions;
  for (const store::CurrentValue& value : need(store::current_values(world.hq(), record.record))) {
    if (value.path == "g_id/description") descriptions.push_back(*value.value.text());
  }
  CHECK(descriptions == std::vector<std::string>{"Invented other words"});
  CHECK(field::revise(world.hq(), {record.record, change, ""}, world.progress).error().reason == field::kSealedNoEdit);
}

TEST_CASE("a supplement is held to the form's logic as far as its own answers tell") {
  TeamWorld world;
  forms::FormSheets sheets;
  sheets.survey = to_bytes(as_bytes(std::string_view(
      "type,name,label,relevant,constraint,required\ninteger,age,Age,,. < 120,yes\n"
      "text,school,School,${age} < 18,,yes\n"
      "integer,least,Least,,. <= ${most},\ninteger,most,Most,,,\n")));
  sheets.fallback_id = "logic";
  need_shown(store::keep_form(world.r7(), need(forms::load_form(sheets)), true));
  const auto supplemented = [&](const sync::ObjectId& record, const std::string& answers) {
    return need(field::supplement(world.r7(), {record, answers, {}}, world.progress));
  };
  field::SubmitRequest request;
  request.form_id = "logic";
  request.answers_json = R"({"age": 8, "school": "x", "most": 4})";
  request.seal = true;
  const sync::ObjectId sealed = need(field::submit(world.r7(), request, world.progress)).record;
  CHECK_FALSE(can_read_values(world.r7(), sealed));
  CHECK(has_problem(supplemented(sealed, R"({"age": 200})").problems, "age", "constraint"));
  CHECK(has_problem(supplemented(sealed, R"({"age": 40, "school": "y"})").problems, "school", "not_relevant"));
  CHECK(has_problem(supplemented(sealed, R"({"least": 5, "most": 3})").problems, "least", "constraint"));
  // The age and the bound of the sealed record nobody here can see; nothing is demanded either.
  CHECK(supplemented(sealed, R"({"school": "y"})").problems.empty());
  CHECK(supplemented(sealed, R"({"least": 5})").problems.empty());
  // Of an open record the other answers count, and what follows from a supplement is written along.
  request.seal = false;
  const sync::ObjectId open = need(field::submit(world.r7(), request, world.progress)).record;
  CHECK(has_problem(supplemented(open, R"({"least": 5})").problems, "least", "constraint"));
  const field::SubmitAnswer grown = supplemented(open, R"({"age": 40})");
  CHECK(grown.problems.empty());
  REQUIRE(grown.dropped.size() == 1);
  CHECK(grown.dropped[0].path == "school");
}

TEST_CASE("what everybody's screens rest on cannot be sealed, nor anything at headquarters") {
  TeamWorld world;
  const sync::ObjectId person = world.person("R7", "MM", "2026-09-20");
  field::SubmitRequest request;
  request.form_id = "consent";
  request.seal = true;
  request.unfinished_reason = "said in few words";
  request.answers_json = R"({"act": "refused", "person": ")" + to_hex(person) + "\"}";
  const Result<field::SubmitAnswer> consent = field::submit(world.r7(), request, world.progress);
  REQUIRE_FALSE(consent.ok());
  CHECK(consent.error().reason == field::kNotSealable);
  request.form_id = "register";
  request.answers_json = R"({"country": "KH"})";
  request.unfinished_reason.reset();
  const Result<field::SubmitAnswer> at_hq = field::submit(world.hq(), request, world.progress);
  REQUIRE_FALSE(at_hq.ok());
  CHECK(at_hq.error().reason == field::kNotSealable);
  world.carry("R7");
  CHECK(field::seal_record(world.hq(), person, world.progress).error().reason == field::kNotSealable);
}

TEST_CASE("a person whose registration is sealed can still be named, flagged and shown by code") {
  TeamWorld world;
  field::SubmitRequest request;
  request.form_id = "register";
  request.answers_json = R"({"country": "KH", "name_said": "Invented Name"})";
  request.seal = true;
  const field::SubmitAnswer person = need(field::submit(world.r7(), request, world.progress));
  world.status("R7", person.record, "shelter", "2026-09-20", "KH");
  const field::PersonView view = need(field::show_person(world.r7(), person.record));
  CHECK(view.names.empty());
  CHECK(view.status.size() == 1);
}

}  // namespace
}  // namespace holdfast::test
