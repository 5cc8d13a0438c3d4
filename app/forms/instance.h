// A tree of answers that expressions look at: the form's own instance while it is filled in, and, with the same
// shape, the lists and external files that instance('…') names.
//
// Nodes are numbers, so a tree is a value that can be copied. Node 0 is the document, node 1 its one element (pyxform's
// "data", a list's "root"). A repeat is one node an instance, siblings of one name, each with its instance id. What a
// question means (relevance, defaults, what may be added) is for the form's session: this file only keeps what it is
// told. Not for several threads at once: looking rows up by value fills a cache.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace holdfast::forms {

using NodeId = std::uint32_t;
inline constexpr NodeId kNoNode = 0xffff'ffff;
inline constexpr std::size_t kInstanceNodesMax = 4'000'000;

// What a value is when an expression reads it. Lists, external files and answers of choices are Text.
enum class NodeType : std::uint8_t { Text, Integer, Decimal, Boolean, Date, DateTime, Time };

class Instance {
 public:
  explicit Instance(std::string_view root_name);

  static constexpr NodeId document() { return 0; }
  static constexpr NodeId root() { return 1; }
  void reserve(std::size_t nodes) { nodes_.reserve(nodes + 2); }
  std::size_t size() const { return nodes_.size() - unused_.size(); }

  // --- changing; an id stays valid until its node is removed, and may then be given again -------------------------
  NodeId add_child(NodeId parent, std::string_view name, std::string_view value = {}, NodeType type = NodeType::Text);
  // A new sibling: the next instance of a repeat goes after the last one.
  NodeId insert_after(NodeId sibling, std::string_view name);
  NodeId insert_first(NodeId parent, std::string_view name);
  void set_attribute(NodeId element, std::string_view name, std::string_view value);
  // With all that is below it. REQUIRES: neither document nor root.
  void remove(NodeId node);
  void set_value(NodeId node, std::string_view value);
  void set_type(NodeId node, NodeType type) { nodes_[node].type = type; }
  // The node's own flag. Paths in expressions find no node that is irrelevant itself or below one that is.
  void set_relevant(NodeId node, bool relevant) { nodes_[node].relevant = relevant; }
  void set_repeat_id(NodeId node, std::string_view id);

  // --- reading; kNoNode where there is none ----------------------------------------------------------------------
  NodeId parent(NodeId node) const { return nodes_[node].parent; }
  NodeId first_child(NodeId node) const { return nodes_[node].first_child; }
  NodeId last_child(NodeId node) const { return nodes_[node].last_child; }
  NodeId next_sibling(NodeId node) const { return nodes_[node].next; }
  NodeId previous_sibling(NodeId node) const { return nodes_[node].previous; }
  NodeId first_attribute(NodeId node) const { return nodes_[node].first_attribute; }
  bool is_attribute(NodeId node) const { return nodes_[node].attribute; }
  const std::string& name(NodeId node) const { return names_[nodes_[node].name]; }
  const std::string& value(NodeId node) const { return nodes_[node].value; }
  NodeType type(NodeId node) const { return nodes_[node].type; }
  // The node's own flag; and that of the node and all around it.
  bool own_relevant(NodeId node) const { return nodes_[node].relevant; }
  bool is_relevant(NodeId node) const;
  // "" for what is no instance of a repeat.
  std::string_view repeat_id(NodeId node) const;

  NodeId child(NodeId parent, std::string_view name) const;      // the first of this name
  NodeId attribute(NodeId element, std::string_view name) const;
  // 1 for the first of its name among its siblings.
  std::size_t position(NodeId node) const;
  // "/data/group/question", without positions: how references and the form speak of it.
  std::string form_path(NodeId node) const;
  // The first node at a form path.
  NodeId find(std::string_view form_path) const;

  // Names as numbers, so that a step compares numbers. kNoNode where no node has that name.
  std::uint32_t name_number(std::string_view name) const;
  std::uint32_t name_of(NodeId node) const { return nodes_[node].name; }

  // The children named `row` of `parent` in which the first `column` has exactly this text, in order. Answered from an
  // index that is built at the first question and thrown away at the next change of the tree.
  std::vector<NodeId> rows_with(NodeId parent, std::uint32_t row, std::uint32_t column, std::string_view value) const;

  // root/item/column: how instance('…') shows a list or a table. Rows shorter than the columns have empty cells.
  static Instance of_rows(const std::vector<std::string>& columns, const std::vector<std::vector<std::string>>& rows);

 private:
  struct Node {
    std::uint32_t name = 0;
    NodeId parent = kNoNode, first_child = kNoNode, last_child = kNoNode, next = kNoNode, previous = kNoNode;
    NodeId first_attribute = kNoNode;
    NodeType type = NodeType::Text;
    bool relevant = true;
    bool attribute = false;
    std::string value{};
  };
  // Rows by the hash of their cell: heads[hash] is the first of a chain of places in `rows`, in the order of the tree.
  // No text is kept, so that 50,000 rows are ready within a few milliseconds; whoever looks compares the cells.
  struct ColumnIndex {
    struct Row {
      NodeId row = kNoNode, cell = kNoNode;
      std::uint32_t next = kNoNode;
    };
    NodeId parent = kNoNode;
    std::uint32_t row = 0, column = 0;
    std::vector<Row> rows{};
    std::vector<std::uint32_t> heads{};
    std::size_t head_of(std::string_view text) const { return std::hash<std::string_view>()(text) % heads.size(); }
  };

  std::uint32_t intern(std::string_view name);
  NodeId make(NodeId parent, std::string_view name);
  void release(NodeId node);
  const ColumnIndex& index_of(NodeId parent, std::uint32_t row, std::uint32_t column) const;
  std::string_view cell_text(NodeId cell) const;

  std::vector<Node> nodes_;
  std::vector<NodeId> unused_;
  std::vector<std::string> names_;
  std::unordered_map<std::string, std::uint32_t> name_numbers_;
  std::map<NodeId, std::string> repeat_ids_;
  mutable std::vector<ColumnIndex> indexes_;
};

// The same by the name that callers know.
inline Instance rows_instance(const std::vector<std::string>& columns,
                              const std::vector<std::vector<std::string>>& rows) {
  return Instance::of_rows(columns, rows);
}

}  // namespace holdfast::forms
