// Texts of an XForm in their languages.
#include <algorithm>
#include <pugixml.hpp>

#include "app/forms/headings.h"
#include "app/forms/references.h"
#include "app/forms/xform_parts.h"

namespace holdfast::forms {
namespace {

// "jr:itext('id')" -> "id".
std::optional<std::string> itext_id(std::string_view reference) {
  const std::size_t call = reference.find("itext(");
  if (call == std::string_view::npos) return std::nullopt;
  const std::size_t open = reference.find_first_of("'\"", call);
  if (open == std::string_view::npos) return std::nullopt;
  const std::size_t close = reference.find(reference[open], open + 1);
  if (close == std::string_view::npos) return std::nullopt;
  return std::string(reference.substr(open + 1, close - open - 1));
}

// Text with its <output value="…"/> as ${…}; a path that is nothing but a path is named by its last step.
std::string text_with_outputs(const pugi::xml_node& element) {
  std::string out;
  for (const pugi::xml_node part : element.children()) {
    if (part.type() == pugi::node_pcdata || part.type() == pugi::node_cdata) {
      out += part.value();
    } else if (local_xml_name(part.name()) == "output") {
      std::string value = part.attribute("value").value();
      if (value.empty()) value = part.attribute("ref").value();
      out += "${" + collapsed(value) + "}";
    } else if (part.type() == pugi::node_element) {
      out += xml_text_of(part);
    }
  }
  const std::size_t from = out.find_first_not_of(" \t\r\n");
  if (from == std::string::npos) return {};
  return out.substr(from, out.find_last_not_of(" \t\r\n") - from + 1);
}

// "jr://images/a.png" -> "a.png".
std::string media_file(const std::string& text) {
  const std::size_t slash = text.find_last_of('/');
  return slash == std::string::npos ? text : text.substr(slash + 1);
}

}  // namespace

void XformItext::read(const pugi::xml_node& itext) {
  for (const pugi::xml_node translation : itext.children()) {
    if (local_xml_name(translation.name()) != "translation") continue;
    // What tools call the only language of a form without languages.
    std::string language = translation.attribute("lang").value();
    if (language == "default") language.clear();
    if (std::find(languages_.begin(), languages_.end(), language) == languages_.end()) languages_.push_back(language);
    if (translation.attribute("default")) default_ = language;
    for (const pugi::xml_node text : translation.children()) {
      if (local_xml_name(text.name()) != "text") continue;
      std::vector<Form>& forms = forms_[text.attribute("id").value()];
      for (const pugi::xml_node value : text.children()) {
        if (local_xml_name(value.name()) != "value") continue;
        forms.push_back({language, value.attribute("form").value(), text_with_outputs(value)});
      }
    }
  }
}

XformText XformItext::find(const std::string& id) const {
  XformText out;
  const auto at = forms_.find(id);
  if (at == forms_.end()) return out;
  for (const Form& one : at->second) {
    // "-" is what tools write where there is no translation.
    if (one.text.empty() || one.text == "-") continue;
    if (one.form.empty() || one.form == "long") out.texts[one.language] = one.text;
    else if (one.form == "short") out.texts.emplace(one.language, one.text);
    else if (one.form == "guidance") out.guidance[one.language] = one.text;
    else out.media[one.form][one.language] = media_file(one.text);
  }
  return out;
}

TextsById XformItext::all() const {
  TextsById out;
  for (const auto& [id, texts] : forms_) out.emplace(id, find(id).texts);
  std::erase_if(out, [](const auto& one) { return one.second.empty(); });
  return out;
}

XformText XformItext::of_element(const pugi::xml_node& element) const {
  if (!element) return {};
  if (const auto id = itext_id(element.attribute("ref").value())) return find(*id);
  XformText out;
  const std::string text = text_with_outputs(element);
  if (!text.empty()) out.texts[""] = text;
  return out;
}

Texts XformItext::of_attribute(const std::string& value) const {
  if (value.empty()) return {};
  if (value.find("itext(") != std::string::npos) {
    if (const auto id = itext_id(value)) return find(*id).texts;
  }
  return {{"", value}};
}

}  // namespace holdfast::forms
