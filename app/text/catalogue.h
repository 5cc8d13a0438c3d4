// The sentences that people read, by reason and language. Plain files that a translator can edit:
//
//     [bundle.replayed]
//     happened = This bundle was already imported on an earlier day.
//     safe = Nothing was changed; the records are already here.
//     do = Nothing needs to be done. You can take the file off the stick.
//
// Values to be filled in, secrets or names never stand in a sentence.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/text/reasons.h"
#include "crypto/base/result.h"

namespace holdfast::text {

struct Sentence {
  std::string happened;
  std::string safe;
  std::string do_next;
  friend bool operator==(const Sentence&, const Sentence&) = default;
};

class Catalogue {
 public:
  // The files of a language that are compiled in (assets/languages/<language>/*.txt); kCatalogueLanguage where there
  // are none.
  static Result<Catalogue> embedded(std::string_view language);

  // Adds the sentences of one file, of a translator's folder for instance. A later sentence replaces an earlier one
  // of another file; twice in one file is kCatalogueMalformed, and then nothing of that file is added. `name` is for
  // the detail of the error.
  Result<void> add(std::string_view name, std::string_view content);

  // Null where the language has no such sentence.
  const Sentence* find(std::string_view code) const;
  std::vector<std::string> codes() const;
  bool empty() const { return sentences_.empty(); }

 private:
  std::map<std::string, Sentence, std::less<>> sentences_;
};

// Languages that are compiled in, ascending.
std::vector<std::string> embedded_languages();

}  // namespace holdfast::text
