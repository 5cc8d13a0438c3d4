#include "tests/bench/bench_figures.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "tests/bench/bench_child.h"

namespace holdfast::bench {

namespace {

namespace fs = std::filesystem;

constexpr double kPeakMibMax = 64;
constexpr double kSealShareMax = 0.5;
constexpr double kOpenShareMax = 0.6;
constexpr double kOverheadPercentMax = 0.05;
constexpr double kUnlockOverMsMax = 25;
constexpr double kDemoSecondsMax = 60;
constexpr std::size_t kRounds = 3;
constexpr const char* kRecords = "2000";

double middle_of(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values.at(values.size() / 2);
}

// A folder of its own for one figure, removed when it goes.
class WorkFolder {
 public:
  explicit WorkFolder(const std::string& path) : path_(path) { fs::create_directories(path_); }
  ~WorkFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;

  std::string at(const std::string& name) const { return path_ + "/" + name; }
  void drop(const std::string& name) const {
    std::error_code ignored;
    fs::remove_all(at(name), ignored);
  }

 private:
  std::string path_;
};

void tell(const std::string& what) { std::fprintf(stderr, "bench: %s\n", what.c_str()); }

std::string mib(std::uint64_t bytes) {
  const std::uint64_t in_mib = bytes >> 20;
  return in_mib >= 1024 ? number(static_cast<double>(in_mib) / 1024, 0) + " GiB" : std::to_string(in_mib) + " MiB";
}

Row memory_row(const std::string& what, const std::string& size, const ChildRun& run) {
  const std::string figure = what + " a file of " + size + ": peak memory";
  const std::string goal = "<= " + number(kPeakMibMax, 0) + " MiB";
  if (!run.ok) return not_measured(figure, goal, "it failed");
  return judged(figure, number(run.at("peak_mib"), 0) + " MiB", goal, run.at("peak_mib") <= kPeakMibMax);
}

// One round of both sides over the same files: CPU seconds, and the bundle's overhead.
struct Round {
  bool ok = false;
  double our_seal = 0, their_seal = 0, our_open = 0, their_open = 0;
  double read_back = 0, overhead_percent = 0;
};

// Quoted for sh: our folders come from mktemp and hold no quotes.
std::string quoted(const std::string& path) { return "'" + path + "'"; }

struct AgeTools {
  const WorkFolder& work;

