// A laptop joins its team through files on a stick: what set-up does on a real vault.
#include "app/exchange/enrolment.h"
#include "app/gui/setup_work.h"
#include "tests/app/team_world.h"

namespace holdfast::test {
namespace {

struct Newcomer {
  Newcomer() : vault(make()) { need(world.files.make_folder("/stick")); }
  store::Vault make() {
    store::Vault::Creation creation;
    creation.parameters = {crypto::kPasswordPassesMin, crypto::kPasswordMemoryMin};
    return need(store::Vault::create(world.seams(), "/R9", team_passphrase(), creation));
  }
  std::string approve(const std::string& path) {
    const Bytes request = world.files.content(path);
    const std::string words = need(exchange::request_enrolment(vault, "R9")).words;
    const exchange::ApproveAnswer answer =
        need(exchange::approve_enrolment(world.hq(), request, words, sync::Role::Field));
    world.files.put("/stick/for-r9", answer.file);
    return answer.words;
  }
  TeamWorld world;
  store::Vault vault;
};

TEST_CASE("eight words in reading order, a request on the stick, an answer found beside other files") {
  Newcomer newcomer;
  store::Vault& vault = newcomer.vault;
  CHECK_FALSE(need(gui::read_setup(vault)).enrolled);
  const gui::RequestFacts request = need(gui::ask_enrolment(vault, "R9"));
  CHECK(request.words.size() == 8);
  CHECK(need(gui::read_setup(vault)).name == "R9");
  const std::string path = need(gui::save_request(vault, "R9", "/stick"));
  CHECK(path == "/stick/R9.request");
  const std::string hq_words = newcomer.approve(path);
  newcomer.world.files.put("/stick/holiday.txt", as_bytes("nothing of ours"));
  CHECK(gui::accept_answer(vault, "/stick", "lantern orbit").error().kind() != Kind::Io);
  CHECK_FALSE(need(gui::read_setup(vault)).enrolled);
  need(gui::accept_answer(vault, "/stick", hq_words));
  const gui::SetupFacts after = need(gui::read_setup(vault));
  CHECK(after.enrolled);
  CHECK(after.name == "R9");
  CHECK(after.team == "Invented team");
  REQUIRE(after.staff);
  CHECK(after.staff->size() == 1);
}

TEST_CASE("a name that is none, and a folder without an answer, are said") {
  Newcomer newcomer;
  CHECK(gui::ask_enrolment(newcomer.vault, "poipet").error().reason == exchange::kEnrolName);
  CHECK(gui::accept_answer(newcomer.vault, "/stick", "words").error().reason == exchange::kEnrolFile);
  CHECK_FALSE(gui::accept_answer(newcomer.vault, "/no/stick", "words").ok());
}

}  // namespace
}  // namespace holdfast::test
