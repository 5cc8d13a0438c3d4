// Inside of app/forms: the order that randomize() makes of a seed, the same in every program that follows ODK XForms.
#pragma once

#include "app/forms/xpath.h"

namespace holdfast::forms::xpath {

// A number without its fraction; of a text that is no number, the first 8 bytes of its SHA-256.
std::int64_t seed_of(const Value& seed);
// Fisher and Yates, inside out, with the numbers of Park and Miller's generator.
void shuffle_nodes(std::vector<NodeRef>& nodes, std::int64_t seed);

}  // namespace holdfast::forms::xpath
