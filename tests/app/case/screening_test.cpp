// The rule's truth table, written out, and the published lists of indicators.
#include "app/case/screening.h"

#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <sstream>

using namespace holdfast;
using namespace holdfast::cases;

namespace {

using Keys = std::array<std::vector<std::string>, kDimensionCount>;

std::vector<std::string> lines_of_ilo(const std::string& name) {
  std::ifstream file(std::string(HOLDFAST_SHARED_DIR) + "/data/ilo/" + name);
  if (!file) SKIP("the shared data is not here: " << name);
  std::vector<std::string> out;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line.front() != '#') out.push_back(line);
  }
  return out;
}

Strength strength_of(const std::string& letter) {
  if (letter == "S") return Strength::Strong;
  if (letter == "M") return Strength::Medium;
  return letter == "W" ? Strength::Weak : Strength::None;
}

// The last cells of a line whose second may have commas inside quotes.
std::vector<std::string> last_cells(const std::string& line, std::size_t count) {
  std::vector<std::string> out(count);
  std::size_t end = line.size();
  for (std::size_t i = count; i-- > 0;) {
    const std::size_t comma = line.rfind(',', end - 1);
    out[i] = line.substr(comma + 1, end - comma - 1);
    end = comma;
  }
  return out;
}

}  // namespace

TEST_CASE("The rule of strengths gives the truth table that was published with it") {
  const std::vector<std::string> lines = lines_of_ilo("ilo_delphi_rule_vectors.csv");
  REQUIRE(lines.front() == "strong,medium,weak,positive");
  std::size_t seen = 0;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const std::vector<std::string> cells = last_cells("," + lines[i], 4);
    INFO(lines[i]);
    ++seen;
    CHECK(delphi_positive(std::stoi(cells[0]), std::stoi(cells[1]), std::stoi(cells[2])) == (cells[3] == "yes"));
  }
  CHECK(seen == 80);
}

TEST_CASE("The rule of strengths: what is just enough, and what is just not") {
  struct Row {
    int strong, medium, weak;
    bool positive;
  };
  for (const Row& row : {Row{2, 0, 0, true}, Row{1, 1, 0, true}, Row{1, 0, 1, true}, Row{0, 3, 0, true},
                         Row{0, 2, 1, true}, Row{0, 0, 0, false}, Row{1, 0, 0, false}, Row{0, 2, 0, false},
                         Row{0, 1, 9, false}, Row{0, 0, 9, false}}) {
    INFO(row.strong << " " << row.medium << " " << row.weak);
    CHECK(delphi_positive(row.strong, row.medium, row.weak) == row.positive);
  }
}

TEST_CASE("The indicators have the strengths that were published, for adults and for children") {
  const std::vector<std::string> lines = lines_of_ilo("ilo_delphi_indicators_labour.csv");
  REQUIRE(lines.size() == indicators().size() + 1);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    INFO(lines[i]);
    const Indicator& indicator = indicators()[i - 1];
    const std::vector<std::string> cells = last_cells(lines[i], 3);
    CHECK(indicator.dimension == lines[i].front() - '0');
    CHECK(indicator.adult == strength_of(cells[0]));
    CHECK(indicator.child == strength_of(cells[1]));
    CHECK(indicator.ilo11 == cells[2]);
  }
}

TEST_CASE("There are 67 indicators for adults and 65 for children, none of these weak") {
  std::size_t adult = 0;
  std::size_t child = 0;
  for (const Indicator& indicator : indicators()) {
    adult += indicator.adult != Strength::None ? 1 : 0;
    child += indicator.child != Strength::None ? 1 : 0;
    CHECK(indicator.child != Strength::Weak);
  }
  CHECK(adult == 67);
  CHECK(child == 65);
}

