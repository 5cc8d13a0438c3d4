#include "app/case/figures.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace holdfast::cases {
namespace {

using People = std::vector<sync::ObjectId>;

void sort_people(People& people) {
  std::sort(people.begin(), people.end());
  people.erase(std::unique(people.begin(), people.end()), people.end());
}

// Which people may be one: a forest over their positions, each tree named by its lowest id.
class Twins {
 public:
  explicit Twins(const std::vector<PersonHistory>& people) {
    for (const PersonHistory& person : people) parent_.emplace(person.person, person.person);
  }
  bool knows(const sync::ObjectId& id) const { return parent_.count(id) != 0; }
  sync::ObjectId root(sync::ObjectId id) const {
    for (auto at = parent_.find(id); at->second != id; at = parent_.find(id)) id = at->second;
    return id;
  }
  void join(const sync::ObjectId& a, const sync::ObjectId& b) {
    const sync::ObjectId root_a = root(a);
    const sync::ObjectId root_b = root(b);
    if (root_a < root_b) parent_[root_b] = root_a;
    else parent_[root_a] = root_b;
  }

 private:
  std::map<sync::ObjectId, sync::ObjectId> parent_;
};

template <typename T>
void append_all(std::vector<T>& out, const std::vector<T>& more) {
  out.insert(out.end(), more.begin(), more.end());
}

// The earlier of two dates, by the rule that orders events.
bool is_earlier(const DateRange& a, const DateRange& b) {
  return std::pair(a.latest, a.earliest) < std::pair(b.latest, b.earliest);
}

void take_earlier(std::optional<DateRange>& mine, const std::optional<DateRange>& other) {
  if (other && (!mine || is_earlier(*other, *mine))) mine = other;
}

std::uint64_t registered_at(const PersonHistory& person) { return person.out_accepted.value_or(person.accepted); }
std::uint64_t reported_at(const PersonHistory& person) { return person.missing_accepted.value_or(person.accepted); }

// Two histories under one document number, read as one. What one of them leaves open, the other may say.
PersonHistory both_histories(PersonHistory mine, const PersonHistory& other) {
  const std::uint64_t reported = mine.missing && other.missing
      ? std::min(reported_at(mine), reported_at(other))
      : reported_at(mine.missing ? mine : other);
  if (other.registered) {
    // A second registration is one more dated event of coming out.
    if (mine.registered) {
      if (other.out_when) {
        const Hash256 source = other.sources.empty() ? Hash256{} : other.sources.front();
        mine.events.push_back({Status::Out, *other.out_when, other.out_country, source, registered_at(other)});
      }
      if (mine.out_country.empty()) mine.out_country = other.out_country;
    } else {
      mine.registered = true;
      mine.out_when = other.out_when;
      mine.out_country = other.out_country;
      mine.exit_mode = other.exit_mode;
      mine.out_accepted = registered_at(other);
      mine.sources = other.sources;
    }
  }
  mine.missing_accepted = reported;
  mine.missing = mine.missing || other.missing;
  take_earlier(mine.missing_when, other.missing_when);
  append_all(mine.events, other.events);
  append_all(mine.nationalities, other.nationalities);
  return mine;
}

std::vector<PersonHistory> counted_once(const std::vector<PersonHistory>& people,
                                        const std::vector<PersonPair>& undecided) {
  Twins twins(people);
  for (const PersonPair& pair : undecided) {
    if (pair.same_document && twins.knows(pair.a) && twins.knows(pair.b)) twins.join(pair.a, pair.b);
  }
  std::vector<const PersonHistory*> sorted;
  for (const PersonHistory& person : people) sorted.push_back(&person);
  std::sort(sorted.begin(), sorted.end(),
            [](const PersonHistory* a, const PersonHistory* b) { return a->person < b->person; });
  std::map<sync::ObjectId, PersonHistory> out;
  for (const PersonHistory* person : sorted) {
    const auto [at, fresh] = out.try_emplace(twins.root(person->person), *person);
    if (!fresh) at->second = both_histories(std::move(at->second), *person);
  }
  std::vector<PersonHistory> once;
  for (auto& [id, person] : out) once.push_back(std::move(person));
  return once;
}

std::string nationality_row(const PersonHistory& person) {
  std::set<std::string> said;
  for (const std::string& nationality : person.nationalities) {
    if (!nationality.empty() && nationality != "unknown") said.insert(nationality);
  }
  if (said.empty()) return "unknown";
  return said.size() == 1 ? *said.begin() : "conflict";
}

bool is_known(const PersonHistory& person, std::uint64_t known_at) {
  if (person.registered && registered_at(person) <= known_at) return true;
  if (person.missing && reported_at(person) <= known_at) return true;
  return std::any_of(person.events.begin(), person.events.end(),
                     [&](const StatusEvent& event) { return event.accepted <= known_at; });
}

bool is_missing_on(const PersonHistory& person, Day as_of, std::uint64_t known_at) {
  if (!person.missing || reported_at(person) > known_at) return false;
  return !person.missing_when || compare(*person.missing_when, as_of) == When::Before;
}

void add_row(StatusRow& sum, const StatusRow& cell) {
  append_all(sum.people, cell.people);
  append_all(sum.straddling, cell.straddling);
  for (std::size_t i = 0; i < kPlaceCount; ++i) append_all(sum.places[i], cell.places[i]);
}

void sort_row(StatusRow& row) {
  sort_people(row.people);
  sort_people(row.straddling);
  for (People& place : row.places) sort_people(place);
}

std::vector<PersonPair> sorted_pairs(const std::vector<PersonPair>& undecided, const Twins& twins) {
  std::vector<PersonPair> out;
  for (PersonPair pair : undecided) {
    if (!twins.knows(pair.a) || !twins.knows(pair.b) || pair.a == pair.b) continue;
    if (pair.b < pair.a) std::swap(pair.a, pair.b);
    out.push_back(std::move(pair));
  }
  const auto key = [](const PersonPair& pair) { return std::tie(pair.a, pair.b, pair.why, pair.same_document); };
  std::sort(out.begin(), out.end(), [&](const PersonPair& x, const PersonPair& y) { return key(x) < key(y); });
  out.erase(std::unique(out.begin(), out.end(),
                        [&](const PersonPair& x, const PersonPair& y) { return key(x) == key(y); }),
            out.end());
  return out;
}

// How many people stand behind the records of those who came out, if every doubt is one person, or two.
void count_doubt(StatusFigures& figures, const std::vector<PersonHistory>& people) {
  Twins twins(people);
  for (const PersonPair& pair : figures.undecided) twins.join(pair.a, pair.b);
  std::set<sync::ObjectId> one_each;
  for (const PersonHistory& person : people) {
    if (!standing_on(person, figures.as_of, figures.known_at).out) continue;
    ++figures.people_high;
    one_each.insert(twins.root(person.person));
  }
  figures.people_low = one_each.size();
}

}  // namespace

