#include "app/store/search.h"

#include "app/text/unicode.h"

namespace holdfast::store {

namespace {

constexpr const char* kFindIndexed = "SELECT id FROM search_object WHERE object = ?";
constexpr const char* kAddIndexed = "INSERT INTO search_object (object) VALUES (?)";
constexpr const char* kRemoveIndexed = "DELETE FROM search_object WHERE id = ?";
constexpr const char* kRemoveWords = "DELETE FROM search WHERE rowid = ?";
constexpr const char* kAddWords = "INSERT INTO search (rowid, words) VALUES (?, ?)";
constexpr const char* kSearch =
    "SELECT o.object FROM search s JOIN search_object o ON o.id = s.rowid JOIN record r ON r.object = o.object "
    "WHERE search MATCH ? ORDER BY r.created_ms DESC, o.object LIMIT ?";

// Each word quoted, so that nothing a person types is taken for an operator; words of one term stand together.
std::string match_text(std::string_view words) {
  std::string out;
  std::string word;
  const auto flush = [&out, &word] {
    const std::string segmented = text::search_words(word);
    if (!segmented.empty()) out += (out.empty() ? "\"" : " \"") + segmented + "\"";
    word.clear();
  };
  for (char c : words) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') flush();
    else word.push_back(c);
  }
  flush();
  return out;
}

}  // namespace

Result<void> index_object(Vault& vault, const sync::ObjectId& object, const std::string& segmented_text) {
  Statement find(vault.database(), kFindIndexed);
  std::int64_t id = 0;
  if (TRY(find.bind(object).step())) {
    id = find.integer(0);
    find.reset();
    Statement remove(vault.database(), kRemoveWords);
    TRY(remove.bind(id).run());
  }
  if (segmented_text.empty()) {
    if (id == 0) return {};
    Statement remove(vault.database(), kRemoveIndexed);
    return remove.bind(id).run();
  }
  if (id == 0) {
    Statement add(vault.database(), kAddIndexed);
    TRY(add.bind(object).run());
    id = vault.database().last_row_id();
  }
  Statement add(vault.database(), kAddWords);
  return add.bind(id).bind(std::string_view(segmented_text)).run();
}

namespace {

// A word of one ASCII letter as a beginning would be nearly every record.
bool may_be_beginning(const std::string& match) {
  const std::size_t last = match.find_last_of("\" ", match.size() - 2);
  const std::string_view word = std::string_view(match).substr(last + 1);
  return word.size() > 2;
}

Result<std::vector<SearchHit>> hits_of(Vault& vault, const std::string& match, std::size_t limit) {
  std::vector<sync::ObjectId> objects;
  Statement find(vault.database(), kSearch);
  find.bind(std::string_view(match)).bind(static_cast<std::int64_t>(limit));
  while (TRY(find.step())) objects.push_back(TRY(find.array<16>(0)));
  std::vector<SearchHit> out;
  for (const sync::ObjectId& object : objects) {
    if (std::optional<RecordRow> row = TRY(find_record(vault, object))) out.push_back({std::move(*row)});
  }
  return out;
}

}  // namespace

Result<std::vector<SearchHit>> search_records(Vault& vault, std::string_view words, std::size_t limit) {
  const std::string match = match_text(words);
  if (match.empty()) return std::vector<SearchHit>();
  return hits_of(vault, match, limit);
}

Result<std::vector<SearchHit>> search_as_typed(Vault& vault, std::string_view words, std::size_t limit) {
  std::string match = match_text(words);
  if (match.empty()) return std::vector<SearchHit>();
  const bool ends_with_blank = words.back() == ' ' || words.back() == '\t' || words.back() == '\n';
  if (!ends_with_blank && may_be_beginning(match)) match += " *";
  return hits_of(vault, match, limit);
}

}  // namespace holdfast::store
