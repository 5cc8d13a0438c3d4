#include "app/case/identifier.h"

#include <catch2/catch_test_macros.hpp>

#include "app/case/identifier_parts.h"
#include "app/case/keccak.h"

using namespace holdfast;
using namespace holdfast::cases;

namespace {

IdentifierCheck check_of(IdentifierKind kind, const std::string& text) {
  IdentifierHint hint;
  hint.kind = kind;
  return check_identifier(text, hint);
}

bool warned(const IdentifierCheck& check, std::string_view code) {
  for (const IdentifierWarning& warning : check.warnings) {
    if (warning.code == code) return true;
  }
  return false;
}

std::string fact_of(const IdentifierCheck& check, std::string_view name) {
  for (const auto& [key, value] : check.facts) {
    if (key == name) return value;
  }
  return "(none)";
}

}  // namespace

TEST_CASE("Keccak-256 gives the published hashes at every edge of its block") {
  CHECK(to_hex(keccak256({})) == "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
  CHECK(to_hex(keccak256(as_bytes("abc"))) == "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45");
  CHECK(to_hex(keccak256(as_bytes("testing"))) == "5f16f4c7f149ac4f9510d9cf8cf384038ad348b3bcdc01915f95de12df9d1b02");
  // One block less one byte, one block, one more: three different ways to end.
  const std::string a(135, 'a');
  const std::string b(136, 'a');
  const std::string c(137, 'a');
  CHECK(to_hex(keccak256(as_bytes(a))) == "34367dc248bbd832f4e3e69dfaac2f92638bd0bbd18f2912ba4ef454919cf446");
  CHECK(to_hex(keccak256(as_bytes(b))) == "a6c4d403279fe3e0af03729caada8374b5ca54d8065329a3ebcaeb4b60aa386e");
  CHECK(to_hex(keccak256(as_bytes(c))) == "d869f639c7046b4929fc92a4d988a8b22c55fbadb802c0c66ebcd484f1915f39");
}

TEST_CASE("A wrong sign in a wallet is seen, and the typed text is kept") {
  const IdentifierCheck good = check_identifier(" TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t ");
  CHECK(good.kind == IdentifierKind::Wallet);
  CHECK(good.sound());
  CHECK(good.normal == "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t");
  CHECK(good.typed == " TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t ");
  for (std::size_t i = 0; i < good.normal.size(); ++i) {
    std::string wrong = good.normal;
    wrong[i] = wrong[i] == 'x' ? 'y' : 'x';
    const IdentifierCheck check = check_of(IdentifierKind::Wallet, wrong);
    INFO(wrong);
    CHECK(!check.sound());
    CHECK(check.normal == wrong);
  }
}

TEST_CASE("An address that several chains share asks which, and says when the answer cannot be") {
  const std::string evm = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
  const IdentifierCheck asked = check_of(IdentifierKind::Wallet, evm);
  CHECK(asked.ask_chain);
  CHECK(asked.chains.size() > 1);
  CHECK(asked.normal == "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed");
  CHECK(asked.display == evm);
  const IdentifierCheck said = check_identifier(evm, {IdentifierKind::Wallet, {}, "BSC"});
  CHECK(!said.ask_chain);
  CHECK(said.sound());
  CHECK(warned(check_identifier(evm, {IdentifierKind::Wallet, {}, "TRX"}), "chain"));
  CHECK(check_of(IdentifierKind::Wallet, "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa").ask_chain);
  CHECK(!check_of(IdentifierKind::Wallet, "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4").ask_chain);
  CHECK(!check_of(IdentifierKind::Wallet, "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t").ask_chain);
}

TEST_CASE("An address without capitals says that it cannot show a wrong sign") {
  CHECK(warned(check_of(IdentifierKind::Wallet, "0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359"), "no_checksum"));
  CHECK(warned(check_of(IdentifierKind::Wallet, "0xFB6916095CA1DF60BB79CE92CE3EA74C37C5D359"), "no_checksum"));
  CHECK(check_of(IdentifierKind::Wallet, "0x0000000000000000000000000000000000000000").sound());
}

TEST_CASE("Addresses of Solana, Monero and TON are told apart by their own rules") {
  const IdentifierCheck solana = check_of(IdentifierKind::Wallet, "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v");
  CHECK(solana.chains == std::vector<std::string>{"SOL"});
  CHECK(warned(solana, "no_checksum"));
  const std::string monero =
      "44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3RVGQBEP3A";
  CHECK(check_of(IdentifierKind::Wallet, monero).chains == std::vector<std::string>{"XMR"});
  CHECK(check_of(IdentifierKind::Wallet, monero).sound());
  std::string wrong = monero;
  wrong[40] = wrong[40] == 'a' ? 'b' : 'a';
  CHECK(warned(check_of(IdentifierKind::Wallet, wrong), "checksum"));
  const std::string ton = "EQCD39VS5jcptHL8vMjEXrzGaRcCVYto7HUn4bpAOg8xqB2N";
  CHECK(check_of(IdentifierKind::Wallet, ton).chains == std::vector<std::string>{"TON"});
  wrong = ton;
  wrong[20] = wrong[20] == 'a' ? 'b' : 'a';
  CHECK(warned(check_of(IdentifierKind::Wallet, wrong), "checksum"));
}

TEST_CASE("Links and addresses are shown so that nobody can click them, and compare in one form") {
  const IdentifierCheck link = check_identifier("HXXPS://www.Example-Trade[.]com/Login?x=1");
  CHECK(link.kind == IdentifierKind::Url);
  CHECK(link.normal == "https://example-trade.com/Login?x=1");
  CHECK(link.display == "hxxps://example-trade[.]com/Login?x=1");
  CHECK(check_identifier("http://example-trade.com/Login?x=1").normal == link.normal);
  CHECK(check_identifier("example-trade.com").normal == "https://example-trade.com");
  CHECK(refanged(defanged("https://a.b.example.org/p.html")) == "https://a.b.example.org/p.html");
  const IdentifierCheck mail = check_identifier("Recruiter(at)Example[.]org");
  CHECK(mail.kind == IdentifierKind::Email);
  CHECK(mail.normal == "recruiter@example.org");
  CHECK(mail.display == "recruiter[@]example[.]org");
  CHECK(warned(check_of(IdentifierKind::Email, "nobody@"), "shape"));
  CHECK(warned(check_of(IdentifierKind::Url, "https://ex\xD0\xB0mple.com"), "letters"));  // a Cyrillic a
  CHECK(warned(check_of(IdentifierKind::Url, "https://xn--exmple-4nf.com"), "letters"));
}

TEST_CASE("Names of accounts compare without @ and case, and pages of accounts name them") {
  CHECK(check_identifier("@Jobs_Cambodia").normal == "jobs_cambodia");
  CHECK(check_of(IdentifierKind::UserAccount, "Jobs_Cambodia").normal == "jobs_cambodia");
  const IdentifierCheck page = check_identifier("https://t.me/Jobs_Cambodia");
  CHECK(fact_of(page, "platform") == "telegram");
  CHECK(fact_of(page, "user_account") == "jobs_cambodia");
  CHECK(fact_of(check_identifier("https://t.me/+AbCdEf"), "user_account") == "(none)");
  CHECK(fact_of(check_identifier("https://wa.me/85591234567"), "phone") == "+85591234567");
  CHECK(check_of(IdentifierKind::UserAccount, "t.me/Jobs_Cambodia").normal == "jobs_cambodia");
  CHECK(warned(check_of(IdentifierKind::UserAccount, "Boss Li"), "shown_name"));
}

TEST_CASE("Phones in the digits of another script become E.164 too") {
  // 081 234 5678 as Thai writes it.
  const IdentifierCheck thai = check_identifier(
      "\xE0\xB9\x90\xE0\xB9\x98\xE0\xB9\x91 \xE0\xB9\x92\xE0\xB9\x93\xE0\xB9\x94 "
      "\xE0\xB9\x95\xE0\xB9\x96\xE0\xB9\x97\xE0\xB9\x98",
      {IdentifierKind::Phone, "TH", {}});
  CHECK(thai.normal == "+66812345678");
  CHECK(check_identifier("+855 91 234 567").normal == "+85591234567");
  CHECK(fact_of(check_identifier("+855 91 234 567"), "country") == "KH");
  CHECK(warned(check_of(IdentifierKind::Phone, "+1"), "shape"));
  CHECK(warned(check_of(IdentifierKind::Phone, "+85591234"), "length"));
  CHECK(warned(check_of(IdentifierKind::Phone, "call me"), "shape"));
  CHECK(!check_of(IdentifierKind::Phone, std::string(500, '1')).sound());
}

TEST_CASE("Numbers with a check digit show a wrong one") {
  CHECK(check_of(IdentifierKind::Iccid, "8985 5020 1234 5678 903").normal == "8985502012345678903");
  CHECK(warned(check_of(IdentifierKind::Iccid, "1234"), "shape"));
  const std::string imei = "490154203237518";
  for (std::size_t i = 0; i < imei.size(); ++i) {
    std::string wrong = imei;
    wrong[i] = static_cast<char>(wrong[i] == '9' ? '0' : wrong[i] + 1);
    CHECK(warned(check_of(IdentifierKind::Imei, wrong), "checksum"));
  }
  CHECK(warned(check_of(IdentifierKind::Imei, "49015420323751"), "no_checksum"));
  CHECK(warned(check_of(IdentifierKind::Imei, "4901"), "length"));
  const IdentifierCheck card = check_of(IdentifierKind::Card, "4111 1111 1111 1111");
  CHECK(card.sound());
  CHECK(card.display == "411111******1111");
  CHECK(warned(check_of(IdentifierKind::Card, "4111 1111 1111 1112"), "checksum"));
}

TEST_CASE("An IBAN says what is wrong with it") {
  CHECK(check_of(IdentifierKind::Iban, "gb29 nwbk 6016 1331 9268 19").normal == "GB29NWBK60161331926819");
  CHECK(warned(check_of(IdentifierKind::Iban, "GB29NWBK6016133192681"), "length"));
  CHECK(warned(check_of(IdentifierKind::Iban, "GB29NWBK60161331926818"), "checksum"));
  CHECK(warned(check_of(IdentifierKind::Iban, "GB29123460161331926819"), "shape"));
  CHECK(warned(check_of(IdentifierKind::Iban, "KH29123460161331926819"), "country"));
  CHECK(warned(check_of(IdentifierKind::Iban, "12"), "shape"));
}

TEST_CASE("Visas have no digit over all, and a line that is too short says so") {
  const IdentifierCheck visa = check_of(
      IdentifierKind::Mrz,
      "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<");
  REQUIRE(visa.warnings.size() == 1);
  CHECK(visa.warnings.front().code == "specimen");
  CHECK(fact_of(visa, "number") == "L8988901C");
  CHECK(fact_of(visa, "family_name") == "ERIKSSON");
  CHECK(fact_of(visa, "given_name") == "ANNA MARIA");
  CHECK(warned(check_of(IdentifierKind::Mrz, "P<UTOERIKSSON\nL898902C36UTO"), "length"));
  CHECK(warned(check_of(IdentifierKind::Mrz, std::string(44, '!') + "\n" + std::string(44, '<')), "shape"));
}

TEST_CASE("Every sign of a passport's second line is covered by a digit") {
  const std::string first = "P<D<<MUSTERMANN<<ERIKA<<<<<<<<<<<<<<<<<<<<<<";
  const std::string second = "C01X0006H1D<<6408125F1710319<<<<<<<<<<<<<<<0";
  REQUIRE(check_of(IdentifierKind::Mrz, first + "\n" + second).sound());
  REQUIRE(check_of(IdentifierKind::Mrz, first + second).sound());
  for (std::size_t i = 0; i < second.size(); ++i) {
    if ((i >= 10 && i <= 12) || i == 20) continue;  // nationality and sex are covered by none
    std::string wrong = second;
    wrong[i] = wrong[i] == '1' ? '2' : '1';
    INFO(wrong);
    CHECK(!check_of(IdentifierKind::Mrz, first + "\n" + wrong).sound());
  }
}

TEST_CASE("The likeliest kind is taken where nobody says one") {
  CHECK(likely_kind("490154203237518") == IdentifierKind::Imei);
  CHECK(likely_kind("8985502012345678903") == IdentifierKind::Iccid);
  CHECK(likely_kind("4111111111111111") == IdentifierKind::Card);
  CHECK(likely_kind("GB29NWBK60161331926819") == IdentifierKind::Iban);
  CHECK(likely_kind("012 345 678") == IdentifierKind::Phone);
  CHECK(likely_kind("E59659321") == IdentifierKind::Document);
  CHECK(likely_kind(std::string(64, 'a')) == IdentifierKind::Transaction);
  CHECK(likely_kind("the man with the scar") == IdentifierKind::Other);
  CHECK(check_identifier("").warnings.size() == 1);
  CHECK(!check_identifier(std::string(kIdentifierTextMax + 1, 'x')).sound());
  for (const auto kind : {IdentifierKind::Document, IdentifierKind::Wallet, IdentifierKind::Other}) {
    CHECK(identifier_kind_from_text(to_string(kind)) == kind);
  }
}

TEST_CASE("Any bytes are kept and at most warned about") {
  for (int byte = 0; byte < 256; ++byte) {
    const std::string text = {static_cast<char>(byte), '1', static_cast<char>(255 - byte), '<', '@', '.'};
    for (int kind = 0; kind <= static_cast<int>(IdentifierKind::Other); ++kind) {
      CHECK(check_of(static_cast<IdentifierKind>(kind), text).typed == text);
      CHECK(check_of(static_cast<IdentifierKind>(kind), text + text + text + text + text).kind ==
            static_cast<IdentifierKind>(kind));
    }
  }
}