TEST_CASE("Trafficking needs recruitment, exploitation and coercion; of a child exploitation is enough") {
  const std::vector<std::string> deceived{"job", "wages"};
  const std::vector<std::string> exploited{"hours", "salary"};
  const std::vector<std::string> coerced{"papers", "debt"};
  for (int bits = 0; bits < 8; ++bits) {
    Keys keys;
    if ((bits & 1) != 0) keys[0] = deceived;
    if ((bits & 2) != 0) keys[3] = exploited;
    if ((bits & 4) != 0) keys[4] = coerced;
    INFO(bits);
    const DelphiResult adult = judge_indicators(keys, false);
    CHECK(adult.recruitment == ((bits & 1) != 0));
    CHECK(adult.exploitation == ((bits & 2) != 0));
    CHECK(adult.coercion == ((bits & 4) != 0));
    CHECK(adult.trafficking == (bits == 7));
    CHECK(judge_indicators(keys, true).trafficking == ((bits & 2) != 0));
  }
}

TEST_CASE("Any way of being recruited counts: deceived, forced, or a weak position used, before or at the place") {
  for (const std::size_t dimension : {std::size_t{0}, std::size_t{1}, std::size_t{2}, std::size_t{5}}) {
    Keys keys;
    keys[3] = {"hours", "salary"};
    keys[4] = {"papers", "debt"};
    keys[dimension] = dimension == 0   ? std::vector<std::string>{"job", "wages"}
                      : dimension == 1 ? std::vector<std::string>{"violence", "debt"}
                      : dimension == 2 ? std::vector<std::string>{"family", "poverty", "law"}
                                       : std::vector<std::string>{"dependency", "area", "poverty"};
    INFO(dimension + 1);
    CHECK(judge_indicators(keys, false).trafficking);
    keys[dimension].resize(1);
    CHECK(!judge_indicators(keys, false).trafficking);
  }
}

TEST_CASE("A dimension says what it rests on, and counts nothing that nobody knows") {
  const DimensionResult result = judge_dimension(5, {"unlawful", "papers", "none", "no such key"}, false);
  CHECK(result.positive);
  CHECK(result.strong == 1);
  CHECK(result.medium == 1);
  CHECK(result.because == std::vector<std::string>{"papers", "unlawful"});
  CHECK(!judge_dimension(5, {"none"}, false).positive);
  // One key, two dimensions: only the asked one counts.
  CHECK(judge_dimension(2, {"papers", "violence"}, false).because.size() == 2);
  CHECK(judge_dimension(6, {"papers"}, false).because.empty());
}

TEST_CASE("Fraud under force is a medium sign of coercion for adults and a strong one for children") {
  CHECK(!judge_dimension(5, {"unlawful"}, true).positive);
  CHECK(judge_dimension(5, {"unlawful", "tasks"}, true).positive);   // two strong
  CHECK(!judge_dimension(5, {"unlawful", "tasks"}, false).positive); // two medium are not enough
}

TEST_CASE("The eleven signs follow from the indicators, and one alone is shown") {
  Keys keys;
  keys[4] = {"confined"};
  CHECK(signs_shown_by(keys) == std::vector<std::string>{"movement", "isolation"});
  keys[4] = {"unlawful"};
  CHECK(signs_shown_by(keys).empty());  // speaks for none of the eleven
  keys[3] = {"hours", "wagetricks"};
  CHECK(signs_shown_by(keys) == std::vector<std::string>{"wages", "debt", "overtime"});
  CHECK(forced_labour_signs().size() == 11);
}

TEST_CASE("Act, means and purpose: all three, and for a child without means") {
  for (int bits = 0; bits < 8; ++bits) {
    using Marked = std::vector<std::string>;
    const Marked acts = (bits & 1) != 0 ? Marked{"transfer"} : Marked{};
    const Marked means = (bits & 2) != 0 ? Marked{"fraud"} : Marked{"none"};
    const Marked purposes = (bits & 4) != 0 ? Marked{"forced_criminality"} : Marked{};
    INFO(bits);
    CHECK(judge_palermo(acts, means, purposes, false).met == (bits == 7));
    CHECK(judge_palermo(acts, means, purposes, true).met == ((bits & 5) == 5));
  }
}
