// Forms as sessions for tests: compiled from text, with a clock and randomness of the test's own.
#pragma once

#include <catch2/catch_test_macros.hpp>

#include "app/forms/logic_check.h"
#include "tests/app/forms/forms_support.h"
#include "tests/support/fake_seams.h"

namespace holdfast::test {

inline std::shared_ptr<const forms::FormLogic> logic_of(const forms::Form& form) {
  auto logic = forms::compile_form(form);
  INFO((logic.ok() ? std::string() : logic.error().detail));
  REQUIRE(logic.ok());
  return *std::move(logic);
}

inline std::shared_ptr<const forms::FormLogic> logic_of(std::string_view survey, std::string_view choices = {},
                                                        std::string_view settings = {}) {
  const auto form = forms::read_form(forms::canonical_form(sheets_of(survey, choices, settings)));
  INFO((form.ok() ? std::string() : form.error().detail));
  REQUIRE(form.ok());
  return logic_of(*form);
}

// Why a form cannot be filled in; empty where it can.
inline std::string refusal_of(std::string_view survey, std::string_view choices = {}) {
  const auto form = forms::read_form(forms::canonical_form(sheets_of(survey, choices)));
  if (!form.ok()) return form.error().detail;
  const auto logic = forms::compile_form(*form);
  return logic.ok() ? std::string() : std::string(logic.error().reason.code()) + ": " + logic.error().detail;
}

// A session and what it stands on.
struct Filling {
  explicit Filling(std::shared_ptr<const forms::FormLogic> form_logic)
      : logic(std::move(form_logic)), session(forms::FormSession::create(logic, world())) {}
  Filling(std::string_view survey, std::string_view choices = {}, std::string_view settings = {})
      : Filling(logic_of(survey, choices, settings)) {}

  forms::SessionWorld world() {
    forms::SessionWorld out;
    out.now_ms = [this] { return now_ms; };
    out.random = &random;
    out.who = {"device-1", "R7-S1", "", "", "", "", "uuid:00000000-0000-4000-8000-000000000001", ""};
    return out;
  }

  forms::SessionEdit set(std::string_view path, const std::string& text) {
    return session.set_answer(path, forms::AnswerNode::of_text(text));
  }
  std::string value(std::string_view path) { return forms::value_text(session.state(path).value().value); }
  bool shown(std::string_view path) { return session.state(path).value().shown; }
  std::string add(std::string_view repeat) {
    const forms::SessionEdit edit = session.add_repeat(repeat);
    REQUIRE_FALSE(edit.problem);
    return edit.added;
  }

  std::int64_t now_ms = 1'790'000'000'000;  // 2026-09-21
  FakeRandom random{7};
  std::shared_ptr<const forms::FormLogic> logic;
  forms::FormSession session;
};

inline bool has_problem(const std::vector<forms::AnswerProblem>& problems, std::string_view path,
                        std::string_view code) {
  return std::any_of(problems.begin(), problems.end(),
                     [&](const auto& problem) { return problem.path == path && problem.code == code; });
}

}  // namespace holdfast::test
