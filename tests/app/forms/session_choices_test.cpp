// Choices that depend on other answers, on files beside the form, and on chance.
#include "tests/app/forms/session_support.h"

using namespace holdfast;
using namespace holdfast::forms;
using namespace holdfast::test;

namespace {

constexpr std::string_view kPlaces =
    "list_name,name,label,country\ncountry,KH,Cambodia,\ncountry,MM,Myanmar,\n"
    "town,pp,Phnom Penh,KH\ntown,sv,Sihanoukville,KH\ntown,mw,Myawaddy,MM\n";
constexpr std::string_view kTowns =
    "type,name,label,choice_filter\nselect_one country,country,C,\nselect_one town,town,T,country = ${country}\n"
    "select_multiple town,towns,T,country = ${country}\n";

std::vector<std::string> names_of(const std::optional<std::vector<OfferedChoice>>& choices) {
  std::vector<std::string> out;
  for (const OfferedChoice& choice : choices.value()) out.push_back(choice.name);
  return out;
}

}  // namespace

TEST_CASE("a filter is asked of each choice with its own columns") {
  Filling filling(kTowns, kPlaces);
  CHECK(names_of(filling.session.choices("town")).empty());
  filling.set("country", "KH");
  CHECK(names_of(filling.session.choices("town")) == std::vector<std::string>{"pp", "sv"});
  CHECK(filling.session.choices("town").value()[0].label == "Phnom Penh");
  filling.set("country", "MM");
  CHECK(names_of(filling.session.choices("town")) == std::vector<std::string>{"mw"});
}

TEST_CASE("an answer that is not offered any more is cleared, named, and not in the record") {
  Filling filling(kTowns, kPlaces);
  filling.set("country", "KH");
  filling.set("town", "sv");
  filling.session.set_answer("towns", AnswerNode::of_text("sv pp"));
  const SessionEdit edit = filling.set("country", "MM");
  CHECK(edit.fell_away == std::vector<std::string>{"town", "towns"});
  CHECK(filling.value("town").empty());
  CHECK(filling.value("towns").empty());
  CHECK(has_problem(filling.session.falling_away(), "town", "choice"));
  CHECK(filling.session.finish({}).submission.values.count("town") == 0);
  filling.set("country", "KH");
  CHECK(filling.value("town") == "sv");
}

TEST_CASE("of several choices only those fall away that are not offered") {
  const std::string survey = "type,name,label,choice_filter\ninteger,most,M,\n"
      "select_multiple size,sizes,S,weight <= ${most}\n";
  Filling filling(survey, "list_name,name,label,weight\nsize,a,A,1\nsize,b,B,2\nsize,c,C,3\n");
  filling.set("most", "3");
  filling.set("sizes", "a b c");
  filling.set("most", "2");
  CHECK(filling.value("sizes") == "a b");
  CHECK(has_problem(filling.session.falling_away(), "sizes", "choice"));
}

TEST_CASE("or_other adds a choice and the question what it is") {
  Filling filling("type,name,label\nselect_one yn or_other,q,Q\n", "list_name,name,label\nyn,yes,Yes\n");
  CHECK(names_of(filling.session.choices("q")) == std::vector<std::string>{"yes", "other"});
  CHECK_FALSE(filling.shown("q_other"));
  filling.set("q", "other");
  CHECK(filling.shown("q_other"));
  CHECK_FALSE(filling.set("q_other", "perhaps").problem);
}

TEST_CASE("a seed gives one order for ever, and without one the session has its own") {
  const std::string choices = "list_name,name,label\nl,a,A\nl,b,B\nl,c,C\nl,d,D\nl,e,E\nl,f,F\n";
  Filling seeded("type,name,label,parameters\nselect_one l,q,Q,randomize=true seed=42\n", choices);
  Filling again("type,name,label,parameters\nselect_one l,q,Q,randomize=true seed=42\n", choices);
  CHECK(names_of(seeded.session.choices("q")) == names_of(again.session.choices("q")));
  CHECK(names_of(seeded.session.choices("q")) != std::vector<std::string>{"a", "b", "c", "d", "e", "f"});
  Filling own("type,name,label,parameters\nselect_one l,q,Q,randomize=true\n", choices);
  const std::vector<std::string> first = names_of(own.session.choices("q"));
  CHECK(names_of(own.session.choices("q")) == first);
  auto restored = FormSession::restore(own.logic, own.world(), own.session.snapshot());
  CHECK(names_of(restored->choices("q")) == first);
}

