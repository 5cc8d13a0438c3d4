// The body of an XForm as a tree: what is shown, in its order, and between it the nodes that nothing shows.
#include <algorithm>
#include <pugixml.hpp>

#include "app/forms/xform_parts.h"

namespace holdfast::forms {
namespace {

bool is_control(std::string_view name) {
  for (const std::string_view known : {"input", "select1", "select", "upload", "range", "trigger", "secret", "rank"}) {
    if (name == known) return true;
  }
  return false;
}

bool is_beside(std::string_view name) {
  for (const std::string_view known : {"label", "hint", "help", "alert", "item", "itemset", "setvalue", "setgeopoint",
                                       "recordaudio", "value", "action"}) {
    if (name == known) return true;
  }
  return false;
}

class BodyWalk {
 public:
  BodyWalk(const XformModel& model, const XmlLines& lines, Form& form) : model_(model), lines_(lines), form_(form) {}

  Result<void> walk(const pugi::xml_node& around, const std::string& context, std::size_t depth,
                    std::vector<XformItem>& out) {
    if (depth > 4 * kFormDepthMax) return Error{kFormTooLarge, where(around) + "groups are nested too deeply"};
    for (const pugi::xml_node element : around.children()) {
      if (element.type() != pugi::node_element) continue;
      const std::string_view name = local_xml_name(element.name());
      if (name == "group") {
        TRY(take_group(element, context, depth, out));
      } else if (name == "repeat") {
        TRY(take_repeat(element, {}, context, depth, out));
      } else if (is_control(name)) {
        TRY(take_control(element, context, out));
      } else if (!is_beside(name)) {
        form_.warnings.push_back(where(element) + "this part of the form is not known and not shown");
      }
    }
    return {};
  }

 private:
  std::string where(const pugi::xml_node& element) const {
    return "line " + std::to_string(lines_.line(element)) + ": ";
  }

  std::string path_of(const pugi::xml_node& element, const std::string& context) const {
    const std::string_view bind = element.attribute("bind").value();
    const auto by_id = model_.bind_ids.find(std::string(bind));
    if (by_id != model_.bind_ids.end()) return by_id->second;
    const char* reference = element.attribute("ref").value();
    if (*reference == 0) reference = element.attribute("nodeset").value();
    return *reference == 0 ? std::string() : model_.path_of(reference, context);
  }

  static pugi::xml_node only_repeat(const pugi::xml_node& group) {
    pugi::xml_node found;
    for (const pugi::xml_node child : group.children()) {
      if (child.type() != pugi::node_element || is_beside(local_xml_name(child.name()))) continue;
      if (found || local_xml_name(child.name()) != "repeat") return {};
      found = child;
    }
    return found;
  }

  Result<void> take_group(const pugi::xml_node& element, const std::string& context, std::size_t depth,
                          std::vector<XformItem>& out) {
    const std::string path = path_of(element, context);
    const pugi::xml_node repeat = only_repeat(element);
    const std::string inner = path.empty() ? context : path;
    if (repeat && (path.empty() || path_of(repeat, inner) == path)) {
      return take_repeat(repeat, element, inner == path ? context : inner, depth, out);
    }
    XformItem item;
    item.kind = XformItem::Kind::Group;
    item.element = element.internal_object();
    // A second group of one node is only for the eye.
    if (model_.nodes.count(path) != 0 && groups_.insert(path).second) item.path = path;
    TRY(walk(element, inner, depth + 1, item.children));
    out.push_back(std::move(item));
    return {};
  }

  Result<void> take_repeat(const pugi::xml_node& element, const pugi::xml_node& group, const std::string& context,
                           std::size_t depth, std::vector<XformItem>& out) {
    XformItem item;
    item.kind = XformItem::Kind::Repeat;
    item.element = element.internal_object();
    item.label_element = group ? group.internal_object() : nullptr;
    item.path = path_of(element, context);
    if (model_.nodes.count(item.path) == 0) {
      return Error{kFormStructure, where(element) + "this repeat belongs to no node of the form"};
    }
    if (!groups_.insert(item.path).second) {
      return Error{kFormStructure, where(element) + "a second repeat of the same node"};
    }
    TRY(walk(element, item.path, depth + 1, item.children));
    out.push_back(std::move(item));
    return {};
  }

