// The state is a function of what was given: edits at random, in any order, give what a fresh session gives that is
// answered once with the same answers.
#include "tests/app/forms/session_support.h"

using namespace holdfast;
using namespace holdfast::forms;
using namespace holdfast::test;

namespace {

// Forms without triggers and computed defaults: what those do depends on when, by design.
const std::vector<std::pair<std::string, std::string>>& property_forms() {
  static const std::vector<std::pair<std::string, std::string>> kForms = {
      {"type,name,label,relevant,calculation,choice_filter,required,constraint\n"
       "integer,a,A,,,,,\ninteger,b,B,${a} > 3,,,,\ninteger,c,C,${b} > 3 or ${a} = 1,,,${a} > 5,. < ${a}\n"
       "begin group,g,G,${c} != 2,,,,\nselect_one l,d,D,,,weight > ${a},,\n"
           "select_multiple l,e,E,,,weight != ${b},,\n"
       "calculate,f,,,\"concat(${d}, '/', ${e}, '/', ${b} + ${c})\",,,\nend group,,,,,,,\n"
       "calculate,h,,,\"if(${f} = '//NaN', 'none', ${f})\",,,\ntext,i,I,\"contains(${h}, 'y')\",,,,\n"
       "calculate,j,,,string-length(${i}) + count-selected(${e}),,,\n",
       "list_name,name,label,weight\nl,x,X,2\nl,y,Y,4\nl,z,Z,6\n"},
      {"type,name,label,relevant,calculation,choice_filter,repeat_count\n"
       "integer,n,N,,,,\nbegin repeat,r,R,,,,${n}\ninteger,m,M,,,,\nbegin repeat,s,S,${m} != 3,,,${m}\n"
       "integer,x,X,,,,\nbegin repeat,t,T,,,,\ninteger,y,Y,${x} > 1,,,\n"
       "calculate,w,,,\"concat(position(../../..), position(../..), position(..))\",,\nend repeat,,,,,,\n"
       "calculate,sy,,,sum(${y}),,\nend repeat,,,,,,\ncalculate,sx,,,\"sum(${x}) + ${n}\",,\n"
       "integer,last,L,${sx} > 4,,,\nend repeat,,,,,,\ncalculate,all,,,sum(${sx}) + count(${t}),,\n"
       "calculate,k,,,\"indexed-repeat(${m}, ${r}, 2)\",,\nbegin repeat,u,U,${all} > 6,,,${k}\ntext,v,V,,,,\n"
           "end repeat,,,,,,\n"
       "calculate,vs,,,\"join('+', ${v})\",,\n",
       ""},
      {"type,name,label,relevant,calculation,choice_filter\n"
       "begin repeat,p,P,,,\ninteger,age,A,,,\nselect_one l,role,R,,,least <= ${age}\ntext,name,N,${role} != '',,\n"
       "calculate,older,,,\"count(/data/p[age > current()/../age])\",\nend repeat,,,,,\n"
       "calculate,adults,,,\"count(/data/p[age >= 18])\",\ncalculate,names,,,\"join(',', ${name})\",\n"
       "text,why,W,${adults} = 0 and count(${p}) > 0,,\n",
       "list_name,name,label,least\nl,child,C,0\nl,guard,G,18\nl,elder,E,60\n"}};
  return kForms;
}

// All that a screen or a record could show, instances by their place.
std::string state_text(FormSession& session) {
  std::string out;
  for (const std::string& path : session.shown_paths()) {
    out += path + " = ";
    const QuestionState state = session.state(path).value();
    out += value_text(state.value) + (state.required ? " required" : "") + (state.read_only ? " fixed" : "");
    if (is_choice(state.question->type)) {
      const std::vector<OfferedChoice> offered = session.choices(path).value();
      for (const OfferedChoice& choice : offered) out += " " + choice.name;
    }
    if (state.question->type == QuestionType::Repeat) out += std::to_string(state.instances);
    out += "\n";
  }
  for (const AnswerProblem& problem : session.validate()) out += problem.path + ": " + problem.code + "\n";
  for (const AnswerProblem& problem : session.falling_away()) out += problem.path + " falls away\n";
  return out;
}

class RandomHand {
 public:
  RandomHand(Filling& filling, std::uint64_t seed) : filling_(filling), random_(seed) {}

