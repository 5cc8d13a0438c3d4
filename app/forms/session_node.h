// Inside of a form session: the answers of one record as a tree of nodes, each with its twin in the Instance that
// expressions look at. Keeps what it is told; what follows from it is for the session's engine.
#pragma once

#include <functional>
#include <memory>

#include "app/forms/form_logic.h"
#include "crypto/base/cbor.h"

namespace holdfast::forms {

inline constexpr std::uint32_t kNoQuestion = 0xffff'ffff;

// One question, group, repeat (what holds its instances) or instance of a repeat.
struct SessionNode {
  std::uint32_t question = kNoQuestion;  // none: the root
  bool instance = false;
  bool shown = true;              // asked now: relevant here and all around
  bool counted = true;            // of an instance: among those that the repeat's count asks for
  std::uint8_t queued = 0;        // one bit a facet that waits to be worked out
  std::uint32_t serial = 0;       // in the order of their making
  SessionNode* parent = nullptr;
  NodeId tree = kNoNode;          // of a repeat: an irrelevant node behind its instances, where the next one goes
  CborValue given{};              // as answered; kept while it is not asked for
  CborValue value{};              // what counts now
  std::string id{};               // of an instance: 16 hex digits
  std::vector<std::unique_ptr<SessionNode>> children{};  // of a repeat: its instances
};

std::string value_text(const CborValue& value);

class SessionTree {
 public:
  explicit SessionTree(const FormLogic& logic);
  SessionTree(const SessionTree&) = delete;  // nodes know where their parents are
  SessionTree& operator=(const SessionTree&) = delete;

  const FormLogic& logic() const { return logic_; }
  SessionNode& root() { return root_; }
  const SessionNode& root() const { return root_; }
  const Instance& instance() const { return instance_; }
  Instance& instance() { return instance_; }

  bool is_repeat(const SessionNode& node) const;  // what holds instances
  // The path as answers have it, instances with their ids. Of the root "".
  std::string path_of(const SessionNode& node) const;
  // A question, a repeat or an instance; null where there is none.
  SessionNode* find(std::string_view path) const;
  // All nodes of `question` inside of `scope` (a root or an instance around it).
  void each(SessionNode& scope, std::uint32_t question, const std::function<void(SessionNode&)>& visit) const;
  // The instance around `node` with `depth` repeats around and with it; at 0 the root.
  SessionNode& scope_of(SessionNode& node, std::size_t depth) const;
  // Every node below and with `node`, parents first.
  void walk(SessionNode& node, const std::function<void(SessionNode&)>& visit) const;

  // Behind the others. REQUIRES: is_repeat(repeat), the id is none of its instances'.
  SessionNode& add_instance(SessionNode& repeat, std::string id);
  void remove_instance(SessionNode& instance);
  // Both halves of the twin.
  void show(SessionNode& node, bool shown);
  void put(SessionNode& node, CborValue value);
  // What stands beside the answers: "instanceID" in meta.
  void put_meta(std::string_view name, std::string_view value);

 private:
  void fill(SessionNode& around, const std::vector<std::uint32_t>& questions, NodeId tree);
  void add_node(SessionNode& around, std::uint32_t question, NodeId tree);
  SessionNode* step(SessionNode& from, std::string_view name, std::string_view id) const;

  const FormLogic& logic_;
  Instance instance_;
  SessionNode root_;
  std::uint32_t next_serial_ = 1;
};

}  // namespace holdfast::forms
