#include "tests/bench/bench_forms.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/field/submit.h"
#include "app/forms/form_session.h"
#include "app/forms/form_source.h"
#include "app/store/forms_store.h"
#include "tests/bench/bench_steps.h"
#include "tests/bench/bench_world.h"

namespace holdfast::bench {

namespace {

using forms::FormLogic;
using forms::FormSession;
using Logic = std::shared_ptr<const FormLogic>;

double moment_ms() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double, std::milli>(now).count();
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values.at(values.size() / 2);
}

forms::FormSheets survey_of(const std::string& survey, const std::string& id) {
  forms::FormSheets sheets;
  sheets.survey = to_bytes(as_bytes(survey));
  sheets.fallback_id = id;
  return sheets;
}

Result<Logic> logic_of(const forms::FormSheets& sheets) {
  const forms::Form form = TRY(forms::load_form(sheets));
  return forms::compile_form(form);
}

forms::SessionWorld bench_session_world(Random& random) {
  forms::SessionWorld world;
  world.now_ms = [] { return std::int64_t{1'790'000'000'000}; };
  world.random = &random;
  return world;
}

// 1,500 questions, 250 calculations over two of them, 250 questions that are asked for what comes out; and one answer
// that all 500 expressions look at.
std::string large_survey() {
  std::string out = "type,name,label,relevant,calculation\ninteger,all,All,,\n";
  for (int i = 0; i < 1500; ++i) out += "integer,q" + std::to_string(i) + ",Question " + std::to_string(i) + ",,\n";
  for (int i = 0; i < 250; ++i) {
    const std::string n = std::to_string(i);
    const std::string next = std::to_string(i + 1);
    out += "calculate,c" + n + ",,,${q" + n + "} + ${q" + next + "} + ${all}\n";
    out += "text,t" + n + ",Text " + n + ",${c" + n + "} > 3 and ${all} >= 0,\n";
  }
  return out;
}

double answer_ms(FormSession& session, const std::string& path, int value) {
  const double begun = moment_ms();
  session.set_answer(path, forms::AnswerNode::of_text(std::to_string(value)));
  return moment_ms() - begun;
}

Result<void> time_answers(Random& random) {
  const Logic logic = TRY(logic_of(survey_of(large_survey(), "large")));
  FormSession session = FormSession::create(logic, bench_session_world(random));
  answer_ms(session, "all", 0);
  std::vector<double> one;
  std::vector<double> every;
  for (int i = 0; i < 300; ++i) one.push_back(answer_ms(session, "q" + std::to_string(i % 250), i));
  for (int i = 0; i < 21; ++i) every.push_back(answer_ms(session, "all", i));
  say("answer_ms", median(one));
  say("answer_worst_ms", *std::max_element(one.begin(), one.end()));
  say("answer_for_all_ms", median(every));
  return {};
}

Result<void> time_filter(Random& random) {
  std::string csv = "name,label,ward\n";
  for (int i = 0; i < 50'000; ++i) {
    csv += "p" + std::to_string(i) + ",Place " + std::to_string(i) + ",w" + std::to_string(i % 500) + "\n";
  }
  forms::FormSheets sheets = survey_of(
      "type,name,label,choice_filter\ntext,ward,Ward,\nselect_one_from_file places.csv,place,Place,ward = ${ward}\n",
      "wards");
  sheets.files["places.csv"] = to_bytes(as_bytes(csv));
  const Logic logic = TRY(logic_of(sheets));
  FormSession session = FormSession::create(logic, bench_session_world(random));
  std::vector<double> times;
  double first = 0;
  for (int i = 0; i < 11; ++i) {
    session.set_answer("ward", forms::AnswerNode::of_text("w" + std::to_string(i)));
    const double begun = moment_ms();
    const auto offered = session.choices("place");
    times.push_back(moment_ms() - begun);
    if (i == 0) first = times.back();
    if (!offered || offered->size() != 100) return Error{kCancelled, "the filter gave other rows"};
  }
  say("filter_first_ms", first);
  say("filter_ms", median(times));
  return {};
}

Result<void> time_large_form(Random& random) {
  std::string survey = "type,name,label,hint,relevant,constraint\n";
  const std::string hint(330, 'h');
  for (int i = 0; i < 4000; ++i) {
    const std::string n = std::to_string(i);
    const std::string asked = i == 0 ? "" : "${q" + std::to_string(i - 1) + "} != 9";
    survey += "integer,q" + n + ",Question " + n + "," + hint + "," + asked + ",. < 1000\n";
  }
  const double begun = moment_ms();
  const Logic logic = TRY(logic_of(survey_of(survey, "long")));
  const FormSession session = FormSession::create(logic, bench_session_world(random));
  say("open_ms", moment_ms() - begun);
  say("form_mib", static_cast<double>(survey.size()) / (1 << 20));
  if (session.shown_paths().size() != 4000) return Error{kCancelled, "the form is not whole"};
  return {};
}

// A raid: one line a person, 20 answers each.
std::string raid_survey() {
  std::string out = "type,name,label,relevant,constraint,calculation\nbegin repeat,person,Person,,,\n";
  for (int i = 0; i < 16; ++i) out += "text,t" + std::to_string(i) + ",Text,,,\n";
  out += "integer,age,Age,,. >= 0 and . < 120,\ninteger,siblings,Siblings,,,\ntext,school,School,${age} < 18,,\n"
         "text,guardian,Guardian,${age} < 18,,\ncalculate,minor,,,,\"if(${age} < 18, 'yes', 'no')\"\n";
  return out + "end repeat,,,,,\ncalculate,minors,,,,\"count(/data/person[age < 18])\"\n";
}

std::string raid_answers() {
  std::string out = "{\"person\": [";
  for (int person = 0; person < 120; ++person) {
    out += person == 0 ? "{" : ", {";
    for (int i = 0; i < 16; ++i) out += "\"t" + std::to_string(i) + "\": \"invented " + std::to_string(person) + "\", ";
    out += "\"age\": 12, \"siblings\": 2, \"school\": \"invented\", \"guardian\": \"invented\"}";
  }
  return out + "]}";
}

}  // namespace

