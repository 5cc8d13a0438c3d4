// jr:itext('id'): texts of the form inside expressions, in the language that is shown.
#include "app/forms/form_source.h"
#include "app/forms/text_ids.h"
#include "tests/app/forms/session_support.h"

using namespace holdfast;
using namespace holdfast::forms;
using namespace holdfast::test;

namespace {

constexpr std::string_view kTexts =
    "<itext><translation lang=\"English\" default=\"true()\"><text id=\"greet\"><value>Good day</value></text>"
    "<text id=\"only-en\"><value>English only</value></text></translation><translation lang=\"Français\">"
    "<text id=\"greet\"><value>Bonjour</value></text></translation></itext>";

Form form_with_texts(const std::string& calculate) {
  const std::string xml =
      "<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:head><h:title>T"
      "</h:title><model>" + std::string(kTexts) +
      "<instance><data id=\"t\"><q/><c/><meta><instanceID/></meta></data></instance>"
      "<bind nodeset=\"/data/q\" type=\"string\"/><bind nodeset=\"/data/c\" type=\"string\" calculate=\"" + calculate +
      "\"/></model></h:head><h:body><input ref=\"/data/q\"><label ref=\"jr:itext('greet')\"/></input></h:body>"
      "</h:html>";
  auto form = form_from_files({"t.xml", to_bytes(as_bytes(xml)), {}, {}});
  INFO((form.ok() ? std::string() : form.error().detail));
  REQUIRE(form.ok());
  return *std::move(form);
}

}  // namespace

TEST_CASE("an XForm's text stands in an expression in the language of the session, and changes with it") {
  Filling filling(logic_of(form_with_texts("concat(jr:itext('greet'), ', ', jr:itext('only-en'))")));
  CHECK(filling.value("c") == "Good day, English only");
  filling.session.set_language("Français");
  // Where the language has no text, the form's own language says it.
  CHECK(filling.value("c") == "Bonjour, English only");
  filling.session.set_language("English");
  CHECK(filling.value("c") == "Good day, English only");
}

TEST_CASE("an id that no text has is said to the form's author, and gives nothing") {
  Filling filling(logic_of(form_with_texts("jr:itext('nobody')")));
  CHECK(filling.value("c").empty());
  REQUIRE(filling.session.faults().size() == 1);
  CHECK(filling.session.faults().begin()->second.find("no text of this id") != std::string::npos);
}

TEST_CASE("a form in sheets has the ids that the converters of ODK give its texts") {
  const Form form = form_of(
      "type,name,label::English (en),label::French (fr),hint::English (en),constraint,"
      "constraint_message::English (en)\n"
      "begin group,g,G,G,,,\nselect_one mood,m,Mood,Humeur,How?,. != 'b',Not b\nend group,,,,,,\n",
      "list_name,name,label::English (en),label::French (fr)\nmood,a,Fine,Bien\nmood,b,Low,Bas\n");
  const auto text = [&](std::string_view id, const char* language) {
    const auto texts = text_by_id(form, id);
    return texts ? texts->at(language) : std::string("none");
  };
  CHECK(text("/data/g/m:label", "French (fr)") == "Humeur");
  CHECK(text("/data/g/m:hint", "English (en)") == "How?");
  CHECK(text("/data/g/m:jr:constraintMsg", "English (en)") == "Not b");
  CHECK(text("mood-1", "French (fr)") == "Bas");
  for (const char* id : {"mood-2", "mood-", "mood--1", "mood-1x", "mood", "/data/g/m", "/data/g/m:other",
                         "/data/m:label",
                         "/data/g/m:jr:requiredMsg", ""}) {
    INFO(id);
    CHECK_FALSE(text_by_id(form, id));
  }
  Filling filling(logic_of("type,name,label::en,label::fr,calculation\ntext,q,Name,Nom,\n"
                           "calculate,c,,,jr:itext('/data/q:label')\n"));
  filling.session.set_language("fr");
  CHECK(filling.value("c") == "Nom");
}
