// ODK's submission XML, read into the same kind of answers as JSON. The library that reads XML is seen here only; it
// expands no entities and opens no file, and documents that define types of their own are refused.
#include <pugixml.hpp>
#include <set>

#include "app/forms/answer_paths.h"
#include "app/forms/answer_tree.h"
#include "app/forms/submission.h"
#include "app/forms/xml_text.h"

namespace holdfast::forms {
namespace {

constexpr std::size_t kXmlNodesMax = 200'000;

std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool has_elements(const pugi::xml_node& node) {
  for (const pugi::xml_node& child : node.children()) {
    if (child.type() == pugi::node_element) return true;
  }
  return false;
}

std::string text_of(const pugi::xml_node& node) {
  std::string out;
  for (const pugi::xml_node& child : node.children()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) out += child.value();
  }
  return out;
}

// Aggregate hands submissions out inside an envelope of its own: <submission><data><form id=…>.
pugi::xml_node answers_element(const pugi::xml_document& document) {
  const pugi::xml_node root = document.document_element();
  const bool wrapped = local_name(root) == "submission" && !root.attribute("id") &&
                       xml_namespace(root, root.name(), true) == "http://opendatakit.org/submissions";
  if (!wrapped) return root;
  const pugi::xml_node data = xml_child(root, "data");
  for (const pugi::xml_node& child : data.children()) {
    if (child.type() == pugi::node_element) return child;
  }
  return {};
}

class XmlWalk {
 public:
  explicit XmlWalk(const Form& form) : index_(form), code_(code_question(form)) {}

  // `prefix`: the form's path of this node, with its slash.
  Result<AnswerNode> read(const pugi::xml_node& node, const std::string& prefix, std::size_t depth) {
    AnswerNode out{AnswerNode::Kind::Object, false, {}, {}, {}};
    std::set<std::string> names;  // that stand here once
    if (depth >= kAnswersDepthMax) return Error{kAnswersMalformed, "nested too deeply"};
    for (const pugi::xml_node& child : node.children()) {
      if (child.type() != pugi::node_element) continue;
      if (++nodes_ > kXmlNodesMax) return Error{kAnswersMalformed, "too many answers"};
      const std::string name(local_name(child));
      const Question* question = index_.find(prefix + name);
      if (question == nullptr && (is_envelope(name) || is_id_of_odk(prefix, name))) continue;
      if (child.attribute("jr:template")) continue;
      if (question != nullptr && question == code_) {
        if (!text_of(child).empty()) not_taken.push_back(question->path);
        continue;
      }
      if (question != nullptr && question->type == QuestionType::Repeat) {
        AnswerNode item = TRY(read(child, question->path + "/", depth + 1));
        array_of(out, name).items.push_back(std::move(item));
        continue;
      }
      if (!names.insert(name).second) return Error{kAnswersMalformed, "a question is answered twice"};
      if (has_elements(child)) {
        AnswerNode group = TRY(read(child, prefix + name + "/", depth + 1));
        out.members.emplace_back(name, std::move(group));
        continue;
      }
      std::string text = text_of(child);
      if (!text.empty()) out.members.emplace_back(name, AnswerNode::of_text(std::move(text)));
    }
    return out;
  }

  std::vector<std::string> not_taken;

 private:
  // What ODK and its servers wrap around answers, where the form has no question of this name.
  static bool is_envelope(std::string_view name) { return name == "meta" || name == "formhub"; }

  // The same, where the form has a group called meta of its own.
  static bool is_id_of_odk(std::string_view prefix, std::string_view name) {
    return prefix == "meta/" && (name == "instanceID" || name == "deprecatedID" || name == "instanceName");
  }

  // The instances of a repeat so far. Only repeats of the form are looked up, so this stays short.
  static AnswerNode& array_of(AnswerNode& node, const std::string& name) {
    for (auto& [known, member] : node.members) {
      if (known == name && member.kind == AnswerNode::Kind::Array) return member;
    }
    return node.members.emplace_back(name, AnswerNode{AnswerNode::Kind::Array, false, {}, {}, {}}).second;
  }

  QuestionIndex index_;
  const Question* code_;
  std::size_t nodes_ = 0;
};

constexpr std::size_t kInstanceNameMax = 256;

// "instanceID" of the meta group, wherever its prefix comes from; too long a name is none.
std::string meta_text(const pugi::xml_node& root, std::string_view name) {
  for (const pugi::xml_node& group : root.children()) {
    if (local_name(group) != "meta") continue;
    for (const pugi::xml_node& child : group.children()) {
      if (local_name(child) != name) continue;
      std::string text = text_of(child);
      return text.size() <= kInstanceNameMax ? text : std::string();
    }
  }
  return {};
}

}  // namespace

const Question* code_question(const Form& form) {
  for (const Question& question : form.questions) {
    if (question.name == "code" && question.read_only) return &question;
  }
  return nullptr;
}

Result<std::string> answers_from_xml(const Form& form, ByteView xml) {
  XmlSubmission submission = TRY(submission_from_xml(form, xml));
  return std::move(submission.answers);
}

Result<XmlSubmission> submission_from_xml(const Form& form, ByteView xml) {
  if (xml.size() > kAnswersSizeMax) return Error{kAnswersMalformed, "too large"};
  if (!is_utf8(xml)) return Error{kAnswersMalformed, "not UTF-8"};
  pugi::xml_document document;
  const auto parsed = document.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_doctype,
                                           pugi::encoding_utf8);
  if (!parsed) return Error{kAnswersMalformed, "this is no XML"};
  for (const pugi::xml_node& node : document.children()) {
    if (node.type() == pugi::node_doctype) return Error{kAnswersMalformed, "a document type is not accepted"};
  }
  const pugi::xml_node root = answers_element(document);
  if (!root) return Error{kAnswersMalformed, "no answers"};
  if (std::string_view(root.attribute("encrypted").value()) == "yes") {
    return Error{kAnswersMalformed, "these answers are encrypted by ODK; decrypt them with its tools first"};
  }
  const std::string_view id = root.attribute("id").value();
  if (!id.empty() && id != form.id) return Error{kAnswersMalformed, "these are answers to another form"};
  XmlWalk walk(form);
  const auto answers = TRY(walk.read(root, "", 0));
  XmlSubmission out{write_answer_tree(answers), meta_text(root, "instanceID"), meta_text(root, "deprecatedID"),
                    std::move(walk.not_taken)};
  // Servers of ODK name a submission in an attribute as well.
  const std::string_view attribute = root.attribute("instanceID").value();
  if (out.instance_id.empty() && attribute.size() <= kInstanceNameMax) out.instance_id = attribute;
  return out;
}

}  // namespace holdfast::forms
