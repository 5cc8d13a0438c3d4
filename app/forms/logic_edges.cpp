#include "app/forms/logic_edges.h"

#include <algorithm>

namespace holdfast::forms {
namespace {

// True where an expression may look into other instances of a repeat that it stands in itself: a predicate, an axis, or
// a path that goes up further than to what is directly around it.
bool looks_aside(const Expression& expression) {
  const std::string& text = expression.text();
  return text.find('[') != std::string::npos || text.find("::") != std::string::npos ||
         text.find("//") != std::string::npos || text.find("../..") != std::string::npos ||
         expression.calls("indexed-repeat");
}

// True where an instance's own place among the others counts.
bool counts_places(const Expression& expression) {
  return looks_aside(expression) || expression.calls("position") || expression.calls("last");
}

bool completes_itself(const Expression& expression) {
  return expression.calls("once") || expression.calls("coalesce");
}

std::vector<std::string_view> path_steps(std::string_view path) {
  std::vector<std::string_view> steps;
  while (!path.empty()) {
    if (path.front() == '/') path.remove_prefix(1);
    const std::size_t end = std::min(path.find('/'), path.size());
    steps.push_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  return steps;
}

bool fits_pattern(const std::vector<std::string_view>& pattern, const std::vector<std::string_view>& path) {
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != "*" && pattern[i] != path[i]) return false;
  }
  return true;
}

}  // namespace

LogicEdges::LogicEdges(const Form& form, const std::vector<QuestionLogic>& questions, LogicGraph& graph)
    : form_(form), questions_(questions), graph_(graph) {
  for (std::uint32_t i = 0; i < questions.size(); ++i) {
    if (!form.questions[i].presentation) by_path_.emplace(questions[i].path, i);
  }
}

void LogicEdges::add_structure() {
  for (std::uint32_t i = 0; i < questions_.size(); ++i) {
    const auto depth = static_cast<std::uint32_t>(questions_[i].depth);
    const std::uint32_t shown = facet_number(i, Facet::Shown);
    graph_.add(shown, {facet_number(i, Facet::Count), depth, EdgeKind::Shape});
    graph_.add(shown, {facet_number(i, Facet::Value), depth, EdgeKind::Shape});
    for (const std::uint32_t child : questions_[i].children) {
      const std::uint32_t inside = facet_number(child, Facet::Shown);
      graph_.add(shown, {inside, depth, EdgeKind::Shape});
      graph_.add(facet_number(i, Facet::Count), {inside, depth, EdgeKind::Shape});
    }
  }
}

// Questions that a reference may mean. '*' stands for one name.
std::vector<std::uint32_t> LogicEdges::matches(const Reference& reference) const {
  std::vector<std::uint32_t> out;
  if (!reference.subtree && reference.path.find('*') == std::string::npos) {
    const auto at = by_path_.find(reference.path);
    if (at != by_path_.end()) out.push_back(at->second);
    return out;
  }
  const std::vector<std::string_view> pattern = path_steps(reference.path);
  for (const auto& [path, number] : by_path_) {
    const std::vector<std::string_view> steps = path_steps(path);
    const bool long_enough = reference.subtree ? steps.size() >= pattern.size() : steps.size() == pattern.size();
    if (long_enough && fits_pattern(pattern, steps)) out.push_back(number);
  }
  return out;
}

// Nodes that are there without being questions: the root, what is around answers, attributes.
bool LogicEdges::is_beside(const std::string& path) const {
  const std::string root = "/" + form_.root;
  return path == "/" || path == root || path.starts_with(root + "/meta") || path.find('@') != std::string::npos ||
         path.find('*') != std::string::npos || path.starts_with(root + "/formhub");
}

std::uint32_t LogicEdges::shared_depth(std::uint32_t a, std::uint32_t b) const {
  const std::vector<std::string>& first = form_.questions[a].repeats;
  const std::vector<std::string>& second = form_.questions[b].repeats;
  std::uint32_t count = 0;
  while (count < first.size() && count < second.size() && first[count] == second[count]) ++count;
  return count;
}

void LogicEdges::add_read(std::uint32_t source, std::uint32_t target, std::uint32_t question, bool wide,
                          EdgeKind kind) {
  const std::uint32_t depth = wide ? 0 : shared_depth(source, question);
  // Whether it is there at all is an answer too: an empty node counts in a node-set, a hidden one does not.
  graph_.add(facet_number(source, Facet::Shown), {target, depth, kind});
  const bool answered = !has_no_answer(form_.questions[source].type);
  if (answered) graph_.add(facet_number(source, Facet::Value), {target, depth, kind});
  // An instance more or less of a repeat around it is another answer as well, where we stand outside of that repeat.
  for (const std::uint32_t around : questions_[source].chain) {
    if (form_.questions[around].type != QuestionType::Repeat) continue;
    const std::vector<std::string>& ours = form_.questions[question].repeats;
    const bool inside = std::find(ours.begin(), ours.end(), form_.questions[around].path) != ours.end();
    if (inside && !wide) continue;
    graph_.add(facet_number(around, Facet::Count), {target, wide ? 0 : shared_depth(around, question), kind});
    graph_.add(facet_number(around, Facet::Shown), {target, wide ? 0 : shared_depth(around, question), kind});
  }
}

std::optional<std::string> LogicEdges::add_reads(std::uint32_t question, Facet facet, const Expression& expression,
                                                 EdgeKind kind) {
  const std::uint32_t target = facet_number(question, facet);
  const bool wide = looks_aside(expression);
  for (const Reference& reference : expression.references(questions_[question].path)) {
    const std::vector<std::uint32_t> sources = matches(reference);
    if (sources.empty() && !is_beside(reference.path)) return reference.path;
    for (const std::uint32_t source : sources) {
      // once() and coalesce() look at what is there, and a choice filter may: none waits for it.
      const bool itself = source == question && facet == Facet::Value;
      if (itself && (kind == EdgeKind::Filters || completes_itself(expression))) continue;
      // position(.) of an instance: its place, which is no answer; the engine asks anew when instances come and go.
      if (source == question && facet == Facet::Shown && questions_[question].relevant_each) continue;
      add_read(source, target, question, wide, kind);
    }
  }
  if (!counts_places(expression)) return std::nullopt;
  for (const std::uint32_t around : questions_[question].chain) {
    if (around == question || form_.questions[around].type != QuestionType::Repeat) continue;
    graph_.add(facet_number(around, Facet::Count),
               {target, wide ? 0 : static_cast<std::uint32_t>(questions_[around].depth), kind});
  }
  return std::nullopt;
}

void LogicEdges::add_trigger(std::uint32_t source, std::uint32_t target) {
  if (source == target) return;
  const bool node = has_no_answer(form_.questions[source].type);
  graph_.add(facet_number(source, node ? Facet::Shown : Facet::Value),
             {facet_number(target, Facet::Value), shared_depth(source, target), EdgeKind::Triggers});
}

}  // namespace holdfast::forms
