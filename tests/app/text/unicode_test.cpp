#include "app/text/unicode.h"

#include <catch2/catch_test_macros.hpp>
#include <sstream>

#include "tests/support/fake_seams.h"

using namespace holdfast;
using namespace holdfast::text;

namespace {

std::string passphrase_text(std::string_view text) {
  const crypto::SecretBuffer buffer = nfkc_passphrase(as_bytes(text));
  return std::string(as_text(buffer.view()));
}

// True if every word of `question` stands in `text`, as the index of the store would find it.
bool finds(const std::string& text, const std::string& question) {
  const std::string words = " " + search_words(text) + " ";
  const std::string wanted = search_words(question);
  return !wanted.empty() && words.find(" " + wanted + " ") != std::string::npos;
}

}  // namespace

TEST_CASE("The normal forms join what belongs together") {
  CHECK(nfc("e\u0301") == "\u00E9");
  CHECK(nfkc("\uFB01le \u2460") == "file 1");
  CHECK(nfkc("") == "");
  CHECK(casefold("Stra\u00DFe \u0130") == casefold("STRASSE i\u0307"));
  CHECK(nfc("\uFDFA") == "\uFDFA");
  CHECK(nfkc(std::string("\uFDFA") + "x").size() > 20);
}

TEST_CASE("Malformed UTF-8 becomes a replacement character and never fails") {
  CHECK(nfc("a\xFFz") == "a\uFFFDz");
  CHECK(nfc(std::string("\xE2\x82", 2)) == "\uFFFD");
  test::FakeRandom random(7);
  for (int round = 0; round < 300; ++round) {
    Bytes bytes(random.below(40));
    random.fill(bytes);
    const std::string text(as_text(bytes));
    CHECK(is_utf8(as_bytes(nfc(text))));
    CHECK(is_utf8(as_bytes(search_words(text))));
    CHECK(is_utf8(as_bytes(printable(text))));
    CHECK(is_utf8(as_bytes(isolate(text))));
    const std::string name = display_name(text);
    CHECK(is_utf8(as_bytes(name)));
    CHECK(!name.empty());
    CHECK(name.size() <= kDisplayNameMax);
  }
}

TEST_CASE("A passphrase is the same on every keyboard and loses one line end only") {
  CHECK(passphrase_text("plain") == "plain");
  CHECK(passphrase_text("plain\n") == "plain");
  CHECK(passphrase_text("plain\r\n") == "plain");
  CHECK(passphrase_text("plain\n\n") == "plain\n");
  CHECK(passphrase_text("plain ") == "plain ");
  CHECK(passphrase_text("") == "");
  CHECK(passphrase_text("\n") == "");
  CHECK(passphrase_text("cafe\u0301") == passphrase_text("caf\u00E9"));
  CHECK(passphrase_text("\uFF21\uFF22") == "AB");
  CHECK(passphrase_text("\u1780\u17D2\u1780") == "\u1780\u17D2\u1780");
  CHECK(passphrase_text("\uFDFA\uFDFA") == nfkc("\uFDFA\uFDFA"));
}

TEST_CASE("A passphrase that is no UTF-8 is taken byte by byte") {
  CHECK(passphrase_text("a\xFF\xFE") == "a\xFF\xFE");
  const std::string long_key(9000, '\xC3');
  CHECK(passphrase_text(long_key) == long_key);
}

TEST_CASE("Every passphrase gives what the plain normal form gives") {
  test::FakeRandom random(11);
  for (int round = 0; round < 200; ++round) {
    std::string text;
    for (std::uint64_t i = random.below(30); i > 0; --i) {
      const std::uint64_t c = 0x20 + random.below(0xD000);
      text += static_cast<char>(0xE0 | (c >> 12));
      text += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
      text += static_cast<char>(0x80 | (c & 0x3F));
    }
    if (is_utf8(as_bytes(text))) CHECK(passphrase_text(text) == nfkc(text));
  }
}

TEST_CASE("Search finds words in scripts that write no blanks") {
  CHECK(finds("សុខា រស់នៅភ្នំពេញ ហើយធ្វើការនៅក្រុងព្រះសីហនុ", "ភ្នំពេញ"));
  CHECK(finds("សុខា រស់នៅភ្នំពេញ ហើយធ្វើការនៅក្រុងព្រះសីហនុ", "ព្រះសីហនុ"));
  CHECK(finds("สมชายทำงานที่แม่สอดและน้ำท่วมทุกปี", "น้ำท่วม"));
  CHECK(finds("人人生而自由，在尊严和权利上一律平等", "尊严"));
  CHECK(finds("人人生而自由，在尊严和权利上一律平等", "自由"));
  CHECK(finds("မောင်မောင် မြဝတီမှာ ရှိပါတယ်", "မြဝတီ"));
  CHECK(finds("يعمل محمد في سيهانوكفيل", "محمد"));
  CHECK_FALSE(finds("สมชายทำงานที่แม่สอด", "น้ำท่วม"));
}

