// What the screen shows of a form, as values: pages, fields of every type, relevance, repeats, dates.
#include "tests/app/gui/form/form_world.h"

namespace holdfast::test {
namespace {

using gui::FormField;

constexpr const char* kEveryType =
    "type,name,label,appearance,parameters\n"
    "text,t,Text,numbers,\ntext,story,Story,multiline,\ntext,when_,When,x-date,\ninteger,i,Whole,,\n"
    "decimal,d,Decimal,,\n"
    "date,day,Day,,\ntime,hour,Hour,,\ndateTime,moment,Moment,,\nselect_one yn,one,One,,\n"
    "select_multiple yn,many,Many,,\nselect_one_from_file countries.csv,country,Country,,\n"
    "select_multiple_from_file languages.csv,spoken,Spoken,,\ngeopoint,at,Place,,\ngeotrace,way,Way,,\n"
    "geoshape,area,Area,,\nimage,photo,Photo,,\naudio,sound,Sound,,\nvideo,film,Film,,\nfile,paper,Paper,,\n"
    "barcode,band,Wristband,,\nacknowledge,ok,Understood,,\nrange,scale,Scale,,start=0 end=10 step=2\n"
    "rank yn,order,Order,,\n"
    "note,n,A note,,\ncalculate,c,,,\n";
constexpr const char* kYesNo = "list_name,name,label\nyn,yes,Yes\nyn,no,No\n";

TEST_CASE("every type of question has a field on the screen, and what is calculated has none") {
  FormOnScreen form(kEveryType, kYesNo);
  const std::pair<const char*, FormField> expected[] = {
      {"t", FormField::Line},         {"story", FormField::Words},   {"when_", FormField::Date},
      {"i", FormField::Line},         {"d", FormField::Line},        {"day", FormField::Date},
      {"hour", FormField::Line},      {"moment", FormField::Line},   {"one", FormField::Options},
      {"many", FormField::Several},   {"country", FormField::Picker}, {"spoken", FormField::SeveralPicker},
      {"at", FormField::Line},        {"way", FormField::Line},      {"area", FormField::Line},
      {"photo", FormField::File},     {"sound", FormField::File},    {"film", FormField::File},
      {"paper", FormField::File},     {"band", FormField::Line},     {"ok", FormField::Agreed},
      {"scale", FormField::Range},    {"order", FormField::Rank},    {"n", FormField::Note}};
  for (const auto& [path, field] : expected) {
    INFO(path);
    CHECK(form.item(path).field == field);
  }
  CHECK(form.task().items.size() == std::size(expected));
  CHECK(form.task().shown == std::size(expected) - 1);  // a note asks nothing
  CHECK(form.item("scale").range_step == 2);
}

TEST_CASE("one group is one page, a group inside it its own, and pages come and go with the answers") {
  FormOnScreen form(
      "type,name,label,relevant\n"
      "begin group,a,First,\nselect_one yn,go,Go on?,\nend group,,,\n"
      "begin group,b,Second,${go} = 'yes'\ntext,q1,One,\nbegin group,inner,Inner,\ntext,q2,Two,\nend group,,,\n"
      "text,q3,Three,\nend group,,,\n",
      kYesNo);
  CHECK(form.titles() == std::vector<std::string>{"First"});
  form.set("a/go", "yes");
  CHECK(form.titles() == std::vector<std::string>{"First", "Second", "Inner", "Second"});
  CHECK(form.task().pages[0].answered == 1);
  form.task().page = 2;
  form.refresh();
  CHECK(form.item("b/inner/q2").label == "Two");
  form.set("a/go", "no");
  CHECK(form.titles() == std::vector<std::string>{"First"});
  CHECK(form.task().page == 0);
  CHECK(gui::page_of(form.task(), "b/q1") == std::nullopt);
}

TEST_CASE("repeats stay on their page with each instance and one more to add") {
  FormOnScreen form(
      "type,name,label\nbegin group,g,Journey\nbegin repeat,leg,Leg\ntext,place,From\nbegin repeat,stop,Stop\n"
      "text,name,Name\nend repeat,,\nend repeat,,\nend group,,\n");
  REQUIRE(form.titles() == std::vector<std::string>{"Journey"});
  const std::string leg = form.task().session->add_repeat("g/leg").added;
  form.refresh();
  std::vector<FormField> fields;
  for (const gui::FormItemFacts& item : form.task().items) fields.push_back(item.field);
  CHECK(fields == std::vector<FormField>{FormField::RepeatHead, FormField::Instance, FormField::Words,
                                         FormField::RepeatHead, FormField::RepeatAdd, FormField::RepeatAdd});
  const std::string stop = form.task().session->add_repeat(leg + "/stop").added;
  form.set(stop + "/name", "An invented town");
  CHECK(form.item(stop + "/name").depth == 2);
  CHECK(form.task().pages[0].answered == 1);
  CHECK(gui::page_of(form.task(), stop + "/name") == std::optional<std::size_t>(0));
}

TEST_CASE("two languages stand side by side, and what a language lacks leaves its column empty") {
  FormOnScreen form(
      "type,name,label,label::ខ្មែរ (km),hint\nselect_one yn,q,Do you agree?,តើអ្នកយល់ព្រមទេ?,Ask gently\n"
      "text,r,Remarks,,\n",
      "list_name,name,label,label::ខ្មែរ (km)\nyn,yes,Yes,បាទ/ចាស\nyn,no,No,ទេ\n",
      "form_title,form_id,version,default_language\nTest,test,1,English (en)\n");
  form.task().language = "";
  form.task().person_language = "ខ្មែរ (km)";
  form.refresh();
  CHECK(form.item("q").label == "Do you agree?");
  CHECK(form.item("q").second == "តើអ្នកយល់ព្រមទេ?");
  CHECK(form.item("q").hint == "Ask gently");
  CHECK(form.item("q").choices.at(0).second == "បាទ/ចាស");
  CHECK(form.item("r").second.empty());
}

TEST_CASE("a broken rule is told beside its question and marks its page") {
  FormOnScreen form(
      "type,name,label,constraint,constraint_message\ninteger,age,Age,. < 130,An age is a number of years.\n");
  form.set("age", "200");
  CHECK(form.item("age").doubt == gui::FormDoubt::Error);
  CHECK(form.item("age").sentence == "An age is a number of years.");
  CHECK(form.task().pages[0].has_doubt);
  form.set("age", "20");
  CHECK(form.item("age").doubt == gui::FormDoubt::None);
}

TEST_CASE("a date is spelled out, with what its figures mean in other calendars") {
  const std::string ethiopian = gui::date_reading("2000 @ethiopian", text::Messages());
  CHECK(ethiopian.starts_with("12 September 2007 to 10 September 2008"));
  CHECK(ethiopian.find("If it was Gregorian: 1 January 2000 to 31 December 2000") != std::string::npos);
  CHECK(gui::date_reading("2022-02-14", text::Messages()).starts_with("14 February 2022"));
  CHECK(gui::date_reading("2022-02~", text::Messages()).starts_with("about 1 February 2022 to 28 February 2022"));
  CHECK(gui::date_reading("tomorrow", text::Messages()).empty());
}

TEST_CASE("a long list is searched by the beginning of its words, in any script") {
  FormOnScreen form("type,name,label\nselect_one_from_file countries.csv,country,Country\n");
  auto countries = std::make_shared<std::vector<gui::FormListEntry>>();
  for (int i = 0; i < 100; ++i) {
    const std::string number = std::to_string(i);
    countries->push_back({"X" + number, "Land " + number, "", "land " + number});
  }
  countries->push_back({"KH", "Cambodia", "កម្ពុជា", "cambodia កម្ពុជា kh"});
  form.task().lists["countries.csv"] = countries;
  form.task().search = gui::FormSearch{"country", "camb", {}, 0, false};
  gui::refresh_search(form.task());
  REQUIRE(form.task().search->found.size() == 1);
  CHECK(form.task().search->found[0].name == "KH");
  CHECK_FALSE(form.task().search->free);  // a country is one of those that are
  form.task().search->typed = "land";
  gui::refresh_search(form.task());
  CHECK(form.task().search->found.size() == gui::kFormChoicesFound);
  CHECK(form.task().search->more == 100 - gui::kFormChoicesFound);
}

TEST_CASE("every built-in form has pages, and every question that is asked stands on one") {
  for (const Asset& asset : embedded_assets()) {
    const std::string name(asset.name);
    if (!name.starts_with("forms/") || !name.ends_with("/survey.csv")) continue;
    const std::string id = name.substr(6, name.size() - 17);
    INFO(id);
    FormOnScreen form(built_in_form(id));
    REQUIRE_FALSE(form.task().pages.empty());
    std::size_t asked = 0;
    for (const std::string& path : form.task().session->shown_paths()) {
      const auto state = form.task().session->state(path);
      const bool question = state && !forms::has_no_answer(state->question->type) && !state->read_only &&
                            state->question->type != forms::QuestionType::Calculate &&
                            state->question->type != forms::QuestionType::Hidden &&
                            state->question->type != forms::QuestionType::Metadata;
      if (!question) continue;
      ++asked;
      CHECK(gui::page_of(form.task(), path).has_value());
    }
    CHECK(form.task().shown == asked);
  }
}

}  // namespace
}  // namespace holdfast::test
