#include "app/forms/submission_xml_out.h"

#include <algorithm>

#include "app/forms/outline.h"

namespace holdfast::forms {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::string_view kMeta = "meta";

// Text that no reader can take for markup. A carriage return is written as a reference, since XML reads it as a line
// end otherwise.
class XmlText {
 public:
  void append(std::string& out, std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      const auto c = static_cast<unsigned char>(text[i]);
      if (c == '&') out += "&amp;";
      else if (c == '<') out += "&lt;";
      else if (c == '>') out += "&gt;";
      else if (c == '"') out += "&quot;";
      else if (c == '\r') out += "&#13;";
      else if (c < 0x20 && c != '\t' && c != '\n') replace(out);
      else if (is_noncharacter(text.substr(i))) {
        replace(out);
        i += 2;
      } else out.push_back(text[i]);
    }
  }
  std::size_t replaced() const { return replaced_; }

 private:
  // U+FFFE and U+FFFF.
  static bool is_noncharacter(std::string_view text) {
    return text.starts_with("\xEF\xBF\xBE") || text.starts_with("\xEF\xBF\xBF");
  }
  void replace(std::string& out) {
    out += kReplacement;
    ++replaced_;
  }
  std::size_t replaced_ = 0;
};

class SubmissionWriter {
 public:
  explicit SubmissionWriter(const sync::Values& values) : answers_(values) {}

  SubmissionXml write(const Form& form, const SubmissionIds& ids) {
    const OutlineNode outline = form_outline(form);
    out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" + form.root + " id=\"";
    text_.append(out_, form.id);
    if (!form.version.empty()) {
      out_ += "\" version=\"";
      text_.append(out_, form.version);
    }
    out_ += "\">\n";
    write_children(outline, "", 1);
    write_meta(outline, ids);
    out_ += "</" + form.root + ">\n";
    return {std::move(out_), text_.replaced()};
  }

 private:
  void indent(std::size_t depth) { out_.append(2 * depth, ' '); }

  void write_children(const OutlineNode& node, const std::string& place, std::size_t depth) {
    for (const OutlineNode& child : node.children) {
      if (child.path == kMeta && is_group(child)) continue;  // stands at the end, with the ids
      const std::string path = place_below(place, child.name);
      if (child.is_repeat()) {
        for (const std::string& instance : answers_.instances(path)) write_around(child, instance, depth);
      } else if (child.is_answer()) {
        if (const CborValue* value = answers_.find(path)) write_leaf(child.name, answer_text(*value), depth);
      } else if (answers_.any_below(path)) {
        write_around(child, path, depth);
      }
    }
  }

  void write_around(const OutlineNode& node, const std::string& place, std::size_t depth) {
    indent(depth);
    out_ += "<" + node.name + ">\n";
    write_children(node, place, depth + 1);
    indent(depth);
    out_ += "</" + node.name + ">\n";
  }

  void write_leaf(const std::string& name, std::string_view text, std::size_t depth) {
    indent(depth);
    out_ += "<" + name + ">";
    text_.append(out_, text);
    out_ += "</" + name + ">\n";
  }

  static bool is_group(const OutlineNode& node) { return !node.is_repeat() && !node.is_answer(); }

  // A form may have a group of this name of its own; one that has another kind of question there gets no ids.
  void write_meta(const OutlineNode& outline, const SubmissionIds& ids) {
    const auto own = std::find_if(outline.children.begin(), outline.children.end(),
                                  [](const OutlineNode& child) { return child.path == kMeta; });
    if (own != outline.children.end() && !is_group(*own)) return;
    out_ += "  <meta>\n";
    if (own != outline.children.end()) write_children(*own, own->path, 2);
    write_leaf("instanceID", ids.instance, 2);
    if (!ids.deprecated.empty()) write_leaf("deprecatedID", ids.deprecated, 2);
    out_ += "  </meta>\n";
  }

  AnswersByPlace answers_;
  XmlText text_;
  std::string out_;
};

}  // namespace

std::string uuid_name(const Id16& id) {
  std::string hex = to_hex(id);
  for (const std::size_t at : {std::size_t{20}, std::size_t{16}, std::size_t{12}, std::size_t{8}}) hex.insert(at, "-");
  return "uuid:" + hex;
}

SubmissionXml submission_xml(const Form& form, const sync::Values& values, const SubmissionIds& ids) {
  SubmissionWriter writer(values);
  return writer.write(form, ids);
}

}  // namespace holdfast::forms
