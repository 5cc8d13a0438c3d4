// Forms: what a person waits for while one is filled in, opened or submitted.
#include <cstdlib>
#include <filesystem>

#include "tests/bench/bench_child.h"
#include "tests/bench/bench_figures.h"

namespace holdfast::bench {

namespace {

struct FormFigure {
  const char* figure;
  const char* said;
  double goal_ms;
};

// Where forms of other projects lie; of a clone without them nothing is measured.
constexpr const char* kSharedVariable = "HOLDFAST_SHARED_DIR";
// Of the forms that can be read, those made to be wrong: two name a question that is not there, one a function, one is
// a circle.
constexpr double kWrongForms = 4;

void add_rows(std::vector<Row>& rows, const ChildRun& run, std::initializer_list<FormFigure> figures) {
  for (const FormFigure& figure : figures) {
    const std::string goal = "<= " + number(figure.goal_ms, 0) + " ms";
    if (!run.ok) rows.push_back(not_measured(figure.figure, goal, "it failed"));
    else rows.push_back(judged(figure.figure, number(run.at(figure.said), 2) + " ms", goal,
                               run.at(figure.said) <= figure.goal_ms));
  }
}

void add_real_forms(std::vector<Row>& rows) {
  const char* const shared = std::getenv(kSharedVariable);
  const std::string figure = "forms of other projects whose logic works, of those that are right";
  if (shared == nullptr || !std::filesystem::exists(std::filesystem::path(shared) / "data" / "xlsform")) {
    rows.push_back(not_measured(figure, "all", std::string(kSharedVariable) + " names no folder with forms"));
    return;
  }
  const ChildRun run = run_own_step({"real-forms", shared});
  add_rows(rows, run, {{"all those forms read, one after another", "all_ms", 2000}});
  if (!run.ok) return;
  const double right = run.at("read") - kWrongForms;
  rows.push_back(judged(figure, number(run.at("compiled"), 0) + " of " + number(right, 0), "all",
                        run.at("compiled") >= right));
}

}  // namespace

std::vector<Row> measure_forms(const FigureRequest& request) {
  std::vector<Row> rows;
  add_rows(rows, run_own_step({"logic"}),
           {{"one answer in a form of 2,000 questions with 500 expressions", "answer_ms", 5},
            {"the same, the slowest of 300", "answer_worst_ms", 5},
            {"an answer that all 500 expressions look at", "answer_for_all_ms", 50},
            {"50,000 rows filtered by an answer", "filter_ms", 20},
            {"the same for the first time, with the list made ready", "filter_first_ms", 100},
            {"a form of 1.5 MB opened, logic and all", "open_ms", 1000}});
  const std::string team = request.folder + "/forms";
  std::filesystem::create_directories(team);
  const bool made = run_own_step({"team", team}).ok;
  const ChildRun raid = made ? run_own_step({"raid", team, "9"}) : ChildRun();
  add_rows(rows, raid, {{"a raid of 120 people with 20 answers each submitted, durably", "raid_ms", 100}});
  std::error_code ignored;
  std::filesystem::remove_all(team, ignored);
  add_real_forms(rows);
  return rows;
}

}  // namespace holdfast::bench
