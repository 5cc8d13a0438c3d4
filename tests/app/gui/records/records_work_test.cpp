// What the list of records asks of a vault: search in every script, marks that follow the road, corrections.
#include "app/gui/records_work.h"
#include "app/gui/correction_work.h"
#include "app/store/drafts.h"
#include "app/store/record_places.h"
#include "tests/app/team_world.h"

namespace holdfast::test {
namespace {

gui::RecordsAnswer ask(store::Vault& vault, const std::string& words, gui::MarkFilter mark = gui::MarkFilter::Any,
                       const std::string& form = "") {
  return need(gui::ask_records(vault, {words, form, mark}));
}

std::vector<std::string> found(store::Vault& vault, const std::string& words) {
  std::vector<std::string> out;
  for (const gui::RecordKey& key : ask(vault, words).keys) out.push_back(to_hex(key.id));
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<std::string> ids(std::vector<sync::ObjectId> objects) {
  std::vector<std::string> out;
  for (const sync::ObjectId& id : objects) out.push_back(to_hex(id));
  std::sort(out.begin(), out.end());
  return out;
}

gui::RecordLine line_of(store::Vault& vault, const sync::ObjectId& id, const std::string& words = "") {
  const std::vector<gui::RecordKey> keys{{id, false}};
  return need(gui::fetch_records(vault, keys, words)).front();
}

const gui::AnswerLine* answer_of(const gui::RecordDetail& detail, const std::string& path) {
  for (const gui::AnswerLine& line : detail.answers) {
    if (line.path == path) return &line;
  }
  return nullptr;
}

TEST_CASE("a search finds Thai and Chinese names inside unspaced text, and the beginning of a word while it is typed") {
  TeamWorld world;
  const sync::ObjectId thai =
      world.person("R7", "TH", "2026-09-01", R"(, "name_said": "เขาเรียกว่าหวังเสี่ยวหมิงที่อาคารสี่")");
  const sync::ObjectId chinese = world.person("R7", "CN", "2026-09-01", R"(, "name_said": "收款人王小明，广西人")");
  const sync::ObjectId latin = world.person("R7", "VN", "2026-09-01", R"(, "name_said": "Nguyễn Hồng")");
  CHECK(found(world.r7(), "เสี่ยวหมิง") == ids({thai}));
  CHECK(found(world.r7(), "王小明") == ids({chinese}));
  CHECK(found(world.r7(), "王小") == ids({chinese}));
  CHECK(found(world.r7(), "nguy") == ids({latin}));
  CHECK(found(world.r7(), "nguy ").empty());  // said to be whole
  CHECK(found(world.r7(), "小明王").empty());
  CHECK(found(world.r7(), "").size() == 3);
}

TEST_CASE("a hit names the answer in which it was found, cut around what was typed") {
  TeamWorld world;
  const sync::ObjectId chinese = world.person("R7", "CN", "2026-09-01", R"(, "name_said": "收款人王小明，广西人")");
  const gui::RecordLine line = line_of(world.r7(), chinese, "王小明");
  CHECK(line.before == "收款人");
  CHECK(line.found == "王小明");
  CHECK(line.after == "，广西人");
  CHECK(line_of(world.r7(), chinese).found.empty());
  const auto place = gui::find_words("Friend of WANG", "wang");
  REQUIRE(place);
  CHECK(place->from == 10);
  CHECK_FALSE(gui::find_words("nobody", "wang"));
}

TEST_CASE("a record's mark follows it: not sent, on the road, confirmed") {
  TeamWorld world;
  const sync::ObjectId id = world.person("R7", "MM", "2026-09-01");
  CHECK(line_of(world.r7(), id).mark == gui::RoadMark::NotSent);
  CHECK(ask(world.r7(), "", gui::MarkFilter::NotSent).keys.size() == 1);
  world.carry("R7");
  CHECK(line_of(world.r7(), id).mark == gui::RoadMark::OnTheRoad);
  CHECK(ask(world.r7(), "", gui::MarkFilter::NotSent).keys.empty());
  CHECK(ask(world.r7(), "", gui::MarkFilter::OnTheRoad).keys.size() == 1);
  CHECK(line_of(world.hq(), id).mark == gui::RoadMark::FromOthers);
  sync::Folder road(world.files, kTeamRoad);
  need(exchange::write_receipts(world.hq(), road, world.progress));
  need(exchange::import_road(world.r7(), road, world.progress));
  CHECK(line_of(world.r7(), id).mark == gui::RoadMark::Confirmed);
  CHECK(ask(world.r7(), "", gui::MarkFilter::Confirmed).keys.size() == 1);
}

TEST_CASE("drafts stand before what was submitted, and only where no words are searched for") {
  TeamWorld world;
  world.person("R7", "MM", "2026-09-01");
  store::Draft draft;
  draft.id = world.random.id();
  draft.form_id = "interview";
  draft.content = to_bytes(as_bytes("{}"));
  draft.updated_ms = world.clock.now_ms;
  need(store::save_draft(world.r7(), draft));
  const gui::RecordsAnswer all = ask(world.r7(), "");
  REQUIRE(all.keys.size() == 2);
  CHECK(all.keys[0].draft);
  CHECK(all.all == 1);
  CHECK(need(gui::fetch_records(world.r7(), all.keys, "")).front().state == "draft");
  CHECK(ask(world.r7(), "", gui::MarkFilter::Draft).keys.size() == 1);
  CHECK(ask(world.r7(), "", gui::MarkFilter::Any, "register").keys.size() == 1);
  CHECK(ask(world.r7(), "", gui::MarkFilter::Any, "screening").keys.empty());
}

TEST_CASE("places are all records, the newest first, as the list of rows has them") {
  TeamWorld world;
  for (int i = 0; i < 5; ++i) world.person("R7", "MM", "2026-09-01");
  const auto places = need(store::list_record_places(world.r7(), ""));
  const auto rows = need(store::list_records(world.r7(), {}));
  REQUIRE(places.size() == rows.size());
  std::vector<sync::ObjectId> wanted;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CHECK(places[i].id == rows[i].id);
    CHECK(places[i].seq == rows[i].seq);
    wanted.push_back(places[i].id);
  }
  wanted.insert(wanted.begin(), world.random.id());  // gone meanwhile
  CHECK(need(store::records_at(world.r7(), wanted)).size() == rows.size());
  CHECK(need(store::list_record_places(world.r7(), "screening")).empty());
  CHECK(need(store::count_records(world.r7())) == rows.size());
}

TEST_CASE("a record is read with labels, and an answer is corrected by a new version") {
  TeamWorld world;
  const sync::ObjectId id = world.person("R7", "MM", "2026-09-01", R"(, "age_band": "adult", "name_said": "Invented")");
  const gui::RecordDetail before = need(gui::read_record(world.r7(), id, "en"));
  const gui::AnswerLine* age = answer_of(before, "age_band");
  REQUIRE(age != nullptr);
  CHECK(age->kind == gui::AnswerKind::One);
  CHECK(age->names == std::vector<std::string>{"adult"});
  CHECK(age->value != "adult");  // its label, not its name
  CHECK(answer_of(before, "nationality")->value == "Myanmar (Burma)");
  CHECK(before.may_edit);
  CHECK(before.person == to_hex(id));
  need(gui::correct_answer(world.r7(), {to_hex(id), "age_band", gui::AnswerKind::One, {"12_17"}, "seen a document"},
                           world.progress));
  const gui::RecordDetail after = need(gui::read_record(world.r7(), id, "en"));
  CHECK(answer_of(after, "age_band")->names == std::vector<std::string>{"12_17"});
  CHECK(after.line.revisions == 1);
  const auto refused = gui::correct_answer(
      world.r7(), {to_hex(id), "age_band", gui::AnswerKind::One, {"nonsense"}, ""}, world.progress);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().reason == forms::kAnswersInvalid);
}

TEST_CASE("a correction inside a repeat names its instance") {
  const gui::CorrectAnswer command{"", "g/r[0123456789abcdef]/q", gui::AnswerKind::Many, {"a", "b"}, ""};
  CHECK(gui::correction_json(command) == R"({"g":{"r":[{"q":["a","b"],"@id":"0123456789abcdef"}]}})");
  CHECK(gui::correction_json({"", "q", gui::AnswerKind::Text, {}, ""}) == R"({"q":null})");
}

}  // namespace
}  // namespace holdfast::test
