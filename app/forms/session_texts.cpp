// What a screen shows of a session: texts in the language chosen now, states, choices.
#include <algorithm>

#include "app/forms/form_session.h"

namespace holdfast::forms {

void FormSession::set_language(const std::string& language) {
  lookups_->set_language(language);
  // jr:choice-name and labels of lists in calculations speak the language as well.
  engine_->begin_change();
  engine_->wake_all(tree_->root());
  engine_->run();
}

const std::string& FormSession::language() const { return lookups_->language(); }

std::string FormSession::sentence(const Texts& texts, std::string otherwise) const {
  std::string text = lookups_->text_in(texts);
  return text.empty() ? std::move(otherwise) : text;
}

namespace {

// "Good day, ${name}": answers that stand in a text, where the form has such a question.
std::string with_answers(const SessionTree& tree, const SessionNode& node, std::string_view text) {
  std::string out;
  while (true) {
    const std::size_t start = text.find("${");
    const std::size_t end = start == std::string_view::npos ? start : text.find('}', start);
    if (end == std::string_view::npos) return out + std::string(text);
    out += text.substr(0, start);
    const std::string_view name = text.substr(start + 2, end - start - 2);
    const SessionNode* scope = node.parent;
    const Question* question = nullptr;
    while (scope != nullptr && question == nullptr) {
      while (scope->question != kNoQuestion && !scope->instance) scope = scope->parent;
      const std::string repeat =
          scope->question == kNoQuestion ? std::string() : tree.logic().question(scope->question).path;
      question = tree.logic().index().find_name(repeat, name);
      if (question == nullptr) scope = scope->parent;
    }
    if (question != nullptr) {
      bool first = true;
      tree.each(*const_cast<SessionNode*>(scope), tree.logic().number_of(*question), [&](SessionNode& asked) {
        if (std::exchange(first, false)) out += value_text(asked.value);
      });
    } else {
      out += text.substr(start, end - start + 1);
    }
    text.remove_prefix(end + 1);
  }
}

}  // namespace

ShownText FormSession::text_at(std::string_view path, Texts Question::* texts, const std::string& language) const {
  const SessionNode* node = tree_->find(path);
  if (node == nullptr || node->question == kNoQuestion) return {};
  const Texts& all = logic_->question(node->question).*texts;
  const auto own = all.find(language);
  const bool in_language = own != all.end() && !own->second.empty();
  const std::string text = text_in_language(all, language, logic_->form().default_language);
  return {with_answers(*tree_, *node, text), in_language || language.empty()};
}

ShownText FormSession::label(std::string_view path) const { return label_in(path, language()); }
ShownText FormSession::hint(std::string_view path) const { return hint_in(path, language()); }

ShownText FormSession::label_in(std::string_view path, const std::string& language) const {
  return text_at(path, &Question::labels, language);
}

ShownText FormSession::hint_in(std::string_view path, const std::string& language) const {
  return text_at(path, &Question::hints, language);
}

ShownText FormSession::guidance_in(std::string_view path, const std::string& language) const {
  return text_at(path, &Question::guidance_hints, language);
}

std::optional<QuestionState> FormSession::state(std::string_view path) {
  SessionNode* const node = tree_->find(path);
  if (node == nullptr) return std::nullopt;
  QuestionState out;
  out.question = &logic_->question(node->question);
  out.shown = node->shown;
  out.value = node->value;
  out.given = node->given;
  if (tree_->is_repeat(*node)) {
    out.counted = logic_->of(node->question).count.has_value();
    const auto counts = [](const auto& instance) { return instance->counted; };
    out.instances = static_cast<std::size_t>(std::count_if(node->children.begin(), node->children.end(), counts));
    return out;
  }
  engine_->begin_change();
  out.read_only = is_read_only(*node);
  out.required = is_required(*node);
  return out;
}

std::vector<std::string> FormSession::shown_paths() const {
  std::vector<std::string> out;
  tree_->walk(tree_->root(), [&](SessionNode& node) {
    if (node.question != kNoQuestion && node.shown) out.push_back(tree_->path_of(node));
  });
  return out;
}

std::vector<std::string> FormSession::instances(std::string_view repeat) const {
  std::vector<std::string> out;
  const SessionNode* node = tree_->find(repeat);
  if (node == nullptr || !tree_->is_repeat(*node)) return out;
  for (const auto& instance : node->children) {
    if (instance->counted) out.push_back(tree_->path_of(*instance));
  }
  return out;
}

bool FormSession::is_counted(std::string_view repeat) const {
  const SessionNode* node = tree_->find(repeat);
  return node != nullptr && tree_->is_repeat(*node) && logic_->of(node->question).count.has_value();
}

std::size_t FormSession::instances_given(std::string_view repeat) const {
  const SessionNode* node = tree_->find(repeat);
  return node != nullptr && tree_->is_repeat(*node) ? node->children.size() : 0;
}

std::optional<sync::FieldClass> FormSession::class_of(std::string_view path) const {
  const SessionNode* node = tree_->find(path);
  if (node == nullptr) return std::nullopt;
  return logic_->question(node->question).field_class;
}

std::optional<std::vector<OfferedChoice>> FormSession::choices(std::string_view path) const {
  const SessionNode* node = tree_->find(path);
  if (node == nullptr || node->instance || !is_choice(logic_->question(node->question).type)) return std::nullopt;
  return engine_->choices().offered(*node, engine_->context(*node), engine_->seed);
}

}  // namespace holdfast::forms
