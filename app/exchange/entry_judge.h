// Content, entry by entry: opening matches root, form known, answers valid, author allowed, certificate in date. A
// failure holds this entry back under a code; it never stops the entries after it. formats.md, "Import".
#pragma once

#include <map>
#include <vector>

#include "app/exchange/bundle_load.h"
#include "app/exchange/hq_keys.h"
#include "app/forms/form_logic.h"

namespace holdfast::exchange {

struct Verdict {
  std::string held;                     // code, or empty: it counts
  std::optional<sync::Opening> opening; // what may be stored of its values
  std::vector<store::BlobKey> keys;            // of its sealed media
  bool closed = false;                  // some class of it is not ours to open: it stays sealed here
};

class EntryJudge {
 public:
  // All must outlive it. `released`: HQ has decided to take this bundle although its sender is out of date.
  EntryJudge(store::Vault& vault, const HqKeys& keys, const sync::Device& sender, const BundleLoad& load,
             bool released);
  Result<Verdict> judge(const sync::SignedEntry& entry);
  bool sender_expired() const { return expired_; }

 private:
  Result<std::string> judge_content(const sync::SignedEntry& entry, Verdict& out);
  Result<void> open_parts(const sync::SignedEntry& entry, Verdict& out);
  Result<const forms::Form*> find_form(const Hash256& hash);
  std::shared_ptr<const forms::FormLogic> find_logic(const forms::Form& form);

  store::Vault& vault_;
  const HqKeys& keys_;
  const sync::Device& sender_;
  const BundleLoad& load_;
  bool expired_;
  std::map<Hash256, std::optional<forms::Form>> forms_;
  std::map<Hash256, std::shared_ptr<const forms::FormLogic>> logics_;
};

// Why the values of an entry do not fit its form; empty where they do. With `logic`, of a whole record, its constraints
// and what it asks count as well.
std::string judge_answers(const forms::Form& form, const sync::Opening& opening,
                          const std::shared_ptr<const forms::FormLogic>& logic);
// Whether a form's logic has a say: in a record as it was submitted, all of which can be read. A revision tells only
// what it changes, and a withdrawal counts whatever else is in it.
bool has_whole_record(const sync::Entry& entry, const sync::Opening& opening);

// Judges again what waits for an opening, a form or better answers: one of them may have come. Run after every import
// and before receipts, so that a process that died in between is made up for.
Result<void> rejudge_held(store::Vault& vault);

// The keys of an entry's sealed media, from those of its sealed parts that our keys open.
Result<std::vector<store::BlobKey>> sealed_blob_keys(store::Vault& vault, const HqKeys& keys,
                                              const std::vector<store::SealedPart>& parts);

}  // namespace holdfast::exchange
