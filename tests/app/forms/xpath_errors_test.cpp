// What is refused, where, and how a hostile form is stopped.
#include "tests/app/forms/xpath_support.h"

#include "app/forms/xpath_functions.h"

using namespace holdfast;
using namespace holdfast::forms;
using test::SmallForm;

namespace {

std::string refusal(std::string_view text) {
  const Result<Expression> out = Expression::parse(text, SmallForm::path_of);
  if (out.ok()) return "accepted";
  CHECK(out.error().reason == kFormExpression);
  return out.error().detail;
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("A mistake is named with its place and what to do") {
  CHECK(refusal("") == "character 1: the expression is empty");
  CHECK(refusal("1 + ") == "character 5: the expression ends too early");
  CHECK(refusal("(1 + 2") == "character 1: this bracket is never closed");
  CHECK(refusal("1 + 2)") == "character 6: this bracket closes nothing");
  CHECK(refusal("'open") == "character 1: the text that begins here has no closing quote");
  CHECK(refusal("${agee} > 3") == "character 1: there is no question named \"agee\"");
  CHECK(refusal("'မြန်' = $x") == "character 10: a question is written like ${name}");
  CHECK(refusal("1 + nothing('x')").find("character 5: there is no function named \"nothing\"") == 0);
  CHECK(refusal("${age} ${name}") == "character 8: an operator is missing before this, or something is left over");
  CHECK(refusal("a[1") == "character 2: this [ has no closing ]");
  CHECK(refusal("1 && 2").find("\"and\" is written and") != std::string::npos);
  CHECK(refusal("!${age}").find("written not(") != std::string::npos);
  CHECK(refusal("namespace::x").find("this axis is not supported") != std::string::npos);
  CHECK(refusal("/data/") == "character 7: a name is missing after the slash");
  CHECK(refusal("regex(., '[a')") == "character 10: this is no regular expression");
  CHECK(refusal("sum(3)").find("needs questions or rows") != std::string::npos);
  CHECK(refusal("1 # 2") == "character 3: this character means nothing here");
  CHECK(refusal("* 3") != "accepted");
  CHECK(refusal("and") == "accepted");  // a question may have that name
  CHECK(refusal(std::string("1\0 2", 4)) != "accepted");
}

TEST_CASE("Every function refuses one argument too few and one too many before anybody answers") {
  using namespace holdfast::forms::xpath;
  std::size_t checked = 0;
  for (const std::span<const Function> table :
       {logic_functions(), number_functions(), text_functions(), date_functions(), node_functions(), geo_functions(),
        hash_functions()}) {
    for (const Function& function : table) {
      const auto with = [&](std::size_t count) {
        std::string arguments;
        for (std::size_t i = 0; i < count; ++i) arguments += i == 0 ? "." : ", .";
        return refusal(std::string(function.name) + "(" + arguments + ")");
      };
      INFO(function.name);
      CHECK(with(function.least) == "accepted");
      const std::string begins = "character 1: " + std::string(function.name) + "() takes";
      if (function.least > 0) CHECK(with(function.least - 1).starts_with(begins));
      if (function.most < kManyArguments) CHECK(with(function.most + 1).find("() takes") != std::string::npos);
      if (function.count != Count::Any) CHECK(with(function.least + 1).find("number of") != std::string::npos);
      ++checked;
    }
  }
  CHECK(checked == 81);
}

TEST_CASE("Length and depth have limits") {
  CHECK(Expression::parse(std::string(kExpressionSizeMax + 1, ' ')).error().reason == kExpressionLimit);
  CHECK(refusal(repeated("(", kExpressionDepthMax + 1) + "1").find("nested too deep") != std::string::npos);
  CHECK(refusal(repeated("not(", 60'000 / 4)).find("nested too deep") != std::string::npos);
  CHECK(refusal(repeated("a[", 30'000)).find("nested too deep") != std::string::npos);
  const std::size_t half = kExpressionDepthMax - 1;
  CHECK(refusal(repeated("(", half) + "1" + repeated(")", half)) == "accepted");
  // Long is not deep.
  SmallForm form;
  CHECK(form.number("0" + repeated(" + 1", 10'000)) == 10'000);
  CHECK(form.number(repeated("-", 60'001) + "1") == -1);
  CHECK(form.holds("false()" + repeated(" or false()", 4'000) + " or true()"));
  CHECK(form.text("count(/data" + repeated("/..", 10'000) + ")") == "0");
}

TEST_CASE("An expression that would run for ever is stopped") {
  SmallForm form;
  const auto is_stopped = [&](const std::string& text) {
    const Result<Value> value = form.evaluate(text);
    return !value.ok() && value.error().reason == kExpressionLimit;
  };
  for (int i = 0; i < 3'000; ++i) form.tree.add_child(Instance::root(), "many", std::to_string(i));
  CHECK(is_stopped("count(/data/many[count(/data/many[. = current()]) > 5])"));
  CHECK(is_stopped("count(//*//*//*//*)") == false);  // a set holds each node once
  CHECK(is_stopped("count(/data/many[. = /data/many[. > 2999] or 1 > count(//many)]) > 0"));
  // Texts that double: each calculation in a form may take the one before.
  std::string text = "aaaaaaaaaaaaaaaa";
  const NodeId node = form.tree.find("/data/name");
  Result<Value> doubled = Value::of(text);
  int rounds = 0;
  for (; doubled.ok() && rounds < 40; ++rounds) {
    form.tree.set_value(node, doubled->to_text());
    doubled = form.evaluate("concat(${name}, ${name})");
  }
  CHECK(rounds == 17);
  CHECK(doubled.error().reason == kExpressionLimit);
  CHECK(is_stopped("contains(${name}, concat(substr(${name}, 0, 500000), 'b'))"));
  CHECK(is_stopped("translate(${name}, ${name}, '')"));
  form.tree.set_value(node, std::string(5'000, 'a'));
  CHECK(is_stopped("regex(${name}, '(a+)+b')"));
  CHECK(is_stopped("regex(${name}, concat('(a|aa)', '+b'))"));
}

TEST_CASE("What fails while answering says where, and nothing else happens") {
  SmallForm form;
  const auto failure = [&](std::string_view text) {
    const Result<Value> value = form.evaluate(text);
    return !value.ok() && value.error().reason == kExpressionFailed ? value.error().detail : std::string("no failure");
  };
  CHECK(failure("1 + date('x')") == "character 5: this text is no date; a date is written 2026-11-24");
  CHECK(failure("regex('a', concat('[', 'a'))").find("character 1: regex()") == 0);
  CHECK(failure("count(if(true(), 1, .))").find("is a value") != std::string::npos);
  CHECK(failure("randomize('a')").find("is a value") != std::string::npos);
  const Result<Expression> chance = Expression::parse("random()");
  REQUIRE(chance.ok());
  CHECK(chance->evaluate(EvalContext()).error().reason == kExpressionFailed);
  CHECK(Expression::parse("/data/x")->evaluate(EvalContext()).error().reason == kExpressionFailed);
  CHECK(Expression::parse("position() + last() + count(..)")->evaluate(EvalContext())->to_number() == 0);
}

TEST_CASE("What other programs do differently is said to the form's author") {
  CHECK(Expression::parse("regex(., 'a')")->warnings().size() == 1);
  const Result<Expression> saved = Expression::parse("${last-saved#age}");
  REQUIRE(saved.ok());
  CHECK(saved->warnings().size() == 1);
  SmallForm form;
  CHECK(form.text("${last-saved#age}") == "");
}
