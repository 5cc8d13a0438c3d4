#include "app/case/figures.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <set>

#include "tests/app/case/histories.h"

using namespace holdfast;
using namespace holdfast::cases;
using namespace holdfast::test;

namespace {

constexpr std::uint64_t kAll = 1'000'000;

bool same_row(const StatusRow& a, const StatusRow& b) {
  return a.nationality == b.nationality && a.country == b.country && a.people == b.people && a.places == b.places &&
         a.straddling == b.straddling;
}

bool same_figures(const StatusFigures& a, const StatusFigures& b) {
  return std::equal(a.nationalities.begin(), a.nationalities.end(), b.nationalities.begin(), b.nationalities.end(),
                    same_row) &&
         std::equal(a.cells.begin(), a.cells.end(), b.cells.begin(), b.cells.end(), same_row) &&
         a.unaccounted == b.unaccounted && a.unaccounted_by_nationality == b.unaccounted_by_nationality &&
         a.died_inside == b.died_inside && a.people_low == b.people_low && a.people_high == b.people_high;
}

std::size_t people_in(const StatusFigures& figures) {
  std::size_t count = 0;
  for (const StatusRow& row : figures.nationalities) count += row.people.size();
  return count;
}

std::vector<PersonPair> random_pairs(FakeRandom& random, std::uint32_t people, std::size_t count) {
  std::vector<PersonPair> pairs;
  for (std::size_t i = 0; i < count; ++i) {
    PersonPair pair;
    pair.a = person_id(static_cast<std::uint32_t>(1 + random.below(people)));
    pair.b = person_id(static_cast<std::uint32_t>(1 + random.below(people)));
    pair.same_document = random.below(2) == 0;
    pair.why = pair.same_document ? "same document number" : "same name";
    if (pair.a != pair.b) pairs.push_back(pair);
  }
  return pairs;
}

}  // namespace

TEST_CASE("Places sum to people in every row, on every day of a year, for any histories") {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const auto people = random_people(seed, 40);
    FakeRandom random(seed);
    const auto pairs = random_pairs(random, 40, 6);
    for (Day day = day_of("2021-12-25"); day < day_of("2023-03-10"); day += 3) {
      const StatusFigures figures = status_figures(people, pairs, day, 1 + random.below(110));
      std::set<sync::ObjectId> seen;
      for (const StatusRow& row : figures.cells) {
        REQUIRE(row.adds_up());
        for (const sync::ObjectId& id : row.people) REQUIRE(seen.insert(id).second);
      }
      for (const StatusRow& row : figures.nationalities) REQUIRE(row.adds_up());
      for (const sync::ObjectId& id : figures.unaccounted) REQUIRE(seen.count(id) == 0);
      for (const sync::ObjectId& id : figures.died_inside) REQUIRE(seen.count(id) == 0);
    }
  }
}

TEST_CASE("The row of a nationality is the sum of its cells") {
  const auto people = random_people(21, 80);
  for (Day day = day_of("2022-01-01"); day < day_of("2023-01-31"); day += 11) {
    const StatusFigures figures = status_figures(people, {}, day, kAll);
    for (const StatusRow& row : figures.nationalities) {
      std::size_t sum = 0;
      std::array<std::size_t, kPlaceCount> places{};
      std::size_t straddling = 0;
      std::size_t detained = 0;
      for (const StatusRow& cell : figures.cells) {
        if (cell.nationality != row.nationality) continue;
        sum += cell.people.size();
        straddling += cell.straddling.size();
        detained += cell.detained();
        for (std::size_t i = 0; i < kPlaceCount; ++i) places[i] += cell.places[i].size();
      }
      CHECK(row.people.size() == sum);
      CHECK(row.straddling.size() == straddling);
      CHECK(row.detained() == detained);
      for (std::size_t i = 0; i < kPlaceCount; ++i) CHECK(row.places[i].size() == places[i]);
    }
  }
}

