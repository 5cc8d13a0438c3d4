// Operators and conversions: JavaRosa's meaning, also where other engines differ.
#include <cmath>

#include "tests/app/forms/xpath_support.h"

using namespace holdfast;
using test::SmallForm;

TEST_CASE("Where engines of ODK differ, a value is what ODK Collect makes of it") {
  SmallForm form;
  CHECK_FALSE(form.holds("regex('a12345b', '[0-9]+')"));  // the whole value, not a part of it
  CHECK(form.holds("regex('12345', '[0-9]+')"));
  CHECK(form.text("round('-0.5')") == "0");
  CHECK(form.number("round('-12345.15', 1)") == -12345.1);
  CHECK(form.number("round('12345.15', 1)") == 12345.2);
  CHECK(form.text("number('1.1e6')") == "NaN");
  CHECK(form.text("number('Infinity')") == "NaN");
  CHECK(form.text("round('14,6')") == "NaN");  // a decimal comma is for entry, not for expressions
  CHECK(form.holds("6.1 - 7.8 = -1.7"));
  CHECK(form.number("-(8*5)") == -40);
  CHECK(form.number("-'19'") == -19);
  CHECK_FALSE(form.holds("'017.' = '17.000'"));
  CHECK(form.holds("'0017.' = 17"));
  CHECK(form.holds("3 < 4 < 5"));
  CHECK_FALSE(form.holds("3 < (4 < 5)"));
}

TEST_CASE("Operators bind as XPath says") {
  SmallForm form;
  CHECK(form.number("2 + 3 * 4 - 6 div 3") == 12);
  CHECK(form.number("2 * 3 div 8 * 2") == 1.5);
  CHECK(form.number("1 - 2 - 3") == -4);
  CHECK(form.number("- - 5") == 5);
  CHECK(form.number("5 mod 3 - -2") == 4);
  CHECK(form.holds("true() or true() and false()"));
  CHECK_FALSE(form.holds("(true() or true()) and false()"));
  CHECK(form.holds("-3 < 3 = 6 >= 6"));
  CHECK(form.holds("1 = 1 and 2 > 1 or false()"));
  CHECK(form.number("${age}*2") == 34);
  CHECK(form.number("../age * ../age") == 289);
  CHECK(form.number("3 -1") == 2);
  CHECK(form.text("'a-b'") == "a-b");
}

TEST_CASE("The second half of and, or and if is not worked out where it does not count") {
  SmallForm form;
  CHECK(form.holds("true() or date('no date')"));
  CHECK_FALSE(form.holds("false() and date('no date')"));
  CHECK(form.text("if(true(), 'yes', date('no date'))") == "yes");
  CHECK(form.text("coalesce('first', date('no date'))") == "first");
  CHECK(form.text("true() and date('no date')").starts_with("! "));
}

TEST_CASE("Numbers are spelled without exponents and without noise") {
  SmallForm form;
  CHECK(form.text("0.1 + 0.2 - 0.3") == "0");
  CHECK(form.text("1000000 * 1000000") == "1000000000000");
  CHECK(form.text("1 div 3") == "0.3333333333333333");
  CHECK(form.text("0.00001") == "0.00001");
  CHECK(form.text("1 div 0") == "Infinity");
  CHECK(form.text("-0") == "0");
  CHECK(form.text("0 div 0") == "NaN");
  CHECK(std::isnan(form.number("'abc' + 1")));
  CHECK(std::isnan(forms::text_number("")));
  CHECK(std::isnan(forms::text_number(".")));
  CHECK(std::isnan(forms::text_number("1-2")));
  CHECK(std::isnan(forms::text_number("+5")));
  CHECK(forms::text_number(" -.5 ") == -0.5);
  CHECK(std::isinf(forms::text_number(std::string(400, '9'))));
}

TEST_CASE("Answers are read by their type, lists and calculations as text") {
  SmallForm form;
  CHECK(form.holds("${age} = 17.0"));
  CHECK(form.holds("${age} < 18"));
  CHECK(form.holds("${born} = '2009-02-28'"));
  CHECK(form.holds("${born} < today()"));
  CHECK(form.number("int((today() - ${born}) div 365.25)") == 17);
  CHECK(form.holds("${empty} = ''"));
  CHECK(form.holds("${empty} != 'x'"));
  CHECK_FALSE(form.holds("${empty} > 3"));
  CHECK(form.holds("boolean(${name})"));
  CHECK_FALSE(form.holds("boolean(${empty})"));
  // Text is never compared as a date.
  CHECK_FALSE(form.holds("'2009-02-28' < today()"));
  CHECK(form.holds("date('2009-02-28') < today()"));
}

TEST_CASE("An answer that is not asked for is as if it were not there") {
  SmallForm form;
  CHECK(form.text("${hidden}") == "");
  CHECK(form.number("count(${hidden})") == 0);
  form.tree.set_relevant(form.tree.find("/data/hidden"), true);
  CHECK(form.number("${hidden} + 1") == 6);
  form.tree.set_relevant(form.visits[1], false);
  CHECK(form.list("${place}") == "compound,embassy");
}

TEST_CASE("Rounding goes by the decimal that is written") {
  SmallForm form;
  CHECK(form.number("round(2.5)") == 3);
  CHECK(form.number("round(-2.5)") == -2);
  CHECK(form.number("round(-2.51)") == -3);
  CHECK(form.number("round(1.005, 2)") == 1.01);
  CHECK(form.number("round(9.995, 2)") == 10);
  CHECK(form.number("round(99.5)") == 100);
  CHECK(form.number("round(12345.12345, -1)") == 12350);
  CHECK(form.number("round(12350.12345, -2)") == 12400);
  CHECK(form.text("round(5, 31)") == "NaN");
  CHECK(form.number("round(14.29, 1.9)") == 14.3);
}
