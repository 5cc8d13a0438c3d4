// Invented people for tests of status and figures: histories from a seed, nobody real.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/case/figures.h"
#include "tests/support/fake_seams.h"

namespace holdfast::test {

inline cases::DateRange range_of(std::string_view text) { return *cases::parse_edtf(text); }
inline cases::Day day_of(std::string_view text) { return *cases::parse_day(text); }

inline sync::ObjectId person_id(std::uint32_t number) {
  sync::ObjectId id{};
  id[14] = static_cast<std::uint8_t>(number >> 8);
  id[15] = static_cast<std::uint8_t>(number);
  return id;
}

inline Hash256 entry_of(std::uint64_t number) {
  Hash256 hash{};
  for (std::size_t i = 0; i < 8; ++i) hash[i] = static_cast<std::uint8_t>(number >> (8 * i));
  return hash;
}

inline cases::PersonHistory found_person(std::uint32_t number, std::string_view when, std::string country = "KH") {
  cases::PersonHistory person;
  person.person = person_id(number);
  person.nationalities = {"MY"};
  person.registered = true;
  person.out_when = range_of(when);
  person.out_country = std::move(country);
  person.accepted = number;
  person.sources = {entry_of(number)};
  return person;
}

inline cases::StatusEvent event_of(cases::Status status, std::string_view when, std::uint64_t accepted = 1) {
  return {status, range_of(when), "", entry_of(1000 + accepted), accepted};
}

// A history in which anything may have happened within 2022, known bit by bit up to position 100.
inline cases::PersonHistory random_history(FakeRandom& random, std::uint32_t number) {
  constexpr std::string_view kCountries[] = {"KH", "LA", "MM", ""};
  constexpr std::string_view kNationalities[] = {"MY", "TW", "TH", "stateless"};
  cases::PersonHistory person;
  person.person = person_id(number);
  person.registered = random.below(4) != 0;
  person.missing = !person.registered || random.below(3) == 0;
  person.accepted = 1 + random.below(100);
  for (std::uint64_t i = random.below(3); i > 0; --i) {
    person.nationalities.emplace_back(kNationalities[random.below(4)]);
  }
  person.out_country = kCountries[random.below(4)];
  const auto some_range = [&] {
    const cases::Day first = day_of("2022-01-01") + static_cast<cases::Day>(random.below(365));
    const auto length = static_cast<cases::Day>(random.below(3) == 0 ? random.below(60) : 0);
    return cases::DateRange{first, first + length, false, false};
  };
  if (random.below(5) != 0) person.out_when = some_range();
  if (person.missing && random.below(2) == 0) person.missing_when = some_range();
  for (std::uint64_t i = random.below(7); i > 0; --i) {
    cases::StatusEvent event;
    event.status = static_cast<cases::Status>(random.below(16));
    event.when = some_range();
    event.country = kCountries[random.below(4)];
    event.accepted = 1 + random.below(100);
    event.entry = entry_of(random.next());
    person.events.push_back(std::move(event));
  }
  return person;
}

inline std::vector<cases::PersonHistory> random_people(std::uint64_t seed, std::uint32_t count) {
  FakeRandom random(seed);
  std::vector<cases::PersonHistory> people;
  for (std::uint32_t i = 1; i <= count; ++i) people.push_back(random_history(random, i));
  return people;
}

template <typename T>
void shuffle(std::vector<T>& items, FakeRandom& random) {
  for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[random.below(i)]);
}

}  // namespace holdfast::test
