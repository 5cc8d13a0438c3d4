#include "app/forms/xlsform.h"

#include <catch2/catch_test_macros.hpp>

#include "crypto/base/cbor.h"
#include "crypto/hash.h"
#include "tests/app/forms/forms_support.h"

using namespace holdfast;
using namespace holdfast::forms;
using namespace holdfast::test;

namespace {

constexpr std::string_view kChoices = "list_name,name,label\nyn,yes,Yes\nyn,no,No\n";

QuestionType type_of(const std::string& cell) {
  const Form form = form_of("type,name,label\n" + cell + ",q,Q\n", kChoices);
  REQUIRE(!form.questions.empty());
  return form.questions.front().type;
}

Error refusal_of(std::string_view survey, std::string_view choices = kChoices, std::string_view settings = {}) {
  INFO(survey);
  const auto form = load_form(sheets_of(survey, choices, settings));
  REQUIRE(!form.ok());
  return form.error();
}

const Question& question_of(const Form& form, std::string_view path) {
  const Question* question = form.find(path);
  REQUIRE(question != nullptr);
  return *question;
}

}  // namespace

TEST_CASE("Types are read in all the spellings of real forms") {
  for (const char* one : {"select_one yn", "select one yn", "select one from yn", "Select_One yn", "select1 yn"}) {
    CHECK(type_of(one) == QuestionType::SelectOne);
  }
  for (const char* many : {"select_multiple yn", "select all that apply from yn", "select all that apply yn",
                           "select multiple yn", "select_multiple from yn"}) {
    CHECK(type_of(many) == QuestionType::SelectMultiple);
  }
  CHECK(type_of("select_one_from_file people.csv") == QuestionType::SelectOneFromFile);
  CHECK(type_of("select_multiple_from_file my list.geojson") == QuestionType::SelectMultipleFromFile);
  CHECK(type_of("int") == QuestionType::Integer);
  CHECK(type_of("string") == QuestionType::Text);
  CHECK(type_of("dateTime") == QuestionType::DateTime);
  CHECK(type_of("gps") == QuestionType::Geopoint);
  CHECK(type_of("location") == QuestionType::Geopoint);
  CHECK(type_of("photo") == QuestionType::Image);
  CHECK(type_of("phone number") == QuestionType::Text);
  CHECK(type_of("phonenumber") == QuestionType::Metadata);
  CHECK(type_of("rank yn") == QuestionType::Rank);
  CHECK(type_of("deviceid") == QuestionType::Metadata);
}

TEST_CASE("Headings are read in all the spellings of real forms") {
  for (const char* heading :
       {"type,name,label,relevant", "command,tag,caption,Relevance", "Type,Name,Label,bind::relevant",
        "TYPE , name,label,bind:relevant", "type,name,label::English (en),relevant", "type,name,label:English,relevant",
        "type,value,label :: English,RELEVANT"}) {
    INFO(heading);
    const Form form = form_of(std::string(heading) + "\ntext,q,What?,1 = 1\n");
    REQUIRE(form.questions.size() == 1);
    CHECK(form.questions[0].name == "q");
    CHECK(form.questions[0].relevant == "1 = 1");
    REQUIRE(form.questions[0].labels.size() == 1);
    CHECK(form.questions[0].labels.begin()->second == "What?");
    CHECK(form.warnings.empty());
  }
  const Form form = form_of(
      "type,name,label::English (en),label::\xE1\x9E\x81 (km),hint::English (en),constraint message,readonly,"
      "media::image::English (en),bind::jr:requiredMsg\n"
      "text,q,Name,\xE1\x9E\x81,As said,Too long,TRUE,a.png,Please\n");
  const Question& question = question_of(form, "q");
  CHECK(question.labels.at("English (en)") == "Name");
  CHECK(question.labels.at("\xE1\x9E\x81 (km)") == "\xE1\x9E\x81");
  CHECK(question.hints.at("English (en)") == "As said");
  CHECK(question.constraint_messages.at("") == "Too long");
  CHECK(question.read_only);
}

TEST_CASE("Unknown columns are named in a warning and extension columns are silent") {
  CHECK(form_of("type,name,label,weather\ntext,q,Q,fine\n").warnings.size() == 1);
  CHECK(form_of("type,name,label,bind::odk:length,instance::x\ntext,q,Q,10,y\n").warnings.empty());
}

TEST_CASE("Yes and no are read as spreadsheets write them, and anything else is an expression") {
  for (const char* yes : {"yes", "Yes", "TRUE", "true()", "true", "1"}) {
    CHECK(question_of(form_of("type,name,label,required\ntext,q,Q," + std::string(yes) + "\n"), "q").required);
  }
  for (const char* no : {"", "no", "FALSE", "false()", "0"}) {
    const Form form = form_of("type,name,label,required\ntext,q,Q," + std::string(no) + "\n");
    CHECK(!question_of(form, "q").required);
    CHECK(question_of(form, "q").required_expression.empty());
  }
  const Form form = form_of("type,name,label,required\ntext,q,Q,${a} = \xE2\x80\x98x\xE2\x80\x99\n");
  CHECK(!question_of(form, "q").required);
  CHECK(question_of(form, "q").required_expression == "${a} = 'x'");
}

