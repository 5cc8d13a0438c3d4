#include "app/case/screening.h"

#include <algorithm>

namespace holdfast::cases {

namespace {

using enum Strength;

// "Operational indicators of trafficking in human beings" (ILO and European Commission, 2009), labour exploitation:
// 67 for adults; for children two do not count and none is weak. The last column names the ILO's eleven of 2012.
constexpr Indicator kIndicators[] = {
    {1, "job", Strong, Strong, "2"},
    {1, "conditions", Medium, Medium, "2"},
    {1, "contract", Medium, Medium, "2"},
    {1, "family", Medium, Medium, "2"},
    {1, "housing", Medium, Medium, "2"},
    {1, "papers", Medium, Medium, "2"},
    {1, "travel", Medium, Medium, "2"},
    {1, "wages", Medium, Medium, "2"},
    {1, "marriage", Medium, Medium, "2"},
    {1, "school", Weak, Strong, "2"},
    {2, "violence", Strong, Strong, "5"},
    {2, "taken", Medium, Strong, "5"},
    {2, "papers", Medium, Medium, "7"},
    {2, "debt", Medium, Strong, "9"},
    {2, "confined", Medium, Medium, "3;4"},
    {2, "denounce", Medium, Medium, "6"},
    {2, "threats", Medium, Strong, "6"},
    {2, "shame", Medium, Medium, "6"},
    {2, "family", Medium, Medium, "5;6"},
    {2, "money", Medium, Medium, "8"},
    {3, "family", Medium, Medium, "1"},
    {3, "status", Medium, Medium, "1"},
    {3, "school", Medium, Medium, "1"},
    {3, "information", Medium, Medium, "1"},
    {3, "control", Medium, Medium, "1"},
    {3, "past", Medium, Medium, "1"},
    {3, "travel", Medium, Medium, "1"},
    {3, "poverty", Medium, Medium, "1"},
    {3, "law", Medium, None, "1"},
    {3, "success", Medium, Medium, "1"},
    {3, "family_state", Medium, Medium, "1"},
    {3, "personal", Medium, Medium, "1"},
    {3, "emotion", Medium, Medium, "1"},
    {3, "authorities", Medium, Medium, "1"},
    {3, "belief", Weak, Medium, "1"},
    {3, "context", Weak, Medium, "1"},
    {4, "hours", Strong, Strong, "11"},
    {4, "living", Medium, Medium, "10"},
    {4, "hazard", Medium, Medium, "10"},
    {4, "salary", Medium, Medium, "8"},
    {4, "laws", Medium, Medium, "10"},
    {4, "social", Medium, None, "10"},
    {4, "conditions", Medium, Medium, "10"},
    {4, "wagetricks", Medium, Medium, "8;9"},
    {4, "school", Weak, Medium, "10"},
    {5, "papers", Strong, Strong, "7"},
    {5, "debt", Strong, Strong, "9"},
    {5, "confined", Strong, Strong, "3;4"},
    {5, "violence", Strong, Strong, "5"},
    {5, "unlawful", Medium, Strong, ""},
    {5, "tasks", Medium, Strong, ""},
    {5, "peers", Medium, Medium, "6"},
    {5, "lie", Medium, Medium, "6"},
    {5, "denounce", Medium, Medium, "6"},
    {5, "worse", Medium, Medium, "6"},
    {5, "threats", Medium, Strong, "6"},
    {5, "influence", Medium, Strong, "1;6"},
    {5, "family", Medium, Medium, "5;6"},
    {5, "wages", Medium, Medium, "8"},
    {5, "shame", Weak, Medium, "6"},
    {6, "dependency", Medium, Medium, "1"},
    {6, "area", Medium, Medium, "1"},
    {6, "poverty", Medium, Medium, "1"},
    {6, "family", Medium, Medium, "1"},
    {6, "authorities", Medium, Medium, "1"},
    {6, "past", Weak, Medium, "1"},
    {6, "person", Weak, Medium, "1"},
};

constexpr std::string_view kSigns[kForcedLabourSigns] = {"vulnerability", "deception", "movement", "isolation",
                                                         "violence",      "threats",   "documents", "wages",
                                                         "debt",          "conditions", "overtime"};

bool contains_key(const std::vector<std::string>& keys, std::string_view key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

// At least one thing was marked; "none of these" is no thing.
bool any_marked(const std::vector<std::string>& keys) {
  return std::any_of(keys.begin(), keys.end(), [](const std::string& key) { return !key.empty() && key != "none"; });
}

// Adds the numbers of "3;4" to the signs that are shown.
void mark_signs(std::string_view numbers, std::array<bool, kForcedLabourSigns>& shown) {
  std::size_t number = 0;
  for (std::size_t i = 0; i <= numbers.size(); ++i) {
    if (i < numbers.size() && numbers[i] != ';') {
      number = number * 10 + static_cast<std::size_t>(numbers[i] - '0');
      continue;
    }
    if (number >= 1 && number <= kForcedLabourSigns) shown[number - 1] = true;
    number = 0;
  }
}

}  // namespace

std::span<const Indicator> indicators() { return kIndicators; }

std::span<const std::string_view> forced_labour_signs() { return kSigns; }

bool delphi_positive(int strong, int medium, int weak) {
  if (strong >= 2) return true;
  if (strong == 1 && medium + weak >= 1) return true;
  if (medium >= 3) return true;
  return medium >= 2 && weak >= 1;
}

DimensionResult judge_dimension(int dimension, const std::vector<std::string>& keys, bool child) {
  DimensionResult out;
  out.dimension = dimension;
  for (const Indicator& indicator : kIndicators) {
    if (indicator.dimension != dimension || !contains_key(keys, indicator.key)) continue;
    const Strength strength = child ? indicator.child : indicator.adult;
    if (strength == None) continue;
    out.strong += strength == Strong ? 1 : 0;
    out.medium += strength == Medium ? 1 : 0;
    out.weak += strength == Weak ? 1 : 0;
    out.because.emplace_back(indicator.key);
  }
  out.positive = delphi_positive(out.strong, out.medium, out.weak);
  return out;
}

DelphiResult judge_indicators(const std::array<std::vector<std::string>, kDimensionCount>& keys, bool child) {
  DelphiResult out;
  for (std::size_t i = 0; i < out.dimensions.size(); ++i) {
    out.dimensions[i] = judge_dimension(static_cast<int>(i) + 1, keys[i], child);
  }
  const auto positive = [&out](int dimension) {
    return out.dimensions[static_cast<std::size_t>(dimension - 1)].positive;
  };
  out.recruitment = positive(1) || positive(2) || positive(3) || positive(6);
  out.exploitation = positive(4);
  out.coercion = positive(5);
  out.trafficking = out.exploitation && (child || (out.coercion && out.recruitment));
  return out;
}

std::vector<std::string> signs_shown_by(const std::array<std::vector<std::string>, kDimensionCount>& keys) {
  std::array<bool, kForcedLabourSigns> shown{};
  for (const Indicator& indicator : kIndicators) {
    const auto dimension = static_cast<std::size_t>(indicator.dimension - 1);
    if (contains_key(keys[dimension], indicator.key)) mark_signs(indicator.ilo11, shown);
  }
  std::vector<std::string> out;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    if (shown[i]) out.emplace_back(kSigns[i]);
  }
  return out;
}

PalermoResult judge_palermo(const std::vector<std::string>& acts, const std::vector<std::string>& means,
                            const std::vector<std::string>& purposes, bool child) {
  PalermoResult out;
  out.act = any_marked(acts);
  out.means = any_marked(means);
  out.purpose = any_marked(purposes);
  out.met = out.act && out.purpose && (out.means || child);
  return out;
}

}  // namespace holdfast::cases