  bool make_keys() const {
    return run_shell("cd " + quoted(work.at("")) +
                     " && age-keygen -o age.key 2>/dev/null && age-keygen -y age.key >age.pub && "
                     "minisign -G -W -p sign.pub -s sign.key >/dev/null").ok;
  }
  ChildRun seal() const {
    return run_shell("cd " + quoted(work.at("")) +
                     " && tar -cf - files | age -R age.pub -o out.age && "
                     "minisign -S -W -s sign.key -m out.age >/dev/null");
  }
  ChildRun open() const {
    return run_shell("cd " + quoted(work.at("")) +
                     " && mkdir opened && minisign -V -q -p sign.pub -m out.age && "
                     "age -d -i age.key out.age | tar -xf - -C opened");
  }
};

// Both sides begin with memory that is really there, and with nothing left to be written.
void warm() {
  run_shell("sync");
  run_own_step({"warm"});
}

Round one_round(const WorkFolder& work, std::size_t files) {
  const std::string team = work.at("team");
  const std::string count = std::to_string(files);
  const AgeTools tools{work};
  Round out;
  const bool ready = run_own_step({"team", team}).ok &&
                     run_own_step({"attach-files", team, work.at("files"), count}).ok;
  if (!ready) return out;
  warm();
  const ChildRun bundle = run_own_step({"bundle", team});
  warm();
  const ChildRun seal = tools.seal();
  warm();
  const ChildRun import = run_own_step({"import", team, count});
  warm();
  const ChildRun open = tools.open();
  out.ok = bundle.ok && seal.ok && import.ok && open.ok;
  out.read_back = bundle.at("read_back_seconds");
  out.our_seal = bundle.cpu_seconds - out.read_back;
  out.their_seal = seal.cpu_seconds;
  out.our_open = import.cpu_seconds;
  out.their_open = open.cpu_seconds;
  out.overhead_percent = bundle.at("overhead_percent");
  for (const char* name : {"team", "out.age", "out.age.minisig", "opened"}) work.drop(name);
  tell("CPU seconds: bundle " + number(out.our_seal, 2) + " (read-back " + number(out.read_back, 2) + " more), age " +
       number(out.their_seal, 2) + "; import " + number(out.our_open, 2) + ", age " + number(out.their_open, 2));
  return out;
}

Row share_row(const std::string& figure, const std::string& theirs, const std::vector<double>& ours,
              const std::vector<double>& age, double share_max) {
  std::vector<double> shares;
  for (std::size_t i = 0; i < ours.size(); ++i) shares.push_back(ours[i] / age[i]);
  const double share = middle_of(shares);
  const std::string measured =
      number(share, 2) + " (" + number(middle_of(ours), 2) + " s against " + number(middle_of(age), 2) + " s)";
  return judged(figure, measured, "<= " + number(share_max, 1) + " of " + theirs, share <= share_max);
}

struct AgeFigures {
  std::string seal, open, overhead;
};

std::vector<Row> none_measured(const AgeFigures& names, const std::string& why) {
  return {not_measured(names.seal, "<= 0.5 of tar, age, minisign", why),
          not_measured(names.open, "<= 0.6 of minisign, age, tar", why),
          not_measured(names.overhead, "<= 0.05 %", why)};
}

}  // namespace

std::vector<Row> measure_memory(const FigureRequest& request) {
  const WorkFolder work(request.folder + "/memory");
  const std::string team = work.at("team");
  const std::string size = mib(request.big_file());
  tell("attaching, exporting, bundling and importing a file of " + size);
  std::vector<Row> rows;
  if (!run_own_step({"team", team}).ok) return {not_measured("peak memory", "<= 64 MiB", "no team could be made")};
  rows.push_back(memory_row("Attaching", size,
                            run_own_step({"attach", team, "1", std::to_string(request.big_file())})));
  rows.push_back(memory_row("Exporting", size, run_own_step({"export", team})));
  work.drop("team/exported");
  rows.push_back(memory_row("Bundling", size, run_own_step({"bundle", team})));
  work.drop("team/R7");
  rows.push_back(memory_row("Importing", size, run_own_step({"import", team, "1"})));
  return rows;
}

std::vector<Row> measure_against_age(const FigureRequest& request) {
  const std::string size = mib(request.evidence());
  const AgeFigures names{"Bundling " + size + " of evidence: CPU time, read-back apart",
                         "Importing " + size + " of evidence: CPU time", "Bundle overhead before padding"};
  for (const char* name : {"tar", "age", "minisign"}) {
    if (!has_program(name)) return none_measured(names, std::string(name) + " is not installed");
  }
  const WorkFolder work(request.folder + "/age");
  const std::size_t files = request.evidence_files();
  tell("bundling and importing " + size + " beside tar, age and minisign, three rounds");
  const bool ready = AgeTools{work}.make_keys() &&
                     run_own_step({"files", work.at("files"), std::to_string(files),
                                   std::to_string(request.evidence() / files)}).ok;
  if (!ready) return none_measured(names, "the files could not be made");
  std::vector<double> our_seal, their_seal, our_open, their_open, overhead;
  for (std::size_t i = 0; i < kRounds; ++i) {
    const Round round = one_round(work, files);
    if (!round.ok) return none_measured(names, "a round failed");
    our_seal.push_back(round.our_seal);
    their_seal.push_back(round.their_seal);
    our_open.push_back(round.our_open);
    their_open.push_back(round.their_open);
    overhead.push_back(round.overhead_percent);
  }
  const double most = *std::max_element(overhead.begin(), overhead.end());
  return {share_row(names.seal, "tar, age, minisign", our_seal, their_seal, kSealShareMax),
          share_row(names.open, "minisign, age, tar", our_open, their_open, kOpenShareMax),
          judged(names.overhead, number(most, 3) + " %", "<= " + number(kOverheadPercentMax, 2) + " %",
                 most <= kOverheadPercentMax)};
}

std::vector<Row> measure_unlocking(const FigureRequest& request) {
  const WorkFolder work(request.folder + "/unlock");
  const std::string team = work.at("team");
  const std::string unlocking = "Unlocking 2,000 records to the first answer, beyond Argon2";
  const std::string changing = "Changing the passphrase, 2,000 records and 256 MiB against nothing";
  const std::string same = "no longer (within 10 % and 5 ms)";
  tell("unlocking a vault of 2,000 records, changing its passphrase");
  const bool ready = run_own_step({"team", team}).ok && run_own_step({"records", team, kRecords}).ok &&
                     run_own_step({"attach", team, "1", std::to_string(std::uint64_t{256} << 20)}).ok;
  const ChildRun unlock = ready ? run_own_step({"unlock", team, "9"}) : ChildRun{};
  const ChildRun change = ready ? run_own_step({"passphrase", team, "7"}) : ChildRun{};
  if (!unlock.ok || !change.ok) {
    return {not_measured(unlocking, "<= 25 ms", "it failed"), not_measured(changing, same, "it failed")};
  }
  tell("unlocking " + number(unlock.at("unlock_ms"), 0) + " ms, of it Argon2 " + number(unlock.at("argon2_ms"), 0));
  const double full = change.at("full_ms");
  const double empty = change.at("empty_ms");
  return {judged(unlocking, number(unlock.at("over_ms"), 0) + " ms", "<= " + number(kUnlockOverMsMax, 0) + " ms",
                 unlock.at("over_ms") <= kUnlockOverMsMax),
          judged(changing, number(full, 0) + " ms against " + number(empty, 0) + " ms", same,
                 full <= empty * 1.1 + 5)};
}

std::vector<Row> measure_demo(const FigureRequest& request) {
  const std::string figure = "The demo, on two cores";
  const std::string goal = "<= " + number(kDemoSecondsMax, 0) + " s";
  if (request.program.empty()) return {not_measured(figure, goal, "the program is not built")};
  const WorkFolder work(request.folder + "/demo");
  tell("playing the demo");
  const ChildRun demo = run_child({request.program, "demo", "--dir", work.at("demo")}, 2);
  if (!demo.ok) return {not_measured(figure, goal, "it failed")};
  return {judged(figure, number(demo.wall_seconds, 0) + " s", goal, demo.wall_seconds <= kDemoSecondsMax)};
}

}  // namespace holdfast::bench
