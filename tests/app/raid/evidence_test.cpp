// Evidence on a vault: a card taken in as it is, an exhibit read back, its custody as one line with its gaps.
#include "app/field/staff.h"
#include "app/gui/evidence_work.h"
#include "crypto/hash.h"
#include "tests/app/team_world.h"

namespace holdfast::test {
namespace {

gui::TakeInFiles answers() {
  gui::TakeInFiles out;
  out.description = "Invented target list";
  out.found_where = "Invented room, desk 9";
  out.tamper_seal = "HF-77";
  out.type = "Script";
  out.method = "LogicalCollection";
  return out;
}

void put_card(TeamWorld& world) {
  world.files.put("/card/b.txt", as_bytes("invented,words\n"));
  world.files.put("/card/DCIM/a.jpg", as_bytes("no picture at all"));
  world.files.put("/card/.trash/old", as_bytes("hidden"));
  world.files.put("/card/page.html", as_bytes("<script>alert('invented')</script>\x1B[31m"));
}

TEST_CASE("a card is looked through: every file, in its order, hidden ones left out") {
  TeamWorld world;
  put_card(world);
  const gui::FoundFiles found = need(gui::find_evidence_files(world.files, {"/card"}));
  CHECK(found.paths == std::vector<std::string>{"/card/DCIM/a.jpg", "/card/b.txt", "/card/page.html"});
  CHECK(found.folder == "/card");
  CHECK_FALSE(found.too_many);
  CHECK(need(gui::find_evidence_files(world.files, {"/card/b.txt"})).paths.size() == 1);
  CHECK_FALSE(gui::find_evidence_files(world.files, {"/card/nothing"}).ok());
}

TEST_CASE("a card is taken in as one exhibit, or as one each, with the hash of every file") {
  TeamWorld world;
  put_card(world);
  const gui::FoundFiles found = need(gui::find_evidence_files(world.files, {"/card"}));
  gui::TakeInFiles command = answers();
  const std::vector<std::string> one = need(gui::take_in_evidence(world.r7(), found, command, world.progress));
  REQUIRE(one.size() == 1);
  const gui::ExhibitFacts exhibit = need(gui::read_exhibit(world.r7(), one.front()));
  CHECK(exhibit.what == "Invented target list");
  CHECK(exhibit.found_by == "R7-S1");
  CHECK(exhibit.seal == "HF-77");
  REQUIRE(exhibit.files.size() == 3);
  for (const gui::ExhibitFileFacts& file : exhibit.files) {
    CHECK(file.here);
    const Bytes content = world.files.content(file.name == "a.jpg" ? "/card/DCIM/a.jpg" : "/card/" + file.name);
    CHECK(file.sha256 == to_hex(crypto::sha256(content)));
  }
  command.one_each = true;
  CHECK(need(gui::take_in_evidence(world.r7(), found, command, world.progress)).size() == 3);
  CHECK(need(gui::read_exhibits(world.r7())).rows.size() == 4);
  for (const auto& [ref, same] : need(gui::check_evidence_files(world.r7(), one.front(), world.progress))) CHECK(same);

  // What the form refuses takes nothing in.
  command = answers();
  command.method = "magic";
  CHECK(gui::take_in_evidence(world.r7(), found, command, world.progress).error().reason == forms::kAnswersInvalid);
  CHECK(need(gui::read_exhibits(world.r7())).rows.size() == 4);
}

TEST_CASE("a page is shown as the text it is, and what is no picture is refused in one sentence") {
  TeamWorld world;
  put_card(world);
  const gui::FoundFiles found = need(gui::find_evidence_files(world.files, {"/card"}));
  const std::string id = need(gui::take_in_evidence(world.r7(), found, answers(), world.progress)).front();
  const gui::ExhibitFacts exhibit = need(gui::read_exhibit(world.r7(), id));
  for (const gui::ExhibitFileFacts& file : exhibit.files) {
    if (gui::is_picture(file.media_type)) {
      const gui::SeenPicture seen = need(gui::see_picture(world.r7(), file.ref, {64, 64}, world.progress));
      CHECK_FALSE(seen.rgba);
      continue;
    }
    REQUIRE(gui::is_text_file(file.media_type));
    const gui::ViewedFile text = need(gui::read_text_file(world.r7(), {file.ref, file.name, file.media_type}));
    CHECK(text.is_text);
    CHECK(text.text.find('\x1B') == std::string::npos);
    if (file.name == "page.html") CHECK(text.text.find("<script>") != std::string::npos);
  }
}

TEST_CASE("a long text is shown from its beginning, and says that it is cut") {
  TeamWorld world;
  world.files.put("/card/long.txt", Bytes(gui::kTextShownMax + 1, 'a'));
  const gui::FoundFiles found = need(gui::find_evidence_files(world.files, {"/card/long.txt"}));
  const std::string id = need(gui::take_in_evidence(world.r7(), found, answers(), world.progress)).front();
  const gui::ExhibitFileFacts file = need(gui::read_exhibit(world.r7(), id)).files.front();
  const gui::ViewedFile text = need(gui::read_text_file(world.r7(), {file.ref, file.name, file.media_type}));
  CHECK(text.cut);
  CHECK(text.text.size() == gui::kTextShownMax);
}

TEST_CASE("custody is one line: collected, handed over by both, and a gap that stays") {
  TeamWorld world;
  need(field::add_staff(world.r7(), "R7-S2", team_passphrase("another invented passphrase")));
  put_card(world);
  const gui::FoundFiles found = need(gui::find_evidence_files(world.files, {"/card/b.txt"}));
  const std::string id = need(gui::take_in_evidence(world.r7(), found, answers(), world.progress)).front();
  CHECK(need(gui::read_exhibits(world.r7())).staff == std::vector<std::string>{"R7-S2"});

  world.clock.now_ms += 60'000;
  gui::HandOver command;
  command.exhibit = id;
  command.to = "R7-S2";
  command.tamper_seal = "HF-77";
  command.passphrase = std::make_shared<crypto::Passphrase>(team_passphrase("another invented passphrase"));
  need(gui::hand_over_evidence(world.r7(), command, world.progress));
  gui::ExhibitFacts exhibit = need(gui::read_exhibit(world.r7(), id));
  REQUIRE(exhibit.custody.size() == 3);
  CHECK(exhibit.custody[0].action == "collected");
  CHECK((exhibit.custody[1].paired && exhibit.custody[2].paired));
  CHECK(exhibit.gaps == 0);

  // Somebody gives it on who never took it.
  world.clock.now_ms += 3'600'000;
  command.passphrase.reset();
  command.to = "Invented store";
  need(gui::hand_over_evidence(world.r7(), command, world.progress));
  exhibit = need(gui::read_exhibit(world.r7(), id));
  CHECK(exhibit.gaps > 0);
  std::size_t gaps = 0;
  for (const gui::CustodyLine& line : exhibit.custody) {
    if (line.mark != gui::CustodyMark::Gap) continue;
    ++gaps;
    CHECK(line.until_ms - line.at_ms == 3'600'000);
    CHECK_FALSE(line.what.empty());
  }
  CHECK(gaps == 1);
  CHECK(need(gui::read_exhibits(world.r7())).rows.front().gaps == exhibit.gaps);
}

}  // namespace
}  // namespace holdfast::test
