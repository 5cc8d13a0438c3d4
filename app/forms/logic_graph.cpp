#include "app/forms/logic_graph.h"

#include <algorithm>
#include <functional>
#include <queue>

namespace holdfast::forms {

void LogicGraph::drop(std::uint32_t target, EdgeKind kind) {
  for (std::vector<LogicEdge>& edges : edges_) {
    std::erase_if(edges, [&](const LogicEdge& edge) {
      return edge.target == target && edge.kind == kind;
    });
  }
}

std::optional<std::vector<std::uint32_t>> LogicGraph::sort() {
  std::vector<std::uint32_t> waiting(edges_.size(), 0);  // edges into it from facets that have no rank yet
  for (std::vector<LogicEdge>& edges : edges_) {
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
    for (const LogicEdge& edge : edges) ++waiting[edge.target];
  }
  // The lowest number first: the order of the form, wherever nothing speaks against it.
  std::priority_queue<std::uint32_t, std::vector<std::uint32_t>, std::greater<>> ready;
  for (std::uint32_t facet = 0; facet < waiting.size(); ++facet) {
    if (waiting[facet] == 0) ready.push(facet);
  }
  std::uint32_t next = 0;
  while (!ready.empty()) {
    const std::uint32_t facet = ready.top();
    ready.pop();
    ranks_[facet] = next++;
    for (const LogicEdge& edge : edges_[facet]) {
      if (--waiting[edge.target] == 0) ready.push(edge.target);
    }
  }
  if (next == edges_.size()) return std::nullopt;
  return find_circle(waiting);
}

// Every facet that still waits has an edge into it from another that waits: walking back along them must come round.
std::vector<std::uint32_t> LogicGraph::find_circle(const std::vector<std::uint32_t>& waiting) const {
  constexpr std::uint32_t kNone = 0xffff'ffff;
  std::vector<std::uint32_t> before(edges_.size(), kNone);
  for (std::uint32_t facet = 0; facet < edges_.size(); ++facet) {
    if (waiting[facet] == 0) continue;
    for (const LogicEdge& edge : edges_[facet]) {
      if (waiting[edge.target] != 0 && before[edge.target] == kNone) before[edge.target] = facet;
    }
  }
  std::uint32_t at = 0;
  while (waiting[at] == 0) ++at;
  for (std::size_t step = 0; step < edges_.size(); ++step) at = before[at];  // now surely on the circle
  std::vector<std::uint32_t> circle{at};
  for (std::uint32_t back = before[at]; back != at; back = before[back]) circle.push_back(back);
  std::reverse(circle.begin(), circle.end());
  return circle;
}

}  // namespace holdfast::forms
