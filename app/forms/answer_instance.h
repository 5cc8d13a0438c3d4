// Answers as a tree for expressions, without a session: for trying an expression out.
#pragma once

#include "app/forms/answer_paths.h"
#include "app/forms/answer_tree.h"
#include "app/forms/instance.h"

namespace holdfast::forms {

// Each object a group or an instance of a repeat, each list of objects a repeat, each list of values a choice of
// several. With a form: its questions have their types, stand in their groups though the answers name them flat, and
// are there when they were not answered. Names that the form does not know are kept where they stand.
// kAnswersMalformed where `answers` is no object.
Result<Instance> answers_instance(const AnswerNode& answers, const Form* form);

// What a value of this question is to an expression.
NodeType node_type_of(QuestionType type);

// The form path of a name: of the form's question outside of repeats, else the first one; without a form, of the first
// node.
std::optional<std::string> form_path_of_name(const Instance& tree, const Form* form, std::string_view name);

}  // namespace holdfast::forms
