#include "app/forms/project.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdio>
#include <set>

#include "app/case/status.h"
#include "app/forms/project_rules.h"
#include "app/forms/submission.h"
#include "tests/app/forms/forms_support.h"

using namespace holdfast;
using namespace holdfast::forms;
using namespace holdfast::test;
using cases::EntityFact;
using cases::EntityKind;

namespace {

constexpr std::string_view kPersonHex = "00112233445566778899aabbccddeeff";
const sync::ObjectId kPerson = *array_from_hex<16>(kPersonHex);
const sync::ObjectId kRecord = *array_from_hex<16>("ffffffffffffffffffffffffffffff01");

sync::Values values_of(const Form& form, const std::string& json) {
  std::uint64_t next = 0;
  auto answers = check_answers(form, json, {.partial = true}, [&next] {
    char id[24];
    std::snprintf(id, sizeof id, "%016llx", static_cast<unsigned long long>(++next));
    return std::string(id);
  });
  REQUIRE(answers.ok());
  for (const AnswerProblem& problem : answers->problems) UNSCOPED_INFO(problem.path << ": " << problem.sentence);
  REQUIRE(answers->problems.empty());
  return answers->submission.values;
}

std::vector<EntityFact> facts_of(const std::string& form_id, const std::string& json) {
  const Form form = built_in_form(form_id);
  return project(form, kRecord, values_of(form, json));
}

std::vector<EntityFact> of_kind(const std::vector<EntityFact>& facts, EntityKind kind) {
  std::vector<EntityFact> out;
  std::copy_if(facts.begin(), facts.end(), std::back_inserter(out),
               [&](const EntityFact& fact) { return fact.kind == kind; });
  return out;
}

EntityFact only(const std::vector<EntityFact>& facts, EntityKind kind) {
  const auto found = of_kind(facts, kind);
  REQUIRE(found.size() == 1);
  return found.front();
}

}  // namespace

TEST_CASE("A registration tells of a person, a name, a document and flags") {
  auto facts = facts_of("register",
                        "{\"at\": \"2022-05-10T14:00:00+07:00\", \"country\": \"KH\", \"exit_mode\": \"raid\","
                        " \"nationality\": \"MY\", \"name_said\": \"Mei (invented)\", \"doc_number\": \"A1234567\","
                        " \"doc_country\": \"MY\", \"flags\": [\"pregnant\", \"injured\"]}");
  const EntityFact person = only(facts, EntityKind::Person);
  CHECK(person.id == kRecord);
  CHECK(!person.person.has_value());
  CHECK(person.fields.at("registered") == "yes");
  CHECK(person.fields.at("context") == "victim");
  CHECK(person.fields.at("when") == "2022-05-10");
  CHECK(person.fields.at("country") == "KH");
  CHECK(person.fields.at("nationality") == "MY");
  CHECK(person.fields.at("nationality_document") == "MY");
  CHECK(person.fields.at("document_number") == "A1234567");
  CHECK(only(facts, EntityKind::Name).fields.at("name") == "Mei (invented)");
  CHECK(only(facts, EntityKind::Name).person == kRecord);
  CHECK(only(facts, EntityKind::Identifier).fields.at("value") == "A1234567");
  const auto flags = of_kind(facts, EntityKind::Flag);
  REQUIRE(flags.size() == 2);
  CHECK(flags[0].fields.at("flag") == "injured");
  CHECK(flags[1].fields.at("flag") == "pregnant");
  CHECK(flags[0].id != flags[1].id);
}

TEST_CASE("The day of coming out goes before the day of registering") {
  const auto facts =
      facts_of("register", "{\"at\": \"2022-05-10T14:00:00+07:00\", \"out_when\": \"2022-04~\", \"country\": \"KH\"}");
  CHECK(only(facts, EntityKind::Person).fields.at("when") == "2022-04~");
}

TEST_CASE("A status is about the person it names") {
  const auto facts = facts_of("status", "{\"person\": \"" + std::string(kPersonHex) +
                                            "\", \"status\": \"immigration_detention\", \"when_\": \"2022-06\","
                                            " \"country\": \"TH\", \"g_det\": {\"embassy_when\": \"2022-07-01\"}}");
  const EntityFact status = only(facts, EntityKind::StatusEvent);
  CHECK(status.id == kRecord);
  CHECK(status.person == kPerson);
  CHECK(status.fields.at("when") == "2022-06");
  CHECK(status.fields.at("embassy_when") == "2022-07-01");
  CHECK(cases::status_from_text(status.fields.at("status")) == cases::Status::ImmigrationDetention);
}

