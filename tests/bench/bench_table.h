// The table of figures: what was promised, what was measured, whether it holds.
#pragma once

#include <string>
#include <vector>

namespace holdfast::bench {

struct Row {
  std::string figure;
  std::string measured;
  std::string goal;
  std::string met;  // "yes", "no", or "" where it was not measured
};

Row judged(std::string figure, std::string measured, std::string goal, bool met);
Row not_measured(std::string figure, std::string goal, const std::string& why);

// Date, machine and all rows, as a table that README.md can take as it is.
void print_table(const std::vector<Row>& rows);
// `digits` after the point.
std::string number(double value, int digits);

}  // namespace holdfast::bench
