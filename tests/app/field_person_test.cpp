// What stands about a person: flags until they are lifted, consent until it is withdrawn, whoever said it first.
#include "tests/app/team_world.h"

namespace holdfast::test {
namespace {

std::vector<std::string> flags_of(store::Vault& vault, const sync::ObjectId& person) {
  std::vector<std::string> out;
  for (const store::EntityRow& row : need(field::show_person(vault, person)).flags) {
    out.push_back(row.fact.fields.at("flag"));
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::string consent_at(store::Vault& vault, const sync::ObjectId& person) {
  return need(field::show_person(vault, person)).consent;
}

field::SubmitAnswer flag(TeamWorld& world, const std::string& name, const sync::ObjectId& person,
                         const std::string& what, bool lifted) {
  world.clock.now_ms += 1000;
  return need(field::flag_person(world.vault(name), {person, what, "", lifted, "an invented reason"}, world.progress));
}

void consent(TeamWorld& world, const sync::ObjectId& person, const std::string& act, const std::string& day) {
  world.clock.now_ms += 1000;
  const std::string answers = R"({"when_": ")" + day + R"(", "lang": "my", "how": "interpreter", "by": "self",
      "told": ["purpose"],
      "r_scope": [{"purpose": "care", "recipient": "shelter", "medium": ["identity"]}]})";
  const field::SubmitAnswer answer =
      need(field::record_consent(world.r7(), {person, act, act == "withdrawn" ? "" : answers}, world.progress));
  std::string said;
  for (const forms::AnswerProblem& problem : answer.problems) said += problem.path + ": " + problem.sentence + "\n";
  INFO(said);
  REQUIRE(answer.problems.empty());
}

TEST_CASE("a flag stands until it is lifted by name, and others stay") {
  TeamWorld world;
  const sync::ObjectId person =
      world.person("R7", "MM", "2026-09-20", R"(, "flags": ["urgent_medical", "keep_apart"])");
  CHECK(flags_of(world.r7(), person) == std::vector<std::string>{"keep_apart", "urgent_medical"});
  flag(world, "R7", person, "self_harm", false);
  flag(world, "R7", person, "urgent_medical", true);
  CHECK(flags_of(world.r7(), person) == std::vector<std::string>{"keep_apart", "self_harm"});
  flag(world, "R7", person, "urgent_medical", false);
  CHECK(flags_of(world.r7(), person).size() == 3);
  CHECK(has_problem(flag(world, "R7", person, "nonsense", false).problems, "flag", "choice"));
  CHECK(has_problem(flag(world, "R7", world.random.id(), "self_harm", false).problems, "person", "choice"));
}

TEST_CASE("consent stands as the last act by date says, and a withdrawal is not undone on its own day") {
  TeamWorld world;
  const sync::ObjectId person = world.person("R7", "MM", "2026-09-20");
  CHECK(consent_at(world.r7(), person) == "none");
  consent(world, person, "given", "2026-09-20");
  CHECK(consent_at(world.r7(), person) == "given");
  consent(world, person, "withdrawn", "2026-09-21");  // today: one key, no other question
  CHECK(consent_at(world.r7(), person) == "withdrawn");
  consent(world, person, "given", "2026-09-21");
  CHECK(consent_at(world.r7(), person) == "withdrawn");
  consent(world, person, "given", "2026-09");  // may have been before
  CHECK(consent_at(world.r7(), person) == "withdrawn");
  world.clock.now_ms += std::int64_t{2} * 24 * 3600 * 1000;
  consent(world, person, "given", "2026-09-22");
  CHECK(consent_at(world.r7(), person) == "given");
}

TEST_CASE("a withdrawal is an entry of its own type and needs no other answer") {
  TeamWorld world;
  const sync::ObjectId person = world.person("R7", "MM", "2026-09-20");
  const field::SubmitAnswer answer = need(field::record_consent(world.r7(), {person, "withdrawn", ""}, world.progress));
  REQUIRE(answer.problems.empty());
  const std::vector<store::StoredEntry> entries = need(store::entries_of(world.r7(), answer.record));
  REQUIRE(entries.size() == 1);
  CHECK(entries[0].signed_entry.entry.type == sync::EntryType::Withdraw);
  world.carry("R7");
  CHECK(consent_at(world.hq(), person) == "withdrawn");
  const Result<field::SubmitAnswer> malformed =
      field::record_consent(world.r7(), {person, "given", "[1]"}, world.progress);
  REQUIRE_FALSE(malformed.ok());
  CHECK(malformed.error().reason == forms::kAnswersMalformed);
}

TEST_CASE("a person is shown with names as written, the document's nationality, status by date and records") {
  TeamWorld world;
  const sync::ObjectId person =
      world.person("R7", "MM", "2026-09-18", R"(, "name_said": "Invented Name", "doc_number": "X0000001",
                    "doc_country": "TH")");
  world.status("R7", person, "departed", "2026-09-20", "KH");
  world.status("R7", person, "shelter", "2026-09-19", "KH");
  const field::PersonView view = need(field::show_person(world.r7(), person));
  CHECK(view.code.starts_with("R7-0001"));
  CHECK(view.names == std::vector<std::string>{"Invented Name"});
  CHECK(view.nationality == "TH");
  REQUIRE(view.status.size() == 2);
  CHECK(view.status[0].fact.fields.at("status") == "shelter");
  CHECK(view.records.size() == 3);
  CHECK(field::show_person(world.r7(), world.random.id()).error().reason == field::kPersonUnknown);
}

TEST_CASE("consent is shown with what it covers, and taken back from one recipient it stands for the others") {
  TeamWorld world;
  const sync::ObjectId person = world.person("R7", "MM", "2026-09-20");
  const std::string scopes = R"({"when_": "2026-09-20", "lang": "my", "how": "interpreter", "by": "self",
      "told": ["purpose"], "under_18": "no", "never": ["embassy"], "r_scope": [
      {"purpose": "care", "recipient": "shelter", "medium": ["identity", "health"]},
      {"purpose": "case", "recipient": "police", "medium": ["account"], "until": "2026-12"}]})";
  REQUIRE(need(field::record_consent(world.r7(), {person, "given", scopes}, world.progress)).problems.empty());
  const cases::ConsentStanding given = need(field::show_person(world.r7(), person)).standing;
  REQUIRE(given.scopes.size() == 2);
  CHECK(cases::may_share(given, "care", "shelter", "health").allowed);
  CHECK_FALSE(cases::may_share(given, "care", "police", "health").allowed);
  CHECK(given.never == std::vector<std::string>{"embassy"});

