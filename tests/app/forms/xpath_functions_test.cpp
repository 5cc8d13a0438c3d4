// Functions, one section a kind.
#include <cmath>
#include <set>

#include "tests/app/forms/xpath_support.h"

using namespace holdfast;
using namespace holdfast::forms;
using test::SmallForm;

TEST_CASE("Functions of choices") {
  SmallForm form;
  CHECK(form.holds("selected(${several}, 'escape')"));
  CHECK_FALSE(form.holds("selected(${several}, 'esc')"));
  CHECK(form.holds("selected('apple baby crimson', '  baby  ')"));
  CHECK_FALSE(form.holds("selected('', 'apple')"));
  CHECK(form.holds("selected('1 2 3', 2)"));
  CHECK(form.number("count-selected(${several})") == 2);
  CHECK(form.number("count-selected('  a   b ')") == 2);
  CHECK(form.text("selected-at(${several}, 1)") == "escape");
  CHECK(form.text("selected-at(${several}, -1)") == "");
  CHECK(form.text("jr:choice-name('shelter', '${place}')") == "A shelter");
  CHECK(form.text("jr:choice-name('shelter', ' /data/visit/place ')") == "A shelter");
  CHECK(form.text("jr:choice-name('none', '/data/visit/place')") == "");
  form.here = form.tree.child(form.visits[1], "days");
  CHECK(form.text("jr:choice-name(${place}, '../place')") == "A shelter");
  CHECK(form.holds("checklist(1, 2, true(), false(), 'x')"));
  CHECK_FALSE(form.holds("checklist(3, -1, true(), false(), 'x')"));
  CHECK(form.holds("weighted-checklist(4, 5, true(), 2, false(), 9, 'x', 3)"));
  CHECK_FALSE(form.holds("weighted-checklist(6, 9, true(), 2, false(), 9, 'x', 3)"));
}

TEST_CASE("Functions of texts count characters") {
  SmallForm form;
  CHECK(form.number("string-length('မြန်မာ')") == 6);
  CHECK(form.text("substr('救援隊員', 1, 3)") == "援隊");
  CHECK(form.text("substr('hello', -2)") == "lo");
  CHECK(form.text("substr('hello', 0, -1)") == "hell");
  CHECK(form.text("substr('hello', 3, 1)") == "");
  CHECK(form.text("substring('12345', 2, 3)") == "234");
  CHECK(form.text("substring-before('2026-11-24', '-')") == "2026");
  CHECK(form.text("substring-after('2026-11-24', '-')") == "11-24");
  CHECK(form.text("translate('ကခဂ', 'ခဂ', 'x')") == "ကx");
  CHECK(form.text("normalize-space('  a \n b ')") == "a b");
  CHECK(form.text("join(' + ', 1, 'b', true())") == "1 + b + true");
  CHECK(form.text("concat(${place}, '!')") == "compoundshelterembassy!");
  CHECK(form.text("concat()") == "");
  CHECK(form.holds("ends-with('abc', 'bc') and not(starts-with('abc', 'bc')) and contains('abc', '')"));
  CHECK(form.number("string-length(.)") == 2);
  CHECK(form.number("string-length()") == 2);
  CHECK(form.holds("regex('+95 9 123', '\\+95[ 0-9]{1,12}')"));
  CHECK(form.holds("regex('', '')"));
  CHECK(form.holds("regex(${name}, concat('Ma', '.*'))"));
}

TEST_CASE("Functions of numbers") {
  SmallForm form;
  CHECK(form.number("max(1, '3', 2)") == 3);
  CHECK(form.number("max(-3, -1)") == -1);
  CHECK(form.number("min(${days})") == 10);
  CHECK(std::isnan(form.number("max(${empty})")));
  CHECK(form.number("sum(/data/visit/days | /data/empty)") == 60);
  CHECK(form.number("int(-3.7)") == -3);
  CHECK(form.number("floor(-3.7) + ceiling(2.1)") == -1);
  CHECK(form.number("pow(2, 10)") == 1024);
  CHECK(form.number("exp10(2) + log10(1000) + abs(-1) + sqrt(16)") == 108);
  CHECK(std::fabs(form.number("sin(pi() div 2) + cos(0) + tan(0) + exp(0) + log(1)") - 3) < 1e-12);
  CHECK(std::fabs(form.number("asin(1) + acos(1) + atan(0) + atan2(1, 1)") - 2.356194490192345) < 1e-12);
  const double random = form.number("random()");
  CHECK(random >= 0);
  CHECK(random < 1);
}

