// Inside of app/forms: the functions that expressions may call, one table a kind. A new function is a new row.
#pragma once

#include <span>

#include "app/forms/xpath_eval.h"

namespace holdfast::forms::xpath {

enum class Count : std::uint8_t { Any, Odd, Even };

struct Function {
  std::string_view name;
  std::size_t least = 0, most = 0;  // arguments
  Result<Value> (*run)(Evaluation& evaluation, const Expr& call) = nullptr;
  Count count = Count::Any;
};

inline constexpr std::size_t kManyArguments = 2000;

// Null where there is none of this name.
const Function* find_function(std::string_view name);
// "takes 2 arguments", "takes 1 to 3 arguments", …
std::string argument_rule(const Function& function);

std::span<const Function> logic_functions();   // true, not, if, coalesce, once, checklist, …
std::span<const Function> number_functions();  // round, sum, max, pow, sin, random, …
std::span<const Function> text_functions();    // concat, substr, regex, translate, …
std::span<const Function> date_functions();    // today, format-date, decimal-time, …
std::span<const Function> node_functions();    // count, position, instance, indexed-repeat, randomize, pulldata, …
std::span<const Function> geo_functions();     // area, distance, geofence
std::span<const Function> hash_functions();    // digest, base64-decode, extract-signed, uuid

}  // namespace holdfast::forms::xpath
