#include "app/gui/form_saving.h"

#include <charconv>

namespace holdfast::gui {
namespace {

using forms::AnswerNode;

AnswerNode draft_number(std::int64_t value) {
  return {AnswerNode::Kind::Number, false, std::to_string(value), {}, {}};
}

AnswerNode draft_object() { return {AnswerNode::Kind::Object, false, {}, {}, {}}; }

AnswerNode draft_texts(const std::map<std::string, std::string>& texts) {
  AnswerNode out = draft_object();
  for (const auto& [name, text] : texts) out.members.emplace_back(name, AnswerNode::of_text(text));
  return out;
}

AnswerNode window_part(const FormTask& task, std::int64_t steady_ms) {
  AnswerNode out = draft_object();
  const auto add = [&out](const char* name, AnswerNode node) { out.members.emplace_back(name, std::move(node)); };
  const bool on_page = task.page < task.pages.size();
  add("page", AnswerNode::of_text(on_page ? task.pages[task.page].key : std::string()));
  add("person_language", AnswerNode::of_text(task.person_language));
  add("started", draft_number(task.started_ms));
  const std::int64_t since = task.talking_since_ms == 0 ? 0 : steady_ms - task.talking_since_ms;
  add("talked", draft_number(task.talked_ms + since));
  add("about", AnswerNode::of_text(task.person_code));
  add("answered", draft_number(static_cast<std::int64_t>(task.answered)));
  add("shown", draft_number(static_cast<std::int64_t>(task.shown)));
  add("typed", draft_texts(task.typed));
  add("files", draft_texts(task.files));
  AnswerNode pauses{AnswerNode::Kind::Array, false, {}, {}, {}};
  for (const FormPause& pause : task.pauses) {
    AnswerNode one = draft_object();
    one.members.emplace_back("at", draft_number(pause.at_ms));
    one.members.emplace_back("reason", AnswerNode::of_text(pause.reason));
    pauses.items.push_back(std::move(one));
  }
  add("pauses", std::move(pauses));
  if (task.return_to) add("return_to", AnswerNode::of_text(to_hex(*task.return_to)));
  return out;
}

const AnswerNode* draft_member(const AnswerNode& node, std::string_view name) {
  for (const auto& [key, member] : node.members) {
    if (key == name) return &member;
  }
  return nullptr;
}

std::string text_of_draft(const AnswerNode& node, std::string_view name) {
  const AnswerNode* member = draft_member(node, name);
  return member == nullptr ? std::string() : member->text;
}

std::int64_t number_of_draft(const AnswerNode& node, std::string_view name) {
  const std::string text = text_of_draft(node, name);
  std::int64_t out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out < 0 ? 0 : out;
}

std::map<std::string, std::string> texts_of_draft(const AnswerNode& node, std::string_view name) {
  std::map<std::string, std::string> out;
  const AnswerNode* member = draft_member(node, name);
  if (member == nullptr) return out;
  for (const auto& [key, text] : member->members) out[key] = text.text;
  return out;
}

}  // namespace

std::string draft_content(const FormTask& task, std::int64_t steady_ms) {
  std::string content = task.session->snapshot();
  const std::string part = "\"window\":" + forms::write_answer_tree(window_part(task, steady_ms));
  const std::size_t end = content.rfind('}');
  HOLDFAST_ASSERT(end != std::string::npos && end > 0);
  const bool alone = content.find_first_not_of(" \n", 1) == end;
  content.insert(end, (alone ? "" : ",") + part);
  return content;
}

FormPlace read_form_place(std::string_view content) {
  FormPlace out;
  const auto root = forms::read_answer_tree(content);
  const AnswerNode* window = root.ok() ? draft_member(*root, "window") : nullptr;
  if (window == nullptr) return out;
  out.page = text_of_draft(*window, "page");
  out.person_language = text_of_draft(*window, "person_language");
  out.about = text_of_draft(*window, "about");
  out.started_ms = number_of_draft(*window, "started");
  out.talked_ms = number_of_draft(*window, "talked");
  out.answered = static_cast<std::size_t>(number_of_draft(*window, "answered"));
  out.shown = static_cast<std::size_t>(number_of_draft(*window, "shown"));
  out.typed = texts_of_draft(*window, "typed");
  out.files = texts_of_draft(*window, "files");
  if (const AnswerNode* pauses = draft_member(*window, "pauses")) {
    for (const AnswerNode& pause : pauses->items) {
      out.pauses.push_back({number_of_draft(pause, "at"), text_of_draft(pause, "reason")});
    }
  }
  const Result<Id16> back = array_from_hex<16>(text_of_draft(*window, "return_to"));
  if (back.ok()) out.return_to = *back;
  return out;
}

std::string form_of_draft(std::string_view content) {
  const auto root = forms::read_answer_tree(content);
  return root.ok() ? text_of_draft(*root, "form") : std::string();
}

}  // namespace holdfast::gui
