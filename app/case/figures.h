// Counts that add up: who came out, where each of them is on a day, per nationality and country.
// A pure function of histories, day and journal position (case-model.md, "Figures").
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "app/case/status.h"

namespace holdfast::cases {

struct StatusRow {
  std::string nationality;  // ISO alpha-2, or "stateless", "unknown", "conflict"
  std::string country;      // where they came out; empty in rows of a nationality's total
  std::vector<sync::ObjectId> people;            // all who came out
  std::array<std::vector<sync::ObjectId>, kPlaceCount> places;  // each of them in exactly one
  std::vector<sync::ObjectId> straddling;        // counted here by their last certain event
  std::size_t detained() const;
  // people == sum of places. Holds by construction; printed so that a reader sees it.
  bool adds_up() const;
};

struct PersonPair {  // not yet merged: count once each, named as doubt
  sync::ObjectId a{};
  sync::ObjectId b{};
  std::string why;         // e.g. "same document number"
  bool same_document = false;
};

struct StatusFigures {
  Day as_of = 0;
  std::uint64_t known_at = 0;
  std::vector<StatusRow> nationalities;          // ascending; sums over countries
  std::vector<StatusRow> cells;                  // nationality x country
  std::vector<sync::ObjectId> unaccounted;       // reported missing, not out on that day
  std::map<std::string, std::vector<sync::ObjectId>> unaccounted_by_nationality;
  std::vector<sync::ObjectId> died_inside;       // never came out; in no row and not unaccounted
  std::size_t people_low = 0;                    // every undecided pair is one person
  std::size_t people_high = 0;                   // every undecided pair is two
  std::vector<PersonPair> undecided;
};

// Twins with one document number count once, as the one with the lower id and both histories, and are listed.
// `people` after merges: one history a person. Rows, people and pairs come sorted: the order of input never matters.
StatusFigures status_figures(const std::vector<PersonHistory>& people, const std::vector<PersonPair>& undecided,
                             Day as_of, std::uint64_t known_at);

}  // namespace holdfast::cases
