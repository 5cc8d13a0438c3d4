#include "app/forms/text_ids.h"

#include <charconv>

namespace holdfast::forms {
namespace {

const Texts* text_of_question(const Form& form, std::string_view id) {
  const std::string root = "/" + form.root + "/";
  const std::size_t colon = id.find(':');
  if (!id.starts_with(root) || colon == std::string_view::npos) return nullptr;
  const Question* question = form.find(id.substr(root.size(), colon - root.size()));
  if (question == nullptr) return nullptr;
  const std::string_view part = id.substr(colon + 1);
  const Texts* texts = part == "label"            ? &question->labels
                       : part == "hint"           ? &question->hints
                       : part == "jr:constraintMsg" ? &question->constraint_messages
                       : part == "jr:requiredMsg"   ? &question->required_messages
                                                    : nullptr;
  return texts == nullptr || texts->empty() ? nullptr : texts;
}

const Texts* text_of_choice(const Form& form, std::string_view id) {
  const std::size_t dash = id.rfind('-');
  if (dash == std::string_view::npos) return nullptr;
  const auto list = form.choices.find(std::string(id.substr(0, dash)));
  std::size_t place = 0;
  const char* const end = id.data() + id.size();
  const auto read = std::from_chars(id.data() + dash + 1, end, place);
  if (list == form.choices.end() || read.ec != std::errc() || read.ptr != end) return nullptr;
  return place < list->second.size() ? &list->second[place].labels : nullptr;
}

}  // namespace

std::optional<Texts> text_by_id(const Form& form, std::string_view id) {
  if (form.is_xform) {
    const auto at = form.texts_by_id.find(id);
    return at == form.texts_by_id.end() ? std::nullopt : std::optional<Texts>(at->second);
  }
  const Texts* texts = text_of_question(form, id);
  if (texts == nullptr) texts = text_of_choice(form, id);
  return texts == nullptr ? std::nullopt : std::optional<Texts>(*texts);
}

}  // namespace holdfast::forms
