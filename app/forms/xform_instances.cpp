// Secondary instances of an XForm, and the choices of its selects.
#include <algorithm>
#include <pugixml.hpp>

#include "app/forms/headings.h"
#include "app/forms/xform_parts.h"
#include "app/forms/xml_instance.h"

namespace holdfast::forms {
namespace {

constexpr std::size_t kItemsMax = 50'000;

// An id may differ from the name of its file: the list is found by both.
void take_external_instance(const std::string& id, const std::string& source, Form& form, XformModel& model) {
  if (source.find("jr://instance/") != std::string::npos) return;  // last-saved: what this vault holds already
  const std::size_t slash = source.find_last_of('/');
  const std::string file = slash == std::string::npos ? source : source.substr(slash + 1);
  if (!is_list_file_name(file)) {
    form.warnings.push_back("an instance of the form lies in a file that is not read");
    return;
  }
  form.files_named.push_back(file);
  model.external.emplace(id, file);
  const std::string name = list_instance_name(file);
  const auto list = form.lists.find(name);
  if (list != form.lists.end()) form.lists.emplace(id, list->second);
  const auto tree = form.trees.find(name);
  if (tree != form.trees.end()) form.trees.emplace(id, tree->second);
}

struct Itemset {
  std::string nodes;      // without predicates at its end
  std::string predicate;  // of the last step; several joined by "and"
  std::string seed;
  bool randomized = false;
};

// "randomize(instance('x')/root/item[a][b], 3)" taken apart.
Itemset split_itemset(std::string nodeset) {
  Itemset out;
  nodeset = collapsed(nodeset);
  constexpr std::string_view kRandomize = "randomize(";
  if (nodeset.substr(0, kRandomize.size()) == kRandomize && nodeset.back() == ')') {
    out.randomized = true;
    nodeset = nodeset.substr(kRandomize.size(), nodeset.size() - kRandomize.size() - 1);
    std::size_t depth = 0;
    for (std::size_t i = 0; i < nodeset.size(); ++i) {
      if (nodeset[i] == '(' || nodeset[i] == '[') ++depth;
      if (nodeset[i] == ')' || nodeset[i] == ']') --depth;
      if (nodeset[i] == ',' && depth == 0) {
        out.seed = collapsed(std::string_view(nodeset).substr(i + 1));
        nodeset.resize(i);
        break;
      }
    }
  }
  while (!nodeset.empty() && nodeset.back() == ']') {
    std::size_t depth = 0;
    std::size_t at = nodeset.size();
    while (at > 0) {
      --at;
      if (nodeset[at] == ']') ++depth;
      if (nodeset[at] == '[' && --depth == 0) break;
    }
    if (depth != 0) break;
    const std::string one = nodeset.substr(at + 1, nodeset.size() - at - 2);
    out.predicate = out.predicate.empty() ? one : "(" + one + ") and (" + out.predicate + ")";
    nodeset.resize(at);
    while (!nodeset.empty() && nodeset.back() == ' ') nodeset.pop_back();
  }
  out.nodes = nodeset;
  return out;
}

// "instance('x')/root/item" -> "x".
std::string list_of_nodes(std::string_view nodes) {
  std::string packed;
  for (const char c : nodes) {
    if (c != ' ') packed.push_back(c == '"' ? '\'' : c);
  }
  constexpr std::string_view kStart = "instance('";
  constexpr std::string_view kEnd = "')/root/item";
  if (packed.size() <= kStart.size() + kEnd.size() || packed.substr(0, kStart.size()) != kStart) return {};
  if (packed.substr(packed.size() - kEnd.size()) != kEnd) return {};
  return packed.substr(kStart.size(), packed.size() - kStart.size() - kEnd.size());
}

// "jr:itext(itextId)" -> "itextId"; a plain column otherwise.
std::string label_column_of(const std::string& reference, bool& by_itext) {
  const std::size_t call = reference.find("itext(");
  by_itext = call != std::string::npos;
  if (!by_itext) return reference;
  const std::size_t end = reference.find(')', call);
  return reference.substr(call + 6, end == std::string::npos ? end : end - call - 6);
}

// The list's rows as choices, once for each way of naming them.
void take_list_choices(const ExternalList& list, const XformItext& itext, bool by_itext, Form& form,
                       Question& question) {
  std::string key = list.name;
  if (question.value_column != "name") key += "@" + question.value_column;
  question.list = key;
  if (form.choices.count(key) != 0) return;
  std::vector<Choice>& choices = form.choices[key];
  for (std::size_t row = 0; row < list.rows.size(); ++row) {
    Choice choice;
    choice.name = std::string(list.cell(row, question.value_column));
    const std::string label(list.cell(row, question.label_column));
    if (by_itext) {
      XformText text = itext.find(label);
      choice.labels = std::move(text.texts);
      choice.media = std::move(text.media);
    } else if (!label.empty()) {
      choice.labels[""] = label;
    }
    for (std::size_t i = 0; i < list.columns.size(); ++i) {
      const std::string& column = list.columns[i];
      const bool own = column == question.value_column || column == question.label_column;
      if (!own && !list.rows[row][i].empty()) choice.columns.emplace(column, list.rows[row][i]);
    }
    choices.push_back(std::move(choice));
  }
}

void take_itemset(const pugi::xml_node& element, const XformModel& model, Form& form, Question& question) {
  Itemset itemset = split_itemset(element.attribute("nodeset").value());
  bool by_itext = false;
  const std::string value = xml_child(element, "value").attribute("ref").value();
  question.value_column = value.empty() ? "name" : value;
  question.label_column = label_column_of(xml_child(element, "label").attribute("ref").value(), by_itext);
  question.choice_filter = std::move(itemset.predicate);
  if (itemset.randomized) {
    question.parameters = itemset.seed.empty() ? "randomize=true" : "randomize=true seed=" + itemset.seed;
  }
  const std::string id = list_of_nodes(itemset.nodes);
  const auto external = model.external.find(id);
  if (external != model.external.end()) {
    question.type = question.type == QuestionType::SelectOne ? QuestionType::SelectOneFromFile
                                                             : QuestionType::SelectMultipleFromFile;
    question.list = external->second;
    return;
  }
  const auto list = form.lists.find(id);
  if (!id.empty() && list != form.lists.end()) {
    take_list_choices(*list->second, model.itext, by_itext, form, question);
    return;
  }
  question.itemset = std::move(itemset.nodes);
  if (by_itext) question.label_column = "jr:itext(" + question.label_column + ")";
}

}  // namespace

Result<void> read_xform_instances(const pugi::xml_node& model, Form& form, XformModel& out) {
  bool primary = true;
  for (const pugi::xml_node instance : model.children()) {
    if (local_xml_name(instance.name()) != "instance") continue;
    const bool skip = primary;
    primary = false;
    if (skip) continue;
    const std::string id = instance.attribute("id").value();
    if (id.empty()) return Error{kFormXml, "an instance without an id"};
    const std::string source = instance.attribute("src").value();
    if (!source.empty()) {
      take_external_instance(id, source, form, out);
      continue;
    }
    pugi::xml_node root;
    for (const pugi::xml_node child : instance.children()) {
      if (child.type() == pugi::node_element && !root) root = child;
    }
    if (!root) continue;
    if (is_list_element(root)) {
      ExternalList list = TRY(list_of_element(id, root));
      form.lists[id] = std::make_shared<const ExternalList>(std::move(list));
    } else {
      form.trees[id] = std::make_shared<const Instance>(tree_of_element(root));
    }
  }
  return {};
}

Result<void> read_xform_choices(const pugi::xml_node& control, const XformModel& model, Form& form,
                                Question& question) {
  const pugi::xml_node itemset = xml_child(control, "itemset");
  if (itemset) {
    take_itemset(itemset, model, form, question);
    return {};
  }
  question.list = "@" + question.path;
  std::vector<Choice>& choices = form.choices[question.list];
  for (const pugi::xml_node item : control.children()) {
    if (local_xml_name(item.name()) != "item") continue;
    if (choices.size() == kItemsMax) return Error{kFormTooLarge, "too many choices"};
    Choice choice;
    choice.name = collapsed(xml_text_of(xml_child(item, "value")));
    XformText text = model.itext.of_element(xml_child(item, "label"));
    choice.labels = std::move(text.texts);
    choice.media = std::move(text.media);
    choices.push_back(std::move(choice));
  }
  return {};
}

}  // namespace holdfast::forms
