// Full-text search over open records in every script: ICU-segmented text in FTS5, so that Thai, Khmer, Burmese, Lao
// and Chinese words are found inside unspaced text. Sealed records are never in the index.
#pragma once

#include "app/store/views.h"

namespace holdfast::store {

struct SearchHit {
  RecordRow record;
};
Result<std::vector<SearchHit>> search_records(Vault& vault, std::string_view words, std::size_t limit);
// The same while somebody types: the last word may be the beginning of one.
Result<std::vector<SearchHit>> search_as_typed(Vault& vault, std::string_view words, std::size_t limit);

// Used by refresh_object: replaces the object's indexed text (empty: removes it).
Result<void> index_object(Vault& vault, const sync::ObjectId& object, const std::string& segmented_text);

}  // namespace holdfast::store