  void act() {
    std::vector<std::string> questions;
    std::vector<std::string> repeats;
    for (const std::string& path : all_paths()) {
      const QuestionState state = filling_.session.state(path).value();
      if (state.question->type == QuestionType::Repeat && path.back() != ']' &&
          !state.counted) repeats.push_back(path);
      if (!has_no_answer(state.question->type) &&
          state.question->type != QuestionType::Calculate) questions.push_back(path);
    }
    if (!repeats.empty() && random_.below(4) == 0) return change_repeat(repeats[random_.below(repeats.size())]);
    if (questions.empty()) return;
    const std::string& path = questions[random_.below(questions.size())];
    filling_.set(path, some_answer(*filling_.session.state(path).value().question));
  }

 private:
  std::vector<std::string> all_paths() { return filling_.session.shown_paths(); }

  void change_repeat(const std::string& repeat) {
    const std::vector<std::string> instances = filling_.session.instances(repeat);
    if (instances.size() < 3 && random_.below(3) != 0) filling_.session.add_repeat(repeat);
    else if (!instances.empty()) filling_.session.remove_repeat(instances[random_.below(instances.size())]);
  }

  std::string some_answer(const Question& question) {
    if (random_.below(6) == 0) return "";
    if (is_choice(question.type)) {
      const std::vector<Choice>& list = filling_.logic->form().choices.at("l");
      std::string out = list[random_.below(list.size())].name;
      const std::string& more = list[random_.below(list.size())].name;
      if (question.type == QuestionType::SelectMultiple && more != out) out += " " + more;
      return out;
    }
    if (question.type == QuestionType::Integer) return std::to_string(random_.below(question.name == "age" ? 80 : 5));
    return "t" + std::to_string(random_.below(3));
  }

  Filling& filling_;
  FakeRandom random_;
};

}  // namespace

TEST_CASE("edits in any order give the state of a fresh session with the same answers") {
  for (std::size_t form = 0; form < property_forms().size(); ++form) {
    const auto logic = logic_of(property_forms()[form].first, property_forms()[form].second);
    for (std::uint64_t seed = 1; seed <= 25; ++seed) {
      Filling filling(logic);
      RandomHand hand(filling, seed);
      for (int step = 0; step < 60; ++step) {
        hand.act();
        if (step % 6 != 0) continue;
        auto fresh = FormSession::restore(logic, filling.world(), filling.session.snapshot());
        REQUIRE(fresh.ok());
        INFO("form " << form << ", seed " << seed << ", step " << step);
        REQUIRE(state_text(*fresh) == state_text(filling.session));
      }
    }
  }
}

TEST_CASE("the same answers given in two orders give one state") {
  const auto logic = logic_of(property_forms()[0].first, property_forms()[0].second);
  const std::vector<std::pair<std::string, std::string>> answers = {
      {"a", "4"}, {"b", "4"}, {"c", "4"}, {"g/d", "z"}, {"g/e", "x z"}, {"i", "said"}};
  std::vector<std::size_t> order = {0, 1, 2, 3, 4, 5};
  std::string first;
  do {
    Filling filling(logic);
    for (const std::size_t i : order) filling.set(answers[i].first, answers[i].second);
    const std::string state = state_text(filling.session);
    if (first.empty()) first = state;
    REQUIRE(state == first);
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST_CASE("2,000 questions with 500 expressions stay right under edits at random") {
  std::string survey = "type,name,label,relevant,calculation\n";
  for (int i = 0; i < 1500; ++i) survey += "integer,q" + std::to_string(i) + ",Q,,\n";
  for (int i = 0; i < 250; ++i) {
    const std::string n = std::to_string(i);
    survey += "calculate,c" + n + ",,,${q" + n + "} + ${q" + std::to_string(i + 1) + "}\n";
    survey += "text,t" + n + ",T,${c" + n + "} > 3,\n";
  }
  Filling filling(survey);
  FakeRandom random(3);
  for (int step = 0; step < 200; ++step) {
    filling.set("q" + std::to_string(random.below(300)), std::to_string(random.below(6)));
  }
  auto fresh = FormSession::restore(filling.logic, filling.world(), filling.session.snapshot());
  REQUIRE(fresh.ok());
  CHECK(fresh->answers_json() == filling.session.answers_json());
  CHECK(fresh->shown_paths() == filling.session.shown_paths());
}
