// Which questions an expression looks at: the edges of a form's order of calculation.
#include "tests/app/forms/xpath_support.h"

using namespace holdfast;
using namespace holdfast::forms;
using test::SmallForm;

namespace {

// "/data/a /data/b/…": a reference to everything below is marked.
std::string references(std::string_view text, std::string_view from = "/data/visit/days") {
  const Result<Expression> expression = Expression::parse(text, SmallForm::path_of);
  REQUIRE(expression.ok());
  std::string out;
  for (const Reference& reference : expression->references(from))
    out += (out.empty() ? "" : " ") + reference.path + (reference.subtree ? "/…" : "");
  return out;
}

}  // namespace

TEST_CASE("Paths of all spellings become form paths, sorted, each once") {
  CHECK(references("${age} > 3 and ${name} = '' and ${age} < 9") == "/data/age /data/name");
  CHECK(references(". > ../place") == "/data/visit/days /data/visit/place");
  CHECK(references("current()/../place") == "/data/visit/place");
  CHECK(references("position(..)") == "/data/visit");
  CHECK(references("sum(${days}) + count(${visit})") == "/data/visit /data/visit/days");
  CHECK(references("/data/visit[place = ${name}]/guest/who") ==
        "/data/name /data/visit/guest/who /data/visit/place");
  CHECK(references("/data/visit[current()/../place = ./place]") == "/data/visit /data/visit/place");
  CHECK(references("instance('wards')/root/item[district = ${name} and label != current()]/name") ==
        "/data/name /data/visit/days");
  CHECK(references("indexed-repeat(${place}, ${visit}, position(..) - 1)") == "/data/visit /data/visit/place");
  CHECK(references("pulldata('wards', 'label', 'name', ${name})") == "/data/name");
  CHECK(references("string-length()") == "/data/visit/days");
  CHECK(references("/data/*") == "/data/*");
  CHECK(references("//who") == "/…");
  CHECK(references("/data/visit/descendant::who") == "/data/visit/…");
  CHECK(references("../following-sibling::visit/days") == "/data/visit/days");
  CHECK(references("(${age} | ${name})[1]") == "/data/age /data/name");
  CHECK(references("today() - 3") == "");
}

TEST_CASE("An expression says what it calls, and whether it changes by itself") {
  const auto parsed = [](std::string_view text) { return *Expression::parse(text, SmallForm::path_of); };
  CHECK(parsed("if(now() > 3, 1, 2)").changes_by_itself());
  CHECK(parsed("once(uuid())").changes_by_itself());
  CHECK(parsed("randomize(${visit})").changes_by_itself());
  CHECK_FALSE(parsed("randomize(${visit}, 3)").changes_by_itself());
  CHECK_FALSE(parsed("${age} + 1").changes_by_itself());
  CHECK(parsed("once(random())").calls("once"));
  CHECK_FALSE(parsed("'once()'").calls("once"));
  CHECK(parsed("pulldata('b', 'x', 'y', 1) = instance('a')/root/item or instance('a')/x").instances() ==
        std::vector<std::string>{"a", "b"});
}
