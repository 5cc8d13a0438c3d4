// What of a form has to be worked out before what: a graph of facets, put into one order once a form.
//
// A facet is one thing about one question that changes while the form is filled in: whether it is shown, how many
// instances a repeat has, what its value is. An edge says that a change of one may change another, and within how many
// of the repeats around both the change stays. Numbers only: what a facet means is for the session.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace holdfast::forms {

enum class Facet : std::uint8_t { Shown, Count, Value };
inline constexpr std::uint32_t kFacetCount = 3;

inline std::uint32_t facet_number(std::size_t question, Facet facet) {
  return static_cast<std::uint32_t>(question) * kFacetCount + static_cast<std::uint32_t>(facet);
}

enum class EdgeKind : std::uint8_t { Reads, Shape, Filters, Triggers };  // Shape: groups and what is in them

struct LogicEdge {
  std::uint32_t target = 0;  // facet number
  std::uint32_t depth = 0;   // of repeats that hold both, and that the change does not leave
  EdgeKind kind = EdgeKind::Reads;
  friend auto operator<=>(const LogicEdge&, const LogicEdge&) = default;
};

class LogicGraph {
 public:
  explicit LogicGraph(std::size_t questions) : edges_(questions * kFacetCount), ranks_(questions * kFacetCount) {}

  void add(std::uint32_t from, LogicEdge edge) { edges_[from].push_back(edge); }
  // Takes away the edges of one kind into a facet.
  void drop(std::uint32_t target, EdgeKind kind);
  // Gives every facet its rank. Where that cannot be: the facets of one circle, each once, in its direction.
  std::optional<std::vector<std::uint32_t>> sort();

  const std::vector<LogicEdge>& edges(std::uint32_t facet) const { return edges_[facet]; }
  std::uint32_t rank(std::uint32_t facet) const { return ranks_[facet]; }
  std::size_t size() const { return edges_.size(); }

 private:
  std::vector<std::uint32_t> find_circle(const std::vector<std::uint32_t>& waiting) const;

  std::vector<std::vector<LogicEdge>> edges_;
  std::vector<std::uint32_t> ranks_;
};

}  // namespace holdfast::forms
