#include "app/forms/xml_text.h"

#include <algorithm>
#include <pugixml.hpp>

namespace holdfast::forms {
namespace {

struct KnownNamespace {
  std::string_view uri;
  std::string_view prefix;
};
constexpr KnownNamespace kKnownNamespaces[] = {
    {"http://openrosa.org/javarosa", "jr"},
    {"http://openrosa.org/xforms", "orx"},
    {"http://openrosa.org/xforms/", "orx"},
    {"http://www.opendatakit.org/xforms", "odk"},
    {"http://www.opendatakit.org/xforms/entities", "entities"},
    {"http://www.w3.org/2001/xml-events", "ev"},
    {"http://www.w3.org/1999/xhtml", "h"},
    {kOwnNamespace, "holdfast"},
};

std::size_t line_at(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  return 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
}

// Goes over the tags without building anything, so that a tree too large or too deep is never built.
class TagScan {
 public:
  TagScan(std::string_view text, const XmlLimits& limits) : text_(text), limits_(limits) {}

  // What is wrong, or nothing; offset() says where.
  std::string_view problem() {
    while ((at_ = text_.find('<', at_)) != std::string_view::npos) {
      if (++tags_ > limits_.tags_max) return "too many elements";
      const std::string_view rest = text_.substr(at_);
      if (starts(rest, "<!--")) {
        if (!skip_past("-->")) return "a comment is never closed";
      } else if (starts(rest, "<![CDATA[")) {
        if (!skip_past("]]>")) return "a text section is never closed";
      } else if (starts(rest, "<!")) {
        return "a document type is not read";
      } else if (starts(rest, "<?")) {
        if (!skip_past("?>")) return "a processing instruction is never closed";
      } else if (!take_tag()) {
        return depth_ > limits_.depth_max ? "elements are nested too deeply" : "a tag is never closed";
      }
    }
    return {};
  }
  std::size_t offset() const { return std::min(at_, text_.size()); }

 private:
  static bool starts(std::string_view text, std::string_view start) { return text.substr(0, start.size()) == start; }

  bool skip_past(std::string_view end) {
    const std::size_t found = text_.find(end, at_);
    if (found == std::string_view::npos) return false;
    at_ = found + end.size();
    return true;
  }

  bool take_tag() {
    const bool closing = text_.substr(at_ + 1, 1) == "/";
    char quote = 0;
    std::size_t end = at_ + 1;
    for (; end < text_.size(); ++end) {
      const char c = text_[end];
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        break;
      }
    }
    if (end >= text_.size()) return false;
    if (closing) {
      if (depth_ > 0) --depth_;
    } else if (text_[end - 1] != '/') {
      if (++depth_ > limits_.depth_max) return false;
    }
    at_ = end + 1;
    return true;
  }

  std::string_view text_;
  const XmlLimits& limits_;
  std::size_t at_ = 0;
  std::size_t tags_ = 0;
  std::size_t depth_ = 0;
};

Error xml_error(const Reason& reason, std::string_view what, std::size_t line, std::string_view problem) {
  return {reason, std::string(what) + ", line " + std::to_string(line) + ": " + std::string(problem)};
}

}  // namespace

Result<void> parse_xml(const Reason& reason, std::string_view what, ByteView xml, const XmlLimits& limits,
                       pugi::xml_document& out) {
  if (xml.size() > limits.size_max) return Error{kFormTooLarge, std::string(what)};
  const std::string_view text = as_text(xml);
  if (!is_utf8(xml) || text.find('\0') != std::string_view::npos) {
    return Error{reason, std::string(what) + ": not UTF-8 text"};
  }
  TagScan scan(text, limits);
  const std::string_view problem = scan.problem();
  if (!problem.empty()) return xml_error(reason, what, line_at(text, scan.offset()), problem);
  const unsigned options = pugi::parse_default | pugi::parse_ws_pcdata_single;
  const pugi::xml_parse_result parsed = out.load_buffer(xml.data(), xml.size(), options, pugi::encoding_utf8);
  if (!parsed) {
    return xml_error(reason, what, line_at(text, static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0))),
                     "this is not well-formed XML");
  }
  std::size_t roots = 0;
  for (const pugi::xml_node child : out.children()) roots += child.type() == pugi::node_element ? 1 : 0;
  if (roots != 1) return xml_error(reason, what, 1, "there is not exactly one outermost element");
  return {};
}

XmlLines::XmlLines(ByteView xml) {
  for (std::size_t i = 0; i < xml.size(); ++i) {
    if (xml[i] == '\n') ends_.push_back(i);
  }
}

std::size_t XmlLines::line(const pugi::xml_node& node) const {
  const std::ptrdiff_t offset = node.offset_debug();
  if (offset < 0) return 0;
  const auto at = std::lower_bound(ends_.begin(), ends_.end(), static_cast<std::size_t>(offset));
  return 1 + static_cast<std::size_t>(at - ends_.begin());
}

std::string_view local_xml_name(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string xml_namespace(const pugi::xml_node& node, std::string_view name, bool is_element) {
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos && !is_element) return {};
  const std::string declared =
      colon == std::string_view::npos ? "xmlns" : "xmlns:" + std::string(name.substr(0, colon));
  for (pugi::xml_node around = node; around; around = around.parent()) {
    const pugi::xml_attribute found = around.attribute(declared.c_str());
    if (found) return found.value();
  }
  return {};
}

std::string known_attribute_name(const pugi::xml_node& node, std::string_view name) {
  if (name.find(':') == std::string_view::npos) return std::string(name);
  const std::string uri = xml_namespace(node, name, false);
  for (const KnownNamespace& known : kKnownNamespaces) {
    if (known.uri == uri) return std::string(known.prefix) + ":" + std::string(local_xml_name(name));
  }
  return std::string(name);
}

std::string known_attribute(const pugi::xml_node& node, std::string_view known_name) {
  for (const pugi::xml_attribute attribute : node.attributes()) {
    if (local_xml_name(attribute.name()) != local_xml_name(known_name)) continue;
    if (known_attribute_name(node, attribute.name()) == known_name) return attribute.value();
  }
  return {};
}

pugi::xml_node xml_child(const pugi::xml_node& node, std::string_view local_name) {
  for (const pugi::xml_node child : node.children()) {
    if (child.type() == pugi::node_element && local_xml_name(child.name()) == local_name) return child;
  }
  return {};
}

std::string xml_text_of(const pugi::xml_node& node) {
  std::string out;
  // Without recursion: how deep a stranger nests is no business of our stack.
  pugi::xml_node at = node.first_child();
  while (at) {
    if (at.type() == pugi::node_pcdata || at.type() == pugi::node_cdata) out += at.value();
    if (at.first_child()) {
      at = at.first_child();
      continue;
    }
    while (at && at != node && !at.next_sibling()) at = at.parent();
    if (!at || at == node) break;
    at = at.next_sibling();
  }
  return out;
}

}  // namespace holdfast::forms