TEST_CASE("A missing report is a person in the context missing, never one who came out") {
  const auto facts = facts_of("missing", "{\"author_name\": \"Reporter (invented)\", \"full_name\": \"Tan (invented)\","
                                         " \"nationality\": \"MY\", \"last_contact\": \"2022-03\","
                                         " \"g_last\": {\"country\": \"KH\"}, \"doc_number\": \"A7\"}");
  const EntityFact person = only(facts, EntityKind::Person);
  CHECK(person.id == kRecord);
  CHECK(person.fields.at("context") == "missing");
  CHECK(person.fields.count("registered") == 0);
  CHECK(person.fields.count("country") == 0);
  const EntityFact missing = only(facts, EntityKind::Missing);
  CHECK(missing.person == kRecord);
  CHECK(missing.fields.at("when") == "2022-03");
  CHECK(missing.fields.at("country") == "KH");
  CHECK(only(facts, EntityKind::Identifier).fields.at("value") == "A7");
}

TEST_CASE("Consent is an act with its scopes") {
  const auto facts = facts_of(
      "consent", "{\"person\": \"" + std::string(kPersonHex) +
                     "\", \"act\": \"given\", \"when_\": \"2022-06-01\", \"r_scope\": ["
                     "{\"purpose\": \"case\", \"recipient\": \"police\", \"medium\": [\"account\", \"identity\"]},"
                     "{\"purpose\": \"care\", \"recipient\": \"shelter\", \"medium\": [\"health\"]}]}");
  const auto consents = of_kind(facts, EntityKind::Consent);
  REQUIRE(consents.size() == 3);
  CHECK(consents[0].fields.at("part") == "act");
  CHECK(consents[1].fields.at("part") == "scope");
  CHECK(consents[1].fields.at("medium") == "identity account");
  std::set<sync::ObjectId> ids;
  for (const EntityFact& consent : consents) {
    CHECK(consent.person == kPerson);
    ids.insert(consent.id);
  }
  CHECK(ids.size() == 3);
}

TEST_CASE("An interview tells of its card, the person's names, and who is still inside") {
  const auto facts = facts_of(
      "interview", "{\"p_plan\": {\"person\": \"" + std::string(kPersonHex) +
                       "\", \"session_no\": 2}, \"nationality\": \"MY\", \"card_topics\": [\"money\"],"
                       " \"a_account\": {\"a_identity\": {\"r_name\": [{\"nm_full\": \"\xE7\xBE\x8E (invented)\","
                       " \"nm_script\": \"Hans\"}]}, \"r_inside\": [{\"in_called\": \"Tall (invented)\", \"in_count\":"
                       " 3}]}}");
  CHECK(only(facts, EntityKind::Interview).fields.at("session_no") == "2");
  CHECK(only(facts, EntityKind::Interview).fields.at("topics") == "money");
  CHECK(only(facts, EntityKind::Interview).person == kPerson);
  CHECK(only(facts, EntityKind::Person).id == kPerson);
  CHECK(only(facts, EntityKind::Name).fields.at("script") == "Hans");
  CHECK(only(facts, EntityKind::Name).person == kPerson);
  CHECK(!only(facts, EntityKind::Sighting).person.has_value());
  CHECK(only(facts, EntityKind::Sighting).fields.at("count") == "3");
}

