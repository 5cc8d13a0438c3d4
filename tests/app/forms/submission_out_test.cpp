// What was read from a real ODK submission is written again as the same tree.
#include "app/forms/submission_xml_out.h"

#include <catch2/catch_test_macros.hpp>
#include <cstdio>
#include <map>
#include <pugixml.hpp>

#include "app/forms/answer_value.h"
#include "app/forms/submission.h"
#include "tests/app/forms/forms_support.h"
#include "tests/app/forms/real_forms.h"

using namespace holdfast;
using namespace holdfast::forms;
using namespace holdfast::test;

namespace {

constexpr const char* kId = "uuid:00000000-0000-0000-0000-000000000001";

std::function<std::string()> counted_ids() {
  return [next = std::uint64_t{0}]() mutable {
    char id[24];
    std::snprintf(id, sizeof id, "%016llx", static_cast<unsigned long long>(++next));
    return std::string(id);
  };
}

Result<CheckedAnswers> checked_xml(const Form& form, std::string_view xml) {
  const auto json = TRY(answers_from_xml(form, as_bytes(xml)));
  CheckOptions options;
  options.demand = false;
  return check_answers(form, json, options, counted_ids());
}

// Numbers in the one spelling that is kept, and several choices in one order: by design neither is written as it came.
std::string plain_text(std::string_view text, bool several) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t blank = std::min(text.find_first_of(" \t\r\n"), text.size());
    const std::string word(text.substr(0, blank));
    if (!word.empty()) words.push_back(canonical_decimal(word).value_or(word));
    text.remove_prefix(std::min(blank + 1, text.size()));
  }
  if (several) std::sort(words.begin(), words.end());
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

// The answers of a submission in their order, one line each: path and text. What is empty, and what ODK wraps around
// answers, is no answer; the root's name is no part of a path.
void lines_of(const Form& form, const pugi::xml_node& node, const std::string& path, std::string& out) {
  for (const pugi::xml_node& child : node.children()) {
    if (child.type() != pugi::node_element) continue;
    const std::string name = child.name();
    if (path.empty() && (name == "meta" || name == "orx:meta" || name == "formhub")) continue;
    std::string below;
    lines_of(form, child, path + "/" + name, below);
    const Question* question = form.find((path + "/" + name).substr(1));
    const bool several = question != nullptr && question->type == QuestionType::SelectMultiple;
    const std::string text = plain_text(child.child_value(), several);
    if (!below.empty()) out += path + "/" + name + " {\n" + below + "}\n";
    else if (!text.empty()) out += path + "/" + name + " = " + text + "\n";
  }
}

std::string canonical_tree(const Form& form, std::string_view xml) {
  pugi::xml_document document;
  REQUIRE(document.load_buffer(xml.data(), xml.size()));
  std::string out;
  lines_of(form, document.document_element(), "", out);
  return out;
}

std::string root_attribute(const Bytes& xml, const char* name) {
  pugi::xml_document document;
  if (!document.load_buffer(xml.data(), xml.size())) return "";
  return document.document_element().attribute(name).value();
}

// All forms in the shared folder by id; the first of one id whose submission it takes is the one.
std::multimap<std::string, Form> forms_by_id() {
  std::multimap<std::string, Form> out;
  for (const std::string& path : real_form_paths()) {
    if (path.find("onadata") == std::string::npos) continue;
    if (auto form = real_form(path); form.ok()) out.emplace(form->id, *std::move(form));
  }
  return out;
}

