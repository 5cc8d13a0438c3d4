#include "app/forms/xpath_calls.h"

#include "app/forms/xpath_functions.h"
#include "app/forms/xpath_lexer.h"

namespace holdfast::forms::xpath {
namespace {

bool gives_nodes(const Program& program, ExprId id) {
  const Expr& expr = program.exprs[id];
  if (expr.kind == ExprKind::Path || expr.kind == ExprKind::Union) return true;
  if (expr.kind != ExprKind::Call) return false;
  for (const std::string_view name : {"instance", "current", "randomize", "indexed-repeat", "if", "coalesce", "once"}) {
    if (expr.function->name == name) return true;
  }
  return false;
}

// '${question}', which XLSForm lets stand inside a text here.
Result<void> find_question(const Program& program, Expr& written, const NameResolver& names) {
  if (written.text.find("${") == std::string::npos) return {};
  const std::vector<Token> tokens = TRY(read_tokens(written.text));
  std::optional<std::string> path;
  if (names && tokens[0].kind == TokenKind::Reference) path = names(tokens[0].text);
  if (!path.has_value()) {
    return expression_error(program.text, written.place, "jr:choice-name() needs the name of a question here");
  }
  written.text = *path;
  return {};
}

}  // namespace

Result<void> check_call(Program& program, ExprId id, const NameResolver& names) {
  Expr& call = program.exprs[id];
  const std::string_view name = call.function->name;
  Expr* const second = call.parts.size() > 1 ? &program.exprs[call.parts[1]] : nullptr;
  const bool written_out = second != nullptr && second->kind == ExprKind::Text;
  if (name == "jr:choice-name" && written_out) return find_question(program, *second, names);
  if (name == "regex") {
    program.warnings.push_back("regex() compares the whole value here and in ODK Collect; web forms of other makers "
                               "may accept a value that only contains the pattern");
    if (!written_out) return {};
    auto pattern = std::make_shared<text::Pattern>(second->text);
    if (!pattern->valid()) return expression_error(program.text, second->place, "this is no regular expression");
    call.pattern = std::move(pattern);
  }
  const bool counts = name == "sum" || name == "count" || name == "count-non-empty";
  if (counts && !gives_nodes(program, call.parts[0])) {
    return expression_error(program.text, call.place, std::string(name) + "() needs questions or rows, not a value");
  }
  return {};
}

}  // namespace holdfast::forms::xpath
