// XML beside a form: as a list where it has the shape of one, else as a tree.
#include <algorithm>
#include <pugixml.hpp>

#include "app/forms/external_list.h"
#include "app/forms/xml_instance.h"
#include "app/forms/xml_text.h"

namespace holdfast::forms {
namespace {

constexpr std::string_view kXmlListBlanks = " \t\r\n";

std::string trimmed_xml_text(const pugi::xml_node& node) {
  const std::string text = xml_text_of(node);
  const std::size_t from = text.find_first_not_of(kXmlListBlanks);
  if (from == std::string::npos) return {};
  return text.substr(from, text.find_last_not_of(kXmlListBlanks) - from + 1);
}

bool has_elements(const pugi::xml_node& node) {
  const auto children = node.children();
  return std::any_of(children.begin(), children.end(),
                     [](const pugi::xml_node& child) { return child.type() == pugi::node_element; });
}

bool is_row(const pugi::xml_node& item) {
  for (const pugi::xml_node cell : item.children()) {
    if (cell.type() == pugi::node_element && has_elements(cell)) return false;
  }
  return local_xml_name(item.name()) == "item";
}

void copy_children(const pugi::xml_node& from, Instance& tree, NodeId to) {
  for (const pugi::xml_attribute attribute : from.attributes()) {
    const std::string_view name = attribute.name();
    if (name.substr(0, 5) != "xmlns") tree.set_attribute(to, local_xml_name(name), attribute.value());
  }
  for (const pugi::xml_node child : from.children()) {
    if (child.type() != pugi::node_element) continue;
    const std::string text = has_elements(child) ? std::string() : trimmed_xml_text(child);
    copy_children(child, tree, tree.add_child(to, local_xml_name(child.name()), text));
  }
}

}  // namespace

bool is_list_element(const pugi::xml_node& root) {
  if (local_xml_name(root.name()) != "root") return false;
  const auto children = root.children();
  return std::all_of(children.begin(), children.end(), [](const pugi::xml_node& child) {
    return child.type() != pugi::node_element || is_row(child);
  });
}

Result<ExternalList> list_of_element(std::string_view name, const pugi::xml_node& root) {
  ExternalList out;
  out.name = std::string(name);
  const std::string what(name);
  for (const pugi::xml_node item : root.children()) {
    if (item.type() != pugi::node_element) continue;
    if (out.rows.size() == kListRowsMax) return Error{kFormTooLarge, what + ": too many rows"};
    std::vector<std::string> row(out.columns.size());
    for (const pugi::xml_node cell : item.children()) {
      if (cell.type() != pugi::node_element) continue;
      const std::string column(local_xml_name(cell.name()));
      std::size_t position = out.column(column);
      if (position == ExternalList::npos) {
        if (out.columns.size() == kListColumnsMax) return Error{kFormTooLarge, what + ": too many columns"};
        position = out.columns.size();
        out.columns.push_back(column);
        row.resize(out.columns.size());
      }
      row[position] = trimmed_xml_text(cell);
    }
    out.rows.push_back(std::move(row));
    out.row_numbers.push_back(out.rows.size());
  }
  for (std::vector<std::string>& row : out.rows) row.resize(out.columns.size());
  return out;
}

// REQUIRES: the depth was limited when the XML was parsed.
Instance tree_of_element(const pugi::xml_node& root) {
  Instance tree(local_xml_name(root.name()));
  copy_children(root, tree, Instance::root());
  return tree;
}

Result<ExternalList> read_xml_list(std::string_view file_name, ByteView bytes) {
  pugi::xml_document document;
  TRY(parse_xml(kFormExternal, file_name, bytes, XmlLimits{kListFileSizeMax, 600'000, 16}, document));
  if (!is_list_element(document.document_element())) {
    return Error{kFormExternal, std::string(file_name) + ": this is no list of root, item and cells"};
  }
  ExternalList out = TRY(list_of_element(file_name, document.document_element()));
  out.name = list_instance_name(file_name);
  return out;
}

Result<Instance> read_xml_tree(std::string_view file_name, ByteView bytes) {
  pugi::xml_document document;
  TRY(parse_xml(kFormExternal, file_name, bytes, XmlLimits{kListFileSizeMax, 600'000, 16}, document));
  return tree_of_element(document.document_element());
}

bool is_other_xml(ByteView bytes) {
  pugi::xml_document document;
  const auto parsed = parse_xml(kFormExternal, "list", bytes, XmlLimits{kListFileSizeMax, 600'000, 16}, document);
  return parsed.ok() && !is_list_element(document.document_element());
}

}  // namespace holdfast::forms