TEST_CASE("Groups and repeats give paths, and their conditions and classes hold inside") {
  const Form form = form_of(
      "type,name,label,relevant,bind::holdfast:class,bind::holdfast:keep\n"
      "begin group,g,G,${a} = 1,health,\n"
      "text,one,One,,,\n"
      "begin_repeat,r,R,,,\n"
      "text,two,Two,,identity,\n"
      "begin repeat,s,S,,,\n"
      "text,three,Three,,,card\n"
      "end repeat,,,,,\nend_repeat,,,,,\nend group,,,,,\n"
      "text,four,Four,,,\n");
  CHECK(question_of(form, "g/one").conditional);
  CHECK(question_of(form, "g/one").field_class == sync::FieldClass::Health);
  CHECK(question_of(form, "g/r/two").field_class == sync::FieldClass::Identity);
  CHECK(question_of(form, "g/r/s/three").repeats == std::vector<std::string>{"g/r", "g/r/s"});
  CHECK(question_of(form, "g/r/s/three").keep_as_card);
  CHECK(question_of(form, "g/r/s/three").conditional);
  CHECK(!question_of(form, "four").conditional);
  CHECK(question_of(form, "four").field_class == sync::FieldClass::Account);
}

TEST_CASE("Other answers bring their choice and their question") {
  const Form form = form_of("type,name,label\nselect_one yn or_other,q,Q\n", kChoices);
  REQUIRE(form.questions.size() == 2);
  CHECK(form.questions[0].or_other);
  CHECK(form.questions[0].list == "yn");
  CHECK(form.questions[1].path == "q_other");
  CHECK(form.questions[1].conditional);
}

TEST_CASE("What other tools know and we do not is skipped with a warning") {
  const Form form = form_of(
      "type,name,label\nosm,o,O\nbegin loop over yn,l,L\ntext,q,Q\nend loop,,\nselect_one_external towns,t,T\n");
  CHECK(form.find("o") == nullptr);
  CHECK(form.find("l/q") != nullptr);
  CHECK(form.find("t") != nullptr);
  CHECK(form.warnings.size() == 3);
}

TEST_CASE("A form that cannot be one is refused with its row") {
  CHECK(refusal_of("").reason == kFormNotForm);
  CHECK(refusal_of("type,name,label\n").reason == kFormNotForm);
  CHECK(refusal_of("name,label\nq,Q\n").reason == kFormColumn);
  CHECK(refusal_of("type,label\ntext,Q\n").reason == kFormColumn);
  CHECK(refusal_of("type,name,label,command\ntext,q,Q,x\n").reason == kFormColumn);
  CHECK(refusal_of("type,name,label\ntxet,q,Q\n").detail == "survey, row 2, column type: the type is not known");
  CHECK(refusal_of("type,name,label\nbackground-audio,q,Q\n").reason == kFormType);
  CHECK(refusal_of("type,name,label\n,q,Q\n").reason == kFormType);
  CHECK(refusal_of("type,name,label\ntext,,Q\n").reason == kFormName);
  CHECK(refusal_of("type,name,label\ntext,../../etc/passwd,Q\n").reason == kFormName);
  CHECK(refusal_of("type,name,label\ntext,a b,Q\n").reason == kFormName);
  CHECK(refusal_of("type,name,label\ntext,1a,Q\n").reason == kFormName);
  CHECK(refusal_of("type,name,label\ntext,a/b,Q\n").reason == kFormName);
  CHECK(refusal_of("type,name,label\ntext,q,Q\ninteger,q,Q\n").detail ==
        "survey, row 3, column name: the name is taken in this group");
  CHECK(refusal_of("type,name,label\nselect_one yn or_other,q,Q\ntext,q_other,Q\n").reason == kFormName);
  CHECK(refusal_of("type,name,label\nselect_one nothing,q,Q\n").reason == kFormChoices);
  CHECK(refusal_of("type,name,label\nselect_one_from_file ../x.csv,q,Q\n").reason == kFormChoices);
  CHECK(refusal_of("type,name,label\nselect_one_from_file .csv,q,Q\n").reason == kFormChoices);
  CHECK(refusal_of("type,name,label\nselect_one_from_file lists/x.csv,q,Q\n").reason == kFormChoices);
  CHECK(refusal_of("type,name,label,bind::holdfast:class\ntext,q,Q,secret\n").reason == kFormColumn);
  CHECK(refusal_of("type,name,label\ntext,q,Q\n", "list_name,name\nyn,yes\nyn,yes\n").reason == kFormChoices);
  CHECK(refusal_of("type,name,label\ntext,q,Q\n", "list_name,name\nyn,\n").reason == kFormChoices);
  CHECK(refusal_of("type,name,label\nselect_multiple yn,q,Q\n", "list_name,name\nyn,a b\n").reason == kFormChoices);
  CHECK(refusal_of("type,name,label\ntext,q,Q\n", {}, "form_id,holdfast:seal\nx,maybe\n").reason == kFormColumn);
  CHECK(refusal_of("type,name,label\ntext,q,Q\n", {}, "form_id\n../x\n").reason == kFormName);
}

