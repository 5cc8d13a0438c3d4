// Inside of app/forms: the parts of an XForm (ODK XForms specification), read before they are put together.
#pragma once

#include <memory>
#include <set>

#include "app/forms/xlsform.h"
#include "app/forms/xml_text.h"

namespace holdfast::forms {

// A text in all languages, with what belongs to it.
struct XformText {
  Texts texts;
  Texts guidance;
  MediaTexts media;
};

// <itext>: language -> id -> forms of the text.
class XformItext {
 public:
  void read(const pugi::xml_node& itext);
  XformText find(const std::string& id) const;
  TextsById all() const;
  // Of an element <label ref="jr:itext('id')"/> or <label>text <output value="…"/></label>.
  XformText of_element(const pugi::xml_node& element) const;
  // Of an attribute: "jr:itext('id')" or the text itself.
  Texts of_attribute(const std::string& value) const;
  const std::vector<std::string>& languages() const { return languages_; }
  const std::string& default_language() const { return default_; }

 private:
  struct Form {
    std::string language, form, text;
  };
  std::map<std::string, std::vector<Form>> forms_;
  std::vector<std::string> languages_;
  std::string default_;
};

struct XformBind {
  std::string type = "string";
  std::string relevant, constraint, required, read_only, calculate, constraint_message, required_message;
  std::string preload, preload_parameters, save_to, field_class, keep;
  std::map<std::string, std::string> others;
};

// A node of the primary instance. Repeated nodes are one.
struct XformNode {
  std::string name;
  std::string path;    // without the root
  std::string value;
  std::vector<std::unique_ptr<XformNode>> children;
  std::vector<std::map<std::string, std::string>> instances;  // of nodes that stand there more than once
  bool has_template = false;
};

struct XformModel {
  std::string root;
  XformNode top;                                  // its children are those of the root
  std::map<std::string, const XformNode*> nodes;  // by path; attributes are no nodes
  std::map<std::string, XformBind> binds;         // by path, "group/node/@attribute" too
  std::map<std::string, std::string> bind_ids;    // the older way: <input bind="id">
  std::map<std::string, std::string> external;    // id of an instance -> the file it lies in
  XformItext itext;

  // "/data/group/node", "node", "../node" -> "group/node"; prefixes of names are dropped.
  std::string path_of(std::string_view reference, const std::string& context) const;
};
Result<void> read_xform_model(const pugi::xml_node& model, const XmlLines& lines, Form& form, XformModel& out);
// Secondary instances: what is inside goes to lists and trees, what lies beside the form is named.
Result<void> read_xform_instances(const pugi::xml_node& model, Form& form, XformModel& out);
// setvalue and setgeopoint anywhere below `around`. `trigger`: path of the control or repeat they stand in.
void read_xform_actions(const pugi::xml_node& around, const XformModel& model, const std::string& trigger,
                        const XmlLines& lines, Form& form);

// A control of the body, a group, or a node that no control shows.
struct XformItem {
  enum class Kind : std::uint8_t { Group, Repeat, Control, Node };
  Kind kind = Kind::Node;
  std::string path;                  // empty: a group without a node
  const void* element = nullptr;     // pugi's own handle of the element, null for a node
  const void* label_element = nullptr;  // the group around a repeat, whose label and appearance are the repeat's
  std::vector<XformItem> children;
};
// Controls in the order of the body, and between them the nodes that have none, where their siblings stand.
Result<std::vector<XformItem>> read_xform_body(const pugi::xml_node& body, const XformModel& model,
                                               const XmlLines& lines, Form& form);

// Choices of a select: items of its own, a list, or nodes.
Result<void> read_xform_choices(const pugi::xml_node& control, const XformModel& model, Form& form,
                                Question& question);

}  // namespace holdfast::forms