TEST_CASE("The order in which people, events and pairs are given never matters") {
  for (std::uint64_t seed = 30; seed < 36; ++seed) {
    auto people = random_people(seed, 30);
    FakeRandom random(seed);
    auto pairs = random_pairs(random, 30, 8);
    const Day day = day_of("2022-01-01") + static_cast<Day>(random.below(400));
    const StatusFigures first = status_figures(people, pairs, day, 60);
    for (int round = 0; round < 5; ++round) {
      shuffle(people, random);
      shuffle(pairs, random);
      for (PersonHistory& person : people) shuffle(person.events, random);
      for (PersonPair& pair : pairs) {
        if (random.below(2) == 0) std::swap(pair.a, pair.b);
      }
      CHECK(same_figures(first, status_figures(people, pairs, day, 60)));
    }
  }
}

TEST_CASE("Knowing more never makes somebody unregistered") {
  const auto people = random_people(50, 40);
  for (const PersonHistory& person : people) {
    for (Day day = day_of("2022-01-01"); day < day_of("2023-03-01"); day += 17) {
      bool out = false;
      for (std::uint64_t known = 0; known <= 101; known += 3) {
        const bool now = standing_on(person, day, known).out;
        CHECK(!(out && !now));
        out = now;
      }
    }
  }
}

TEST_CASE("Who came out stays among the people on every later day") {
  for (const PersonHistory& person : random_people(60, 60)) {
    bool out = false;
    for (Day day = day_of("2021-12-01"); day < day_of("2023-03-10"); ++day) {
      const bool now = standing_on(person, day, kAll).out;
      REQUIRE(!(out && !now));
      out = now;
    }
  }
}

TEST_CASE("A figure from what was known then is that of the records accepted by then") {
  const auto people = random_people(70, 30);
  for (const std::uint64_t known : {1u, 20u, 55u, 99u}) {
    std::vector<PersonHistory> then;
    for (PersonHistory person : people) {
      person.events.erase(std::remove_if(person.events.begin(), person.events.end(),
                                         [&](const StatusEvent& event) { return event.accepted > known; }),
                          person.events.end());
      if (person.accepted > known) {
        person.registered = false;
        person.missing = false;
      }
      then.push_back(std::move(person));
    }
    const Day day = day_of("2022-10-01");
    CHECK(same_figures(status_figures(people, {}, day, known), status_figures(then, {}, day, kAll)));
  }
}

TEST_CASE("Twins with one document number count once and are listed") {
  PersonHistory first = found_person(1, "2022-05-10");
  PersonHistory second = found_person(2, "2022-05-12");
  second.events = {event_of(Status::Arrived, "2022-08-01", 9)};
  const std::vector<PersonPair> pairs = {{person_id(2), person_id(1), "same document number", true}};
  const StatusFigures figures = status_figures({first, second}, pairs, day_of("2022-12-31"), kAll);
  REQUIRE(figures.nationalities.size() == 1);
  CHECK(figures.nationalities[0].people == std::vector<sync::ObjectId>{person_id(1)});
  CHECK(figures.nationalities[0].places[static_cast<std::size_t>(Place::Home)].size() == 1);
  CHECK(figures.people_low == 1);
  CHECK(figures.people_high == 2);
  REQUIRE(figures.undecided.size() == 1);
  CHECK(figures.undecided[0].a == person_id(1));
}

TEST_CASE("A missing report and a registration under one document number are one person who came out") {
  PersonHistory missing;
  missing.person = person_id(1);
  missing.missing = true;
  missing.accepted = 1;
  missing.nationalities = {"MY"};
  const PersonHistory found = found_person(2, "2022-05-12");
  const std::vector<PersonPair> pairs = {{person_id(1), person_id(2), "same document number", true}};
  const StatusFigures before = status_figures({missing, found}, pairs, day_of("2022-05-01"), kAll);
  CHECK(before.unaccounted == std::vector<sync::ObjectId>{person_id(1)});
  const StatusFigures after = status_figures({missing, found}, pairs, day_of("2022-06-01"), kAll);
  CHECK(after.unaccounted.empty());
  CHECK(people_in(after) == 1);
  // At a time when only the report was known, the person was missing.
  CHECK(status_figures({missing, found}, pairs, day_of("2022-06-01"), 1).unaccounted.size() == 1);
}

