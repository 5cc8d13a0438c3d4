// holdfast_bench table FOLDER [--quick] [--program PATH] [--only NAME]   the whole table (sh tests/bench/run.sh)
// holdfast_bench step NAME ARGUMENTS...                                 one step, in a process of its own
#include <cstdio>
#include <string>

#include "app/store/wiping.h"
#include "crypto/secret.h"
#include "tests/bench/bench_figures.h"
#include "tests/bench/bench_steps.h"

namespace {

using namespace holdfast::bench;

int run_table(const std::vector<std::string>& words) {
  FigureRequest request;
  std::string only;
  request.folder = words.at(1);
  for (std::size_t i = 2; i < words.size(); ++i) {
    if (words[i] == "--quick") request.quick = true;
    else if (words[i] == "--program" && i + 1 < words.size()) request.program = words[++i];
    else if (words[i] == "--only" && i + 1 < words.size()) only = words[++i];
  }
  std::vector<Row> rows;
  const auto add = [&](const char* name, std::vector<Row> (*measure)(const FigureRequest&)) {
    if (!only.empty() && only != name) return;
    for (Row& row : measure(request)) rows.push_back(std::move(row));
  };
  add("memory", measure_memory);
  add("age", measure_against_age);
  add("unlock", measure_unlocking);
  add("demo", measure_demo);
  add("forms", measure_forms);
  print_table(rows);
  for (const Row& row : rows) {
    if (row.met == "no") return 1;
  }
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  const std::vector<std::string> words(arguments + 1, arguments + count);
  if (words.size() >= 2 && words[0] == "table") return run_table(words);
  if (words.size() >= 2 && words[0] == "step") {
    holdfast::crypto::start_crypto();
    holdfast::store::install_wiping_allocators();
    return run_step(words[1], {words.begin() + 2, words.end()});
  }
  std::fprintf(stderr, "holdfast_bench table FOLDER | step NAME ARGUMENTS...\n");
  return 2;
}
