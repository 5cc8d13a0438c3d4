// An XForm (ODK XForms specification) as a form of ours.
#include <algorithm>
#include <pugixml.hpp>

#include "app/forms/canonical.h"
#include "app/forms/headings.h"
#include "app/forms/survey_walk.h"
#include "app/forms/xform_parts.h"

namespace holdfast::forms {
namespace {

pugi::xml_node element_of(const void* handle) {
  return pugi::xml_node(static_cast<pugi::xml_node_struct*>(const_cast<void*>(handle)));
}

QuestionType type_of_text(std::string_view bind_type) {
  struct Known {
    std::string_view name;
    QuestionType type;
  };
  constexpr Known kKnown[] = {
      {"int", QuestionType::Integer},      {"integer", QuestionType::Integer},   {"long", QuestionType::Integer},
      {"decimal", QuestionType::Decimal},  {"double", QuestionType::Decimal},    {"float", QuestionType::Decimal},
      {"date", QuestionType::Date},        {"time", QuestionType::Time},         {"dateTime", QuestionType::DateTime},
      {"geopoint", QuestionType::Geopoint}, {"geotrace", QuestionType::Geotrace},
      {"geoshape", QuestionType::Geoshape}, {"barcode", QuestionType::Barcode},  {"binary", QuestionType::File}};
  for (const Known& known : kKnown) {
    if (known.name == bind_type) return known.type;
  }
  return QuestionType::Text;
}

QuestionType type_of_upload(std::string_view media_type) {
  const std::string_view kind = media_type.substr(0, media_type.find('/'));
  return kind == "image" ? QuestionType::Image : kind == "audio" ? QuestionType::Audio
         : kind == "video" ? QuestionType::Video : QuestionType::File;
}

// What the program fills in by itself: jr:preload.
std::string metadata_of(const XformBind& bind) {
  std::string name = bind.preload_parameters;
  if (name.substr(0, 4) == "uri:") name = name.substr(4);
  if (bind.preload == "uid" || bind.preload.empty() || name.empty()) return bind.preload;
  return name;
}

class XformAssembly {
 public:
  XformAssembly(const XformModel& model, const XmlLines& lines, Form& form)
      : model_(model), lines_(lines), form_(form) {}

  Result<void> add(const std::vector<XformItem>& items, std::size_t parent) {
    for (const XformItem& item : items) TRY(add_item(item, parent));
    return {};
  }

 private:
  Result<void> add_item(const XformItem& item, std::size_t parent) {
    if (form_.questions.size() >= kFormQuestionsMax) return Error{kFormTooLarge, "too many questions"};
    TRY(add_missing_groups(item, parent));
    Question question;
    question.parent = parent;
    question.path = item.path;
    if (item.path.empty()) {
      question.presentation = true;
      question.path = "@" + std::to_string(form_.questions.size());
    } else {
      question.name = item.path.substr(item.path.find_last_of('/') + 1);
    }
    const pugi::xml_node element = element_of(item.element);
    if (element) question.row = lines_.line(element);
    inherit(parent, question);
    const auto bind = model_.binds.find(item.path);
    if (bind != model_.binds.end()) TRY(take_bind(bind->second, question));
    TRY(take_kind(item, element, question));
    if (element) TRY(take_control(item, element, question));
    const std::size_t position = form_.questions.size();
    form_.questions.push_back(std::move(question));
    if (element) read_xform_actions(element, model_, item.path, lines_, form_);
    return add(item.children, position);
  }

  // A node around this one that no control shows is a group all the same.
  Result<void> add_missing_groups(const XformItem& item, std::size_t& parent) {
    for (std::size_t at = item.path.find('/'); at != std::string::npos; at = item.path.find('/', at + 1)) {
      const std::string path = item.path.substr(0, at);
      if (groups_.count(path) != 0) continue;
      XformItem group;
      group.kind = XformItem::Kind::Group;
      group.path = path;
      TRY(add_item(group, parent));
      parent = form_.questions.size() - 1;
    }
    const bool is_group = item.kind == XformItem::Kind::Group || item.kind == XformItem::Kind::Repeat;
    if (is_group && !item.path.empty()) groups_.insert(item.path);
    return {};
  }

