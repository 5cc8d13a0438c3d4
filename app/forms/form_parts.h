// The smaller parts of a form: what it does by itself, what it declares, lists that lie beside it.
// Values only: nothing here runs or reads anything. Expressions are kept as their author wrote them; references.h turns
// ${name} and relative paths into absolute ones.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/forms/external_list.h"

namespace holdfast::forms {

// Language -> text; "" is the column without a language.
using Texts = std::map<std::string, std::string>;
// "image", "big-image", "audio", "video" -> language -> name of a file.
using MediaTexts = std::map<std::string, Texts>;
// What jr:itext('id') gives, by id.
using TextsById = std::map<std::string, Texts, std::less<>>;

// A value that a form sets by itself at an event: a computed default, a trigger, setvalue of an XForm. Paths are those
// of questions.
struct FormAction {
  bool at_first_load = false;  // once, when the record is begun
  bool at_new_repeat = false;  // when an instance of the repeat around it is added
  bool at_change = false;      // when `trigger` gets another value
  std::string trigger;         // path of the question; a repeat's own, where a new instance of it is the event
  std::string target;          // path of the question; "@name" behind a slash for an attribute
  std::string value;           // an expression in the target's context; empty: the target is emptied
  bool literal = false;        // `value` is a text, not an expression
  bool is_position = false;    // odk:setgeopoint: the value is where the device is
  std::size_t row = 0;
};

// What the record creates or updates (sheet "entities", meta/entity of an XForm). Expressions, but the first.
struct EntityDeclaration {
  std::string dataset;
  std::string label, entity_id, create_if, update_if;
  std::string repeat;  // name of the repeat whose instances are the entities; empty: the record is one
};

}  // namespace holdfast::forms