std::size_t StatusRow::detained() const {
  std::size_t count = 0;
  for (std::size_t i = 0; i < kPlaceCount; ++i) {
    if (is_detained(static_cast<Place>(i))) count += places[i].size();
  }
  return count;
}

bool StatusRow::adds_up() const {
  People all;
  for (const People& place : places) append_all(all, place);
  std::sort(all.begin(), all.end());
  return all == people;
}

StatusFigures status_figures(const std::vector<PersonHistory>& people, const std::vector<PersonPair>& undecided,
                             Day as_of, std::uint64_t known_at) {
  StatusFigures figures;
  figures.as_of = as_of;
  figures.known_at = known_at;
  figures.undecided = sorted_pairs(undecided, Twins(people));
  std::map<std::pair<std::string, std::string>, StatusRow> cells;
  std::map<std::string, StatusRow> sums;
  for (const PersonHistory& person : counted_once(people, figures.undecided)) {
    if (!is_known(person, known_at)) continue;
    const Standing standing = standing_on(person, as_of, known_at);
    const std::string nationality = nationality_row(person);
    if (standing.out || standing.straddles) {
      const std::string country = standing.country.empty() ? "unknown" : standing.country;
      StatusRow& cell = cells[{nationality, country}];
      if (standing.straddles) cell.straddling.push_back(person.person);
      if (standing.out) {
        cell.people.push_back(person.person);
        cell.places[static_cast<std::size_t>(standing.place)].push_back(person.person);
      }
    }
    if (standing.died_inside) {
      figures.died_inside.push_back(person.person);
    } else if (!standing.out && is_missing_on(person, as_of, known_at)) {
      figures.unaccounted.push_back(person.person);
      figures.unaccounted_by_nationality[nationality].push_back(person.person);
    }
  }
  for (auto& [key, cell] : cells) {
    cell.nationality = key.first;
    cell.country = key.second;
    sort_row(cell);
    StatusRow& sum = sums[key.first];
    sum.nationality = key.first;
    add_row(sum, cell);
    figures.cells.push_back(std::move(cell));
  }
  for (auto& [nationality, sum] : sums) {
    sort_row(sum);
    figures.nationalities.push_back(std::move(sum));
  }
  count_doubt(figures, people);
  return figures;
}

}  // namespace holdfast::cases