TEST_CASE("An interview tells of the way there, the places, the work, what was promised and who gave orders") {
  const auto facts = facts_of(
      "interview",
      "{\"person\": \"" + std::string(kPersonHex) +
          "\", \"r_promise\": [{\"pr_what\": \"pay\", \"pr_promised\": \"2000\", \"pr_found\": \"nothing\"}],"
          " \"r_leg\": [{\"leg_when\": \"2022-05\", \"leg_from_country\": \"MY\", \"leg_to_country\": \"KH\"}],"
          " \"r_site\": [{\"held_words\": \"Blue gate (invented)\", \"vic_LocationOfExploitation\": \"KH\"}],"
          " \"r_event\": [{\"ev_kind\": \"sold\", \"ev_price\": \"7000\", \"ev_currency\": \"USD\"}],"
          " \"r_scam\": [{\"sc_kind\": [\"romance\"], \"sc_persona\": \"Doctor (invented)\"}],"
          " \"r_controller\": [{\"ct_names\": \"Boss (invented)\", \"per_RoleInProcess\": [\"x_TeamLeader\"]}]}");
  const auto events = of_kind(facts, EntityKind::Event);
  REQUIRE(events.size() == 3);
  CHECK(events[0].fields.at("kind") == "sold");
  CHECK(events[0].fields.at("price") == "7000");
  CHECK(events[1].fields.at("kind") == "journey");
  CHECK(events[1].fields.at("to_country") == "KH");
  CHECK(events[2].fields.at("kind") == "held");
  for (const EntityFact& event : events) CHECK(event.person == kPerson);
  CHECK(only(facts, EntityKind::ScamRun).fields.at("persona") == "Doctor (invented)");
  CHECK(only(facts, EntityKind::Promise).fields.at("found") == "nothing");
  // Whoever gave orders is never tied to the survivor by name.
  CHECK(!only(facts, EntityKind::Controller).person.has_value());
}

TEST_CASE("What was done under control becomes no entity at all") {
  const auto facts = facts_of("interview", "{\"person\": \"" + std::string(kPersonHex) +
                                               "\", \"x_acts_under_control\": \"Wrote to strangers (invented)\"}");
  for (const EntityFact& fact : facts) {
    for (const auto& [name, value] : fact.fields) CHECK(value.find("strangers") == std::string::npos);
  }
}

TEST_CASE("A first talk tells of a screening and one need each") {
  const auto facts = facts_of("screening", "{\"person\": \"" + std::string(kPersonHex) +
                                               "\", \"when_\": \"2022-06-01\", \"needs_now\": [\"medical\", \"legal\"],"
                                               " \"ilo_debt\": \"possible\", \"np_flag\": \"yes\"}");
  CHECK(only(facts, EntityKind::Screening).fields.at("ilo_debt") == "possible");
  CHECK(only(facts, EntityKind::Screening).person == kPerson);
  const auto needs = of_kind(facts, EntityKind::Need);
  REQUIRE(needs.size() == 2);
  CHECK(needs[0].fields.at("need") == "medical");
  CHECK(needs[0].fields.at("part") == "need");
  CHECK(needs[0].id != needs[1].id);
}

TEST_CASE("Money, recruitment and follow-up tell of payments, adverts, promises, cases and ways to reach a person") {
  const auto money = facts_of("finance", "{\"person\": \"" + std::string(kPersonHex) +
                                             "\", \"r_tx\": [{\"tx_way\": \"out\", \"tx_pay\": \"cash\", \"tx_amount\":"
                                             " \"100\", \"tx_currency\": \"USD\"}]}");
  CHECK(only(money, EntityKind::Transaction).fields.at("amount") == "100");
  const auto lure = facts_of("recruitment", "{\"job_title\": \"Help desk\", \"r_ad\": [{\"ad_platform\": \"Telegram\","
                                            " \"ad_handle\": \"@invented\"}], \"r_rec\":"
                                            " [{\"rec_names\": \"X\"}]}");
  CHECK(only(lure, EntityKind::Promise).fields.at("job") == "Help desk");
  CHECK(only(lure, EntityKind::Advert).fields.at("handle") == "@invented");
  CHECK(only(lure, EntityKind::Controller).fields.at("names") == "X");
  const auto later = facts_of("follow_up", "{\"person\": \"" + std::string(kPersonHex) +
                                               "\", \"prs_MobilePhone\": \"+1 (invented)\","
                                               " \"cas_Status\": \"FollowUp\"}");
  CHECK(only(later, EntityKind::Case).fields.at("status") == "FollowUp");
  CHECK(only(later, EntityKind::Tie).fields.at("tie") == "held_by");
  CHECK(only(later, EntityKind::Tie).fields.at("identifier") == to_hex(only(later, EntityKind::Identifier).id));
}

