// The figures, one function each: runs what it needs below the folder, removes it again, and returns its rows.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/bench/bench_table.h"

namespace holdfast::bench {

struct FigureRequest {
  std::string folder;   // exists, empty, with enough room
  std::string program;  // holdfast, or empty where it was not built
  bool quick = false;

  std::uint64_t big_file() const { return (quick ? std::uint64_t{256} : std::uint64_t{2048}) << 20; }
  std::uint64_t evidence() const { return (quick ? std::uint64_t{256} : std::uint64_t{1024}) << 20; }
  std::size_t evidence_files() const { return quick ? 25 : 100; }
};

std::vector<Row> measure_memory(const FigureRequest& request);
std::vector<Row> measure_against_age(const FigureRequest& request);
std::vector<Row> measure_unlocking(const FigureRequest& request);
std::vector<Row> measure_demo(const FigureRequest& request);
std::vector<Row> measure_forms(const FigureRequest& request);  // bench_form_figures.cpp

}  // namespace holdfast::bench
