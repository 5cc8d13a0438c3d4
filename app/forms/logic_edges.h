// Inside of app/forms: which facets of a form an expression reads, as edges of its graph.
#pragma once

#include "app/forms/form_logic.h"

namespace holdfast::forms {

class LogicEdges {
 public:
  // All must outlive it.
  LogicEdges(const Form& form, const std::vector<QuestionLogic>& questions, LogicGraph& graph);

  // What follows from the form's shape: groups hide what is in them, counts make what is in them.
  void add_structure();
  // What `expression`, which belongs to a facet of `question`, reads. Returns the path it names and no question has.
  std::optional<std::string> add_reads(std::uint32_t question, Facet facet, const Expression& expression,
                                       EdgeKind kind = EdgeKind::Reads);
  // A change of one question runs an action that sets another.
  void add_trigger(std::uint32_t source, std::uint32_t target);

 private:
  std::vector<std::uint32_t> matches(const Reference& reference) const;
  bool is_beside(const std::string& path) const;
  std::uint32_t shared_depth(std::uint32_t a, std::uint32_t b) const;
  void add_read(std::uint32_t source, std::uint32_t target, std::uint32_t question, bool wide, EdgeKind kind);

  const Form& form_;
  const std::vector<QuestionLogic>& questions_;
  LogicGraph& graph_;
  std::map<std::string, std::uint32_t, std::less<>> by_path_;
};

}  // namespace holdfast::forms
