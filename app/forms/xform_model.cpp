// The model of an XForm: primary instance, binds, actions.
#include <algorithm>
#include <pugixml.hpp>

#include "app/forms/headings.h"
#include "app/forms/xform_parts.h"

namespace holdfast::forms {
namespace {

// Answers that a node of the primary instance brings, by path.
void collect_values(const pugi::xml_node& from, const std::string& path, std::map<std::string, std::string>& out) {
  bool has_children = false;
  for (const pugi::xml_node child : from.children()) {
    if (child.type() != pugi::node_element) continue;
    has_children = true;
    collect_values(child, path + "/" + std::string(local_xml_name(child.name())), out);
  }
  if (has_children) return;
  const std::string value = xml_text_of(from);
  if (!value.empty()) out.emplace(path, value);
}

bool is_template(const pugi::xml_node& node) {
  for (const pugi::xml_attribute attribute : node.attributes()) {
    if (local_xml_name(attribute.name()) == "template") return true;
  }
  return false;
}

class InstanceWalk {
 public:
  InstanceWalk(XformModel& model, const XmlLines& lines) : model_(model), lines_(lines) {}

  Result<void> walk(const pugi::xml_node& from, XformNode& to) {
    for (const pugi::xml_node child : from.children()) {
      if (child.type() != pugi::node_element) continue;
      const std::string name(local_xml_name(child.name()));
      if (to.path.empty() && name == "meta") continue;
      TRY(take(child, name, to));
    }
    return {};
  }

 private:
  Result<void> take(const pugi::xml_node& child, const std::string& name, XformNode& to) {
    const auto known = std::find_if(to.children.begin(), to.children.end(),
                                    [&](const std::unique_ptr<XformNode>& one) { return one->name == name; });
    const bool templated = is_template(child);
    if (known != to.children.end()) {
      XformNode& node = **known;
      // Another instance of a repeat. The first that is no template has been counted, or is now.
      if (!templated) {
        std::map<std::string, std::string> values;
        collect_values(child, node.path, values);
        node.instances.push_back(std::move(values));
      }
      return walk(child, node);
    }
    if (++count_ > kFormQuestionsMax) return Error{kFormTooLarge, "too many nodes"};
    if (!is_question_name(name)) {
      return Error{kFormName, "line " + std::to_string(lines_.line(child)) +
                                  ": a name has letters, digits, _ . - only"};
    }
    auto node = std::make_unique<XformNode>();
    node->name = name;
    node->path = to.path.empty() ? name : to.path + "/" + name;
    node->has_template = templated;
    XformNode& made = *node;
    model_.nodes.emplace(made.path, &made);
    to.children.push_back(std::move(node));
    if (!templated) {
      std::map<std::string, std::string> values;
      collect_values(child, made.path, values);
      made.instances.push_back(std::move(values));
    }
    TRY(walk(child, made));
    if (made.children.empty()) made.value = xml_text_of(child);
    return {};
  }

  XformModel& model_;
  const XmlLines& lines_;
  std::size_t count_ = 0;
};

XformBind bind_of(const pugi::xml_node& element) {
  XformBind out;
  const std::pair<std::string_view, std::string*> members[] = {
      {"type", &out.type},
      {"relevant", &out.relevant},
      {"constraint", &out.constraint},
      {"required", &out.required},
      {"readonly", &out.read_only},
      {"calculate", &out.calculate},
      {"jr:constraintMsg", &out.constraint_message},
      {"jr:requiredMsg", &out.required_message},
      {"jr:preload", &out.preload},
      {"jr:preloadParams", &out.preload_parameters},
      {"entities:saveto", &out.save_to},
      {"holdfast:class", &out.field_class},
      {"holdfast:keep", &out.keep}};
  for (const pugi::xml_attribute attribute : element.attributes()) {
    const std::string name = known_attribute_name(element, attribute.name());
    if (name == "nodeset" || name == "id" || name.substr(0, 5) == "xmlns") continue;
    const auto member = std::find_if(std::begin(members), std::end(members),
                                     [&](const auto& one) { return one.first == name; });
    if (member != std::end(members)) *member->second = attribute.value();
    else out.others[name] = attribute.value();
  }
  out.type = std::string(local_xml_name(out.type));
  return out;
}

}  // namespace

std::string XformModel::path_of(std::string_view reference, const std::string& context) const {
  std::vector<std::string> steps;
  const auto split = [&steps](std::string_view text) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('/'), text.size());
      const std::string_view step = text.substr(0, end);
      if (step == "..") {
        if (!steps.empty()) steps.pop_back();
      } else if (!step.empty() && step != "." && step != "current()") {
        const bool attribute = step.front() == '@';
        steps.push_back((attribute ? "@" : "") + std::string(local_xml_name(attribute ? step.substr(1) : step)));
      }
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  };
  const std::string clean = collapsed(reference);
  std::string_view rest = clean;
  if (rest.empty() || rest.front() != '/') split(context);
  split(rest);
  std::string out;
  const bool absolute = !rest.empty() && rest.front() == '/';
  for (std::size_t i = absolute ? 1 : 0; i < steps.size(); ++i) out += (out.empty() ? "" : "/") + steps[i];
  return out;
}

