#include "app/forms/xpath.h"

#include "tests/fuzz/fuzz_targets.h"
#include "tests/support/fake_seams.h"

namespace holdfast::fuzz {

namespace {

class OneList final : public forms::ExpressionLookups {
 public:
  OneList() : list_(forms::rows_instance({"name", "label"}, {{"a", "A"}, {"b", "B"}})) {}
  const forms::Instance* instance(std::string_view id) const override { return id == "list" ? &list_ : nullptr; }
  std::optional<std::string> choice_label(std::string_view, std::string_view value) const override {
    return std::string(value);
  }

 private:
  forms::Instance list_;
};

forms::Instance some_answers() {
  using forms::NodeType;
  forms::Instance out("data");
  const forms::NodeId data = forms::Instance::root();
  out.add_child(data, "n", "17", NodeType::Integer);
  out.add_child(data, "d", "2026-11-24", NodeType::Date);
  out.add_child(data, "t", "raid escape");
  for (int i = 0; i < 3; ++i) out.add_child(out.add_child(data, "r"), "x", std::to_string(i), NodeType::Decimal);
  return out;
}

}  // namespace

// Parse, ask what it refers to, evaluate in two places. Whatever is accepted evaluates twice to the same text.
int fuzz_xpath(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(size == 0 ? "" : reinterpret_cast<const char*>(data), size);
  const auto names = [](std::string_view name) -> std::optional<std::string> {
    if (name == "x") return "/data/r/x";
    return name == "n" ? std::optional<std::string>("/data/n") : std::nullopt;
  };
  const Result<forms::Expression> expression = forms::Expression::parse(text, names);
  if (!expression.ok()) return 0;
  static_cast<void>(expression->references("/data/r/x"));
  const forms::Instance answers = some_answers();
  const OneList lists;
  for (const forms::NodeId here : {answers.find("/data/n"), answers.find("/data/r/x")}) {
    std::string first;
    for (int round = 0; round < 2; ++round) {
      test::FakeRandom random(7);
      forms::EvalContext context;
      context.main = &answers;
      context.node = {&answers, here};
      context.now_ms = 1'795'530'600'000;
      context.utc_offset_minutes = 390;
      context.random = &random;
      context.lookups = &lists;
      const Result<forms::Value> value = expression->evaluate(context);
      const std::string said = value.ok() ? value->to_text() : "! " + value.error().detail;
      if (round == 1) HOLDFAST_ASSERT(said == first);
      first = said;
    }
  }
  return 1;
}

}  // namespace holdfast::fuzz