  Result<void> take_control(const pugi::xml_node& element, const std::string& context, std::vector<XformItem>& out) {
    XformItem item;
    item.kind = XformItem::Kind::Control;
    item.element = element.internal_object();
    item.path = path_of(element, context);
    if (model_.nodes.count(item.path) == 0) {
      // meta questions (an editable instance name, say) and controls without any node.
      form_.warnings.push_back(where(element) + "this question belongs to no node of the form and is not asked");
      return {};
    }
    if (!controls_.insert(item.path).second) {
      form_.warnings.push_back(where(element) + "the node is asked for a second time here; only the first is used");
      return {};
    }
    out.push_back(std::move(item));
    return {};
  }

  const XformModel& model_;
  const XmlLines& lines_;
  Form& form_;
  std::set<std::string> controls_;
  std::set<std::string> groups_;
};

// Where each shown node stands: the list of its siblings in the body.
void index_items(std::vector<XformItem>& items, std::set<std::string>& shown) {
  for (XformItem& item : items) {
    if (!item.path.empty()) shown.insert(item.path);
    index_items(item.children, shown);
  }
}

// The list that holds `path`, and its place in it.
bool find_item(std::vector<XformItem>& items, const std::string& path, std::vector<XformItem>*& list,
               std::size_t& position) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].path == path) {
      list = &items;
      position = i;
      return true;
    }
    if (find_item(items[i].children, path, list, position)) return true;
  }
  return false;
}

bool has_inside(const XformItem& item, const std::string& path) {
  return std::any_of(item.children.begin(), item.children.end(), [&path](const XformItem& child) {
    return child.path == path || has_inside(child, path);
  });
}

class NodePlacer {
 public:
  NodePlacer(std::vector<XformItem>& items, std::set<std::string> shown) : items_(items), shown_(std::move(shown)) {}

  void place(const XformNode& around) {
    const XformNode* previous = nullptr;
    for (const std::unique_ptr<XformNode>& node : around.children) {
      if (shown_.count(node->path) == 0 && !is_shown_inside(*node)) {
        insert(around, previous, *node);
        shown_.insert(node->path);
      } else {
        place(*node);
      }
      previous = node.get();
    }
  }

 private:
  // A group that no control shows, but whose questions are shown.
  bool is_shown_inside(const XformNode& node) const {
    const auto at = shown_.lower_bound(node.path + "/");
    return at != shown_.end() && at->compare(0, node.path.size() + 1, node.path + "/") == 0;
  }

  static XformItem item_of(const XformNode& node) {
    XformItem item;
    item.kind = node.children.empty() ? XformItem::Kind::Node : XformItem::Kind::Group;
    item.path = node.path;
    for (const std::unique_ptr<XformNode>& child : node.children) item.children.push_back(item_of(*child));
    return item;
  }

  void insert(const XformNode& around, const XformNode* previous, const XformNode& node) {
    std::vector<XformItem>* list = &items_;
    std::size_t position = 0;
    if (!around.path.empty() && find_item(items_, around.path, list, position)) list = &(*list)[position].children;
    // Behind the item that shows the sibling before it, be it inside a group that is only for the eye.
    const auto shows = [previous](const XformItem& item) {
      return previous != nullptr && (item.path == previous->path || has_inside(item, previous->path));
    };
    const auto behind = std::find_if(list->begin(), list->end(), shows);
    if (behind != list->end()) {
      list->insert(behind + 1, item_of(node));
    } else if (previous == nullptr) {
      list->insert(list->begin(), item_of(node));
    } else {
      list->push_back(item_of(node));
    }
  }

  std::vector<XformItem>& items_;
  std::set<std::string> shown_;
};

}  // namespace

Result<std::vector<XformItem>> read_xform_body(const pugi::xml_node& body, const XformModel& model,
                                               const XmlLines& lines, Form& form) {
  std::vector<XformItem> items;
  BodyWalk walk(model, lines, form);
  TRY(walk.walk(body, "", 0, items));
  std::set<std::string> shown;
  index_items(items, shown);
  NodePlacer(items, std::move(shown)).place(model.top);
  return items;
}

}  // namespace holdfast::forms