TEST_CASE("Pairs that nobody decided give a lowest and a highest count") {
  std::vector<PersonHistory> people;
  for (std::uint32_t i = 1; i <= 5; ++i) people.push_back(found_person(i, "2022-05-10"));
  std::vector<PersonPair> pairs = {{person_id(1), person_id(2), "same name", false},
                                   {person_id(2), person_id(3), "same name", false},
                                   {person_id(9), person_id(1), "not known here", false}};
  const StatusFigures figures = status_figures(people, pairs, day_of("2022-12-31"), kAll);
  CHECK(people_in(figures) == 5);
  CHECK(figures.people_low == 3);
  CHECK(figures.people_high == 5);
  CHECK(figures.undecided.size() == 2);
}

TEST_CASE("Low and high always enclose the count") {
  for (std::uint64_t seed = 80; seed < 90; ++seed) {
    const auto people = random_people(seed, 25);
    FakeRandom random(seed);
    const auto pairs = random_pairs(random, 25, 10);
    const StatusFigures figures = status_figures(people, pairs, day_of("2022-11-01"), kAll);
    CHECK(figures.people_low <= people_in(figures));
    CHECK(people_in(figures) <= figures.people_high);
  }
}

TEST_CASE("Stateless, unknown and in conflict are rows of their own") {
  std::vector<PersonHistory> people;
  for (std::uint32_t i = 1; i <= 4; ++i) people.push_back(found_person(i, "2022-05-10"));
  people[0].nationalities = {"stateless"};
  people[1].nationalities = {};
  people[2].nationalities = {"MY", "TH"};
  people[3].nationalities = {"MY", "MY", "unknown"};
  const StatusFigures figures = status_figures(people, {}, day_of("2022-12-31"), kAll);
  std::map<std::string, std::size_t> rows;
  for (const StatusRow& row : figures.nationalities) rows[row.nationality] = row.people.size();
  CHECK(rows == std::map<std::string, std::size_t>{{"MY", 1}, {"conflict", 1}, {"stateless", 1}, {"unknown", 1}});
}

TEST_CASE("Who straddles the day is in a line of its own and counted by the last certain event") {
  PersonHistory person = found_person(1, "2022-05-10");
  person.events = {event_of(Status::Shelter, "2022-05-11", 2), event_of(Status::Arrived, "2022-08", 3)};
  PersonHistory not_yet = found_person(2, "2022");
  const StatusFigures figures = status_figures({person, not_yet}, {}, day_of("2022-08-15"), kAll);
  REQUIRE(figures.cells.size() == 1);
  CHECK(figures.cells[0].people == std::vector<sync::ObjectId>{person_id(1)});
  CHECK(figures.cells[0].straddling == std::vector<sync::ObjectId>{person_id(1), person_id(2)});
  CHECK(figures.cells[0].places[static_cast<std::size_t>(Place::Shelter)].size() == 1);
}

TEST_CASE("Registered, at home, detained and missing people give the table a government asks for") {
  // Invented numbers, in the shape of the published ones: 313 out of four countries, some home, some detained.
  std::vector<PersonHistory> people;
  constexpr std::string_view kCountries[] = {"KH", "LA", "MM", "TH"};
  for (std::uint32_t i = 1; i <= 313; ++i) {
    PersonHistory person = found_person(i, "2022-07-01", std::string(kCountries[i % 4]));
    if (i <= 205) person.events = {event_of(Status::Arrived, "2022-09-15", 400 + i)};
    else person.events = {event_of(Status::ImmigrationDetention, "2022-08-01", 400 + i)};
    people.push_back(std::move(person));
  }
  for (std::uint32_t i = 1; i <= 20; ++i) {
    PersonHistory person;
    person.person = person_id(1000 + i);
    person.missing = true;
    person.nationalities = {"MY"};
    person.missing_when = range_of("2022-06");
    people.push_back(std::move(person));
  }
  const StatusFigures figures = status_figures(people, {}, day_of("2022-10-31"), kAll);
  REQUIRE(figures.nationalities.size() == 1);
  const StatusRow& row = figures.nationalities[0];
  CHECK(row.people.size() == 313);
  CHECK(row.places[static_cast<std::size_t>(Place::Home)].size() == 205);
  CHECK(row.detained() == 108);
  CHECK(row.adds_up());
  CHECK(figures.cells.size() == 4);
  CHECK(figures.unaccounted.size() == 20);
  CHECK(figures.unaccounted_by_nationality.at("MY").size() == 20);
}
