#include "app/forms/xpath_parser.h"

#include "app/forms/xpath_calls.h"
#include "app/forms/xpath_functions.h"
#include "app/forms/xpath_lexer.h"
#include "app/forms/xpath_steps.h"

namespace holdfast::forms::xpath {
namespace {

struct OperatorWord {
  std::string_view word;
  Operator op;
  int level;  // the higher the tighter
};
constexpr OperatorWord kOperators[] = {
    {"or", Operator::Or, 0},          {"and", Operator::And, 1},      {"=", Operator::Equal, 2},
    {"!=", Operator::NotEqual, 2},    {"<", Operator::Less, 3},       {"<=", Operator::LessEqual, 3},
    {">", Operator::Greater, 3},      {">=", Operator::GreaterEqual, 3}, {"+", Operator::Add, 4},
    {"-", Operator::Subtract, 4},     {"*", Operator::Multiply, 5},   {"div", Operator::Divide, 5},
    {"mod", Operator::Modulo, 5},
};

class Parser {
 public:
  Parser(std::vector<Token> tokens, Program& program, const NameResolver& names)
      : tokens_(std::move(tokens)), program_(program), names_(names) {}

  Result<void> run() {
    program_.top = TRY(expression());
    if (peek().kind == TokenKind::End) return {};
    if (peek().kind == TokenKind::Close) return error("this bracket closes nothing");
    return error("an operator is missing before this, or something is left over");
  }

 private:
  const Token& peek(std::size_t ahead = 0) const { return tokens_[std::min(at_ + ahead, tokens_.size() - 1)]; }
  bool take(TokenKind kind) {
    if (peek().kind != kind) return false;
    ++at_;
    return true;
  }
  Error error(std::string_view what) const { return expression_error(program_.text, peek().place, what); }
  Error error_at(std::size_t place, std::string_view what) const {
    return expression_error(program_.text, place, what);
  }
  ExprId add(ExprKind kind, std::size_t place) {
    Expr expr;
    expr.kind = kind;
    expr.place = static_cast<std::uint32_t>(place);
    program_.exprs.push_back(std::move(expr));
    return static_cast<ExprId>(program_.exprs.size() - 1);
  }
  Expr& at(ExprId id) { return program_.exprs[id]; }

  const OperatorWord* next_operator() const {
    if (peek().kind != TokenKind::Operator) return nullptr;
    for (const OperatorWord& candidate : kOperators) {
      if (candidate.word == peek().text) return &candidate;
    }
    return nullptr;
  }

  Result<ExprId> expression() {
    if (++depth_ > kExpressionDepthMax) return error("the brackets are nested too deep");
    const ExprId out = TRY(binary(0));
    --depth_;
    return out;
  }

  Result<ExprId> binary(int level_min) {
    ExprId left = TRY(unary());
    for (const OperatorWord* op = next_operator(); op != nullptr && op->level >= level_min; op = next_operator()) {
      const int level = op->level;
      const ExprId chain = add(ExprKind::Chain, peek().place);
      std::vector<ExprId> parts{left};
      std::vector<Operator> operators;
      for (; op != nullptr && op->level == level; op = next_operator()) {
        operators.push_back(op->op);
        ++at_;
        parts.push_back(TRY(binary(level + 1)));
      }
      at(chain).parts = std::move(parts);
      at(chain).operators = std::move(operators);
      left = chain;
    }
    return left;
  }

  Result<ExprId> unary() {
    const std::size_t place = peek().place;
    std::size_t signs = 0;
    while (peek().kind == TokenKind::Operator && peek().text == "-") {
      ++at_;
      ++signs;
    }
    const ExprId inner = TRY(all_of());
    if (signs == 0) return inner;
    const ExprId out = add(ExprKind::Negate, place);
    at(out).number = static_cast<double>(signs);
    at(out).parts = {inner};
    return out;
  }