TEST_CASE("A raid's lines point to the registered, and whoever was taken away is looked for") {
  const auto facts = facts_of("site_log", "{\"operation\": \"Lotus (invented)\", \"site_name\": \"Park\","
                                          " \"r_person\": ["
                                          "{\"ln_went\": \"registered\", \"ln_person\": \"" +
                                              std::string(kPersonHex) +
                                              "\", \"ln_vehicle\": \"bus 2\"},"
                                              "{\"ln_went\": \"taken\", \"ln_nationality\": \"MY\", \"ln_taken_by\":"
                                              " \"border-police\"}]}");
  CHECK(only(facts, EntityKind::Person).id == kPerson);
  CHECK(only(facts, EntityKind::Person).fields.count("registered") == 0);
  CHECK(only(facts, EntityKind::Sighting).fields.at("taken_by") == "border-police");
  CHECK(!only(facts, EntityKind::Sighting).person.has_value());
  CHECK(only(facts, EntityKind::Operation).fields.at("name") == "Lotus (invented)");
}

TEST_CASE("Sightings, interpreters, assessments and incidents are told by their forms") {
  CHECK(only(facts_of("sighting", "{\"sg_called\": \"Tall (invented)\", \"country\": \"KH\"}"), EntityKind::Sighting)
            .fields.at("called") == "Tall (invented)");
  CHECK(only(facts_of("interpreter", "{\"in_name\": \"Zawadi (invented)\", \"in_languages\": [\"sw\", \"en\"]}"),
             EntityKind::Interpreter)
            .fields.at("languages") == "en sw");
  CHECK(only(facts_of("assessment", "{\"person\": \"" + std::string(kPersonHex) +
                                        "\", \"vic_TraffickingStatus\": \"PossibleVictimOfTrafficking\"}"),
             EntityKind::Assessment)
            .fields.at("trafficking") == "PossibleVictimOfTrafficking");
  CHECK(only(facts_of("safety", "{\"kind\": \"leak\", \"at\": \"2022-06-01T10:00:00Z\"}"), EntityKind::Incident)
            .fields.at("when") == "2022-06-01");
}

TEST_CASE("An account brings an identifier and the tie that keeps it or lets it go") {
  const auto facts = facts_of(
      "finance", "{\"person\": \"" + std::string(kPersonHex) +
                     "\", \"r_account\": [{\"ac_kind\": \"crypto\", \"ac_number\": \"TNDz (invented)\", \"ac_chain\":"
                     " \"TRX\", \"ac_tie\": \"opened_in_name_of\"}]}");
  const EntityFact identifier = only(facts, EntityKind::Identifier);
  const EntityFact tie = only(facts, EntityKind::Tie);
  CHECK(identifier.fields.at("value") == "TNDz (invented)");
  CHECK(tie.fields.at("tie") == "opened_in_name_of");
  CHECK(tie.fields.at("identifier") == to_hex(identifier.id));
  CHECK(tie.person == kPerson);
}

TEST_CASE("Exhibits, hand-overs, sites and flags are told by their forms") {
  CHECK(only(facts_of("evidence", "{\"description\": \"phone\", \"tamper_seal\": \"S1\"}"), EntityKind::Exhibit)
            .fields.at("tamper_seal") == "S1");
  CHECK(only(facts_of("custody", "{\"exhibit\": \"" + std::string(kPersonHex) + "\", \"action\": \"give\","
                                 " \"to_who\": \"Police\"}"),
             EntityKind::Custody)
            .fields.at("to") == "Police");
  CHECK(only(facts_of("site_log", "{\"site_name\": \"Park (invented)\", \"n_found\": 12}"), EntityKind::Site)
            .fields.at("found") == "12");
  const auto known = facts_of("site_log", "{\"site_name\": \"Park\", \"site\": \"" + std::string(kPersonHex) + "\"}");
  CHECK(only(known, EntityKind::Site).id == kPerson);
  CHECK(only(facts_of("flag", "{\"person\": \"" + std::string(kPersonHex) + "\", \"flag\": \"self_harm\","
                              " \"lifted\": \"yes\"}"),
             EntityKind::Flag)
            .fields.at("lifted") == "yes");
}

TEST_CASE("What is sealed, hidden or taken away tells of nothing") {
  CHECK(project(built_in_form("register"), kRecord, {}).empty());
  const Form form = built_in_form("status");
  sync::Values values = values_of(form, "{\"person\": \"" + std::string(kPersonHex) + "\", \"status\": \"out\"}");
  values["status"] = CborValue();
  CHECK(project(form, kRecord, values).empty());
  values["@tip"] = "x";
  values["no/such"] = "x";
  CHECK(project(form, kRecord, values).empty());
}

