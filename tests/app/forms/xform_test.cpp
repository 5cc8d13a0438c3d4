#include <catch2/catch_test_macros.hpp>

#include "app/forms/references.h"
#include "tests/app/forms/forms_support.h"
#include "tests/app/forms/real_forms.h"

using namespace holdfast;
using namespace holdfast::forms;
using namespace holdfast::test;

namespace {

// A form with this model (behind the primary instance) and body. Prefixes are not the usual ones on purpose.
std::string xform_text(const std::string& nodes, const std::string& model, const std::string& body) {
  return "<?xml version=\"1.0\"?>\n<x:html xmlns=\"http://www.w3.org/2002/xforms\" "
         "xmlns:x=\"http://www.w3.org/1999/xhtml\" xmlns:java=\"http://openrosa.org/javarosa\" "
         "xmlns:own=\"urn:holdfast:form\" xmlns:e=\"http://www.opendatakit.org/xforms/entities\" "
         "xmlns:o=\"http://www.opendatakit.org/xforms\"><x:head><x:title>T</x:title><model><instance>"
         "<data id=\"f\" version=\"3\">" +
         nodes + "<meta><instanceID/></meta></data></instance>" + model + "</model></x:head><x:body>" + body +
         "</x:body></x:html>";
}

Result<Form> read_text(const std::string& text, std::map<std::string, Bytes> beside = {}) {
  return form_from_files({"f.xml", to_bytes(as_bytes(text)), {}, std::move(beside)});
}

Form form_of_xml(const std::string& nodes, const std::string& model, const std::string& body) {
  auto form = read_text(xform_text(nodes, model, body));
  if (!form.ok()) FAIL(form.error().detail);
  return *std::move(form);
}

const Question& at(const Form& form, std::string_view path) {
  const Question* question = form.find(path);
  REQUIRE(question != nullptr);
  return *question;
}

}  // namespace

TEST_CASE("Attributes count by their namespace, whatever prefix the author chose") {
  const Form form = form_of_xml(
      "<g><q/></g><c/>",
      "<bind nodeset=\"/data/g\" own:class=\"health\"/><bind nodeset=\"/data/g/q\" type=\"string\" own:keep=\"card\" "
      "e:saveto=\"name\" java:constraintMsg=\"No\" constraint=\". != ''\" o:length=\"short\"/>"
      "<bind nodeset=\"/data/c\" own:class=\"identity\" type=\"int\"/>",
      "<group ref=\"/data/g\"><input ref=\"/data/g/q\"><label>Q</label></input></group>"
      "<input ref=\"/data/c\"><label>C</label></input>");
  CHECK(at(form, "g/q").field_class == sync::FieldClass::Health);
  CHECK(at(form, "g/q").keep_as_card);
  CHECK(at(form, "g/q").save_to == "name");
  CHECK(at(form, "g/q").constraint_messages.at("") == "No");
  CHECK(at(form, "g/q").bind_attributes.at("odk:length") == "short");
  CHECK(at(form, "c").field_class == sync::FieldClass::Identity);
  CHECK(at(form, "c").type == QuestionType::Integer);
  CHECK(form.id == "f");
  CHECK(form.version == "3");
  CHECK(form.root == "data");
}

TEST_CASE("A class survives as a sheet's column and as an XForm's attribute, and is refused when it is none") {
  const Form sheet = form_of("type,name,label,bind::holdfast:class,bind::holdfast:keep\ntext,q,Q,health,card\n");
  const Form xml = form_of_xml("<q/>", "<bind nodeset=\"/data/q\" own:class=\"health\" own:keep=\"card\"/>",
                               "<input ref=\"/data/q\"><label>Q</label></input>");
  for (const Form* form : {&sheet, &xml}) {
    CHECK(at(*form, "q").field_class == sync::FieldClass::Health);
    CHECK(at(*form, "q").keep_as_card);
  }
  const auto wrong = read_text(xform_text("<q/>", "<bind nodeset=\"/data/q\" own:class=\"secret\"/>", ""));
  REQUIRE(!wrong.ok());
  CHECK(wrong.error().reason == kFormColumn);
  // The same name in a namespace of somebody else says nothing.
  std::string other = xform_text("<q/>", "<bind nodeset=\"/data/q\" own:class=\"secret\"/>", "");
  other.replace(other.find("urn:holdfast:form"), 17, "urn:someone:elsex");
  CHECK(at(*read_text(other), "q").field_class == sync::FieldClass::Account);
}

