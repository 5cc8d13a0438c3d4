#include "app/forms/session_world.h"

#include <algorithm>
#include <set>

#include "app/forms/text_ids.h"

namespace holdfast::forms {
namespace {

// A list of the form as root/item: name, label in one language, and the author's own columns.
Instance choices_instance(const std::vector<Choice>& choices, const SessionLookups& lookups) {
  std::vector<std::string> columns{"name", "label"};
  std::set<std::string> own;
  for (const Choice& choice : choices) {
    for (const auto& [column, cell] : choice.columns) own.insert(column);
  }
  own.erase("name");
  own.erase("label");
  columns.insert(columns.end(), own.begin(), own.end());
  std::vector<std::vector<std::string>> rows;
  rows.reserve(choices.size());
  for (const Choice& choice : choices) {
    std::vector<std::string> row{choice.name, lookups.text_in(choice.labels)};
    for (const std::string& column : own) {
      const auto cell = choice.columns.find(column);
      row.push_back(cell == choice.columns.end() ? std::string() : cell->second);
    }
    rows.push_back(std::move(row));
  }
  return rows_instance(columns, rows);
}

std::unique_ptr<Instance> table_instance(const ExternalList& list) {
  return std::make_unique<Instance>(rows_instance(list.columns, list.rows));
}

}  // namespace

std::string text_in_language(const Texts& texts, const std::string& language, const std::string& fallback) {
  for (const std::string& wanted : {language, fallback, std::string()}) {
    const auto at = texts.find(wanted);
    if (at != texts.end() && !at->second.empty()) return at->second;
  }
  for (const auto& [other, text] : texts) {
    if (!text.empty()) return text;
  }
  return {};
}

std::string SessionLookups::text_in(const Texts& texts) const {
  return text_in_language(texts, language_, logic_.form().default_language);
}

void SessionLookups::set_language(std::string language) {
  language_ = std::move(language);
  built_.clear();
}

std::unique_ptr<Instance> SessionLookups::build(std::string_view id) const {
  const std::string name(id);
  const Form& form = logic_.form();
  const auto choices = form.choices.find(name);
  if (choices != form.choices.end()) return std::make_unique<Instance>(choices_instance(choices->second, *this));
  const auto own = form.lists.find(id);
  if (own != form.lists.end()) return table_instance(*own->second);
  const auto given = world_.lists.find(id);
  return given == world_.lists.end() ? nullptr : table_instance(*given->second);
}

const Instance* SessionLookups::instance(std::string_view id) const {
  const auto tree = logic_.form().trees.find(id);
  if (tree != logic_.form().trees.end()) return tree->second.get();
  const auto known = built_.find(id);
  if (known != built_.end()) return known->second.get();
  std::unique_ptr<Instance> made = build(id);
  if (made == nullptr) return nullptr;
  return built_.emplace(std::string(id), std::move(made)).first->second.get();
}

std::optional<std::string> SessionLookups::choice_label(std::string_view form_path, std::string_view value) const {
  const std::string root = "/" + logic_.form().root + "/";
  if (!form_path.starts_with(root)) return std::nullopt;
  const Question* question = logic_.index().find(form_path.substr(root.size()));
  if (question == nullptr) return std::nullopt;
  const Instance* list = instance(logic_.of(logic_.number_of(*question)).list_id);
  if (list == nullptr) return std::nullopt;
  const std::uint32_t row = list->name_number("item");
  const std::uint32_t column = list->name_number(question->value_column);
  const std::vector<NodeId> rows = list->rows_with(Instance::root(), row, column, value);
  const NodeId label = rows.empty() ? kNoNode : list->child(rows.front(), question->label_column);
  return label == kNoNode ? std::nullopt : std::optional<std::string>(list->value(label));
}

std::optional<std::string> SessionLookups::itext(std::string_view id) const {
  const std::optional<Texts> texts = text_by_id(logic_.form(), id);
  return texts ? std::optional<std::string>(text_in(*texts)) : std::nullopt;
}

std::optional<std::string> SessionLookups::property(std::string_view name) const {
  const SessionIdentity& who = world_.who;
  if (name == "deviceid" || name == "uri:deviceid") return who.device_id;
  if (name == "username" || name == "uri:username") return who.username;
  if (name == "email" || name == "uri:email") return who.email;
  if (name == "phonenumber" || name == "uri:phonenumber") return who.phone_number;
  if (name == "subscriberid" || name == "uri:subscriberid") return who.subscriber_id;
  if (name == "simserial" || name == "uri:simserial") return who.sim_serial;
  return std::nullopt;
}

}  // namespace holdfast::forms