  Result<ExprId> all_of() {
    const ExprId first = TRY(path());
    if (peek().kind != TokenKind::Operator || peek().text != "|") return first;
    const ExprId out = add(ExprKind::Union, peek().place);
    std::vector<ExprId> parts{first};
    while (peek().kind == TokenKind::Operator && peek().text == "|") {
      ++at_;
      parts.push_back(TRY(path()));
    }
    at(out).parts = std::move(parts);
    return out;
  }

  bool begins_step() const {
    switch (peek().kind) {
      case TokenKind::Dot:
      case TokenKind::DoubleDot:
      case TokenKind::At:
      case TokenKind::Star: return true;
      case TokenKind::Name: return peek(1).kind != TokenKind::Open || is_node_test(peek().text);
      default: return false;
    }
  }

  Result<ExprId> path() {
    const std::size_t place = peek().place;
    Path out;
    if (peek().kind == TokenKind::Slash || peek().kind == TokenKind::DoubleSlash) {
      out.start = Start::Root;
      if (take(TokenKind::Slash)) {
        if (begins_step()) TRY(add_step(out));
      }
    } else if (peek().kind == TokenKind::Reference) {
      out = TRY(named());
    } else if (begins_step()) {
      TRY(add_step(out));
    } else {
      const ExprId inner = TRY(primary());
      if (peek().kind != TokenKind::OpenPredicate && peek().kind != TokenKind::Slash &&
          peek().kind != TokenKind::DoubleSlash) {
        return inner;
      }
      out.start = Start::Origin;
      out.origin = inner;
      TRY(predicates(out.origin_predicates));
    }
    while (peek().kind == TokenKind::Slash || peek().kind == TokenKind::DoubleSlash) {
      if (take(TokenKind::DoubleSlash)) {
        Step any;
        any.axis = Axis::DescendantOrSelf;
        any.test = Test::AnyNode;
        out.steps.push_back(std::move(any));
      } else {
        ++at_;
      }
      if (!begins_step()) return error("a name is missing after the slash");
      TRY(add_step(out));
    }
    const ExprId id = add(ExprKind::Path, place);
    at(id).path = static_cast<std::uint32_t>(program_.paths.size());
    program_.paths.push_back(std::move(out));
    return id;
  }

  // ${name}: an absolute path, which means this instance of the repeats that are around both.
  Result<Path> named() {
    const Token token = peek();
    ++at_;
    std::string_view name = token.text;
    constexpr std::string_view kLastSaved = "last-saved#";
    Path out;
    if (name.substr(0, kLastSaved.size()) == kLastSaved) {
      program_.warnings.push_back("${last-saved#" + shown_name(name.substr(kLastSaved.size())) +
                                  "} is empty here: answers of an earlier record are not carried over");
      out.start = Start::Context;  // a step that nothing matches
      Step never;
      never.name = std::string(token.text);
      out.steps.push_back(std::move(never));
      return out;
    }
    const std::optional<std::string> path = names_ ? names_(name) : std::nullopt;
    if (!path.has_value()) {
      return error_at(token.place, "there is no question named \"" + shown_name(name) + "\"");
    }
    out = path_to(*path);
    TRY(predicates(out.steps.back().predicates));
    plan_lookup(program_, out.steps.back());
    return out;
  }

  Result<void> predicates(std::vector<ExprId>& out) {
    while (peek().kind == TokenKind::OpenPredicate) {
      const std::size_t place = peek().place;
      ++at_;
      out.push_back(TRY(expression()));
      if (!take(TokenKind::ClosePredicate)) return error_at(place, "this [ has no closing ]");
    }
    return {};
  }

  Result<void> add_step(Path& out) {
    Step step;
    if (take(TokenKind::Dot)) {
      step.axis = Axis::Self;
      step.test = Test::AnyNode;
    } else if (take(TokenKind::DoubleDot)) {
      step.axis = Axis::Parent;
      step.test = Test::AnyNode;
    } else {
      TRY(read_axis(step));
      TRY(read_test(step));
    }
    TRY(predicates(step.predicates));
    plan_lookup(program_, step);
    out.steps.push_back(std::move(step));
    return {};
  }

