#include "app/gui/setup_work.h"

#include "app/exchange/enrolment.h"
#include "app/field/staff.h"
#include "sync/certificate.h"

namespace holdfast::gui {

namespace {

constexpr std::string_view kSetupName = "setup/name";
constexpr std::uint64_t kAnswerSizeMax = std::uint64_t{64} << 20;

std::vector<std::string> words_apart(const std::string& text) {
  std::vector<std::string> out;
  std::string word;
  for (const char c : text) {
    if (c != ' ') {
      word.push_back(c);
      continue;
    }
    if (!word.empty()) out.push_back(std::exchange(word, std::string()));
  }
  if (!word.empty()) out.push_back(word);
  return out;
}

// An answer is known by being one: whatever headquarters called the file.
Result<void> accept_file(store::Vault& vault, const std::string& path, const std::string& hq_words) {
  const Bytes bytes = TRY(read_file(vault.seams().files, path, kAnswerSizeMax));
  return exchange::accept_enrolment(vault, bytes, hq_words);
}

}  // namespace

Result<SetupFacts> read_setup(store::Vault& vault) {
  SetupFacts facts;
  facts.asked = true;
  facts.enrolled = vault.certificate().has_value();
  if (facts.enrolled) facts.name = vault.certificate()->name;
  if (vault.roster()) facts.team = vault.roster()->team_name;
  if (!facts.enrolled) {
    if (const std::optional<Bytes> name = TRY(vault.meta(kSetupName))) facts.name = std::string(as_text(*name));
  }
  std::vector<StaffLine> staff;
  for (const field::StaffRow& row : TRY(field::list_staff(vault))) staff.push_back({row.code, row.added_ms, row.here});
  facts.staff = std::move(staff);
  return facts;
}

Result<RequestFacts> ask_enrolment(store::Vault& vault, const std::string& name) {
  const exchange::RequestAnswer request = TRY(exchange::request_enrolment(vault, name));
  TRY(vault.set_meta(kSetupName, as_bytes(name)));
  return RequestFacts{name, words_apart(request.words), request.digits};
}

Result<std::string> save_request(store::Vault& vault, const std::string& name, const std::string& folder) {
  const exchange::RequestAnswer request = TRY(exchange::request_enrolment(vault, name));
  const std::string path = join_path(folder, name + ".request");
  TRY(write_file_atomically(vault.seams().files, path, request.file));
  return path;
}

Result<void> accept_answer(store::Vault& vault, const std::string& path, const std::string& hq_words) {
  const Result<std::vector<FolderEntry>> listed = vault.seams().files.list(path);
  if (!listed.ok()) return accept_file(vault, path, hq_words);
  Error last{exchange::kEnrolFile, {}};
  for (const FolderEntry& entry : *listed) {
    if (entry.is_folder || entry.size_bytes > kAnswerSizeMax) continue;
    const Result<void> accepted = accept_file(vault, join_path(path, entry.name), hq_words);
    if (accepted.ok()) return {};
    // An answer to another laptop on the same stick is no reason to stop; wrong words are.
    if (accepted.error().reason == exchange::kEnrolWords) return accepted;
    if (accepted.error().reason != exchange::kEnrolFile) last = accepted.error();
  }
  return last;
}

}  // namespace holdfast::gui