  void inherit(std::size_t parent, Question& question) const {
    for (const std::string& repeat : repeats_) {
      if (question.path.compare(0, repeat.size() + 1, repeat + "/") == 0) question.repeats.push_back(repeat);
    }
    if (parent == Question::kNoParent) return;
    const Question& group = form_.questions[parent];
    question.conditional = group.conditional;
    question.field_class = group.field_class;
    if (question.presentation) {
      question.repeats = group.repeats;
      if (group.type == QuestionType::Repeat) question.repeats.push_back(group.path);
    }
  }

  Result<void> take_bind(const XformBind& bind, Question& question) {
    question.relevant = bind.relevant;
    question.constraint = bind.constraint;
    question.calculation = bind.calculate;
    question.required = is_yes(collapsed(bind.required));
    if (!question.required && !is_no(collapsed(bind.required))) question.required_expression = bind.required;
    question.read_only = is_yes(collapsed(bind.read_only));
    if (!question.read_only && !is_no(collapsed(bind.read_only))) question.read_only_expression = bind.read_only;
    question.constraint_messages = model_.itext.of_attribute(bind.constraint_message);
    question.required_messages = model_.itext.of_attribute(bind.required_message);
    question.save_to = bind.save_to;
    question.bind_attributes = bind.others;
    question.metadata = metadata_of(bind);
    question.conditional = question.conditional || !question.relevant.empty();
    const std::optional<sync::FieldClass> own = class_from_text(bind.field_class);
    if (!bind.field_class.empty() && !own) {
      return Error{kFormColumn, "line " + std::to_string(question.row) + ": the class is not one of the six"};
    }
    if (own) question.field_class = *own;
    if (!bind.keep.empty() && bind.keep != "card" && !is_no(bind.keep)) {
      return Error{kFormColumn, "line " + std::to_string(question.row) + ": only a card is kept"};
    }
    question.keep_as_card = bind.keep == "card";
    return {};
  }

  Result<void> take_kind(const XformItem& item, const pugi::xml_node& element, Question& question) {
    question.keep_as_card = question.keep_as_card || question.field_class == sync::FieldClass::Card;
    const auto node = model_.nodes.find(item.path);
    if (item.kind == XformItem::Kind::Group || item.kind == XformItem::Kind::Repeat) {
      question.type = item.kind == XformItem::Kind::Group ? QuestionType::Group : QuestionType::Repeat;
      if (item.kind == XformItem::Kind::Repeat) {
        repeats_.push_back(item.path);
        question.first_instances = node->second->instances;
      }
      return {};
    }
    if (node != model_.nodes.end()) question.default_value = node->second->value;
    const auto bind = model_.binds.find(item.path);
    const std::string bind_type = bind == model_.binds.end() ? "string" : bind->second.type;
    if (!element) {
      question.type = !question.metadata.empty()      ? QuestionType::Metadata
                      : !question.calculation.empty() ? QuestionType::Calculate
                                                      : QuestionType::Hidden;
      return {};
    }
    const std::string_view name = local_xml_name(element.name());
    if (name == "select1") question.type = QuestionType::SelectOne;
    else if (name == "select") question.type = QuestionType::SelectMultiple;
    else if (name == "rank") question.type = QuestionType::Rank;
    else if (name == "range") question.type = QuestionType::Range;
    else if (name == "trigger") question.type = QuestionType::Acknowledge;
    else if (name == "upload") question.type = type_of_upload(element.attribute("mediatype").value());
    else question.type = type_of_text(bind_type);
    // What can only be looked at and holds nothing is a note.
    const bool note = question.type == QuestionType::Text && question.read_only && question.calculation.empty() &&
                      question.default_value.empty() && question.metadata.empty();
    if (note) question.type = QuestionType::Note;
    return {};
  }

  Result<void> take_control(const XformItem& item, const pugi::xml_node& element, Question& question) {
    const pugi::xml_node labelled = item.label_element != nullptr ? element_of(item.label_element) : element;
    XformText label = model_.itext.of_element(xml_child(labelled, "label"));
    XformText hint = model_.itext.of_element(xml_child(labelled, "hint"));
    question.labels = std::move(label.texts);
    question.media = std::move(label.media);
    question.hints = std::move(hint.texts);
    question.guidance_hints = std::move(hint.guidance);
    for (const auto& [kind, files] : question.media) {
      for (const auto& [language, file] : files) form_.files_named.push_back(file);
    }
    take_attributes(element, question);
    if (item.label_element != nullptr) take_attributes(labelled, question);
    if (is_choice(question.type)) TRY(read_xform_choices(element, model_, form_, question));
    return {};
  }

