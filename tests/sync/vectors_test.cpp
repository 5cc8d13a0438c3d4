// The vectors of tests/vectors/sync: a comment, lines "name: value", an empty line, hexadecimal digits. They are what
// the format was when they were written: a program that reads them otherwise reads old journals otherwise.
#include "tests/sync/journal_fixture.h"

#include <filesystem>
#include <fstream>

namespace holdfast::test {
namespace {

namespace fs = std::filesystem;

struct Vector {
  std::string name;
  std::map<std::string, std::string> fields;
  Bytes bytes;
  template <std::size_t N>
  ByteArray<N> field(const std::string& key) const {
    return *array_from_hex<N>(fields.at(key));
  }
};

std::vector<Vector> vectors_of(const std::string& kind) {
  crypto::start_crypto();
  std::vector<Vector> out;
  for (const fs::directory_entry& file : fs::directory_iterator(HOLDFAST_SOURCE_DIR "/tests/vectors/sync")) {
    Vector vector;
    vector.name = file.path().stem().string();
    if (vector.name.rfind(kind + "_", 0) != 0) continue;
    std::ifstream in(file.path());
    std::string line;
    while (std::getline(in, line) && !line.empty()) {
      const std::size_t colon = line.find(": ");
      if (line[0] != '#') vector.fields.emplace(line.substr(0, colon), line.substr(colon + 2));
    }
    std::string hex;
    while (std::getline(in, line)) hex += line;
    vector.bytes = *from_hex(hex);
    out.push_back(std::move(vector));
  }
  return out;
}

template <typename T>
std::string code_of(const Result<T>& result) {
  return result.ok() ? "ok" : std::string(result.error().reason.code());
}

std::string entry_verdict(const Vector& vector) {
  const auto entry = sync::read_entry(vector.bytes, vector.field<64>("signature"));
  if (!entry.ok()) return code_of(entry);
  CHECK(entry->hash == vector.field<32>("hash"));
  CHECK(sync::encode_entry(entry->entry) == vector.bytes);
  return code_of(sync::check_entry_signature(*entry, crypto::VerifyKey{vector.field<32>("key")}));
}

std::string opening_verdict(const Vector& vector) {
  const auto opening = sync::decode_opening(vector.bytes);
  if (!opening.ok()) return code_of(opening);
  CHECK(sync::encode_opening(*opening) == vector.bytes);
  CHECK(*sync::opening_root(*opening) == vector.field<32>("root"));
  return "ok";
}

std::string receipt_verdict(const Vector& vector) {
  const auto document = sync::decode_document(vector.bytes);
  if (!document.ok()) return code_of(document);
  sync::Roster roster;
  roster.team = vector.field<16>("team");
  roster.hq_sign_keys = {crypto::VerifyKey{vector.field<32>("key")}};
  const std::uint64_t last = std::stoull(vector.fields.at("last"));
  return code_of(sync::read_receipt(*document, roster, vector.field<16>("device"), last));
}

TEST_CASE("every kept vector is still read as it was") {
  const std::tuple<std::string, std::size_t, std::string (*)(const Vector&)> kinds[] = {
      {"entry", 8, entry_verdict}, {"opening", 8, opening_verdict}, {"receipt", 6, receipt_verdict}};
  for (const auto& [kind, count, verdict] : kinds) {
    const std::vector<Vector> vectors = vectors_of(kind);
    CHECK(vectors.size() >= count);
    for (const Vector& vector : vectors) {
      INFO(vector.name);
      CHECK(verdict(vector) == vector.fields.at("expect"));
    }
  }
}

}  // namespace
}  // namespace holdfast::test
