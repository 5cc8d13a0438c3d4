// The lane of the vault: what waits for what, what is dropped, what locking leaves behind.
#include <thread>

#include "app/store/drafts.h"
#include "tests/app/gui/shell/shell_world.h"

namespace holdfast::test {
namespace {

using gui::App;
using gui::Done;
using gui::Job;

// Bounded, so that a lane that never lets go fails a check instead of hanging.
template <typename Holds>
bool soon(const Holds& holds) {
  for (int i = 0; i < 5000; ++i) {
    if (holds()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return false;
}

struct OpenWorld : ShellWorld {
  OpenWorld() {
    make_vault();
    start();
    unlock();
  }
};

// Holds the lane until it is let go.
struct Gate {
  std::atomic<bool> reached{false}, open{false};
  Job job() {
    Job out;
    out.key = "gate";
    out.work = [this](store::Vault&, Progress&) -> Done {
      reached = true;
      soon([this] { return open.load(); });
      return {};
    };
    return out;
  }
};

store::Draft draft_of(std::string_view words) {
  store::Draft draft;
  draft.id = {1, 2, 3};
  draft.form_id = "register";
  const ByteView bytes = as_bytes(words);
  draft.content.assign(bytes.begin(), bytes.end());
  draft.updated_ms = 1;
  return draft;
}

Job saving_job(std::string words) {
  Job job;
  job.key = "draft/0102";
  job.urgent = true;
  job.saves = true;
  job.work = [words = std::move(words)](store::Vault& vault, Progress&) -> Done {
    const bool saved = store::save_draft(vault, draft_of(words)).ok();
    return [saved](App& app) { app.show_toast(saved ? "saved" : "lost"); };
  };
  return job;
}

TEST_CASE("an urgent job runs while a long one is between two transactions") {
  OpenWorld world;
  std::atomic<bool> begun{false}, urgent_ran{false};
  Job slow;
  slow.key = "bundle";
  slow.shown = true;
  bool seen_inside = false;
  slow.work = [&](store::Vault&, Progress& progress) -> Done {
    begun = true;
    seen_inside = soon([&] {
      progress.report(1, 2);
      return urgent_ran.load();
    });
    return {};
  };
  world.app().lane().post(std::move(slow));
  REQUIRE(soon([&] { return begun.load(); }));
  REQUIRE(world.app().lane().running().size() == 1);
  Job urgent;
  urgent.key = "draft";
  urgent.urgent = true;
  urgent.work = [&](store::Vault&, Progress&) -> Done {
    urgent_ran = true;
    return {};
  };
  world.app().lane().post(std::move(urgent));
  world.app().lane().wait_until_done();
  CHECK(seen_inside);
}

TEST_CASE("an urgent job waits while a transaction is open, and where the long job stands alone") {
  OpenWorld world;
  std::atomic<bool> begun{false}, go{false}, urgent_ran{false};
  bool ran_inside = true, ran_after = false;
  Job slow;
  slow.key = "import";
  slow.shown = true;
  const bool alone = GENERATE(false, true);
  slow.alone = alone;
  slow.work = [&](store::Vault& vault, Progress& progress) -> Done {
    begun = true;
    soon([&] { return go.load(); });
    {
      Result<store::Transaction> transaction = store::Transaction::begin(vault.database());
      for (int i = 0; i < 10; ++i) progress.report(1, 2);
      ran_inside = urgent_ran.load();
      if (transaction.ok()) static_cast<void>(transaction->commit().ok());
    }
    progress.report(2, 2);
    ran_after = urgent_ran.load();
    return {};
  };
  world.app().lane().post(std::move(slow));
  REQUIRE(soon([&] { return begun.load(); }));
  Job urgent;
  urgent.key = "draft";
  urgent.urgent = true;
  urgent.work = [&](store::Vault&, Progress&) -> Done {
    urgent_ran = true;
    return {};
  };
  world.app().lane().post(std::move(urgent));
  go = true;
  world.app().lane().wait_until_done();
  CHECK_FALSE(ran_inside);
  CHECK(ran_after == !alone);
  CHECK(urgent_ran.load());
}

TEST_CASE("a long job that is cancelled hears of it") {
  OpenWorld world;
  std::atomic<bool> begun{false};
  bool heard = false;
  Job slow;
  slow.key = "bundle";
  slow.shown = true;
  slow.work = [&](store::Vault&, Progress& progress) -> Done {
    begun = true;
    heard = soon([&] { return progress.cancelled(); });
    return {};
  };
  world.app().lane().post(std::move(slow));
  REQUIRE(soon([&] { return begun.load(); }));
  world.app().lane().cancel("bundle");
  world.app().lane().wait_until_done();
  CHECK(heard);
}

Job question_job(std::string key, std::vector<int>& answers, int number) {
  Job job;
  job.key = std::move(key);
  job.question = true;
  job.work = [&answers, number](store::Vault&, Progress&) -> Done {
    return [&answers, number](App&) { answers.push_back(number); };
  };
  return job;
}

TEST_CASE("a newer question takes the place of an older one that has not begun") {
  OpenWorld world;
  Gate gate;
  std::vector<int> answers;
  world.app().lane().post(gate.job());
  REQUIRE(soon([&] { return gate.reached.load(); }));
  for (int i = 1; i <= 5; ++i) world.app().lane().post(question_job("records.search", answers, i));
  world.app().lane().post(question_job("another", answers, 99));
  gate.open = true;
  world.app().lane().wait_until_done();
  world.frame();
  CHECK(answers == std::vector<int>{5, 99});
}

TEST_CASE("a newer question stops an older one that runs, and only the newer is answered") {
  OpenWorld world;
  std::atomic<bool> begun{false};
  std::vector<int> answers;
  bool stopped = false;
  Job first;
  first.key = "records.search";
  first.question = true;
  first.work = [&](store::Vault&, Progress& progress) -> Done {
    begun = true;
    stopped = soon([&] { return progress.cancelled(); });
    return [&answers](App&) { answers.push_back(1); };
  };
  world.app().lane().post(std::move(first));
  REQUIRE(soon([&] { return begun.load(); }));
  world.app().lane().post(question_job("records.search", answers, 2));
  world.app().lane().wait_until_done();
  world.frame();
  CHECK(stopped);
  CHECK(answers == std::vector<int>{2});
}

TEST_CASE("locking waits for what was typed, drops questions, and answers nothing that was asked before") {
  OpenWorld world;
  Gate gate;
  std::vector<int> answers;
  world.app().lane().post(gate.job());
  REQUIRE(soon([&] { return gate.reached.load(); }));
  world.app().lane().post(question_job("records", answers, 1));
  Job asked_urgently;
  asked_urgently.key = "home";
  asked_urgently.urgent = true;
  asked_urgently.work = [&answers](store::Vault&, Progress&) -> Done {
    return [&answers](App&) { answers.push_back(2); };
  };
  world.app().lane().post(std::move(asked_urgently));
  world.app().lane().post(saving_job("{\"a\":\"what was typed last\"}"));
  world.app().lock_now();
  gate.open = true;
  REQUIRE(world.until([&] { return world.app().state.stage == gui::Stage::Locked; }));
  world.frame();
  CHECK(answers.empty());
  CHECK(world.app().state.toast.has_value());  // the Done of what `saves` is heard
  Result<store::Vault> vault = store::Vault::open(world.seams(), world.vault_path(), world.passphrase(), {});
  REQUIRE(vault.ok());
  const auto drafts = store::list_drafts(*vault);
  REQUIRE(drafts.ok());
  REQUIRE(drafts->size() == 1);
  CHECK(as_text(drafts->front().content) == "{\"a\":\"what was typed last\"}");
}

TEST_CASE("a draft that is saved while a long job pauses is in the vault") {
  OpenWorld world;
  std::atomic<bool> begun{false}, go{false};
  Job slow;
  slow.key = "bundle";
  slow.shown = true;
  std::size_t drafts_inside = 0;
  slow.work = [&](store::Vault& vault, Progress& progress) -> Done {
    begun = true;
    soon([&] { return go.load(); });
    progress.report(1, 2);
    const auto drafts = store::list_drafts(vault);
    if (drafts.ok()) drafts_inside = drafts->size();
    return {};
  };
  world.app().lane().post(std::move(slow));
  REQUIRE(soon([&] { return begun.load(); }));
  world.app().lane().post(saving_job("{}"));
  go = true;
  world.app().lane().wait_until_done();
  CHECK(drafts_inside == 1);
}

}  // namespace
}  // namespace holdfast::test