  Result<void> read_axis(Step& step) {
    if (take(TokenKind::At)) {
      step.axis = Axis::Attribute;
    } else if (peek().kind == TokenKind::Name && peek(1).kind == TokenKind::DoubleColon) {
      const std::optional<Axis> axis = axis_named(peek().text);
      if (!axis.has_value()) return error("this axis is not supported; child, parent, descendant and ancestor are");
      step.axis = *axis;
      at_ += 2;
    }
    return {};
  }

  Result<void> read_test(Step& step) {
    if (take(TokenKind::Star)) {
      step.test = Test::AnyName;
      return {};
    }
    if (peek().kind != TokenKind::Name) return error("the name of a question is missing here");
    step.name = peek().text;
    ++at_;
    if (peek().kind != TokenKind::Open) return {};
    if (!is_node_test(step.name)) return error("a function cannot stand here");
    ++at_;
    step.test = Test::AnyNode;
    // A value is kept in its node: the text of a node is the node itself.
    if (step.name == "text" && step.axis == Axis::Child) step.axis = Axis::Self;
    step.name.clear();
    if (!take(TokenKind::Close)) return error("a closing bracket is missing here");
    return {};
  }

  Result<ExprId> primary() {
    const Token token = peek();
    switch (token.kind) {
      case TokenKind::Number: {
        ++at_;
        const ExprId out = add(ExprKind::Number, token.place);
        at(out).number = text_number(token.text);
        return out;
      }
      case TokenKind::Literal: {
        ++at_;
        const ExprId out = add(ExprKind::Text, token.place);
        at(out).text = token.text;
        return out;
      }
      case TokenKind::Open: {
        ++at_;
        const ExprId out = TRY(expression());
        if (!take(TokenKind::Close)) return unclosed(token.place);
        return out;
      }
      case TokenKind::Name: return call();
      case TokenKind::End: return error("the expression ends too early");
      case TokenKind::Close: return error("something is missing before this bracket");
      case TokenKind::Operator: return error("something is missing before this operator");
      default: return error("this cannot stand here");
    }
  }

  Error unclosed(std::size_t place) const {
    return peek().kind == TokenKind::End
               ? error_at(place, "this bracket is never closed")
               : error("an operator, a comma or a closing bracket is missing before this");
  }

  Result<ExprId> call() {
    const Token token = peek();
    const Function* function = find_function(token.text);
    if (function == nullptr) {
      return error("there is no function named \"" + shown_name(token.text) +
                   "\"; see the list of functions of ODK XForms");
    }
    at_ += 2;  // its name and the bracket
    std::vector<ExprId> arguments;
    if (peek().kind != TokenKind::Close) {
      do {
        arguments.push_back(TRY(expression()));
      } while (take(TokenKind::Comma));
    }
    if (!take(TokenKind::Close)) return unclosed(token.place);
    const bool odd = arguments.size() % 2 == 1;
    if (arguments.size() < function->least || arguments.size() > function->most ||
        (function->count == Count::Odd && !odd) || (function->count == Count::Even && odd)) {
      return error_at(token.place, std::string(function->name) + "() " + argument_rule(*function) + ", not " +
                                       std::to_string(arguments.size()));
    }
    const ExprId out = add(ExprKind::Call, token.place);
    at(out).function = function;
    at(out).parts = std::move(arguments);
    TRY(check_call(program_, out, names_));
    return out;
  }

  std::vector<Token> tokens_;
  Program& program_;
  const NameResolver& names_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
};

}  // namespace

Result<Program> parse_program(std::string_view text, const NameResolver& names) {
  if (text.size() > kExpressionSizeMax) return Error{kExpressionLimit, "the expression is longer than 64 KiB"};
  Program out;
  out.text = std::string(text);
  std::vector<Token> tokens = TRY(read_tokens(text));
  if (tokens.size() == 1) return expression_error(text, 0, "the expression is empty");
  Parser parser(std::move(tokens), out, names);
  TRY(parser.run());
  return out;
}

}  // namespace holdfast::forms::xpath
