// Interpreters and the alarm, through records and the road. All names are invented.
#include "app/field/interpreter.h"
#include "tests/app/team_world.h"

namespace holdfast::test {
namespace {

std::string alarms_of(store::Vault& vault) {
  std::string out;
  for (const field::InterpreterView& view : need(field::list_interpreters(vault))) {
    for (const cases::InterpreterAlarm& alarm : view.alarms) out += alarm.code + " ";
    out += view.usable ? "usable " : "unusable ";
  }
  return out;
}

std::string interpreter_answers(const std::string& name, const std::string& secrecy = "yes") {
  return R"({"in_name": ")" + name + R"(", "in_languages": ["my"], "in_channels": ["phone"], "ck_site": "yes",
      "ck_party": "yes", "ck_community": "yes", "ck_embassy": "yes", "ck_secrecy": ")" + secrecy + R"(",
      "ck_when": "2026-06"})";
}

TEST_CASE("an interpreter who came out of a site raises the alarm, at the laptop and at headquarters") {
  TeamWorld world;
  world.submit("R7", "interpreter", interpreter_answers("Invented Name"));
  CHECK(alarms_of(world.r7()) == "usable ");
  const sync::ObjectId person = world.person("R7", "MM", "2026-09-20", R"(, "name_said": "NAME invented")");
  CHECK(alarms_of(world.r7()) == "resident unusable ");
  world.carry("R7");
  CHECK(alarms_of(world.hq()) == "resident unusable ");
  const std::vector<field::InterpreterView> views = need(field::list_interpreters(world.hq()));
  REQUIRE(views.size() == 1);
  CHECK(views[0].alarms[0].because == person);
  CHECK(need(field::show_interpreter(world.hq(), views[0].id)).name == "Invented Name");
  CHECK(field::show_interpreter(world.hq(), person).error().reason == field::kInterpreterUnknown);
}

TEST_CASE("an open check makes an interpreter unusable, and those with an alarm come first") {
  TeamWorld world;
  world.submit("R7", "interpreter", interpreter_answers("Quiet Invented"));
  world.submit("R7", "interpreter", interpreter_answers("Open Invented", "no"));
  CHECK(alarms_of(world.r7()) == "usable check_open unusable ");
  world.person("R7", "MM", "2026-09-20", R"(, "name_said": "Open Invented")");
  CHECK(alarms_of(world.r7()) == "resident check_open unusable usable ");
}

TEST_CASE("an interpreter with another name is known by the phone or the passport of somebody from a site") {
  TeamWorld world;
  std::string phone = interpreter_answers("Somebody Invented");
  phone.insert(1, R"("in_phone": "+60 12 345 6789", )");
  world.submit("R7", "interpreter", phone);
  CHECK(alarms_of(world.r7()) == "usable ");
  field::SubmitRequest recruiter;
  recruiter.form_id = "recruitment";
  recruiter.answers_json = R"({"r_rec": [{"rec_names": "Boss", "rec_phone": "+60123456789",
      "per_RoleInProcess": ["Transporter"]}]})";
  recruiter.unfinished_reason = "only the recruiter matters here";
  REQUIRE(need(field::submit(world.r7(), recruiter, world.progress)).problems.empty());
  CHECK(alarms_of(world.r7()) == "seen_as_controller unusable ");
  std::string paper = interpreter_answers("Nobody Invented");
  paper.insert(1, R"("in_document": "K 777-8888", )");
  world.submit("R7", "interpreter", paper);
  world.person("R7", "MM", "2026-09-20", R"(, "name_said": "Other Invented", "doc_number": "K7778888")");
  CHECK(alarms_of(world.r7()) == "seen_as_controller unusable resident unusable ");
}

}  // namespace
}  // namespace holdfast::test