TEST_CASE("Search does not care for case, accents and width, and keeps vowels that look like accents") {
  CHECK(finds("Nguyễn Thị Hồng sống ở Đà Nẵng", "nguyen thi hong"));
  CHECK(finds("Nguyễn Thị Hồng sống ở Đà Nẵng", "DA NANG"));
  CHECK(finds("Müller, Łódź", "lodz"));
  CHECK(finds("مُحَمَّد", "محمد"));
  CHECK(finds("ＡＢＣ１２３", "abc123"));
  CHECK_FALSE(finds("น้ำ", "นา"));
  CHECK_FALSE(finds("か", "が"));
}

TEST_CASE("Words are split at what is neither letter nor digit") {
  CHECK(search_words("Example.COM, +855-12 345!") == "example com 855 12 345");
  CHECK(search_words("") == "");
  CHECK(search_words(" \t\n.,;") == "");
  CHECK(search_words("中国A1") == "中 国 a1");
}

TEST_CASE("Isolated text cannot turn the direction of what follows") {
  CHECK(isolate("abc") == "\u2068abc\u2069");
  CHECK(isolate("a\u202Eb\u2069c\u2066d") == "\u2068abcd\u2069");
  CHECK(isolate_ltr("0712-345") == "\u20660712-345\u2069");
  CHECK(isolate_ltr("1\u20692\u202E3") == "\u2066123\u2069");
}

TEST_CASE("A terminal is never sent a control character or a direction override") {
  CHECK(printable("a\x1B[31mred") == "a<U+001B>[31mred");
  CHECK(printable("a\nb\tc") == "a<U+000A>b<U+0009>c");
  CHECK(printable("evil\u202Etxt.exe") == "evil<U+202E>txt.exe");
  CHECK(printable("\u009B31m\u2028") == "<U+009B>31m<U+2028>");
  CHECK(printable_lines("a\nb\tc\r") == "a\nb c<U+000D>");
  CHECK(printable("نی‌روی ក្ត\u200B ok") == "نی‌روی ក្ត\u200B ok");
}

TEST_CASE("A file name is made fit for showing and never leaves its folder") {
  CHECK(display_name("photo.jpg") == "photo.jpg");
  CHECK(display_name("../../etc/passwd") == "passwd");
  CHECK(display_name("C:\\Users\\x\\scan.pdf") == "scan.pdf");
  CHECK(display_name("..") == "file");
  CHECK(display_name("") == "file");
  CHECK(display_name("-rf") == "rf");
  CHECK(display_name(".bashrc") == "bashrc");
  CHECK(display_name("a\u202Egpj.exe") == "agpj.exe");
  CHECK(display_name("a\u200Bb\u00ADc\uFEFF.txt") == "abc.txt");
  CHECK(display_name("a\x01\n\x7F" "b") == "ab");
  CHECK(display_name("name. . ") == "name");
  CHECK(display_name("e\u0301.txt") == "\u00E9.txt");
  CHECK(display_name("x\xFFy") == "x\uFFFDy");
  CHECK(display_name("what?<now>|:\"*.txt") == "what__now_____.txt");
}

TEST_CASE("Names that an operating system keeps for itself are changed") {
  CHECK(display_name("CON") == "CON_");
  CHECK(display_name("con.txt") == "con_.txt");
  CHECK(display_name("LPT9.tar.gz") == "LPT9_.tar.gz");
  CHECK(display_name("COM\u00B9") == "COM\u00B9_");
  CHECK(display_name("CONTRACT.txt") == "CONTRACT.txt");
}

TEST_CASE("A long file name keeps its ending and is cut between characters") {
  std::string khmer;
  for (int i = 0; i < 200; ++i) khmer += "\u1780";
  const std::string name = display_name(khmer + ".jpeg");
  CHECK(name.size() <= kDisplayNameMax);
  CHECK(name.size() > kDisplayNameMax - 6);
  CHECK(name.substr(name.size() - 5) == ".jpeg");
  CHECK(is_utf8(as_bytes(name)));
  CHECK(cut_at_character("\u1780\u1780", 4) == "\u1780");
  CHECK(cut_at_character("ab", 2) == "ab");
}
