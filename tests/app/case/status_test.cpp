#include "app/case/status.h"

#include <catch2/catch_test_macros.hpp>
#include <set>

#include "app/case/entities.h"
#include "tests/app/case/histories.h"

using namespace holdfast;
using namespace holdfast::cases;
using namespace holdfast::test;

namespace {

constexpr std::uint64_t kAll = 1'000'000;

Place place_on(const PersonHistory& person, std::string_view day) {
  const Standing standing = standing_on(person, day_of(day), kAll);
  REQUIRE(standing.out);
  return standing.place;
}

}  // namespace

TEST_CASE("Statuses and places keep the names that stand in answers and reports") {
  for (int i = 0; i < 16; ++i) {
    const auto status = static_cast<Status>(i);
    CHECK(status_from_text(to_string(status)) == status);
  }
  CHECK(!status_from_text("Shelter").has_value());
  CHECK(!status_from_text("").has_value());
  CHECK(to_string(Place::Shelter) == "shelter");
  CHECK(to_string(Place::Home) == "home");
  CHECK(to_string(Place::NotRecorded) == "not_recorded");
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < kPlaceCount; ++i) names.insert(to_string(static_cast<Place>(i)));
  CHECK(names.size() == kPlaceCount);
  CHECK(is_detained(Place::Charged));
  CHECK(!is_detained(Place::Shelter));
  CHECK(to_string(EntityKind::StatusEvent) == "status");
}

TEST_CASE("Who was registered is out from that day, at no recorded place") {
  const PersonHistory person = found_person(1, "2022-05-10");
  CHECK(!standing_on(person, day_of("2022-05-09"), kAll).out);
  const Standing standing = standing_on(person, day_of("2022-05-10"), kAll);
  CHECK(standing.out);
  CHECK(standing.place == Place::NotRecorded);
  CHECK(standing.country == "KH");
  CHECK(standing.source == entry_of(1));
}

TEST_CASE("The latest event says where a person is") {
  PersonHistory person = found_person(1, "2022-05-10");
  person.events = {event_of(Status::Arrived, "2022-08-01", 2), event_of(Status::Shelter, "2022-05-11", 3),
                   event_of(Status::ImmigrationDetention, "2022-06-01", 1),
                   event_of(Status::Departed, "2022-07-30", 4)};
  CHECK(place_on(person, "2022-05-10") == Place::NotRecorded);
  CHECK(place_on(person, "2022-05-31") == Place::Shelter);
  CHECK(place_on(person, "2022-06-01") == Place::ImmigrationDetention);
  CHECK(place_on(person, "2022-07-31") == Place::Departed);
  CHECK(place_on(person, "2022-12-31") == Place::Home);
}

TEST_CASE("Events that move nobody leave the place as it is") {
  PersonHistory person = found_person(1, "2022-05-10");
  person.events = {event_of(Status::Hospital, "2022-05-11", 2), event_of(Status::Document, "2022-05-12", 3),
                   event_of(Status::FollowedUp, "2022-05-13", 4), event_of(Status::Located, "2022-05-14", 5)};
  CHECK(place_on(person, "2022-06-01") == Place::Hospital);
}

TEST_CASE("On one day the order of acceptance decides, after the wider range") {
  PersonHistory person = found_person(1, "2022-05-10");
  person.events = {event_of(Status::Shelter, "2022-06-15", 9), event_of(Status::Hospital, "2022-06-15", 4)};
  CHECK(place_on(person, "2022-06-15") == Place::Shelter);
  person.events = {event_of(Status::Free, "2022-06-01/2022-06-15", 9), event_of(Status::Hospital, "2022-06-15", 4)};
  CHECK(place_on(person, "2022-06-15") == Place::Hospital);
}

TEST_CASE("A late word that a person came out does not take the place away") {
  PersonHistory person = found_person(1, "2022-05-10");
  person.events = {event_of(Status::Shelter, "2022-05-11", 2), event_of(Status::Out, "2022-05-20", 3)};
  CHECK(place_on(person, "2022-06-01") == Place::Shelter);
}

TEST_CASE("Who was taken back and came out again has no recorded place until one is said") {
  PersonHistory person = found_person(1, "2022-05-10");
  person.events = {event_of(Status::Shelter, "2022-05-11", 2), event_of(Status::Retaken, "2022-06-01", 3),
                   event_of(Status::Out, "2022-07-01", 4)};
  CHECK(place_on(person, "2022-06-15") == Place::Retaken);
  CHECK(place_on(person, "2022-07-01") == Place::NotRecorded);
}

