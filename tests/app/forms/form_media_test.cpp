// Pictures and sounds of a form: which travel with it, and what is refused.
#include <catch2/catch_test_macros.hpp>

#include "app/forms/form_source.h"
#include "app/forms/lint.h"
#include "crypto/hash.h"
#include "tests/app/forms/forms_support.h"

using namespace holdfast;
using namespace holdfast::forms;
using namespace holdfast::test;

namespace {

// The mark of a PNG and nothing that a decoder could use: nothing here decodes.
Bytes media_of(std::string_view mark, std::size_t size) {
  Bytes out = to_bytes(as_bytes(mark));
  out.resize(std::max(size, out.size()), 7);
  return out;
}
constexpr std::string_view kPngMark("\x89PNG\r\n\x1a\n", 8);

FormSheets sheets_with_media() {
  return sheets_of("type,name,label,media::image,media::audio::English (en)\n"
                   "note,site,Where is this?,map.png,\nselect_one mood,m,Mood,,how.mp3\n",
                   "list_name,name,label,media::image\nmood,a,A,a.jpg\nmood,b,B,\n");
}

FormFiles files_with(std::map<std::string, Bytes> beside) {
  const FormSheets sheets = sheets_with_media();
  return {"visit", {}, {{"survey.csv", sheets.survey}, {"choices.csv", sheets.choices}}, std::move(beside)};
}

}  // namespace

TEST_CASE("what questions and choices show comes along, and what nobody names stays away") {
  const auto form = form_from_files(files_with({{"map.png", media_of(kPngMark, 5000)},
                                                {"a.jpg", media_of("\xff\xd8\xff", 100)},
                                                {"holiday.png", media_of(kPngMark, 100)}}));
  REQUIRE(form.ok());
  REQUIRE(form->media.size() == 2);
  const FormMedia& map = form->media.find("map.png")->second;
  CHECK(map.type == "image/png");
  CHECK(*map.bytes == media_of(kPngMark, 5000));
  CHECK(map.sha256 == crypto::sha256(media_of(kPngMark, 5000)));
  CHECK(form->files_missing == std::vector<std::string>{"how.mp3"});
  CHECK(media_named(*form) == std::vector<std::string>{"a.jpg", "how.mp3", "map.png"});
}

TEST_CASE("a form travels with its media byte for byte, and another picture is another form") {
  const auto form = form_from_files(files_with({{"map.png", media_of(kPngMark, 300)}}));
  REQUIRE(form.ok());
  const auto again = read_form(form->canonical);
  REQUIRE(again.ok());
  CHECK(again->hash == form->hash);
  CHECK(*again->media.find("map.png")->second.bytes == media_of(kPngMark, 300));
  const auto other = form_from_files(files_with({{"map.png", media_of(kPngMark, 301)}}));
  REQUIRE(other.ok());
  CHECK(other->hash != form->hash);
  const auto without = form_from_files(files_with({}));
  REQUIRE(without.ok());
  CHECK(without->canonical == canonical_form([] {
          FormSheets bare = sheets_with_media();
          bare.fallback_id = "visit";
          return bare;
        }()));
}

TEST_CASE("canonical bytes that are cut or changed anywhere are no form, or not the one that was signed") {
  const auto form = form_from_files(files_with({{"map.png", media_of(kPngMark, 40)}}));
  REQUIRE(form.ok());
  for (std::size_t size = 0; size < form->canonical.size(); ++size) {
    CHECK_FALSE(read_form(ByteView(form->canonical).first(size)).ok());
  }
  for (std::size_t at = 0; at < form->canonical.size(); ++at) {
    Bytes changed = form->canonical;
    changed[at] = static_cast<std::uint8_t>(changed[at] ^ 1);
    const auto read = read_form(changed);
    if (read.ok()) CHECK(read->hash != form->hash);
  }
}

TEST_CASE("a name decides which files may travel, and the first bytes confirm it") {
  CHECK(media_type_of("map.PNG") == "image/png");
  CHECK(media_type_of("\xC3\xA9t\xC3\xA9.jpg") == "image/jpeg");
  CHECK(media_type_of("voice note.m4a") == "audio/mp4");
  for (const char* name : {"map.svg", "map", ".png", "../map.png", "a/b.png", "a\\b.png", " a.png", "a\n.png",
                           "c:a.png", "run.exe", "map.png.exe", "", "who?.png"}) {
    INFO(name);
    CHECK(media_type_of(name).empty());
  }
  CHECK(media_type_of(std::string(252, 'a') + ".png").empty());
  CHECK_FALSE(media_type_of(std::string(251, 'a') + ".png").empty());
  CHECK(read_form_media("a.png", media_of(kPngMark, 8)).ok());
  const auto wrong = read_form_media("a.png", media_of("MZ", 100));
  REQUIRE_FALSE(wrong.ok());
  CHECK(wrong.error().reason == kFormMedia);
  CHECK(wrong.error().detail.find("a.png") != std::string::npos);
  CHECK_FALSE(read_form_media("a.png", Bytes()).ok());
  CHECK_FALSE(read_form_media("a.webp", media_of("RIFF", 8)).ok());
  CHECK(read_form_media("a.webp", media_of("RIFF0000WEBP", 20)).ok());
}

TEST_CASE("a file, and a form with all its files, may have so many bytes and no more") {
  CHECK(read_form_media("a.png", media_of(kPngMark, kMediaFileSizeMax)).ok());
  const auto large = read_form_media("a.png", media_of(kPngMark, kMediaFileSizeMax + 1));
  REQUIRE_FALSE(large.ok());
  CHECK(large.error().reason == kFormTooLarge);
  const auto form = form_from_files(files_with({{"map.png", media_of(kPngMark, kMediaFileSizeMax)},
                                                {"a.jpg", media_of("\xff\xd8\xff", kMediaFileSizeMax)}}));
  REQUIRE_FALSE(form.ok());
  CHECK(form.error().reason == kFormTooLarge);
  CHECK(form.error().detail.find("12 MiB") != std::string::npos);
}

TEST_CASE("the lint names media that do not lie beside the form, and those that never travel") {
  const Form form = form_of("type,name,label,media::image\nnote,a,A,map.png\nnote,b,B,plan.svg\n");
  std::vector<std::string> sentences;
  for (const LintFinding& finding : lint_form(form)) {
    if (finding.code == "missing_file") sentences.push_back(finding.sentence);
  }
  REQUIRE(sentences.size() == 2);
  CHECK(sentences[0].find("map.png") != std::string::npos);
  CHECK(sentences[1].find("plan.svg") != std::string::npos);
}
