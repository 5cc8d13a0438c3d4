// The built-in forms by command: answered on a laptop, refused where they do not belong, printed on paper.
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "tests/app/cli/cli_world.h"

namespace holdfast::cli {

namespace {

namespace fs = std::filesystem;
using FormsJson = nlohmann::json;

FormsJson document_of(const test::CommandRun& run) {
  INFO(run.err);
  REQUIRE(run.status == ExitStatus::Done);
  return FormsJson::parse(run.out);
}

test::CommandRun try_form(test::CliWorld& world, const std::string& vault, const std::string& form,
                          const FormsJson& answers) {
  return world.with_passphrase({"submit", world.path(vault), "--form", form, "--answers", "-", "--json"},
                               answers.dump());
}

std::string submit_form(test::CliWorld& world, const std::string& vault, const std::string& form,
                        const FormsJson& answers) {
  INFO(form);
  return document_of(try_form(world, vault, form, answers))["record"];
}

// Everything of the laptop to headquarters over a stick.
void carry_to_hq(test::CliWorld& world) {
  fs::create_directory(world.path("stick"));
  document_of(world.with_passphrase({"bundle", world.path("laptop"), "--out", world.path("stick"), "--json"}));
  const FormsJson imported =
      document_of(world.with_passphrase({"import", world.path("hq"), world.path("stick"), "--json"}));
  for (const FormsJson& file : imported["imported"]) CHECK(file["state"] == "applied");
}

// The records of these forms that headquarters holds, by their ids.
std::vector<std::string> records_at_hq(test::CliWorld& world, std::initializer_list<std::string> wanted) {
  const FormsJson listed = document_of(world.with_passphrase({"record", "list", world.path("hq"), "--json"}));
  std::vector<std::string> out;
  for (const std::string& form : wanted) {
    INFO(form);
    const std::size_t before = out.size();
    for (const FormsJson& record : listed["records"]) {
      if (record["form"] == form) out.push_back(record["id"]);
    }
    CHECK(out.size() == before + 1);
  }
  return out;
}

// All bytes of the files that one export wrote.
std::string exported_from_hq(test::CliWorld& world, const std::vector<std::string>& records,
                             const std::string& format) {
  std::vector<std::string> words{"record", "export", world.path("hq")};
  words.insert(words.end(), records.begin(), records.end());
  for (const std::string& word : {std::string("--format"), format, std::string("--out"), world.path(format),
                                  std::string("--reason"), std::string("an invented partner asked"),
                                  std::string("--yes"), std::string("--json")}) {
    words.push_back(word);
  }
  const FormsJson files = document_of(world.with_passphrase(words))["files"];
  std::string out;
  for (const FormsJson& file : files) {
    const std::string path = file["path"];
    out += world.read(path.substr(world.path("").size()));
  }
  return out;
}

}  // namespace

TEST_CASE("A person is registered, screened, interviewed and followed by command") {
  test::CliWorld world;
  world.make_team();
  const std::string person =
      submit_form(world, "laptop", "register",
                  {{"at", "2026-09-20T10:00:00.000Z"}, {"country", "KH"}, {"exit_mode", "raid"}, {"age_band", "adult"},
                   {"nationality", "MY"}, {"lang", "ms"}, {"flags", {"injured"}}, {"name_said", "Invented Person"}});
  submit_form(world, "laptop", "consent",
              {{"person", person}, {"act", "given"}, {"when_", "2026-09-20"}, {"lang", "ms"}, {"how", "reviewed_text"},
               {"told", {"purpose", "use", "withdraw", "refuse"}}, {"under_18", "no"}, {"by", "self"},
               {"r_scope", {{{"purpose", "care"}, {"recipient", "shelter-invented"}, {"medium", {"identity"}}}}}});
  submit_form(world, "laptop", "screening",
              {{"safe_place", "yes"}, {"urgent_ok", "yes"}, {"person", person}, {"when_", "2026-09-20"}, {"lang", "ms"},
               {"present", {"nobody"}}, {"age_band", "adult"}, {"born", "1990"}, {"con_Consent", "yes"},
               {"needs_now", {"medical", "legal"}}, {"q_leave", "no"}, {"ilo_movement", "possible"},
               {"np_flag", "yes"}, {"told_next", "yes"}});
  const std::string interpreter = submit_form(
      world, "laptop", "interpreter",
      {{"in_name", "Zawadi (invented)"}, {"in_languages", {"ms", "en"}}, {"in_channels", {"here"}},
       {"ck_site", "yes"}, {"ck_party", "yes"}, {"ck_community", "yes"}, {"ck_embassy", "yes"}, {"ck_secrecy", "yes"}});
  submit_form(world, "laptop", "interview",
              {{"person", person}, {"session_no", 1}, {"when_", "2026-09-21"}, {"lang", "ms"}, {"age_band", "adult"},
               {"born", "1990 @gregorian"}, {"has_interpreter", "yes"}, {"interpreter", interpreter},
               {"int_channel", "here"}, {"int_checks", {"not_from_site"}}, {"int_accepted", "yes"},
               {"con_Consent", "yes"}, {"free_account", "I came for work (invented)."},
               {"r_event", {{{"ev_kind", "sold"}, {"ev_price", "7000"}, {"ev_currency", "USD"}}}},
               {"ended", "finished"}, {"card_topics", {"journey"}}});
  submit_form(world, "laptop", "follow_up",
              {{"person", person}, {"when_", "2026-10-21"}, {"fu_how", "phone"}, {"fu_goes", "mixed"},
               {"cas_Status", "FollowUp"}});
  submit_form(world, "laptop", "sighting",
              {{"sg_source", "freed"}, {"sg_called", "Tall (invented)"}, {"country", "KH"}, {"when_", "2026-08~"}});

  const FormsJson shown =
      document_of(world.with_passphrase({"person", "show", world.path("laptop"), person, "--json"}));
  CHECK(shown["consent"] == "given");
  CHECK(shown["flags"].size() == 1);

  carry_to_hq(world);
  const std::vector<std::string> records = records_at_hq(world, {"register", "screening", "interview"});
  const std::string xml = exported_from_hq(world, records, "odk");
  CHECK(xml.find("<free_account>I came for work (invented).</free_account>") != std::string::npos);
  CHECK(xml.find("<born>1990</born>") != std::string::npos);
  const std::string csv = exported_from_hq(world, records, "csv");
  CHECK(csv.find("I came for work (invented).") != std::string::npos);
  CHECK(csv.find("7000") != std::string::npos);
  const std::string htcds = exported_from_hq(world, records, "htcds");
  CHECK(htcds.find("vic_TypeOfExploitation") != std::string::npos);
  CHECK(htcds.find(",MY,") != std::string::npos);
}

TEST_CASE("The assessment is filled in at headquarters and nowhere else") {
  test::CliWorld world;
  world.make_team();
  const FormsJson registration = {{"at", "2026-09-20T10:00:00.000Z"}, {"country", "KH"}, {"exit_mode", "raid"}};
  const std::string here = submit_form(world, "laptop", "register", registration);
  const test::CommandRun refused = try_form(world, "laptop", "assessment", {{"person", here}, {"as_age", "adult"}});
  CHECK(refused.status == ExitStatus::Failed);
  CHECK(refused.err.find("form.for_headquarters") != std::string::npos);
  const std::string there = submit_form(world, "hq", "register", registration);
  submit_form(world, "hq", "assessment",
              {{"person", there}, {"when_", "2026-09-22"}, {"as_age", "adult"}, {"ilo_debt", "yes"},
               {"vic_TraffickingStatus", "PossibleVictimOfTrafficking"},
               {"vic_TraffickingStatusDecisionMakingOrg", "NGO"}});
}

TEST_CASE("A form prints as a blank paper without a vault, and says which words nobody checked") {
  test::CliWorld world;
  const test::CommandRun paper = world.run({"forms", "print", "consent"});
  REQUIRE(paper.status == ExitStatus::Done);
  CHECK(paper.out.find("Form consent") != std::string::npos);
  CHECK(paper.out.find("( ) Consent given") != std::string::npos);
  CHECK(paper.out.find("NOT CHECKED") == std::string::npos);
  const FormsJson khmer = document_of(world.run({"forms", "print", "consent", "--language", "km", "--json"}));
  CHECK(khmer["checked_by_native_speaker"] == false);
  CHECK(khmer["language"] == "km");
  CHECK(khmer["paper"].get<std::string>().find("NOT CHECKED BY A NATIVE SPEAKER") != std::string::npos);
  CHECK(world.run({"forms", "print", "consent", "--language", "tlh"}).status == ExitStatus::Usage);
}

}  // namespace holdfast::cli
