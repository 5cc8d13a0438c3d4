// Evidence on the vault: what evidence_apply.cpp has done on the lane. Files of the outside are read here and nowhere
// else; nothing is ever written outside the vault, and nothing on a card is changed.
#pragma once

#include "app/gui/decoder_client.h"
#include "app/gui/evidence_commands.h"
#include "app/gui/evidence_facts.h"
#include "app/store/vault.h"

namespace holdfast::gui {

inline constexpr std::size_t kFoundFilesMax = 2000;
inline constexpr std::size_t kTextShownMax = std::size_t{256} << 10;

struct ExhibitList {
  std::vector<ExhibitRow> rows;
  std::vector<std::string> staff;  // other people of this laptop
};
Result<ExhibitList> read_exhibits(store::Vault& vault);
Result<ExhibitFacts> read_exhibit(store::Vault& vault, const std::string& id);
// Files, and what is in folders, hidden ones left out, by name.
Result<FoundFiles> find_evidence_files(Files& files, const std::vector<std::string>& paths);
// One exhibit of all, or one each; gives their ids. What the form refuses is an error with its sentence.
Result<std::vector<std::string>> take_in_evidence(store::Vault& vault, const FoundFiles& found,
                                                  const TakeInFiles& command, Progress& progress);
// Every file of it is read and compared with what was signed.
Result<std::map<std::string, bool>> check_evidence_files(store::Vault& vault, const std::string& id,
                                                         Progress& progress);
// Null pixels where it cannot be shown; an error only where the vault has one.
Result<SeenPicture> see_picture(store::Vault& vault, const std::string& ref, PictureBox box, Progress& progress);
Result<ViewedFile> read_text_file(store::Vault& vault, const ViewFile& file);
bool is_picture(std::string_view media_type);
// Text, also HTML, CSV and JSON: read as it stands there, never as a page.
bool is_text_file(std::string_view media_type);
// The giver's side, and the taker's where a passphrase is there.
Result<void> hand_over_evidence(store::Vault& vault, const HandOver& command, Progress& progress);

}  // namespace holdfast::gui