Result<void> read_xform_model(const pugi::xml_node& model, const XmlLines& lines, Form& form, XformModel& out) {
  out.itext.read(xml_child(model, "itext"));
  const pugi::xml_node instance = xml_child(model, "instance");
  pugi::xml_node root;
  for (const pugi::xml_node child : instance.children()) {
    if (child.type() == pugi::node_element && !root) root = child;
  }
  if (!root) return Error{kFormXml, "there is no primary instance"};
  out.root = std::string(local_xml_name(root.name()));
  form.root = out.root;
  form.id = root.attribute("id").value();
  if (form.id.empty()) form.id = known_attribute(root, "id");
  form.version = root.attribute("version").value();
  if (form.version.empty()) form.version = known_attribute(root, "orx:version");
  InstanceWalk walk(out, lines);
  TRY(walk.walk(root, out.top));
  for (const pugi::xml_node element : model.children()) {
    if (local_xml_name(element.name()) != "bind") continue;
    const std::string path = out.path_of(element.attribute("nodeset").value(), "");
    if (path.empty()) continue;
    const std::string where = "line " + std::to_string(lines.line(element));
    const bool inserted = out.binds.emplace(path, bind_of(element)).second;
    if (!inserted) return Error{kFormStructure, where + ": a second bind of the same node"};
    const std::string_view id = element.attribute("id").value();
    if (!id.empty()) out.bind_ids.emplace(id, path);
    const std::string node = path.substr(0, path.find("/@"));
    if (node.substr(0, 4) != "meta" && out.nodes.count(node) == 0) {
      form.warnings.push_back(where + ": this bind belongs to no node of the form");
    }
  }
  return {};
}

void read_xform_actions(const pugi::xml_node& around, const XformModel& model, const std::string& trigger,
                        const XmlLines& lines, Form& form) {
  for (const pugi::xml_node element : around.children()) {
    const std::string_view name = local_xml_name(element.name());
    if (name != "setvalue" && name != "setgeopoint" && name != "recordaudio") continue;
    std::string events = element.attribute("event").value();
    if (events.empty()) events = known_attribute(element, "ev:event");
    FormAction action;
    action.row = lines.line(element);
    if (name == "recordaudio") {
      form.warnings.push_back("line " + std::to_string(action.row) + ": nobody is recorded without knowing; skipped");
      continue;
    }
    action.at_first_load = events.find("odk-instance-first-load") != std::string::npos ||
                           events.find("odk-instance-load") != std::string::npos ||
                           events.find("xforms-ready") != std::string::npos;
    action.at_new_repeat = events.find("odk-new-repeat") != std::string::npos;
    action.at_change = events.find("xforms-value-changed") != std::string::npos;
    action.trigger = trigger;
    std::string target = element.attribute("ref").value();
    if (target.empty()) target = element.attribute("bind").value();
    const auto by_id = model.bind_ids.find(target);
    action.target = by_id == model.bind_ids.end() ? model.path_of(target, trigger) : by_id->second;
    action.value = element.attribute("value").value();
    action.is_position = name == "setgeopoint";
    if (action.value.empty() && !action.is_position) {
      action.value = xml_text_of(element);
      action.literal = !action.value.empty();
    }
    form.actions.push_back(std::move(action));
  }
}

}  // namespace holdfast::forms
