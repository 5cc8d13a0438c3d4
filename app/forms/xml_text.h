// Inside of app/forms: XML that strangers wrote, checked before it becomes a tree, and names by namespace.
// Never follows a reference: no document type, no entity of the file's own, nothing outside of the bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/forms/reasons.h"
#include "crypto/base/bytes.h"

namespace pugi {
class xml_document;
class xml_node;
}  // namespace pugi

namespace holdfast::forms {

struct XmlLimits {
  std::size_t size_max = std::size_t{8} << 20;
  std::size_t tags_max = 600'000;
  std::size_t depth_max = 64;
};

// UTF-8, one root, within the limits; blanks in texts stay. `reason` with `what` and the line where it is not.
Result<void> parse_xml(const Reason& reason, std::string_view what, ByteView xml, const XmlLimits& limits,
                       pugi::xml_document& out);
// The lines of nodes in the text they were parsed from, counted from 1.
class XmlLines {
 public:
  explicit XmlLines(ByteView xml);
  std::size_t line(const pugi::xml_node& node) const;

 private:
  std::vector<std::size_t> ends_;
};

// "h:title" -> "title".
std::string_view local_xml_name(std::string_view name);
// The URI that the prefix of `name` stands for at this node; "" where none is declared. A name without prefix has the
// default namespace if `is_element`, none if it is an attribute.
std::string xml_namespace(const pugi::xml_node& node, std::string_view name, bool is_element);
// An attribute's name with our own prefix ("jr", "odk", "orx", "entities", "ev", "holdfast") where its namespace is one
// we know, whatever prefix the author chose; as written otherwise.
std::string known_attribute_name(const pugi::xml_node& node, std::string_view name);
// The value of the attribute with this known name; "" where there is none.
std::string known_attribute(const pugi::xml_node& node, std::string_view known_name);
// The first child element of this local name, and the text of an element with all text below it.
pugi::xml_node xml_child(const pugi::xml_node& node, std::string_view local_name);
std::string xml_text_of(const pugi::xml_node& node);

// The namespace of holdfast:class and holdfast:keep (settings column "namespaces": holdfast="urn:holdfast:form").
inline constexpr std::string_view kOwnNamespace = "urn:holdfast:form";

}  // namespace holdfast::forms
