// What is written on one thread is read on the other, whole and in order, in pieces of any size.
#include "app/exchange/pipe.h"

#include <catch2/catch_test_macros.hpp>

#include "crypto/base/reasons.h"

namespace holdfast::test {

namespace {

std::uint8_t byte_at(std::size_t position) { return static_cast<std::uint8_t>((position * 2654435761u) >> 13); }

Result<void> pour(Sink& out, std::size_t total, std::size_t step) {
  for (std::size_t at = 0; at < total; at += step) {
    Bytes piece(std::min(step, total - at));
    for (std::size_t i = 0; i < piece.size(); ++i) piece[i] = byte_at(at + i);
    TRY(out.write(piece));
  }
  return {};
}

}  // namespace

TEST_CASE("bytes come out of the pipe as they went in") {
  constexpr std::size_t kTotal = 5'000'001;  // more than the pipe holds at once
  for (const std::size_t step : {std::size_t{9'973}, std::size_t{3'000'000}}) {
    for (const std::size_t wanted : {std::size_t{777}, std::size_t{65'536}, std::size_t{4'000'000}}) {
      exchange::ProducedSource source([=](Sink& out) { return pour(out, kTotal, step); });
      Bytes piece(wanted);
      std::size_t at = 0;
      bool same = true;
      for (;;) {
        const Result<std::size_t> got = source.read(piece);
        REQUIRE(got.ok());
        for (std::size_t i = 0; i < *got; ++i) same = same && piece[i] == byte_at(at + i);
        at += *got;
        if (*got < wanted) break;
      }
      CHECK(same);
      CHECK(at == kTotal);
      CHECK(source.read(piece).value() == 0);
    }
  }
}

TEST_CASE("a reader that goes away stops the producer") {
  Result<void> ended = {};
  {
    exchange::ProducedSource source([&ended](Sink& out) -> Result<void> {
      const Bytes piece(100'000);
      do ended = out.write(piece);
      while (ended.ok());
      return ended;
    });
    Bytes few(50);
    REQUIRE(source.read(few).ok());
  }
  REQUIRE_FALSE(ended.ok());
  CHECK(ended.error().reason == kCancelled);
}

TEST_CASE("a producer's failure is met after the bytes before it") {
  exchange::ProducedSource source([](Sink& out) -> Result<void> {
    TRY(pour(out, 100, 100));
    return kFileRead;
  });
  Bytes first(100);
  REQUIRE(source.read(first).value() == 100);
  Bytes more(1);
  REQUIRE_FALSE(source.read(more).ok());
  REQUIRE(source.failure().has_value());
  CHECK(source.failure()->reason == kFileRead);
}

}  // namespace holdfast::test
