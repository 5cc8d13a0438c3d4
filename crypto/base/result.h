// Result<T>: a value, or the reason why there is none.
//
// Shaped like std::expected (which C++20 lacks), with two differences that matter here: ignoring one is a compiler
// warning, and using the missing half ends the program instead of being undefined. Operating failures (wrong
// passphrase, full disk, hostile file) travel in a Result; broken invariants are asserts and end the program.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

#include "crypto/base/reason.h"

namespace holdfast {

// Ends the program at a broken invariant. Kept in release builds: going on would be guessing about survivors' data.
[[noreturn]] inline void assert_failed(const char* what, const char* file, int line) {
  std::fprintf(stderr, "holdfast: internal error: %s (%s:%d)\n", what, file, line);
  std::abort();
}

#define HOLDFAST_ASSERT(condition) \
  ((condition) ? static_cast<void>(0) : ::holdfast::assert_failed(#condition, __FILE__, __LINE__))

struct Error {
  Reason reason;
  // For the log of a person who looks closer (a path, a row number). Never a secret, never text of an attacker.
  std::string detail{};

  Kind kind() const { return reason.kind(); }
  friend bool operator==(const Error& a, const Error& b) { return a.reason == b.reason && a.detail == b.detail; }
};

template <typename T>
class [[nodiscard]] Result {
 public:
  using value_type = T;
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}                   // NOLINT: implicit on purpose
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}               // NOLINT
  Result(const Reason& reason) : state_(std::in_place_index<1>, Error{reason, {}}) {}     // NOLINT

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& value() & { HOLDFAST_ASSERT(ok()); return std::get<0>(state_); }
  const T& value() const& { HOLDFAST_ASSERT(ok()); return std::get<0>(state_); }
  T&& value() && { HOLDFAST_ASSERT(ok()); return std::get<0>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const Error& error() const& { HOLDFAST_ASSERT(!ok()); return std::get<1>(state_); }
  Error&& error() && { HOLDFAST_ASSERT(!ok()); return std::get<1>(std::move(state_)); }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  using value_type = void;
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}                // NOLINT
  Result(const Reason& reason) : error_(Error{reason, {}}) {}      // NOLINT

  bool ok() const { return !error_.has_value(); }
  explicit operator bool() const { return ok(); }
  void value() const { HOLDFAST_ASSERT(ok()); }
  const Error& error() const& { HOLDFAST_ASSERT(!ok()); return *error_; }
  Error&& error() && { HOLDFAST_ASSERT(!ok()); return std::move(*error_); }

 private:
  std::optional<Error> error_;
};

namespace detail {
template <typename T>
T take(Result<T>&& result) { return std::move(result).value(); }
inline void take(Result<void>&&) {}
}  // namespace detail

}  // namespace holdfast

// Hands the error to the caller, or yields the value. One per statement; never bind the result to a reference.
#define TRY(expression)                                                                              \
  __extension__({                                                                                    \
    auto try_result_ = (expression);                                                                 \
    if (!try_result_.ok()) [[unlikely]] return std::move(try_result_).error();                       \
    ::holdfast::detail::take(std::move(try_result_));                                                \
  })