  void take_attributes(const pugi::xml_node& element, Question& question) const {
    std::string range;
    for (const pugi::xml_attribute attribute : element.attributes()) {
      const std::string name = known_attribute_name(element, attribute.name());
      const std::string value = attribute.value();
      const bool is_place = name == "ref" || name == "nodeset" || name == "bind" || name == "id";
      const bool is_range = name == "start" || name == "end" || name == "step";
      if (is_place || name.substr(0, 5) == "xmlns") continue;
      if (name == "appearance") question.appearance = collapsed(value);
      else if (name == "jr:count") question.repeat_count = value;
      else if (is_range) range += (range.empty() ? "" : " ") + name + "=" + value;
      else question.body_attributes[name] = value;
    }
    if (!range.empty()) question.parameters = range;
  }

  const XformModel& model_;
  const XmlLines& lines_;
  Form& form_;
  std::vector<std::string> repeats_;
  std::set<std::string> groups_;
};

void take_entities(const pugi::xml_node& root, const XformModel& model, Form& form) {
  const pugi::xml_node entity = xml_child(xml_child(root, "meta"), "entity");
  if (!entity) return;
  const auto calculated = [&model](const char* path) {
    const auto at = model.binds.find(path);
    return at == model.binds.end() ? std::string() : at->second.calculate;
  };
  EntityDeclaration out;
  out.dataset = entity.attribute("dataset").value();
  out.label = calculated("meta/entity/label");
  out.entity_id = calculated("meta/entity/@id");
  out.create_if = entity.attribute("create") ? calculated("meta/entity/@create") : "false()";
  out.update_if = entity.attribute("update") ? calculated("meta/entity/@update") : "";
  if (form.entity.empty()) form.entity = out.dataset;
  form.entities.push_back(std::move(out));
}

void take_form_texts(const pugi::xml_node& head, const pugi::xml_node& body, const XformModel& model, Form& form) {
  form.title = collapsed(xml_text_of(xml_child(head, "title")));
  form.style = body.attribute("class").value();
  form.languages = model.itext.languages();
  if (form.languages.empty()) form.languages.push_back("");
  form.default_language = model.itext.default_language();
  form.texts_by_id = model.itext.all();
  if (form.default_language.empty() && !form.languages.empty()) form.default_language = form.languages.front();
  for (const pugi::xml_node around : {head.parent(), head}) {
    for (const pugi::xml_attribute attribute : around.attributes()) {
      const std::string_view name = attribute.name();
      if (name.substr(0, 6) == "xmlns:") form.namespaces.emplace(name.substr(6), attribute.value());
    }
  }
  const auto name = model.binds.find("meta/instanceName");
  if (name != model.binds.end()) form.instance_name = name->second.calculate;
}

}  // namespace

Result<Form> read_xform(ByteView xml, const std::map<std::string, Bytes>& files) {
  pugi::xml_document document;
  TRY(parse_xml(kFormXml, "form", xml, XmlLimits{}, document));
  const pugi::xml_node html = document.document_element();
  const pugi::xml_node head = xml_child(html, "head");
  const pugi::xml_node model_element = xml_child(head, "model");
  const pugi::xml_node body = xml_child(html, "body");
  if (local_xml_name(html.name()) != "html" || !model_element) {
    return Error{kFormXml, "this is XML, but no XForm: there is no model in it"};
  }
  const XmlLines lines(xml);
  Form form;
  form.is_xform = true;
  TRY(read_lists(files, form));
  XformModel model;
  TRY(read_xform_model(model_element, lines, form, model));
  TRY(read_xform_instances(model_element, form, model));
  take_form_texts(head, body, model, form);
  if (form.id.empty()) form.id = form.title;
  TRY(check_form_name(form));
  pugi::xml_node root;
  for (const pugi::xml_node child : xml_child(model_element, "instance").children()) {
    if (child.type() == pugi::node_element && !root) root = child;
  }
  take_entities(root, model, form);
  const std::vector<XformItem> items = TRY(read_xform_body(body, model, lines, form));
  XformAssembly assembly(model, lines, form);
  TRY(assembly.add(items, Question::kNoParent));
  read_xform_actions(model_element, model, "", lines, form);
  if (form.questions.empty()) return Error{kFormNotForm, "the form has no question"};
  finish_questions(form);
  return form;
}

}  // namespace holdfast::forms
