// Published vectors of address and document formats, read from the folder of test data beside the project.
#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "app/case/base58.h"
#include "app/case/identifier_parts.h"
#include "app/case/keccak.h"

using namespace holdfast;
using namespace holdfast::cases;
using Json = nlohmann::json;

namespace {

std::string shared_text(const std::string& name) {
  std::ifstream file(std::string(HOLDFAST_SHARED_DIR) + "/data/" + name, std::ios::binary);
  if (!file) SKIP("the shared data is not here: " << name);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<std::string> lines_of_file(const std::string& name) {
  std::istringstream text(shared_text(name));
  std::vector<std::string> out;
  for (std::string line; std::getline(text, line);) {
    if (!line.empty()) out.push_back(line);
  }
  return out;
}

IdentifierCheck check_as(IdentifierKind kind, const std::string& text) {
  IdentifierHint hint;
  hint.kind = kind;
  return check_identifier(text, hint);
}

bool warns_of(const IdentifierCheck& check, std::string_view code) {
  for (const IdentifierWarning& warning : check.warnings) {
    if (warning.code == code) return true;
  }
  return false;
}

std::string script_of(const SegwitProgram& read) {
  Bytes out{static_cast<std::uint8_t>(read.version == 0 ? 0 : 0x50 + read.version),
            static_cast<std::uint8_t>(read.program.size())};
  append(out, read.program);
  return to_hex(out);
}

// The file keeps bytes that JSON text cannot hold beside the string.
std::string vector_text(const Json& row) {
  std::string out = row["s"];
  const auto byte_of = [&row](const char* key) {
    return static_cast<char>(std::stoi(row[key].get<std::string>(), nullptr, 16));
  };
  if (row.contains("prefix_byte")) out.insert(out.begin(), byte_of("prefix_byte"));
  if (row.contains("suffix_byte")) out.push_back(byte_of("suffix_byte"));
  return out;
}

bool is_right_kind(const std::string& set, const std::string& text) {
  const auto read = bech32_read(text);
  return read && read->is_m == (set.find("Bech32m") != std::string::npos);
}

}  // namespace

TEST_CASE("Every vector of BIP 173 and BIP 350 is read or refused as they say") {
  const Json data = Json::parse(shared_text("identifiers/bech32_bip173_bip350.json"));
  std::size_t seen = 0;
  for (const auto& [set, rows] : data["sets"].items()) {
    for (const Json& row : rows) {
      const std::string text = vector_text(row);
      INFO(set << " | " << text);
      ++seen;
      const bool segwit = set.find("segwit") != std::string::npos;
      const bool invalid = set.find("invalid") != std::string::npos || set.find("not valid") != std::string::npos;
      if (!segwit) {
        CHECK(is_right_kind(set, text) == !invalid);
        continue;
      }
      const auto read = segwit_read(text);
      const bool known = read && (read->prefix == "bc" || read->prefix == "tb");
      // BIP 350 took back what BIP 173 had allowed for later versions.
      const bool taken_back = set.starts_with("0173") && !invalid && row["hex"].get<std::string>().substr(0, 2) != "00";
      CHECK(known == (!invalid && !taken_back));
      if (known && !invalid) CHECK(script_of(*read) == row["hex"].get<std::string>());
    }
  }
  CHECK(seen == 79);
}

TEST_CASE("Every published address of Ethereum has its capitals right, and one wrong capital is seen") {
  std::size_t seen = 0;
  for (const std::string& line : lines_of_file("identifiers/erc55.txt")) {
    if (line.starts_with('#')) continue;
    INFO(line);
    ++seen;
    CHECK(!warns_of(check_as(IdentifierKind::Wallet, line), "checksum"));
    for (std::size_t i = 2; i < line.size(); ++i) {
      std::string wrong = line;
      if (line[i] >= 'a' && line[i] <= 'f') wrong[i] = static_cast<char>(line[i] - 'a' + 'A');
      if (line[i] >= 'A' && line[i] <= 'F') wrong[i] = static_cast<char>(line[i] - 'A' + 'a');
      // Two of the addresses have letters of one case only, where the wrong one is the first of the other.
      if (wrong != line) CHECK(warns_of(check_as(IdentifierKind::Wallet, wrong), "checksum"));
    }
  }
  CHECK(seen == 8);
}

TEST_CASE("Every vector of TRON, Bitcoin, IMEI and MRZ is judged as it was published") {
  const Json data = Json::parse(shared_text("identifiers/identifier_vectors.json"));
  for (const Json& row : data["tron_base58check"]) {
    const std::string address = row["address"];
    INFO(address);
    const IdentifierCheck check = check_as(IdentifierKind::Wallet, address);
    CHECK(check.sound() == row["valid"].get<bool>());
    CHECK(check.normal == address);
    if (row["valid"]) CHECK(check.chains == std::vector<std::string>{"TRX"});
    if (row.contains("payload_hex")) CHECK(to_hex(*base58check_decode(address)) == row["payload_hex"]);
  }
  for (const Json& row : data["btc_base58check"]) {
    const std::string address = row["address"];
    INFO(address);
    CHECK(base58check_decode(address)->front() == row["version"]);
    CHECK(check_as(IdentifierKind::Wallet, address).sound());
  }
  for (const std::string address : data["eth_eip55"]["valid"]) {
    CHECK(!warns_of(check_as(IdentifierKind::Wallet, address), "checksum"));
  }
  for (const std::string address : data["eth_eip55"]["invalid_mixed_case"]) {
    CHECK(warns_of(check_as(IdentifierKind::Wallet, address), "checksum"));
  }
  CHECK(to_hex(keccak256({})) == data["eth_eip55"]["keccak256_empty"]);
  for (const std::string number : data["iban"]["valid"]) CHECK(check_as(IdentifierKind::Iban, number).sound());
  for (const std::string number : data["iban"]["invalid"]) CHECK(!check_as(IdentifierKind::Iban, number).sound());
  for (const std::string number : data["imei_luhn"]["valid"]) CHECK(check_as(IdentifierKind::Imei, number).sound());
  for (const std::string number : data["imei_luhn"]["invalid"]) CHECK(!check_as(IdentifierKind::Imei, number).sound());
  const std::string lines = data["icao9303_td3"]["line1"].get<std::string>() + "\n" +
                            data["icao9303_td3"]["line2"].get<std::string>();
  const IdentifierCheck passport = check_as(IdentifierKind::Mrz, lines);
  REQUIRE(passport.warnings.size() == 1);
  CHECK(passport.warnings.front().code == "specimen");
}

TEST_CASE("Every published IBAN is sound, and every altered one warns") {
  int block = 1;
  std::size_t seen = 0;
  for (const std::string& line : lines_of_file("identifiers/iban_cases.txt")) {
    if (line.starts_with("## block")) block = line.back() - '0';
    if (line.starts_with('#')) continue;
    INFO(line);
    ++seen;
    const IdentifierCheck check = check_as(IdentifierKind::Iban, line);
    CHECK(check.typed == line);
    // Block 5 is right as an IBAN; what is wrong in it is Spain's own digit inside the account number.
    CHECK(check.sound() == (block == 1 || block == 5));
  }
  CHECK(seen > 90);
}

TEST_CASE("Machine-readable lines of passports and cards are read as they were published") {
  const Json data = Json::parse(shared_text("identifiers/mrz_cases.json"));
  std::size_t seen = 0;
  for (const Json& row : data["cases"]) {
    std::string lines;
    for (const std::string line : row["mrz"]) lines += line + "\n";
    INFO(row["case"] << "\n" << lines);
    ++seen;
    const IdentifierCheck check = check_identifier(lines);
    REQUIRE(check.kind == IdentifierKind::Mrz);
    // Where the source calls an example invalid, that is for its state Utopia; one card has a wrong digit.
    const bool wrong = row["case"].get<std::string>().find("wrong document number") != std::string::npos;
    for (const IdentifierWarning& warning : check.warnings) {
      INFO(warning.code);
      CHECK((warning.code == "specimen" || wrong));
    }
    CHECK(wrong == warns_of(check, "number"));
    if (!row.contains("fields") || !row["fields"].contains("documentNumber")) continue;
    CHECK(check.normal == row["fields"]["documentNumber"]);
  }
  CHECK(seen == data["cases"].size());
}

TEST_CASE("Local numbers of the region become E.164 once their country is said") {
  std::size_t seen = 0;
  for (const std::string& line : lines_of_file("phone/phone_examples_kh_etc.tsv")) {
    std::vector<std::string> cells;
    std::istringstream text(line);
    for (std::string cell; std::getline(text, cell, '\t');) cells.push_back(cell);
    if (cells.size() < 3) continue;
    INFO(line);
    ++seen;
    IdentifierHint hint{IdentifierKind::Phone, cells[0], {}};
    const IdentifierCheck check = check_identifier(cells[1], hint);
    CHECK(check.normal == cells[2]);
    CHECK(check.sound());
    hint.region.clear();
    const IdentifierCheck nowhere = check_identifier(cells[1], hint);
    CHECK(nowhere.ask_region);
    CHECK(nowhere.typed == cells[1]);
  }
  CHECK(seen == 21);
}