TEST_CASE("Functions of nodes and of the form") {
  SmallForm form;
  CHECK(form.number("count-non-empty(/data/*)") == 7);
  CHECK(form.number("count(${guest})") == 3);
  CHECK(form.text("once('new')") == "17");
  form.here = form.tree.find("/data/empty");
  CHECK(form.text("once('new')") == "new");
  CHECK(form.text("jr:itext('greeting')") == "မင်္ဂလာပါ");
  CHECK(form.text("jr:itext('none')").starts_with("! "));
  CHECK(form.text("version()") == "2026-11");
  CHECK(form.text("property('deviceid')") == "R7");
  CHECK(form.text("property('simserial')") == "");
  CHECK(form.text("coalesce(${empty}, ${name})") == "Ma Hnin");
  CHECK(form.holds("boolean-from-string('TRUE') and not(boolean-from-string('yes'))"));
}

TEST_CASE("A seed gives the order that ODK's other programs give") {
  SmallForm form;
  Instance letters("root");
  for (const char* letter : {"A", "B", "C", "D", "E", "F"}) letters.add_child(Instance::root(), "item", letter);
  form.lookups.instances.emplace("letters", std::move(letters));
  const auto order = [&](const std::string& seed) {
    return form.text("join('', randomize(instance('letters')/root/item" + seed + "))");
  };
  CHECK(order(", 42") == "AFCBDE");
  CHECK(order(", '42'") == "AFCBDE");
  CHECK(order(", 42.9") == "AFCBDE");
  CHECK(order(", 1") == "BFEACD");
  CHECK(order(", 11111111") == "ACDBFE");
  CHECK(order(", 'interviewer-7'") == order(", 'interviewer-7'"));
  CHECK(order(", 'interviewer-7'") != order(", 'interviewer-8'"));
  std::set<std::string> seen;
  for (int i = 0; i < 30; ++i) seen.insert(order(""));
  CHECK(seen.size() > 1);
  CHECK(form.number("count(randomize(instance('letters')/root/item[. != 'C'], 7))") == 5);
}

TEST_CASE("Places on the earth") {
  SmallForm form;
  const std::string square = "'0 0 0 0; 0 0.01 0 0; 0.01 0.01 0 0; 0.01 0 0 0; 0 0 0 0'";
  CHECK(std::fabs(form.number("area(" + square + ")") - 1.2391e6) < 1e3);
  CHECK(std::fabs(form.number("distance(" + square + ")") - 4452.7) < 1);
  CHECK(form.holds("geofence('0.005 0.005 0 0', " + square + ")"));
  CHECK_FALSE(form.holds("geofence('0.02 0.005 0 0', " + square + ")"));
  CHECK(form.number("distance('13.7 100.5', '13.7 100.5')") < 1);
  CHECK(form.number("area(${empty})") == 0);
  CHECK(form.text("distance('north')").starts_with("! "));
}

TEST_CASE("Hashes, signatures and ids") {
  SmallForm form;
  CHECK(form.text("digest('some text', 'MD5', 'hex')") == "552e21cd4cd9918678e3c1a0df491bc3");
  CHECK(form.text("digest('some text', 'SHA-1')") == "N6pjx3OY2VRHMmLhoAV8HmMu2nc=");
  CHECK(form.text("digest('', 'SHA-256', 'hex')") ==
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(form.text("digest('some text', 'SHA-384')") ==
        "zJTsPphzwLmnJIZEKVj2cQZ833e5QnQW0DFEDMYgQeLuE0RJhEfsDO2fcENGG9Hz");
  CHECK(form.text("digest('x', 'SHA-3')").find("digest() knows") != std::string::npos);
  CHECK(form.text("digest('x', 'MD5', 'binary')").find("base64 or hex") != std::string::npos);
  CHECK(form.text("base64-decode('aGVsbG8=')") == "hello");
  CHECK(form.text("base64-decode('aGVsbG8')") == "hello");
  CHECK(form.text("base64-decode('aGVsbG8*')").starts_with("! "));
  CHECK(form.text("base64-decode('/w==')").starts_with("! "));
  // RFC 8032, 7.1, test 2: the key, and its signature of the letter 'r' before that letter.
  const std::string key = "'PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw='";
  const std::string good = "kqAJqfDUyrhyDoILX2QlQKKye1QWUD+Ps3YiI+vbadoIWsHkPhWZbkWPNhPQ8R2MOHsurrQwKu6wDSkWErsMAHI=";
  CHECK(form.text("extract-signed('" + good + "', " + key + ")") == "r");
  std::string false_text = good;
  false_text[87] = 'M';  // the letter becomes another
  CHECK(form.text("extract-signed('" + false_text + "', " + key + ")") == "");
  CHECK(form.text("extract-signed('cg==', " + key + ")") == "");
  CHECK(form.text("extract-signed('" + good + "', 'cg==')").starts_with("! "));
  const std::string text = form.text("uuid()");
  CHECK(text.size() == 36);
  CHECK(text[14] == '4');
  CHECK(text != form.text("uuid()"));
  CHECK(form.text("uuid(12)").size() == 12);
  CHECK(form.text("uuid(0)").starts_with("! "));
}
