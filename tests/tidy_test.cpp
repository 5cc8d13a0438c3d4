// A rule nobody checks is advice: the style and the layer table, held against every file of the project. Each rule is
// first shown a planted violation, so that it is known to be able to fail.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "tests/support/tidy_catalogue.h"
#include "tests/support/tidy_includes.h"
#include "tests/support/tidy_rules.h"

namespace holdfast::test {
namespace {

namespace fs = std::filesystem;

std::string read_text(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// Every file of ours that holds code, sorted.
std::vector<SourceFile> project_files() {
  const fs::path root = HOLDFAST_SOURCE_DIR;
  const std::set<std::string> endings = {".cpp", ".h", ".sql", ".sh", ".cmake"};
  std::vector<SourceFile> out;
  for (const char* top : {"crypto", "sync", "app", "assets", "tests"}) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / top)) {
      const bool is_list = entry.path().filename() == "CMakeLists.txt";
      if (!entry.is_regular_file() || !(is_list || endings.contains(entry.path().extension().string()))) continue;
      out.push_back({fs::relative(entry.path(), root).generic_string(), read_text(entry.path())});
    }
  }
  std::sort(out.begin(), out.end(), [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return out;
}

std::string listed(const std::vector<Finding>& findings) {
  std::ostringstream out;
  for (const Finding& one : findings) out << "\n  " << one.path << ":" << one.line << ": " << one.what;
  return out.str();
}

template <typename Rule>
std::vector<Finding> findings_in_project(const Rule& rule) {
  std::vector<Finding> out;
  for (const SourceFile& file : project_files()) {
    const std::vector<Finding> some = rule(file);
    out.insert(out.end(), some.begin(), some.end());
  }
  return out;
}

#define CHECK_TIDY(findings)             \
  do {                                   \
    const auto found_ = (findings);      \
    INFO(listed(found_));                \
    CHECK(found_.empty());               \
  } while (false)

bool finds(const std::vector<Finding>& findings) { return !findings.empty(); }

TEST_CASE("the project is found at all") {
  const std::vector<SourceFile> files = project_files();
  CHECK(files.size() > 30);
  CHECK(std::any_of(files.begin(), files.end(), [](const auto& file) { return file.path == "tests/tidy_test.cpp"; }));
}

bool include_found(const std::string& path, const std::string& name) {
  return finds(wrong_includes({path, "#include \"" + name + "\"\n"}));
}

TEST_CASE("an include that points upward is found") {
  CHECK(include_found("crypto/hash.cpp", "sync/entry.h"));
  CHECK(include_found("crypto/base/bytes.h", "crypto/hash.h"));
  CHECK(include_found("sync/entry.h", "app/text/unicode.h"));
  CHECK(include_found("app/case/status.cpp", "app/forms/table.h"));
  CHECK(include_found("app/store/vault.cpp", "app/exchange/incoming.h"));
  CHECK(include_found("app/field/submit.cpp", "app/hq/inbox/inbox.h"));
  CHECK(include_found("app/hq/inbox/inbox.cpp", "app/cli/context.h"));
  CHECK(include_found("app/cli/main.cpp", "app/gui/state.h"));
  CHECK(include_found("app/gui/state.cpp", "app/cli/command_table.h"));
  CHECK(include_found("app/draw/chart.cpp", "app/store/vault.h"));
  CHECK(include_found("app/store/views.cpp", "app/draw/chart.h"));
  CHECK(include_found("app/decoder/main.cpp", "crypto/secret.h"));
  CHECK(include_found("sync/folder.cpp", "sync/entry.h"));
  CHECK(include_found("sync/folder.cpp", "crypto/secret.h"));
  CHECK(include_found("crypto/hash.cpp", "tests/support/fake_seams.h"));
  CHECK(include_found("crypto/hash.cpp", "hash.h"));  // not written from the root
  CHECK(include_found("crypto/hash.cpp", "../sync/entry.h"));
}

TEST_CASE("an include that points left is fine") {
  CHECK_FALSE(include_found("crypto/hash.cpp", "crypto/base/bytes.h"));
  CHECK_FALSE(include_found("app/store/vault.cpp", "app/forms/project.h"));
  CHECK_FALSE(include_found("app/cli/main.cpp", "app/hq/office/create.h"));
  CHECK_FALSE(include_found("app/hq/figures/report.cpp", "app/draw/pdf.h"));
  CHECK_FALSE(include_found("sync/folder.cpp", "crypto/hash.h"));
  CHECK_FALSE(include_found("sync/folder.cpp", "sync/transport.h"));
  CHECK_FALSE(include_found("tests/app/store/vault_test.cpp", "app/store/vault.h"));
}

TEST_CASE("no include of the project points upward") { CHECK_TIDY(findings_in_project(wrong_includes)); }

bool library_found(const std::string& path, const std::string& name) {
  return finds(wrong_libraries({path, "#include <" + name + ">\n"}));
}

TEST_CASE("a library outside its folder or in a header is found") {
  for (const auto& [path, name] : std::vector<std::pair<std::string, std::string>>{
           {"sync/entry.cpp", "sodium.h"},        {"crypto/hash.h", "sodium.h"},
           {"app/store/vault.cpp", "openssl/evp.h"}, {"app/forms/table.cpp", "zstd.h"},
           {"sync/log.cpp", "sqlite3.h"},         {"app/field/search.cpp", "sqlcipher/sqlite3.h"},
           {"app/case/names.cpp", "unicode/unorm2.h"}, {"app/hq/inbox/inbox.cpp", "CLI/CLI.hpp"},
           {"app/store/vault.h", "nlohmann/json.hpp"}, {"crypto/box.cpp", "nlohmann/json.hpp"},
           {"sync/entry.cpp", "nlohmann/json.hpp"}, {"app/forms/table.h", "pugixml.hpp"},
           {"app/field/attach.cpp", "curl/curl.h"}, {"app/field/attach.cpp", "turbojpeg.h"},
           {"app/gui/view.cpp", "GLFW/glfw3.h"},  {"app/cli/main.cpp", "imgui.h"},
           {"app/store/vault.cpp", "unistd.h"},   {"crypto/base/files.cpp", "sys/stat.h"}}) {
    INFO(path << " and " << name);
    CHECK(library_found(path, name));
  }
  CHECK_FALSE(library_found("crypto/hash.cpp", "openssl/evp.h"));
  CHECK_FALSE(library_found("crypto/base/files_posix.cpp", "unistd.h"));
  CHECK_FALSE(library_found("app/store/database.cpp", "sqlite3.h"));
  CHECK_FALSE(library_found("tests/support/files_vfs.cpp", "sqlcipher/sqlite3.h"));
  CHECK_FALSE(library_found("app/gui/ui/widgets.h", "imgui.h"));
}

TEST_CASE("no library of the project is seen outside its folder") { CHECK_TIDY(findings_in_project(wrong_libraries)); }

std::string repeated(const std::string& line, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += line;
  return out;
}

TEST_CASE("a file, function or line that is too long is found, and one at the limit is not") {
  CHECK_FALSE(finds(too_long({"a.cpp", repeated("int a;\n", 400)})));
  CHECK(finds(too_long({"a.cpp", repeated("int a;\n", 401)})));
  CHECK_FALSE(finds(too_long({"a.cpp", repeated("x", 120) + "\n"})));
  CHECK(finds(too_long({"a.cpp", repeated("x", 121) + "\n"})));
  CHECK_FALSE(finds(too_long({"a.cpp", "// " + repeated("\xE1\x9E\xA2", 117) + "\n"})));  // characters, not bytes
  const auto function = [](std::size_t lines) {
    return "namespace a {\nint f(int x) {\n" + repeated("  g();\n", lines) + "}\n}\n";
  };
  CHECK_FALSE(finds(too_long({"a.cpp", function(68)})));
  CHECK(finds(too_long({"a.cpp", function(69)})));
  const std::string tricky = repeated("    g(\"}\");  // }\n", 69);
  CHECK(finds(too_long({"a.h", "struct S {\n  int f() const {\n" + tricky + "  }\n};\n"})));
  CHECK(finds(too_long({"a.cpp", "TEST_CASE(\"a {\") {\n" + repeated("  if (x) {\n  }\n", 35) + "}\n"})));
  CHECK_FALSE(finds(too_long({"a.cpp", "const int kTable[] = {\n" + repeated("    1,\n", 200) + "};\n"})));
  CHECK_FALSE(finds(too_long({"a.h", "class S {\n" + repeated("  void f();\n", 200) + "};\n"})));
  const std::string literals = "auto a = 1'000; char c = '{';\nconst char* r = R\"(\n{ \" {)\";\n";
  CHECK_FALSE(finds(too_long({"a.cpp", literals + function(60)})));
  CHECK(finds(too_long({"a.cpp", literals + function(70)})));
}

TEST_CASE("no file, function or line of the project is too long") { CHECK_TIDY(findings_in_project(too_long)); }

TEST_CASE("words that put work off are found") {
  for (const std::string& word : {std::string("TO") + "DO", std::string("FIX") + "ME", std::string("HA") + "CK"}) {
    CHECK(finds(unfinished({"a.cpp", "int a;  // " + word + ": later\n"})));
  }
  CHECK_FALSE(finds(unfinished({"a.cpp", "int METHOD" "OLOGY;\n"})));
}

TEST_CASE("the project puts no work off") { CHECK_TIDY(findings_in_project(unfinished)); }

TEST_CASE("calls and constructs we do without are found, also where they hide") {
  for (const char* wrong : {"throw x;", "assert(x);", "strcpy(a, b);", "std::sprintf(a, b);", "int a = rand();",
                            "std::random_device d;", "using namespace std;", "std::format(x)", "std::system(a)",
                            "auto t = std::chrono::system_clock::now();", "x | std::views::reverse"}) {
    INFO(wrong);
    CHECK(finds(banned_words({"app/store/vault.cpp", std::string("  ") + wrong + "\n"})));
  }
  for (const char* fine : {"static_assert(x);", "HOLDFAST_ASSERT(x);", "// throw it away", "f(\"throw\");",
                           "operand(x);", "snprintf(a, 3, b);", "file_system(a);"}) {
    INFO(fine);
    CHECK_FALSE(finds(banned_words({"app/store/vault.cpp", std::string("  ") + fine + "\n"})));
  }
}

TEST_CASE("the project does without them") { CHECK_TIDY(findings_in_project(banned_words)); }

TEST_CASE("calls that harm a secret are found in crypto") {
  for (const char* wrong : {"memcmp(a, b, 3)", "std::memset(key, 0, 32)", "std::string passphrase;", "getenv(\"X\")",
                            "void f(const std::string & the_secret);", "std::string text, password;"}) {
    INFO(wrong);
    const SourceFile file = {"crypto/box.cpp", std::string(wrong) + "\n"};
    CHECK(finds(insecure_calls(file)));
    CHECK_FALSE(finds(insecure_calls({"app/case/names.cpp", file.text})));
  }
  CHECK_FALSE(finds(insecure_calls({"crypto/box.cpp", "sodium_memcmp(a, b, 3);\nstd::string name;\n"})));
}

TEST_CASE("crypto calls nothing that harms a secret") { CHECK_TIDY(findings_in_project(insecure_calls)); }

TEST_CASE("a static local is found, a constant or a static member function is not") {
  const auto found = [](const std::string& text) { return finds(hidden_state({"app/gui/view.cpp", text})); };
  CHECK(found("void draw() {\n  static int open = 0;\n}\n"));
  CHECK(found("struct S {\n  void draw() {\n    if (x) {\n      static bool b;\n    }\n  }\n};\n"));
  CHECK(found("void draw() {\n  static std::atomic<bool> open{false};\n}\n"));
  CHECK_FALSE(found("void draw() {\n  static const int kA = 0;\n  static constexpr int kB = 1;\n}\n"));
  CHECK_FALSE(found("struct S {\n  static S make();\n  static int f() { return 1; }\n};\n"));
}

TEST_CASE("no function of the project keeps hidden state") { CHECK_TIDY(findings_in_project(hidden_state)); }

TEST_CASE("a header without its first words is found") {
  CHECK(finds(headless_headers({"a.h", "#pragma once\nint a();\n"})));
  CHECK(finds(headless_headers({"a.h", "// What it is for.\nint a();\n"})));
  CHECK_FALSE(finds(headless_headers({"a.h", "// What it is for.\n#pragma once\n"})));
}

TEST_CASE("every header of the project says what it is for") { CHECK_TIDY(findings_in_project(headless_headers)); }

TEST_CASE("a source that no CMakeLists names is found") {
  const SourceFile list = {"crypto/CMakeLists.txt", "add(x SOURCES base/bytes.cpp\n  hash.cpp)\n"};
  CHECK(missing_from_cmake({list, {"crypto/hash.cpp", ""}, {"crypto/base/bytes.cpp", ""}}).empty());
  CHECK(finds(missing_from_cmake({list, {"crypto/rehash.cpp", ""}})));
  CHECK(finds(missing_from_cmake({list, {"crypto/bytes.cpp", ""}})));
  CHECK(finds(missing_from_cmake({list, {"sync/hash.cpp", ""}})));
  const SourceFile tests = {"tests/crypto/CMakeLists.txt", "../support/fake_test.cpp"};
  CHECK(missing_from_cmake({tests, {"tests/support/fake_test.cpp", ""}}).empty());
}

TEST_CASE("every source of the project is built") { CHECK_TIDY(missing_from_cmake(project_files())); }

TEST_CASE("a folder that the map lacks, or names in vain, is found") {
  const std::string readme =
      "# H\n## The map\n| folder | what |\n|---|---|\n| `crypto/` | a |\n| `app/store/` | b |\n\n"
      "## Words\n| `sync/` | no |\n";
  const SourceFile crypto = {"crypto/hash.cpp", ""};
  const SourceFile store = {"app/store/vault.cpp", ""};
  CHECK(missing_from_map({crypto, store}, readme).empty());
  CHECK(missing_from_map({crypto, store, {"app/store/schema/001.sql", ""}}, readme).empty());
  CHECK(finds(missing_from_map({crypto, store, {"sync/entry.cpp", ""}}, readme)));
  CHECK(finds(missing_from_map({crypto, store, {"crypto/base/bytes.h", ""}}, readme)));
  CHECK(finds(missing_from_map({crypto}, readme)));
}

TEST_CASE("the README's map names every folder and no other") {
  CHECK_TIDY(missing_from_map(project_files(), read_text(fs::path(HOLDFAST_SOURCE_DIR) / "README.md")));
}

TEST_CASE("a command of the window without a use-case is found") {
  const std::string good =
      "struct Save {\n  static constexpr std::string_view kUseCase = \"submit\";\n};\n"
      "struct Scroll {\n  static constexpr std::string_view kUseCase = \"window\";\n};\n"
      "using Command = std::variant<Save, Scroll>;\n";
  CHECK(commands_without_use_case("x_commands.h", good, "{\"submit\", \"Submit an answer\"}").empty());
  CHECK(finds(commands_without_use_case("x_commands.h", good, "{\"seal\"}")));
  const std::string bad = "struct Save {\n};\nusing Command = std::variant<Save>;\n";
  CHECK(finds(commands_without_use_case("x_commands.h", bad, "")));
  CHECK(finds(commands_without_use_case("x_commands.h", "", "")));
}

TEST_CASE("every command of the window names a use-case") {
  std::string table;
  std::vector<SourceFile> areas;
  for (const SourceFile& file : project_files()) {
    if (file.path.starts_with("app/cli/") && file.path.ends_with(".cpp")) table += file.text;
    if (file.path.starts_with("app/gui/") && file.path.ends_with("_commands.h")) areas.push_back(file);
  }
  REQUIRE(areas.size() > 5);
  for (const SourceFile& area : areas) CHECK_TIDY(commands_without_use_case(area.path, area.text, table));
}

TEST_CASE("a reason without its three sentences, and a sentence without a reason, are found") {
  const std::string reasons =
      "#define LIST(X) \\\n  X(kFull, Full, \"file.full\") \\\n  X(kBusy, Busy, \"file.busy\")\n"
      "#define Y(X) X(kNo, Io, \"no\")\n";
  const std::vector<std::string> codes = reason_codes(reasons);
  CHECK(codes == std::vector<std::string>{"file.full", "file.busy"});
  const std::string full = "[file.full]\nhappened = It is full.\nsafe = Nothing is lost.\ndo = Make room on it.\n";
  const std::string busy = "\n[file.busy]\nhappened = It is in use.\nsafe = Nothing is lost.\ndo = Try again later.\n";
  const auto wrong = [&codes](const std::string& text) {
    return finds(wrong_sentences({{"en/base.txt", text}}, codes));
  };
  CHECK_FALSE(wrong(full + busy));
  CHECK(wrong(full));
  CHECK(wrong(full + busy + full));
  CHECK(wrong(full + busy + "[file.odd]\nhappened = It is odd.\nsafe = It is safe.\ndo = Do nothing.\n"));
  CHECK(wrong(full + "[file.busy]\nhappened = It is in use.\nsafe = Nothing is lost.\n"));
  CHECK(wrong(full + "[file.busy]\nhappened = It is in use.\nsafe = \ndo = Try again later.\n"));
  CHECK(wrong(full + busy + "stray words\n"));
  CHECK(wrong("stray = words.\n" + full + busy));
  CHECK(finds(jargon({"en/x.txt", "happened = The Hash is wrong.\n"})));
  CHECK_FALSE(finds(jargon({"en/x.txt", "[entry.hash]\nhappened = A rehashed story.\n"})));
}

TEST_CASE("every reason of the project is explained in every language, in plain words") {
  const fs::path root = HOLDFAST_SOURCE_DIR;
  std::vector<std::string> codes;
  for (const SourceFile& file : project_files()) {
    if (!file.path.ends_with("/reasons.h")) continue;
    const std::vector<std::string> some = reason_codes(file.text);
    codes.insert(codes.end(), some.begin(), some.end());
  }
  CHECK(codes.size() > 10);
  CHECK(std::set<std::string>(codes.begin(), codes.end()).size() == codes.size());  // one code, one meaning
  std::map<std::string, std::vector<SourceFile>> languages;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / "assets" / "languages")) {
    if (entry.path().extension() != ".txt") continue;
    const std::string language = entry.path().parent_path().filename().string();
    languages[language].push_back({fs::relative(entry.path(), root).generic_string(), read_text(entry.path())});
  }
  CHECK(languages.contains("en"));
  for (const auto& [language, files] : languages) CHECK_TIDY(wrong_sentences(files, codes));
  for (const SourceFile& file : languages["en"]) CHECK_TIDY(jargon(file));
}

}  // namespace
}  // namespace holdfast::test