TEST_CASE("Who arrived home before anybody registered them came out first") {
  PersonHistory person;
  person.person = person_id(1);
  person.missing = true;
  person.events = {event_of(Status::Arrived, "2022-03-01", 5)};
  CHECK(!standing_on(person, day_of("2022-02-28"), kAll).out);
  CHECK(place_on(person, "2022-03-01") == Place::Home);

  PersonHistory later = found_person(2, "2022-06-01");
  later.events = {event_of(Status::Arrived, "2022-03-01", 5)};
  CHECK(place_on(later, "2022-04-01") == Place::Home);
  CHECK(place_on(later, "2022-07-01") == Place::Home);
}

TEST_CASE("Being located, lost from sight or dead inside is not being out") {
  PersonHistory person;
  person.person = person_id(1);
  person.missing = true;
  person.events = {event_of(Status::Located, "2022-03-01", 1), event_of(Status::Lost, "2022-03-05", 2)};
  CHECK(!standing_on(person, day_of("2022-12-31"), kAll).out);
  person.events.push_back(event_of(Status::Dead, "2022-04-01", 3));
  const Standing standing = standing_on(person, day_of("2022-12-31"), kAll);
  CHECK(!standing.out);
  CHECK(standing.died_inside);
  CHECK(!standing_on(person, day_of("2022-03-31"), kAll).died_inside);
}

TEST_CASE("The journey home of somebody who died is not an arrival") {
  PersonHistory person = found_person(1, "2022-05-10");
  person.events = {event_of(Status::Dead, "2022-06-01", 2), event_of(Status::Departed, "2022-06-10", 3),
                   event_of(Status::Arrived, "2022-06-11", 4)};
  CHECK(place_on(person, "2022-12-31") == Place::Dead);
}

TEST_CASE("A range that contains the day does not count, and says so") {
  PersonHistory person = found_person(1, "2022-05-10");
  person.events = {event_of(Status::Shelter, "2022-05-11", 2), event_of(Status::Arrived, "2022-08", 3)};
  Standing standing = standing_on(person, day_of("2022-08-15"), kAll);
  CHECK(standing.place == Place::Shelter);
  CHECK(standing.straddles);
  CHECK(place_on(person, "2022-08-31") == Place::Home);
  CHECK(!standing_on(person, day_of("2022-08-31"), kAll).straddles);
  CHECK(!standing_on(person, day_of("2022-07-31"), kAll).straddles);

  person.out_when = range_of("2022");
  person.events.clear();
  standing = standing_on(person, day_of("2022-06-01"), kAll);
  CHECK(!standing.out);
  CHECK(standing.straddles);
}

TEST_CASE("A registration without a date counts from the first dated event, and straddles until then") {
  PersonHistory person = found_person(1, "2022-05-10");
  person.out_when.reset();
  CHECK(!standing_on(person, day_of("2022-12-31"), kAll).out);
  CHECK(standing_on(person, day_of("2022-12-31"), kAll).straddles);
  person.events = {event_of(Status::Shelter, "2022-06-01", 2)};
  CHECK(standing_on(person, day_of("2022-05-31"), kAll).straddles);
  CHECK(place_on(person, "2022-06-01") == Place::Shelter);
  CHECK(!standing_on(person, day_of("2022-06-01"), kAll).straddles);
}

TEST_CASE("What was accepted later was not known then") {
  PersonHistory person = found_person(1, "2022-05-10");
  person.accepted = 10;
  person.events = {event_of(Status::Shelter, "2022-05-11", 20)};
  CHECK(!standing_on(person, day_of("2022-12-31"), 9).out);
  CHECK(standing_on(person, day_of("2022-12-31"), 10).place == Place::NotRecorded);
  CHECK(standing_on(person, day_of("2022-12-31"), 20).place == Place::Shelter);
  person.out_accepted = 30;
  CHECK(!standing_on(person, day_of("2022-05-10"), 29).out);
}

TEST_CASE("The country is where the person came out, never where they went home to") {
  PersonHistory person;
  person.person = person_id(1);
  person.events = {event_of(Status::Arrived, "2022-08-01", 2), event_of(Status::Shelter, "2022-05-11", 3)};
  person.events[0].country = "MY";
  person.events[1].country = "TH";
  CHECK(standing_on(person, day_of("2022-12-31"), kAll).country == "TH");
  person.events.push_back(event_of(Status::Out, "2022-05-12", 4));
  person.events.back().country = "MM";
  CHECK(standing_on(person, day_of("2022-12-31"), kAll).country == "MM");
  person.out_country = "KH";
  CHECK(standing_on(person, day_of("2022-12-31"), kAll).country == "KH");
}