  world.clock.now_ms += 1000;
  const std::string back = R"({"when_": "2026-09-21", "wish": "stop_sharing", "wish_for": ["police"]})";
  REQUIRE(need(field::record_consent(world.r7(), {person, "withdrawn", back}, world.progress)).problems.empty());
  world.carry("R7");
  for (store::Vault* vault : {&world.r7(), &world.hq()}) {
    const field::PersonView view = need(field::show_person(*vault, person));
    CHECK(view.consent == "given");
    CHECK(cases::may_share(view.standing, "care", "shelter", "health").allowed);
    CHECK_FALSE(cases::may_share(view.standing, "case", "police", "account").allowed);
  }
}

TEST_CASE("a withdrawal that is dated to come counts at once") {
  TeamWorld world;
  const sync::ObjectId person = world.person("R7", "MM", "2026-09-20");
  consent(world, person, "given", "2026-09-20");
  world.clock.now_ms += 1000;
  const std::string slip = R"({"when_": "2062-09-21"})";
  REQUIRE(need(field::record_consent(world.r7(), {person, "withdrawn", slip}, world.progress)).problems.empty());
  CHECK(consent_at(world.r7(), person) == "withdrawn");
}

TEST_CASE("whoever may be under 18 is shown as that, with the reason, until it is certain") {
  TeamWorld world;
  const auto reasons = [&world](const sync::ObjectId& person) {
    std::string out;
    for (const cases::AgeReason& reason : need(field::show_person(world.r7(), person)).age.reasons) {
      out += reason.code + " ";
    }
    return out;
  };
  CHECK(reasons(world.person("R7", "MM", "2026-09-20", R"(, "age_band": "unknown")")) == "age_not_known ");
  CHECK(reasons(world.person("R7", "MM", "2026-09-20", R"(, "age_band": "12_17")")) == "said_minor ");
  const sync::ObjectId adult = world.person("R7", "MM", "2026-09-20", R"(, "age_band": "adult")");
  CHECK(reasons(adult).empty());
  CHECK_FALSE(need(field::show_person(world.r7(), adult)).age.may_be_minor);
  flag(world, "R7", adult, "maybe_minor", false);
  CHECK(reasons(adult) == "age_in_doubt ");
  flag(world, "R7", adult, "maybe_minor", true);
  CHECK(reasons(adult).empty());
}

TEST_CASE("a flag is over when its last day is past") {
  TeamWorld world;
  const sync::ObjectId person = world.person("R7", "MM", "2026-09-20");
  const field::FlagRequest request{person, "injured", "2026-09-22", false, "an invented reason"};
  REQUIRE(need(field::flag_person(world.r7(), request, world.progress)).problems.empty());
  CHECK(flags_of(world.r7(), person).size() == 1);
  world.clock.now_ms += std::int64_t{10} * 24 * 3600 * 1000;
  CHECK(flags_of(world.r7(), person).empty());
}

TEST_CASE("bytes that are no text in a reason are refused or replaced, never a crash") {
  TeamWorld world;
  const sync::ObjectId person = world.person("R7", "MM", "2026-09-20");
  const Result<field::SubmitAnswer> answer =
      field::flag_person(world.r7(), {person, "self_harm", "", false, "\xFF\xFE"}, world.progress);
  CHECK((answer.ok() || answer.error().kind() == Kind::Usage));
}

}  // namespace
}  // namespace holdfast::test