TEST_CASE("Texts in every language are read, with media and guidance") {
  const Form form = form_of_xml(
      "<q/><s/>",
      "<itext><translation lang=\"English (en)\" default=\"true()\"><text id=\"q:label\"><value>Name of "
      "<output value=\"/data/s\"/></value><value form=\"image\">jr://images/a.png</value></text>"
      "<text id=\"q:hint\"><value>Say</value><value form=\"guidance\">Slowly</value></text>"
      "<text id=\"s:m\"><value>Wrong</value></text><text id=\"c-0\"><value>One</value></text></translation>"
      "<translation lang=\"\xE0\xB9\x84\xE0\xB8\x97\xE0\xB8\xA2 (th)\"><text id=\"q:label\"><value>\xE0\xB8\x8A</value>"
      "</text><text id=\"c-0\"><value>\xE0\xB8\xAB</value></text></translation></itext>"
      "<instance id=\"c\"><root><item><itextId>c-0</itextId><name>one</name><region>n</region></item></root></instance>"
      "<bind nodeset=\"/data/s\" constraint=\". = 'one'\" java:constraintMsg=\"java:itext('s:m')\"/>",
      "<input ref=\"/data/q\"><label ref=\"jr:itext('q:label')\"/><hint ref=\"jr:itext('q:hint')\"/></input>"
      "<select1 ref=\"/data/s\"><label>S</label><itemset nodeset=\"instance('c')/root/item[region = /data/q]\">"
      "<value ref=\"name\"/><label ref=\"jr:itext(itextId)\"/></itemset></select1>");
  const std::string thai = "\xE0\xB9\x84\xE0\xB8\x97\xE0\xB8\xA2 (th)";
  CHECK(form.languages == std::vector<std::string>{"English (en)", thai});
  CHECK(form.default_language == "English (en)");
  CHECK(at(form, "q").labels.at("English (en)") == "Name of ${/data/s}");
  CHECK(at(form, "q").labels.at(thai) == "\xE0\xB8\x8A");
  CHECK(at(form, "q").media.at("image").at("English (en)") == "a.png");
  CHECK(at(form, "q").hints.at("English (en)") == "Say");
  CHECK(at(form, "q").guidance_hints.at("English (en)") == "Slowly");
  CHECK(at(form, "s").constraint_messages.at("English (en)") == "Wrong");
  CHECK(at(form, "s").list == "c");
  CHECK(at(form, "s").choice_filter == "region = /data/q");
  const Choice& one = form.choices.at("c").front();
  CHECK(one.name == "one");
  CHECK(one.labels.at(thai) == "\xE0\xB8\xAB");
  CHECK(one.columns.at("region") == "n");
}

TEST_CASE("Repeats keep their count, their first instances and what a new one begins with") {
  const Form form = form_of_xml(
      "<n>2</n><r java:template=\"\"><a>fresh</a></r><r><a>first</a></r><r><a/></r>",
      "<bind nodeset=\"/data/r/a\" type=\"string\" relevant=\"../../n &gt; 1\"/>",
      "<input ref=\"/data/n\"><label>N</label></input><group ref=\"/data/r\"><label>R</label>"
      "<repeat nodeset=\"/data/r\" java:count=\"/data/n\"><input ref=\"a\"><label>A</label></input>"
      "<setvalue event=\"odk-new-repeat\" ref=\"/data/r/a\" value=\"position(..)\"/></repeat></group>");
  const Question& repeat = at(form, "r");
  CHECK(repeat.type == QuestionType::Repeat);
  CHECK(repeat.repeat_count == "/data/n");
  CHECK(repeat.labels.at("") == "R");
  REQUIRE(repeat.first_instances.size() == 2);
  CHECK(repeat.first_instances[0].at("r/a") == "first");
  CHECK(repeat.first_instances[1].empty());
  CHECK(at(form, "r/a").default_value == "fresh");
  CHECK(at(form, "r/a").repeats == std::vector<std::string>{"r"});
  CHECK(form.questions[at(form, "r/a").parent].path == "r");
  const ReferenceIndex index(form);
  CHECK(absolute_references(index, "r/a", at(form, "r/a").relevant).text == "/data/n > 1");
  REQUIRE(form.actions.size() == 1);
  CHECK(form.actions[0].at_new_repeat);
  CHECK(form.actions[0].target == "r/a");
  CHECK(form.actions[0].trigger == "r");
}

TEST_CASE("Nodes without a control stand where their siblings do, and groups for the eye have no node") {
  const Form form = form_of_xml(
      "<start/><a/><sum/><g><b/><hidden/></g>",
      "<bind nodeset=\"/data/start\" java:preload=\"timestamp\" java:preloadParams=\"start\" type=\"dateTime\"/>"
      "<bind nodeset=\"/data/sum\" calculate=\"/data/a + 1\"/>",
      "<group appearance=\"field-list\"><label>Page</label><input ref=\"/data/a\"><label>A</label></input></group>"
      "<group ref=\"/data/g\"><input ref=\"/data/g/b\"><label>B</label></input></group>");
  std::vector<std::string> paths;
  for (const Question& question : form.questions) paths.push_back(question.presentation ? "-" : question.path);
  CHECK(paths == std::vector<std::string>{"start", "-", "a", "sum", "g", "g/b", "g/hidden"});
  CHECK(at(form, "start").type == QuestionType::Metadata);
  CHECK(at(form, "start").metadata == "start");
  CHECK(at(form, "sum").type == QuestionType::Calculate);
  CHECK(at(form, "g/hidden").type == QuestionType::Hidden);
  CHECK(at(form, "a").parent == 1);
}

