// Set-up and enrolment on the vault's lane: the use-cases of app/exchange and app/field, and where their files lie on a
// stick.
#pragma once

#include "app/gui/setup_facts.h"
#include "app/store/vault.h"

namespace holdfast::gui {

// How this vault stands: enrolled or not, by what name, who may open it.
Result<SetupFacts> read_setup(store::Vault& vault);

struct RequestFacts {
  std::string name;
  std::vector<std::string> words;
  std::string digits;
};
// The eight words of this laptop under that name, which is kept for the next time.
Result<RequestFacts> ask_enrolment(store::Vault& vault, const std::string& name);
// Writes the request as <name>.request into the folder; returns its path.
Result<std::string> save_request(store::Vault& vault, const std::string& name, const std::string& folder);
// `path`: the answer file, or a folder in which it is looked for. kEnrolFile where there is none.
Result<void> accept_answer(store::Vault& vault, const std::string& path, const std::string& hq_words);

}  // namespace holdfast::gui
