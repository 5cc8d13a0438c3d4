// What the list of records asks of a vault. Each is one question: values in, plain facts out, on the vault's lane.
// Nothing here writes.
#pragma once

#include <span>

#include "app/gui/record_road.h"

namespace holdfast::gui {

inline constexpr std::size_t kRecordsWindow = 200;  // rows fetched at a time
inline constexpr std::size_t kFoundMax = 1000;      // of a search

struct RecordsAnswer {
  std::vector<RecordKey> keys;  // drafts first, then the newest
  bool cut = false;             // more were found than are listed
  std::uint64_t all = 0;
  std::vector<FormChoice> forms;
  bool is_hq = false;
};
Result<RecordsAnswer> ask_records(store::Vault& vault, const RecordsQuestion& question);

// The rows of these. With words: also the answer in which they were found.
Result<std::vector<RecordLine>> fetch_records(store::Vault& vault, std::span<const RecordKey> keys,
                                              const std::string& words);

// One record with its labels. kRecordUnknown.
Result<RecordDetail> read_record(store::Vault& vault, const sync::ObjectId& id, const std::string& language);

// Where in `text` one of the words is found, case and accents aside where they do not change the length; nothing where
// it is not found as it stands.
struct FoundPlace {
  std::size_t from = 0, to = 0;  // bytes
};
std::optional<FoundPlace> find_words(const std::string& text, const std::string& words);

}  // namespace holdfast::gui
