// A form's logic on the way into the journal: what is not asked is not taken in, and what follows is written along.
#include "app/store/forms_store.h"
#include "tests/app/team_world.h"

namespace holdfast::test {
namespace {

constexpr std::string_view kSurvey =
    "type,name,label,relevant,constraint,required,calculation\n"
    "integer,age,Age,,. < 120,yes,\n"
    "text,school,School,${age} < 18,,yes,\n"
    "calculate,minor,,,,,\"if(${age} < 18, 'yes', 'no')\"\n"
    "image,photo,Photo,${age} < 18,,,\n";

void keep_logic_form(store::Vault& vault) {
  forms::FormSheets sheets;
  sheets.survey = to_bytes(as_bytes(kSurvey));
  sheets.fallback_id = "logic";
  need_shown(store::keep_form(vault, need(forms::load_form(sheets)), true));
}

field::SubmitAnswer submitted(TeamWorld& world, const std::string& answers,
                              std::optional<std::string> unfinished = std::nullopt) {
  field::SubmitRequest request;
  request.form_id = "logic";
  request.answers_json = answers;
  request.unfinished_reason = std::move(unfinished);
  return need(field::submit(world.r7(), request, world.progress));
}

// "path=value" of all current answers, null as nothing.
std::map<std::string, std::string> answers_of(store::Vault& vault, const sync::ObjectId& record) {
  std::map<std::string, std::string> out;
  for (const store::CurrentValue& value : need(store::current_values(vault, record))) {
    if (value.path.starts_with('@') || value.value.is_null()) continue;
    const std::string* text = value.value.text();
    out[value.path] = text != nullptr ? *text : std::to_string(*value.value.integer());
  }
  return out;
}

TEST_CASE("an answer to what is not asked, and a broken constraint, keep a record from being written") {
  TeamWorld world;
  keep_logic_form(world.r7());
  const field::SubmitAnswer wrong = submitted(world, R"({"age": 200, "school": "x"})");
  CHECK(has_problem(wrong.problems, "age", "constraint"));
  CHECK(has_problem(wrong.problems, "school", "not_relevant"));
  CHECK(has_problem(submitted(world, R"({"age": 8})").problems, "school", "required"));
  CHECK(submitted(world, R"({"age": 40})").problems.empty());
}

TEST_CASE("a calculation is the program's, whatever the answers say") {
  TeamWorld world;
  keep_logic_form(world.r7());
  const field::SubmitAnswer answer = submitted(world, R"({"age": 40, "minor": "yes"})");
  REQUIRE(answer.problems.empty());
  CHECK(answers_of(world.r7(), answer.record) == std::map<std::string, std::string>{{"age", "40"}, {"minor", "no"}});
}

TEST_CASE("a file counts as an answer for what the form asks") {
  TeamWorld world;
  keep_logic_form(world.r7());
  field::SubmitRequest request;
  request.form_id = "logic";
  request.answers_json = R"({"age": 40})";
  request.attachments = {attachment("photo", "p.jpg", as_bytes("invented"))};
  CHECK(has_problem(need(field::submit(world.r7(), request, world.progress)).problems, "photo", "not_relevant"));
  request.answers_json = R"({"age": 8, "school": "x"})";
  const field::SubmitAnswer answer = need(field::submit(world.r7(), request, world.progress));
  CHECK(answer.problems.empty());
  CHECK(answer.files == 1);
}

TEST_CASE("an unfinished record is finished by a revision with only what changes, and what follows from it") {
  TeamWorld world;
  keep_logic_form(world.r7());
  const field::SubmitAnswer begun = submitted(world, R"({"age": 8})", "the bus left");
  REQUIRE(begun.problems.empty());
  CHECK(has_problem(begun.unanswered, "school", "required"));
  const field::SubmitAnswer more =
      need(field::revise(world.r7(), {begun.record, R"({"school": "Invented school"})", "known now"}, world.progress));
  CHECK(more.problems.empty());
  CHECK(more.unanswered.empty());
  const field::SubmitAnswer older =
      need(field::revise(world.r7(), {begun.record, R"({"age": 40})", "a slip"}, world.progress));
  CHECK(older.problems.empty());
  CHECK(has_problem(older.dropped, "school", "not_relevant"));
  CHECK(answers_of(world.r7(), begun.record) == std::map<std::string, std::string>{{"age", "40"}, {"minor", "no"}});
  const field::SubmitAnswer wrong =
      need(field::revise(world.r7(), {begun.record, R"({"age": 140})", "a slip"}, world.progress));
  CHECK(has_problem(wrong.problems, "age", "constraint"));
}

}  // namespace
}  // namespace holdfast::test