TEST_CASE("Groups that do not close, or close what is not open, are refused") {
  for (const char* survey : {"begin group,g,G\ntext,q,Q\n", "text,q,Q\nend group,,\n",
                             "begin group,g,G\ntext,q,Q\nend repeat,,\n", "begin repeat,g,G\ntext,q,Q\nend group,,\n",
                             "begin group,a,A\nbegin repeat,b,B\nend group,,\nend repeat,,\n"}) {
    CHECK(refusal_of("type,name,label\n" + std::string(survey)).reason == kFormStructure);
  }
  std::string deep = "type,name,label\n";
  for (int i = 0; i < 40; ++i) deep += "begin group,g,G\n";
  CHECK(refusal_of(deep).reason == kFormTooLarge);
}

TEST_CASE("A form of a million questions is refused before it is built") {
  std::string survey = "type,name,label\n";
  for (std::size_t i = 0; i <= kFormQuestionsMax; ++i) survey += "text,q" + std::to_string(i) + ",Q\n";
  CHECK(refusal_of(survey).reason == kFormTooLarge);
}

TEST_CASE("A form is the hash of its bytes, and every reader builds the same from them") {
  const FormSheets sheets = sheets_of("type,name,label\nselect_one yn,q,Q\n", kChoices,
                                      "form_id,form_title,version,holdfast:seal\nf1,\"A, b\",3,yes\n");
  const auto form = load_form(sheets);
  REQUIRE(form.ok());
  CHECK(form->id == "f1");
  CHECK(form->title == "A, b");
  CHECK(form->version == "3");
  CHECK(form->seals);
  CHECK(form->hash == form_hash(form->canonical));
  CHECK(form->hash == crypto::labelled_hash("holdfast/form/v1", {form->canonical}));
  CHECK(form->canonical == canonical_form(sheets));
  const auto again = read_form(form->canonical);
  REQUIRE(again.ok());
  CHECK(again->hash == form->hash);
  CHECK(again->questions.size() == form->questions.size());
  const auto value = decode_value(form->canonical);
  REQUIRE(value.ok());
  CHECK(value->map()->size() == 3);
}

TEST_CASE("A form without an id takes that of its folder along wherever it travels") {
  for (const char* settings : {"", "form_title\nMine\n", "form_id,form_title\n,Mine\n", "form_title,version\n"}) {
    const auto form = load_form(sheets_of("type,name,label\ntext,q,Q\n", {}, settings, "my, \"own\" form"));
    REQUIRE(form.ok());
    CHECK(form->id == "my, \"own\" form");
    const auto again = read_form(form->canonical);
    REQUIRE(again.ok());
    CHECK(again->id == form->id);
    CHECK(again->title == form->title);
  }
  CHECK(!load_form(sheets_of("type,name,label\ntext,q,Q\n", {}, {}, "")).ok());
}

TEST_CASE("Canonical bytes cut, lengthened or changed anywhere are never the same form") {
  const auto form = load_form(sheets_of("type,name,label\ntext,q,Q\n", kChoices, "form_id\nf\n"));
  REQUIRE(form.ok());
  const Bytes& whole = form->canonical;
  for (std::size_t size = 0; size < whole.size(); ++size) CHECK(!read_form(ByteView(whole).first(size)).ok());
  Bytes longer = whole;
  longer.push_back(0);
  CHECK(!read_form(longer).ok());
  for (std::size_t i = 0; i < whole.size(); ++i) {
    Bytes changed = whole;
    changed[i] ^= 1;
    const auto other = read_form(changed);
    if (other.ok()) CHECK(other->hash != form->hash);
  }
}

TEST_CASE("A length of a gigabyte that is not there is refused before anything is allocated") {
  const Bytes claim = {0xA3, 0x66, 's', 'u', 'r', 'v', 'e', 'y', 0x5A, 0x40, 0x00, 0x00, 0x00, 'x'};
  CHECK(!read_form(claim).ok());
  const Bytes huge = {0xBB, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};
  CHECK(!read_form(huge).ok());
}