TEST_CASE("a list of 50,000 rows beside the form is filtered by an answer") {
  std::string csv = "name,label,ward\n";
  for (int i = 0; i < 50'000; ++i) {
    csv += "p" + std::to_string(i) + ",Place " + std::to_string(i) + ",w" + std::to_string(i % 500) + "\n";
  }
  FormSheets sheets = sheets_of("type,name,label,choice_filter\ntext,ward,W,\n"
      "select_one_from_file places.csv,place,P,ward = ${ward}\n");
  sheets.files["places.csv"] = to_bytes(as_bytes(csv));
  const auto form = read_form(canonical_form(sheets));
  REQUIRE(form.ok());
  Filling filling(logic_of(*form));
  filling.set("ward", "w7");
  const auto offered = filling.session.choices("place");
  REQUIRE(offered);
  CHECK(offered->size() == 100);
  CHECK(offered->front() == OfferedChoice{"p7", "Place 7"});
  CHECK_FALSE(filling.set("place", "p507").problem);
  CHECK(filling.value("place") == "p507");
  filling.set("ward", "w8");
  CHECK(filling.value("place").empty());
}

TEST_CASE("a list that did not come with the form rules nothing out") {
  Filling filling("type,name,label\nselect_one_from_file countries.csv,c,C\n");
  CHECK_FALSE(filling.session.choices("c"));
  CHECK_FALSE(filling.set("c", "KH").problem);
  CHECK(filling.value("c") == "KH");
  SessionWorld world = filling.world();
  world.lists["countries"] = std::make_shared<const ExternalList>(
      ExternalList{"countries", {"name", "label"}, {{"KH", "Cambodia"}}, {2}});
  FormSession with_list = FormSession::create(filling.logic, std::move(world));
  CHECK(names_of(with_list.choices("c")) == std::vector<std::string>{"KH"});
}

TEST_CASE("labels of choices change with the language, in expressions too") {
  Filling filling("type,name,label::English,label::Français,calculation\nselect_one yn,q,Q,Q,\n"
                  "calculate,said,,,\"jr:choice-name(${q}, '${q}')\"\n",
                  "list_name,name,label::English,label::Français\nyn,yes,Yes,Oui\n",
                      "form_id,default_language\nf,English\n");
  filling.set("q", "yes");
  CHECK(filling.value("said") == "Yes");
  filling.session.set_language("Français");
  CHECK(filling.session.choices("q").value()[0].label == "Oui");
  CHECK(filling.value("said") == "Oui");
}

TEST_CASE("a question is there in two languages at once, with earlier answers inside both") {
  Filling filling("type,name,label::English,label::Français,hint::English,guidance_hint::English\n"
                  "text,who,Name?,Nom ?,,\n"
                  "text,q,How are you ${who}?,Comment allez-vous ${who} ?,Wait,So that we know\n"
                  "text,r,Only here,,,\n",
                  {}, "form_id,default_language\nf,English\n");
  filling.set("who", "Nobody");
  CHECK(filling.session.label_in("q", "English").text == "How are you Nobody?");
  CHECK(filling.session.label_in("q", "Français").text == "Comment allez-vous Nobody ?");
  CHECK(filling.session.language() == "English");
  CHECK_FALSE(filling.session.label_in("r", "Français").in_language);
  CHECK(filling.session.label_in("r", "Français").text == "Only here");
  CHECK(filling.session.hint_in("q", "English").text == "Wait");
  CHECK(filling.session.guidance_in("q", "English").text == "So that we know");
  CHECK(filling.session.label_in("nothing", "English").text.empty());
}
