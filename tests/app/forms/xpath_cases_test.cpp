// Cases on which two engines of ODK agree, read from beside the repository.
#include <cmath>
#include <fstream>
#include <sstream>

#include "tests/app/forms/xpath_support.h"

using namespace holdfast;
using namespace holdfast::forms;

namespace {

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out.push_back(text[i]);
      continue;
    }
    const char c = text[++i];
    out.push_back(c == 'n' ? '\n' : c == 't' ? '\t' : c);
  }
  return out;
}

std::vector<std::string> columns_of(const std::string& line) {
  std::vector<std::string> out;
  std::stringstream in(line);
  for (std::string cell; std::getline(in, cell, '\t');) out.push_back(cell);
  out.resize(5);
  return out;
}

bool is_expected(const Value& value, const std::string& type, const std::string& expected) {
  if (type == "boolean") return value.kind() == Value::Kind::Boolean && value.to_boolean() == (expected == "true");
  if (type == "string") return value.kind() == Value::Kind::Text && value.to_text() == unescaped(expected);
  if (value.kind() != Value::Kind::Number) return false;
  const double number = value.to_number();
  if (expected == "NaN") return std::isnan(number);
  const double wanted = std::stod(expected);
  return number == wanted || std::fabs(number - wanted) < 1e-12;
}

}  // namespace

TEST_CASE("Every published case of the expression language gives the published value") {
  std::ifstream file(std::string(HOLDFAST_SHARED_DIR) + "/data/xlsform/xpath_cases.tsv");
  if (!file) SKIP("xpath_cases.tsv is not there");
  test::SmallForm form;
  form.utc_offset_minutes = GENERATE(0, 390, -570);
  std::size_t cases = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#' || line.starts_with("section\t")) continue;
    const std::vector<std::string> cells = columns_of(line);
    INFO(cells[2]);
    const Result<Value> value = form.evaluate(unescaped(cells[2]));
    REQUIRE(value.ok());
    CHECK(is_expected(*value, cells[3], cells[4]));
    ++cases;
  }
  CHECK(cases == 153);
}