Result<void> time_logic() {
  SystemRandom random;
  TRY(time_answers(random));
  TRY(time_filter(random));
  return time_large_form(random);
}

Result<void> time_raid(const std::string& folder, std::size_t rounds) {
  BenchWorld world(folder);
  store::Vault vault = TRY(world.open(kLaptop));
  const forms::Form form = TRY(forms::load_form(survey_of(raid_survey(), "raid")));
  TRY(store::keep_form(vault, form, true));
  field::SubmitRequest request;
  request.form_id = "raid";
  request.answers_json = raid_answers();
  std::vector<double> times;
  for (std::size_t i = 0; i < rounds; ++i) {
    const double begun = moment_ms();
    const field::SubmitAnswer answer = TRY(field::submit(vault, request, world.progress));
    times.push_back(moment_ms() - begun);
    if (!answer.problems.empty()) return Error{kCancelled, answer.problems.front().sentence};
  }
  say("first_ms", times.front());
  say("raid_ms", median(times));
  return vault.lock();
}

Result<void> time_real_forms(const std::string& shared) {
  namespace fs = std::filesystem;
  double read = 0;
  double compiled = 0;
  double all_ms = 0;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(shared) / "data" / "xlsform")) {
    const std::string ending = entry.path().extension().string();
    if (ending != ".xlsx" && ending != ".xml") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(in), {});
    if (ending == ".xml" && text.find("<h:html") == std::string::npos) continue;
    const double begun = moment_ms();
    const auto form = forms::form_from_files({entry.path().filename().string(), to_bytes(as_bytes(text)), {}, {}});
    if (!form.ok()) continue;
    const auto logic = forms::compile_form(*form);
    all_ms += moment_ms() - begun;
    ++read;
    compiled += logic.ok() ? 1 : 0;
  }
  say("read", read);
  say("compiled", compiled);
  say("all_ms", all_ms);
  return {};
}

}  // namespace holdfast::bench