TEST_CASE("Every rule names questions that its form has, in the place where it looks for them") {
  for (const EntityRule& rule : entity_rules()) {
    const Form form = built_in_form(std::string(rule.form));
    INFO(rule.form << ", " << cases::to_string(rule.kind));
    if (!rule.repeat.empty()) CHECK(form.find(rule.repeat)->type == QuestionType::Repeat);
    const auto stands = [&](std::string_view name, std::string_view repeat) {
      return std::count_if(form.questions.begin(), form.questions.end(), [&](const Question& question) {
               const std::string around = question.repeats.empty() ? "" : question.repeats.back();
               return question.name == name && around == repeat;
             }) == 1;
    };
    std::vector<std::string_view> names;
    for (const FieldRule& field : rule.fields) names.push_back(field.question);
    for (const std::string_view name : {rule.needs, rule.each, rule.id_question}) {
      if (!name.empty()) names.push_back(name);
    }
    if (!rule.person.empty() && rule.person != "=") names.push_back(rule.person);
    for (const std::string_view name : names) {
      INFO(name);
      CHECK(stands(name, rule.repeat));
    }
    if (!rule.person_outside.empty()) CHECK(stands(rule.person_outside, ""));
  }
}

TEST_CASE("Forms of other authors tell of entities by their save_to columns") {
  const Form form = form_of(
      "type,name,label,save_to\n"
      "select_one_from_file people.csv,person,P,\n"
      "text,land,L,nationality\n"
      "text,where,W,status.country\n"
      "text,odd,O,nothing.at_all\n"
      "begin repeat,r,R,\ntext,n,N,name.name\nend repeat,,,\n");
  const auto facts = project(form, kRecord, values_of(form, "{\"person\": \"" + std::string(kPersonHex) +
                                                               "\", \"land\": \"MY\", \"where\": \"KH\","
                                                               " \"r\": [{\"n\": \"a\"}, {\"n\": \"b\"}]}"));
  REQUIRE(facts.size() == 4);
  CHECK(only(facts, EntityKind::Person).id == kPerson);
  CHECK(only(facts, EntityKind::StatusEvent).person == kPerson);
  const auto names = of_kind(facts, EntityKind::Name);
  REQUIRE(names.size() == 2);
  CHECK(names[0].id != names[1].id);
}

TEST_CASE("The same record tells the same, and another record never shares its ids") {
  const Form form = built_in_form("register");
  const sync::Values values =
      values_of(form, "{\"name_said\": \"x\", \"doc_number\": \"1\", \"flags\": [\"injured\"]}");
  CHECK(project(form, kRecord, values) == project(form, kRecord, values));
  const auto mine = project(form, kRecord, values);
  for (const EntityFact& theirs : project(form, kPerson, values)) {
    for (const EntityFact& own : mine) CHECK(own.id != theirs.id);
  }
}

TEST_CASE("A title never shows an answer of account, health or identity") {
  CHECK(record_title(built_in_form("register"), {{"code", "R7-0417K"}, {"name_said", "Mei"}}) == "register R7-0417K");
  CHECK(record_title(built_in_form("register"), {{"at", "2022-05-10T10:00:00Z"}}) == "register 2022-05-10");
  CHECK(record_title(built_in_form("status"), {{"when_", "2022-06"}, {"place", "shelter"}}) == "status 2022-06");
  CHECK(record_title(built_in_form("interview"), {{"p_plan/when_", "2022-06-01"}}) == "interview");
  const Form form = form_of("type,name,label\ntext,code,C\n");
  CHECK(record_title(form, {{"code", "secret"}}) == "test");
}

TEST_CASE("Search gets the words of a record with the class of each") {
  const Form form = built_in_form("register");
  const auto words = searchable_text(form, {{"name_said", "Mei"}, {"left_to", "shelter"}, {"country", "KH"},
                                            {"out_when", "2022"}, {"@actor", "R7"}});
  REQUIRE(words.size() == 2);
  CHECK(words[0] == std::pair(sync::FieldClass::Account, std::string("shelter")));
  CHECK(words[1] == std::pair(sync::FieldClass::Identity, std::string("Mei")));
}
