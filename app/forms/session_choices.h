// Inside of a form session: which choices a question offers now, and what of an answer is among them.
#pragma once

#include "app/forms/session_node.h"
#include "app/forms/session_world.h"

namespace holdfast::forms {

struct OfferedChoice {
  std::string name;
  std::string label;  // in the session's language
  friend bool operator==(const OfferedChoice&, const OfferedChoice&) = default;
};

class SessionChoices {
 public:
  SessionChoices(const SessionTree& tree, const SessionLookups& lookups) : tree_(tree), lookups_(lookups) {}

  // In the order in which they are shown; nothing where the list is not here. `context`: of the question.
  std::optional<std::vector<OfferedChoice>> offered(const SessionNode& node, const EvalContext& context,
                                                    std::uint64_t seed) const;
  // The answer without what is not offered now; null where nothing of it is left.
  CborValue offered_part(const SessionNode& node, const CborValue& given, const EvalContext& context) const;
  // What of it is not offered, whether or not it is taken away for that.
  std::vector<std::string> not_offered(const SessionNode& node, const CborValue& given,
                                       const EvalContext& context) const;

 private:
  bool is_offered(const SessionNode& node, const std::string& name, const EvalContext& context) const;
  std::optional<std::vector<NodeRef>> nodes(const SessionNode& node, const EvalContext& context) const;

  const SessionTree& tree_;
  const SessionLookups& lookups_;
};

}  // namespace holdfast::forms
