#include "app/forms/xpath_functions.h"

namespace holdfast::forms::xpath {

const Function* find_function(std::string_view name) {
  const std::span<const Function> tables[] = {logic_functions(), number_functions(), text_functions(), date_functions(),
                                              node_functions(),  geo_functions(),    hash_functions()};
  for (const std::span<const Function> table : tables) {
    for (const Function& function : table) {
      if (function.name == name) return &function;
    }
  }
  return nullptr;
}

std::string argument_rule(const Function& function) {
  std::string out = "takes ";
  if (function.count != Count::Any) out += function.count == Count::Odd ? "an odd number of, " : "an even number of, ";
  if (function.most == kManyArguments) {
    out += "at least " + std::to_string(function.least);
  } else if (function.least == function.most) {
    out += function.most == 0 ? "no" : std::to_string(function.most);
  } else {
    out += std::to_string(function.least) + " to " + std::to_string(function.most);
  }
  return out + (function.most == 1 || (function.most == kManyArguments && function.least == 1) ? " argument"
                                                                                               : " arguments");
}

}  // namespace holdfast::forms::xpath
