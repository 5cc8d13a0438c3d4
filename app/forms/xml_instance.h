// Inside of app/forms: elements of a parsed XML as a list or a tree.
#pragma once

#include "app/forms/external_list.h"

namespace pugi {
class xml_node;
}  // namespace pugi

namespace holdfast::forms {

// root/item/cells, nothing deeper.
bool is_list_element(const pugi::xml_node& root);
Result<ExternalList> list_of_element(std::string_view name, const pugi::xml_node& root);
Instance tree_of_element(const pugi::xml_node& root);

}  // namespace holdfast::forms
