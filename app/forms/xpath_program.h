// Inside of app/forms: an expression after parsing. Flat, immutable, shared by everybody who evaluates it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/text/pattern.h"

namespace holdfast::forms::xpath {

struct Function;  // xpath_functions.h

using ExprId = std::uint32_t;
inline constexpr ExprId kNoExpr = 0xffff'ffff;

enum class ExprKind : std::uint8_t { Text, Number, Chain, Negate, Union, Path, Call };

enum class Operator : std::uint8_t {
  Or, And, Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual, Add, Subtract, Multiply, Divide, Modulo
};

// A chain is one level of precedence read from the left, "a + b - c": `operators` has one fewer than `parts`. So a long
// expression is long, not deep.
struct Expr {
  ExprKind kind = ExprKind::Text;
  std::uint32_t place = 0;  // byte in the expression's text
  double number = 0;        // of Number; of Negate how many signs
  std::string text{};       // of Text
  std::vector<ExprId> parts{};
  std::vector<Operator> operators{};
  const Function* function = nullptr;  // of Call
  std::shared_ptr<const text::Pattern> pattern{};  // of a call of regex() with its pattern written out
  std::uint32_t path = 0;              // of Path: position in Program::paths
};

enum class Axis : std::uint8_t {
  Child, Parent, Self, Attribute, Descendant, DescendantOrSelf, Ancestor, AncestorOrSelf, FollowingSibling,
  PrecedingSibling
};
enum class Test : std::uint8_t { Name, AnyName, AnyNode };

// [column = key] at the beginning of a first predicate, where `key` is the same for every row: answered by an index.
struct RowLookup {
  std::string column{};
  ExprId key = kNoExpr;
  bool whole = false;  // the predicate is nothing but this comparison
};

struct Step {
  Axis axis = Axis::Child;
  Test test = Test::Name;
  std::string name{};
  std::vector<ExprId> predicates{};
  RowLookup lookup{};
};

enum class Start : std::uint8_t { Root, Context, Origin };

struct Path {
  Start start = Start::Context;
  ExprId origin = kNoExpr;                // of Start::Origin: current(), instance('…'), (…)
  std::vector<ExprId> origin_predicates{};
  std::vector<Step> steps{};
};

struct Program {
  std::string text{};
  std::vector<Expr> exprs{};
  std::vector<Path> paths{};
  ExprId top = kNoExpr;
  std::vector<std::string> warnings{};
};

}  // namespace holdfast::forms::xpath
