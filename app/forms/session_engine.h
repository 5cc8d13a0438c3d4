// Inside of a form session: works out what follows from an answer, and only that, in the order in which the form's
// facets depend on each other.
//
// The state is a function of what was given: relevance, counts, calculated values and offered choices come out the same
// whatever the order of the answers. Nothing given is lost by being hidden, filtered out or counted away; it comes back
// when it counts again. Only actions (defaults, triggers) and once() depend on when something happened.
#pragma once

#include <queue>
#include <set>

#include "app/forms/session_choices.h"

namespace holdfast::forms {

enum class SessionMode : std::uint8_t {
  Live,     // somebody fills the form in: actions run
  Loading,  // what was given before comes back: actions wait
  Judging,  // what others signed: calculated values are taken as they came, nothing is asked of clock or chance
};

// What one change did, by node.
struct EngineChanges {
  std::set<SessionNode*> changed;    // the value that counts is another
  std::set<SessionNode*> fell_away;  // given, and counts no longer
  std::set<SessionNode*> came_back;
};

class SessionEngine {
 public:
  SessionEngine(SessionTree& tree, const SessionWorld& world, const SessionLookups& lookups)
      : tree_(tree), logic_(tree.logic()), world_(world), choices_(tree, lookups), lookups_(lookups) {}

  SessionMode mode = SessionMode::Live;
  bool with_defaults = true;  // for new instances
  bool keep_moments = false;  // calculated values that a clock or chance gave stay as they came
  // Of a part of a record: the questions whose answers are known; what reads any other cannot be worked out.
  std::optional<std::set<std::uint32_t>> known{};
  // A seed for choices in random order and ids of instances, kept with the draft.
  std::uint64_t seed = 0;

  // Reads the clock. Once before a change.
  void begin_change();
  void wake(SessionNode& node, Facet facet);
  // All facets of everything below and with `node`.
  void wake_all(SessionNode& node);
  // A repeat has an instance more or less.
  void wake_counters(SessionNode& repeat);
  // Until nothing waits. Runs the actions that follow (in Live).
  void run();
  // Actions that waited for changes up to now will not run.
  void forget_triggers() { triggers_.clear(); }
  // Constants that the form gives as defaults, below and with `node`. Computed ones, where `first_load` says so or at
  // a new instance.
  void give_constants(SessionNode& node);
  void run_first_load();
  void run_new_instance(SessionNode& instance);
  // Actions whose question is answered and whose target is not: what would have run, had the answers come one by one.
  void run_missed();
  // Behind the ids of the others: records keep instances by id, so the order of the ids is the order of the instances.
  std::string new_instance_id(const SessionNode& repeat);
  SessionNode& make_instance(SessionNode& repeat, std::string id);

  EvalContext context(const SessionNode& node) const;
  // The expression's truth; `otherwise` where it cannot be worked out (a list that is not here, a wrong argument).
  bool holds(const SessionNode& node, const Expression& expression, std::string_view column, bool otherwise);
  const SessionChoices& choices() const { return choices_; }
  EngineChanges take_changes() { return std::exchange(changes_, {}); }
  // Expressions that could not be worked out: path and column -> sentence.
  const std::map<std::string, std::string>& faults() const { return faults_; }

 private:
  struct Waiting {
    std::uint32_t rank = 0;
    std::uint32_t serial = 0;
    SessionNode* node = nullptr;
    Facet facet = Facet::Shown;
    bool operator>(const Waiting& other) const {
      return rank != other.rank ? rank > other.rank : serial > other.serial;
    }
  };

  void settle();
  bool count_later();
  void work(SessionNode& node, Facet facet);
  void work_shown(SessionNode& node);
  void work_count(SessionNode& node);
  void work_value(SessionNode& node);
  bool is_repeat_shown(SessionNode& repeat);
  bool place_instance(SessionNode& instance);
  void spread(SessionNode& node, Facet facet);
  CborValue counting_value(SessionNode& node);
  CborValue computed_value(SessionNode& node);
  CborValue typed(const SessionNode& node, const Value& value, std::string_view column);
  Result<Value> evaluate(const SessionNode& node, const Expression& expression, std::string_view column);
  bool may_ask(const SessionNode& node, const Expression& expression) const;
  bool is_known(const SessionNode& node, const Expression& expression) const;
  bool is_computed_now(const QuestionLogic& logic) const;
  void run_triggered(std::set<std::pair<std::uint32_t, SessionNode*>>& done);
  void run_action(std::uint32_t action, SessionNode& target);
  void fault(const SessionNode& node, std::string_view column, const std::string& sentence);

  SessionTree& tree_;
  const FormLogic& logic_;
  const SessionWorld& world_;
  SessionChoices choices_;
  const SessionLookups& lookups_;
  std::int64_t now_ms_ = 0;
  std::priority_queue<Waiting, std::vector<Waiting>, std::greater<>> waiting_;
  EngineChanges changes_;
  std::vector<SessionNode*> triggers_;       // changed nodes whose actions have not run
  std::vector<SessionNode*> new_instances_;  // made by a count; their computed defaults wait
  std::map<std::string, std::string> faults_;
};

}  // namespace holdfast::forms
