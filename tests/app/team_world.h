// A small invented team for the tests of use cases: headquarters and two laptops that were enrolled with words, each
// opened by a member of staff, and a stick between them. All people, places and numbers are invented.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "app/exchange/incoming.h"
#include "app/exchange/outgoing.h"
#include "app/exchange/receipts.h"
#include "app/field/person.h"
#include "app/field/submit.h"
#include "app/hq/figures/status_report.h"
#include "app/hq/office/create.h"
#include "sync/folder.h"
#include "tests/support/fake_seams.h"
#include "tests/support/files_vfs.h"

namespace holdfast::test {

inline constexpr const char* kTeamRoad = "/road";

// What a test cannot go on without.
template <typename T>
T need(Result<T> result);

class TeamWorld {
 public:
  TeamWorld();
  ~TeamWorld();
  TeamWorld(const TeamWorld&) = delete;
  TeamWorld& operator=(const TeamWorld&) = delete;

  store::Vault& vault(const std::string& name) { return *vaults_.at(name); }
  store::Vault& hq() { return vault("HQ"); }
  store::Vault& r7() { return vault("R7"); }
  store::Vault& r8() { return vault("R8"); }
  store::Seams seams();
  void lock(const std::string& name);
  // As the person of that staff code.
  Result<void> unlock(const std::string& name, const std::string& passphrase, const std::string& staff);

  // Submits and expects no problem. Answers are JSON.
  field::SubmitAnswer submit(const std::string& name, const std::string& form, const std::string& answers);
  // One invented person who came out; `more` are further answers, beginning with a comma.
  sync::ObjectId person(const std::string& name, const std::string& nationality, const std::string& out_when,
                        const std::string& more = "");
  void status(const std::string& name, const sync::ObjectId& person, const std::string& status, const std::string& when,
              const std::string& country);
  // One exhibit with one file.
  sync::ObjectId exhibit(const std::string& name, const std::string& file_name, ByteView content);

  // Writes what is due to the stick, without and with headquarters reading it.
  std::vector<exchange::WrittenBundle> bundle(const std::string& name);
  std::vector<exchange::ImportOutcome> import();
  void carry(const std::string& name);
  hq::StatusReport report(const std::string& day);

  FakeFiles files;
  FakeClock clock;
  FakeRandom random{21};
  Pool pool{2};
  NoProgress progress;

 private:
  FilesVfs vfs_;
  std::map<std::string, std::unique_ptr<store::Vault>> vaults_;
};

// The recovery shares that headquarters of every world was made with, as they were printed.
std::vector<crypto::SecretBuffer> team_shares();
crypto::Passphrase team_passphrase(const std::string& text = "an invented passphrase");

field::AttachmentSource attachment(const std::string& question, const std::string& file_name, ByteView content,
                                   const std::string& media_type = "text/plain");
// True where one of the problems is about this question.
bool has_problem(const std::vector<forms::AnswerProblem>& problems, const std::string& path, const std::string& code);

template <typename T>
void need_shown(const Result<T>& result);  // REQUIRE with the error in sight

}  // namespace holdfast::test

#include "tests/app/team_world_need.h"
