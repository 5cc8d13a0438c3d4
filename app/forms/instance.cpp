#include "app/forms/instance.h"

#include <algorithm>
#include <utility>

#include "crypto/base/result.h"

namespace holdfast::forms {

Instance::Instance(std::string_view root_name) {
  nodes_.emplace_back();
  nodes_[document()].name = intern("");
  make(document(), root_name);
  nodes_[document()].first_child = nodes_[document()].last_child = root();
}

std::uint32_t Instance::intern(std::string_view name) {
  const auto [place, fresh] = name_numbers_.try_emplace(std::string(name), static_cast<std::uint32_t>(names_.size()));
  if (fresh) names_.emplace_back(name);
  return place->second;
}

std::uint32_t Instance::name_number(std::string_view name) const {
  const auto place = name_numbers_.find(std::string(name));
  return place == name_numbers_.end() ? kNoNode : place->second;
}

NodeId Instance::make(NodeId parent, std::string_view name) {
  indexes_.clear();
  const std::uint32_t number = intern(name);
  NodeId node = kNoNode;
  if (unused_.empty()) {
    HOLDFAST_ASSERT(nodes_.size() < kInstanceNodesMax);
    node = static_cast<NodeId>(nodes_.size());
    nodes_.emplace_back();
  } else {
    node = unused_.back();
    unused_.pop_back();
    nodes_[node] = Node{};
  }
  nodes_[node].name = number;
  nodes_[node].parent = parent;
  return node;
}

NodeId Instance::add_child(NodeId parent, std::string_view name, std::string_view value, NodeType type) {
  const NodeId last = nodes_[parent].last_child;
  const NodeId node = last == kNoNode ? insert_first(parent, name) : insert_after(last, name);
  nodes_[node].value = value;
  nodes_[node].type = type;
  return node;
}

NodeId Instance::insert_after(NodeId sibling, std::string_view name) {
  const NodeId parent = nodes_[sibling].parent;
  const NodeId node = make(parent, name);
  const NodeId next = nodes_[sibling].next;
  nodes_[node].previous = sibling;
  nodes_[node].next = next;
  nodes_[sibling].next = node;
  (next == kNoNode ? nodes_[parent].last_child : nodes_[next].previous) = node;
  return node;
}

NodeId Instance::insert_first(NodeId parent, std::string_view name) {
  const NodeId node = make(parent, name);
  const NodeId next = nodes_[parent].first_child;
  nodes_[node].next = next;
  nodes_[parent].first_child = node;
  (next == kNoNode ? nodes_[parent].last_child : nodes_[next].previous) = node;
  return node;
}

void Instance::set_attribute(NodeId element, std::string_view name, std::string_view value) {
  NodeId place = attribute(element, name);
  if (place == kNoNode) {
    place = make(element, name);
    nodes_[place].attribute = true;
    nodes_[place].next = nodes_[element].first_attribute;
    nodes_[element].first_attribute = place;
  }
  nodes_[place].value = value;
}

// Wipes nothing: answers here are the vault's drafts, whose pages the store and the allocator look after.
void Instance::release(NodeId top) {
  std::vector<NodeId> pending{top};
  while (!pending.empty()) {
    const NodeId node = pending.back();
    pending.pop_back();
    for (NodeId below = nodes_[node].first_child; below != kNoNode; below = nodes_[below].next)
      pending.push_back(below);
    for (NodeId below = nodes_[node].first_attribute; below != kNoNode; below = nodes_[below].next)
      pending.push_back(below);
    repeat_ids_.erase(node);
    unused_.push_back(node);
  }
}

void Instance::remove(NodeId node) {
  HOLDFAST_ASSERT(node != document() && node != root() && !nodes_[node].attribute);
  indexes_.clear();
  Node& gone = nodes_[node];
  (gone.previous == kNoNode ? nodes_[gone.parent].first_child : nodes_[gone.previous].next) = gone.next;
  (gone.next == kNoNode ? nodes_[gone.parent].last_child : nodes_[gone.next].previous) = gone.previous;
  release(node);
}

void Instance::set_value(NodeId node, std::string_view value) {
  indexes_.clear();
  nodes_[node].value = value;
}

void Instance::set_repeat_id(NodeId node, std::string_view id) { repeat_ids_[node] = id; }

std::string_view Instance::repeat_id(NodeId node) const {
  const auto place = repeat_ids_.find(node);
  return place == repeat_ids_.end() ? std::string_view() : place->second;
}

bool Instance::is_relevant(NodeId node) const {
  for (; node != kNoNode; node = nodes_[node].parent) {
    if (!nodes_[node].relevant) return false;
  }
  return true;
}

NodeId Instance::child(NodeId parent, std::string_view name) const {
  const std::uint32_t number = name_number(name);
  if (number == kNoNode) return kNoNode;
  for (NodeId node = nodes_[parent].first_child; node != kNoNode; node = nodes_[node].next) {
    if (nodes_[node].name == number) return node;
  }
  return kNoNode;
}

NodeId Instance::attribute(NodeId element, std::string_view name) const {
  const std::uint32_t number = name_number(name);
  for (NodeId node = nodes_[element].first_attribute; node != kNoNode; node = nodes_[node].next) {
    if (nodes_[node].name == number) return node;
  }
  return kNoNode;
}

std::size_t Instance::position(NodeId node) const {
  std::size_t out = 1;
  for (NodeId before = nodes_[node].previous; before != kNoNode; before = nodes_[before].previous) {
    if (nodes_[before].name == nodes_[node].name) ++out;
  }
  return out;
}

std::string Instance::form_path(NodeId node) const {
  std::string out;
  for (; node != document() && node != kNoNode; node = nodes_[node].parent)
    out = (nodes_[node].attribute ? "/@" : "/") + name(node) + out;
  return out;
}

NodeId Instance::find(std::string_view form_path) const {
  NodeId node = document();
  while (!form_path.empty() && node != kNoNode) {
    if (form_path.front() != '/') return kNoNode;
    form_path.remove_prefix(1);
    const std::size_t end = std::min(form_path.find('/'), form_path.size());
    node = child(node, form_path.substr(0, end));
    form_path.remove_prefix(end);
  }
  return node == document() ? kNoNode : node;
}

const Instance::ColumnIndex& Instance::index_of(NodeId parent, std::uint32_t row, std::uint32_t column) const {
  for (const ColumnIndex& index : indexes_) {
    if (index.parent == parent && index.row == row && index.column == column) return index;
  }
  // A form asks for few columns; one that asks for many pays with time, not with memory.
  constexpr std::size_t kIndexesMax = 16;
  if (indexes_.size() == kIndexesMax) indexes_.erase(indexes_.begin());
  ColumnIndex index{parent, row, column, {}, {}};
  for (NodeId node = nodes_[parent].first_child; node != kNoNode; node = nodes_[node].next) {
    if (nodes_[node].name != row) continue;
    NodeId cell = nodes_[node].first_child;
    while (cell != kNoNode && nodes_[cell].name != column) cell = nodes_[cell].next;
    index.rows.push_back({node, cell, kNoNode});
  }
  index.heads.assign(index.rows.size() + index.rows.size() / 2 + 1, kNoNode);
  // From the last row to the first, so that every chain is in the order of the tree.
  for (std::size_t i = index.rows.size(); i-- > 0;) {
    std::uint32_t& head = index.heads[index.head_of(cell_text(index.rows[i].cell))];
    index.rows[i].next = std::exchange(head, static_cast<std::uint32_t>(i));
  }
  indexes_.push_back(std::move(index));
  return indexes_.back();
}

// A row without the cell is found by '': an empty node-set equals it.
std::string_view Instance::cell_text(NodeId cell) const {
  return cell == kNoNode ? std::string_view() : std::string_view(nodes_[cell].value);
}

std::vector<NodeId> Instance::rows_with(NodeId parent, std::uint32_t row, std::uint32_t column,
                                        std::string_view value) const {
  const ColumnIndex& index = index_of(parent, row, column);
  std::vector<NodeId> out;
  for (std::uint32_t at = index.heads[index.head_of(value)]; at != kNoNode; at = index.rows[at].next) {
    if (cell_text(index.rows[at].cell) == value) out.push_back(index.rows[at].row);
  }
  return out;
}

// Lists may have 50,000 rows, and somebody waits: names become numbers once, and every node is written where it stays.
Instance Instance::of_rows(const std::vector<std::string>& columns, const std::vector<std::vector<std::string>>& rows) {
  Instance out("root");
  HOLDFAST_ASSERT(rows.size() <= (kInstanceNodesMax - 2) / (columns.size() + 1));
  out.reserve(rows.size() * (columns.size() + 1));
  if (rows.empty()) return out;
  const std::uint32_t item_name = out.intern("item");
  std::vector<std::uint32_t> names;
  for (const std::string& column : columns) names.push_back(out.intern(column));
  NodeId last_item = kNoNode;
  for (const std::vector<std::string>& row : rows) {
    const auto item = static_cast<NodeId>(out.nodes_.size());
    Node& made = out.nodes_.emplace_back();
    made.name = item_name;
    made.parent = root();
    made.previous = last_item;
    (last_item == kNoNode ? out.nodes_[root()].first_child : out.nodes_[last_item].next) = item;
    if (!columns.empty()) {
      made.first_child = item + 1;
      made.last_child = item + static_cast<NodeId>(columns.size());
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const auto cell = static_cast<NodeId>(out.nodes_.size());
      Node& node = out.nodes_.emplace_back();
      node.name = names[i];
      node.parent = item;
      if (i != 0) node.previous = cell - 1;
      if (i + 1 < columns.size()) node.next = cell + 1;
      if (i < row.size()) node.value = row[i];
    }
    last_item = item;
  }
  out.nodes_[root()].last_child = last_item;
  return out;
}

}  // namespace holdfast::forms
