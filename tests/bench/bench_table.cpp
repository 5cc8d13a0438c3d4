#include "tests/bench/bench_table.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <thread>

namespace holdfast::bench {

namespace {

std::string cpu_model() {
  std::ifstream info("/proc/cpuinfo");
  std::string line;
  while (std::getline(info, line)) {
    const std::size_t colon = line.find(": ");
    if (line.starts_with("model name") && colon != std::string::npos) return line.substr(colon + 2);
  }
  return "unknown processor";
}

std::string today() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  char out[16];
  std::strftime(out, sizeof out, "%Y-%m-%d", &parts);
  return out;
}

std::string filled(const std::string& text, std::size_t width, char with) {
  return text + std::string(width - std::min(width, text.size()), with);
}

void print_row(const Row& row, const Row& widest, char with) {
  std::printf("| %s | %s | %s | %s |\n", filled(row.figure, widest.figure.size(), with).c_str(),
              filled(row.measured, widest.measured.size(), with).c_str(),
              filled(row.goal, widest.goal.size(), with).c_str(), filled(row.met, widest.met.size(), with).c_str());
}

}  // namespace

Row judged(std::string figure, std::string measured, std::string goal, bool met) {
  return {std::move(figure), std::move(measured), std::move(goal), met ? "yes" : "no"};
}

Row not_measured(std::string figure, std::string goal, const std::string& why) {
  return {std::move(figure), "not measured: " + why, std::move(goal), ""};
}

void print_table(const std::vector<Row>& rows) {
  const Row head{"figure", "measured", "goal", "met"};
  Row widest = head;
  for (const Row& row : rows) {
    if (row.figure.size() > widest.figure.size()) widest.figure = row.figure;
    if (row.measured.size() > widest.measured.size()) widest.measured = row.measured;
    if (row.goal.size() > widest.goal.size()) widest.goal = row.goal;
  }
  std::printf("\n%s, %u cores, %s\n\n", today().c_str(), std::thread::hardware_concurrency(), cpu_model().c_str());
  print_row(head, widest, ' ');
  print_row({"-", "-", "-", "-"}, widest, '-');
  for (const Row& row : rows) print_row(row, widest, ' ');
}

std::string number(double value, int digits) {
  char out[32];
  std::snprintf(out, sizeof out, "%.*f", digits, value);
  return out;
}

}  // namespace holdfast::bench