TEST_CASE("Instances of any shape are kept: lists, files beside the form, trees") {
  const std::string text = xform_text(
      "<a/><b/><c/>",
      "<instance id=\"towns\" src=\"jr://file-csv/places.csv\"/><instance id=\"lost\" src=\"jr://file/lost.xml\"/>"
      "<instance id=\"last\" src=\"jr://instance/last-saved\"/>"
      "<instance id=\"tree\"><counties><county><value>king</value></county></counties></instance>",
      "<select1 ref=\"/data/a\"><itemset nodeset=\"instance('towns')/root/item\"><value ref=\"code\"/>"
      "<label ref=\"town\"/></itemset></select1><select ref=\"/data/b\"><itemset "
      "nodeset=\"randomize(instance('tree')/counties/county[value != ''], 3)\"><value ref=\"value\"/>"
      "<label ref=\"value\"/></itemset></select>");
  const auto form = read_text(text, {{"places.csv", to_bytes(as_bytes("code;town\n1;Poipet\n"))},
                                     {"stranger.csv", to_bytes(as_bytes("a\n1\n"))}});
  REQUIRE(form.ok());
  CHECK(at(*form, "a").type == QuestionType::SelectOneFromFile);
  CHECK(at(*form, "a").list == "places.csv");
  CHECK(at(*form, "a").value_column == "code");
  REQUIRE(form->lists.count("towns") == 1);
  CHECK(form->lists.at("towns")->cell(0, "town") == "Poipet");
  CHECK(form->lists.count("stranger") == 0);
  CHECK(form->files_missing == std::vector<std::string>{"lost.xml"});
  REQUIRE(form->trees.count("tree") == 1);
  CHECK(form->trees.at("tree")->find("/counties/county/value") != kNoNode);
  CHECK(at(*form, "b").itemset == "instance('tree')/counties/county");
  CHECK(at(*form, "b").choice_filter == "value != ''");
  CHECK(at(*form, "b").parameters == "randomize=true seed=3");
  const auto again = read_form(form->canonical);
  REQUIRE(again.ok());
  CHECK(again->lists.at("towns")->rows == form->lists.at("towns")->rows);
}

TEST_CASE("XML that is no form, is too deep, too large or calls for more is refused with its line") {
  const auto refused = [](const std::string& text) {
    const auto form = read_text(text);
    REQUIRE(!form.ok());
    return form.error();
  };
  CHECK(refused("<root><item/></root>").reason == kFormXml);
  CHECK(refused("<h:html>").detail == "form, line 1: this is not well-formed XML");
  CHECK(refused("<a/><b/>").reason == kFormXml);
  CHECK(refused("<!DOCTYPE lolz [<!ENTITY lol \"lol\">]>\n<a>&lol;</a>").detail ==
        "form, line 1: a document type is not read");
  CHECK(refused("<a>\n<!-- never closed").detail == "form, line 2: a comment is never closed");
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  CHECK(refused(deep).detail == "form, line 1: elements are nested too deeply");
  std::string many = "<a>";
  for (int i = 0; i < 700'000; ++i) many += "<b/>";
  CHECK(refused(many + "</a>").detail == "form, line 1: too many elements");
  CHECK(refused("<a>\xFF</a>").reason == kFormXml);
  CHECK(refused(xform_text("<q/>", "<bind nodeset=\"/data/q\"/>\n<bind nodeset=\"/data/q\"/>", "")).reason ==
        kFormStructure);
  CHECK(refused(xform_text("<q/>", "", "<repeat nodeset=\"/data/nothing\"/>")).reason == kFormStructure);
  std::string nodes;
  std::string end;
  for (int i = 0; i < 40; ++i) nodes += "<g" + std::to_string(i) + ">";
  for (int i = 39; i >= 0; --i) end += "</g" + std::to_string(i) + ">";
  static_cast<void>(read_text(xform_text(nodes + end, "", "")).ok());
}

TEST_CASE("An XForm cut off anywhere is refused, and one with a changed byte is another form or none") {
  const std::string text =
      xform_text("<q/>", "<bind nodeset=\"/data/q\" required=\"true()\"/>",
                 "<input ref=\"/data/q\"><label>Q</label></input>");
  const auto whole = read_text(text);
  REQUIRE(whole.ok());
  for (std::size_t size = 0; size < text.size(); ++size) CHECK(!read_text(text.substr(0, size)).ok());
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    const auto other = read_text(changed);
    if (other.ok()) CHECK(other->hash != whole->hash);
  }
}