std::vector<std::filesystem::path> real_submissions() {
  std::vector<std::filesystem::path> out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(shared_data() / "xlsform/onadata")) {
    if (entry.path().extension() == ".xml" && !root_attribute(file_bytes(entry.path()), "id").empty()) {
      out.push_back(entry.path());
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

const Form& hostile_form() {
  static const Form form = form_of(
      "type,name,label\ntext,t,T\nphoto,p,P\nselect_multiple c,s,S\nbegin repeat,r,R\ntext,q,Q\nbegin group,g,G\n"
      "integer,n,N\nbegin repeat,r2,R2\ntext,q2,Q2\nend repeat,,\nend group,,\nend repeat,,\nbegin group,meta,M\n"
      "text,own,O\nend group,,\nnote,x,X\n",
      "list_name,name,label\nc,a,A\nc,b,B\nc,c,C\n", "form_id,version\n\"a \"\" <&> 'id'\",2\n");
  return form;
}

sync::Values values_of(const std::string& json) {
  auto checked = check_answers(hostile_form(), json, {}, counted_ids());
  REQUIRE(checked.ok());
  for (const AnswerProblem& problem : checked->problems) UNSCOPED_INFO(problem.path << ": " << problem.sentence);
  REQUIRE(checked->problems.empty());
  return checked->submission.values;
}

sync::Values read_back(const std::string& xml) {
  auto checked = checked_xml(hostile_form(), xml);
  REQUIRE(checked.ok());
  for (const AnswerProblem& problem : checked->problems) UNSCOPED_INFO(problem.path << ": " << problem.sentence);
  CHECK(checked->problems.empty());
  return checked->submission.values;
}

}  // namespace

TEST_CASE("Real ODK submissions are written again as the same tree") {
  if (!std::filesystem::exists(shared_data() / "xlsform/onadata")) SKIP("the shared test data is not here");
  const auto forms = forms_by_id();
  std::size_t same = 0;
  std::size_t without_form = 0;
  std::vector<std::string> refused;
  for (const auto& file : real_submissions()) {
    const Bytes xml = file_bytes(file);
    const auto [from, to] = forms.equal_range(root_attribute(xml, "id"));
    if (from == to) {
      ++without_form;
      continue;
    }
    bool taken = false;
    std::string why;
    for (auto form = from; form != to && !taken; ++form) {
      const auto checked = checked_xml(form->second, as_text(xml));
      if (!checked.ok() || !checked->problems.empty()) {
        why += "  " + (checked.ok() ? checked->problems[0].path + ": " + checked->problems[0].sentence
                                    : checked.error().detail) + "\n";
        continue;
      }
      taken = true;
      const SubmissionXml out = submission_xml(form->second, checked->submission.values, {kId});
      INFO(file);
      CHECK(canonical_tree(form->second, out.xml) == canonical_tree(form->second, as_text(xml)));
      CHECK(out.replaced == 0);
      const auto again = checked_xml(form->second, out.xml);
      REQUIRE(again.ok());
      CHECK(again->submission.values == checked->submission.values);
      ++same;
    }
    if (!taken) refused.push_back(file.string() + "\n" + why);
  }
  for (const std::string& file : refused) UNSCOPED_INFO("refused: " << file);
  INFO("same " << same << ", without a form " << without_form << ", refused " << refused.size());
  // Refused are one with a question answered twice, one that ODK encrypted, and three with questions no form here has,
  // and one that is NaN years old.
  CHECK(same == 51);
  CHECK(refused.size() == 6);
}

TEST_CASE("Any text comes back from the XML it was written to, and none of it is markup") {
  for (const std::string text :
       {"<q2>&amp;]]></t><t>", "\"quoted\" 'text'", " blanks ", "a\r\nb\rc\td", "\xE2\x80\xAEgpj.exe",
        "../../etc/passwd", "=cmd|' /C calc'!A0", "\xF0\x9F\x8C\x8A \xE1\x9E\x81", "<!DOCTYPE x>", "<![CDATA[x]]>",
        "&#x41;"}) {
    INFO(text);
    const sync::Values values{{"t", CborValue(text)}};
    const SubmissionXml out = submission_xml(hostile_form(), values, {kId});
    CHECK(out.replaced == 0);
    CHECK(read_back(out.xml) == values);
  }
}

TEST_CASE("Characters that XML cannot hold are replaced and counted") {
  const sync::Values values{{"t", CborValue(std::string("a\x01") + "b\x1F" + "\xEF\xBF\xBF" + "c")}};
  const SubmissionXml out = submission_xml(hostile_form(), values, {kId});
  CHECK(out.replaced == 3);
  CHECK(read_back(out.xml).at("t") == CborValue("a\xEF\xBF\xBD" "b\xEF\xBF\xBD\xEF\xBF\xBD" "c"));
}

TEST_CASE("Repeats in repeats, several choices, files and a group called meta come back as they were") {
  const sync::Values values = values_of(
      R"({"t": "x", "p": "a b.jpg", "s": "a c", "meta": {"own": "ours"},)"
      R"( "r": [{"q": "first", "g": {"n": 1, "r2": [{"q2": "1a"}, {"q2": "1b"}]}}, {"g": {"n": 2}}, {"q": "third"}]})");
  const SubmissionXml out = submission_xml(hostile_form(), values, {kId, "uuid:before"});
  INFO(out.xml);
  CHECK(read_back(out.xml) == values);
  CHECK(out.xml.find("<s>a c</s>") != std::string::npos);
  CHECK(out.xml.find("first") < out.xml.find("third"));
  CHECK(out.xml.find(std::string("<instanceID>") + kId) != std::string::npos);
  CHECK(out.xml.find("<deprecatedID>uuid:before") != std::string::npos);
  CHECK(out.xml.find("version=\"2\"") != std::string::npos);
  pugi::xml_document document;
  REQUIRE(document.load_string(out.xml.c_str()));
  CHECK(document.document_element().attribute("id").value() == std::string("a \" <&> 'id'"));
}

TEST_CASE("What is ours in a record, and what was taken away, is not in the XML") {
  const sync::Values values{{"t", CborValue()}, {"@actor", CborValue("R7-A")}, {"@file/aa", CborValue("p")},
                            {"p", CborValue("b.jpg")}};
  const SubmissionXml out = submission_xml(hostile_form(), values, {kId});
  CHECK(out.xml.find("R7-A") == std::string::npos);
  CHECK(out.xml.find("<t>") == std::string::npos);
  CHECK(out.xml.find("<p>b.jpg</p>") != std::string::npos);
}

TEST_CASE("A record's id is an ODK name in the usual spelling") {
  const auto id = array_from_hex<16>("0123456789abcdef0123456789abcdef");
  REQUIRE(id.ok());
  CHECK(uuid_name(*id) == "uuid:01234567-89ab-cdef-0123-456789abcdef");
}

TEST_CASE("Submissions in the envelope of Aggregate are read, and those that ODK encrypted are refused as such") {
  const Form form = form_of("type,name,label\ntext,name,N\n", {}, "form_id\nplain\n");
  const auto inside = answers_from_xml(
      form, as_bytes("<submission xmlns='http://opendatakit.org/submissions'><data><plain id='plain' "
                     "instanceID='uuid:1'><name>A</name></plain></data></submission>"));
  REQUIRE(inside.ok());
  CHECK(*inside == R"({"name":"A"})");
  const auto encrypted = answers_from_xml(form, as_bytes("<data id='plain' encrypted='yes'><base64EncryptedKey>x"
                                                         "</base64EncryptedKey></data>"));
  REQUIRE(!encrypted.ok());
  CHECK(encrypted.error().detail.find("encrypted") != std::string::npos);
}
