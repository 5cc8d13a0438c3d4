// The two templates of team_world.h.
#pragma once

#include <catch2/catch_test_macros.hpp>

namespace holdfast::test {

template <typename T>
void need_shown(const Result<T>& result) {
  INFO((result.ok() ? std::string() : std::string(result.error().reason.code()) + " " + result.error().detail));
  REQUIRE(result.ok());
}

template <typename T>
T need(Result<T> result) {
  need_shown(result);
  if constexpr (!std::is_void_v<T>) return std::move(result).value();
}

}  // namespace holdfast::test
