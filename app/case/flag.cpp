#include "app/case/flag.h"

#include <algorithm>
#include <numeric>

namespace holdfast::cases {

namespace {

// By what happens if nobody looks today.
constexpr std::string_view kFlagsByDanger[] = {"urgent_medical", "self_harm",       "retaliation",
                                               "maybe_minor",    "keep_apart",      "asks_protection",
                                               "pregnant",       "with_child",      "injured"};

Day day_of_word(const FlagWord& word) {
  if (!word.since) return word.written;
  return word.lifted ? word.since->latest : word.since->earliest;
}

}  // namespace

int flag_rank(std::string_view flag) {
  const auto found = std::find(std::begin(kFlagsByDanger), std::end(kFlagsByDanger), flag);
  return static_cast<int>(found - std::begin(kFlagsByDanger));
}

std::vector<std::size_t> standing_flags(const std::vector<FlagWord>& words, Day on) {
  std::vector<std::size_t> order(words.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&words](std::size_t a, std::size_t b) { return day_of_word(words[a]) < day_of_word(words[b]); });
  std::vector<std::size_t> out;
  for (const std::size_t index : order) {
    const FlagWord& word = words[index];
    if (day_of_word(word) > on) continue;
    if (!word.lifted) {
      out.push_back(index);
      continue;
    }
    std::erase_if(out, [&words, &word](std::size_t other) { return words[other].flag == word.flag; });
  }
  std::erase_if(out, [&words, on](std::size_t index) { return words[index].until && words[index].until->latest < on; });
  std::stable_sort(out.begin(), out.end(), [&words](std::size_t a, std::size_t b) {
    return flag_rank(words[a].flag) < flag_rank(words[b].flag);
  });
  return out;
}

}  // namespace holdfast::cases
