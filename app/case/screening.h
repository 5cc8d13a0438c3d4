// What the facts of an interview mean under three published rules: the eleven indicators of forced labour (ILO 2012),
// the operational indicators of ILO and European Commission (2009) with their rule of strengths, and act, means and
// purpose of the Palermo Protocol. An aid for a trained person at headquarters: shown with reasons, never to whom it
// concerns, never a reason to deny help (case-model.md, "Screening").
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "crypto/base/bytes.h"

namespace holdfast::cases {

enum class Strength : std::uint8_t { None, Weak, Medium, Strong };

// Dimension 1: deceptive recruitment; 2: coercive recruitment; 3: recruitment by abuse of vulnerability;
// 4: exploitation; 5: coercion at destination; 6: abuse of vulnerability at destination.
inline constexpr int kDimensionCount = 6;

struct Indicator {
  int dimension;           // 1..6
  std::string_view key;    // the choice of the assessment form: dim1 "job", …
  Strength adult;
  Strength child;          // None: does not count for children
  std::string_view ilo11;  // numbers of the eleven it speaks for: "3;4", or empty
};
std::span<const Indicator> indicators();

// Positive: two strong; or one strong and one other; or three medium; or two medium and one weak.
bool delphi_positive(int strong, int medium, int weak);

struct DimensionResult {
  int dimension = 0;
  int strong = 0, medium = 0, weak = 0;
  bool positive = false;
  std::vector<std::string> because;  // keys that counted
};
// Keys nobody knows, and "none", count for nothing.
DimensionResult judge_dimension(int dimension, const std::vector<std::string>& keys, bool child);

struct DelphiResult {
  std::array<DimensionResult, kDimensionCount> dimensions;
  bool recruitment = false;    // deceived, coerced, or a weak position used
  bool exploitation = false;
  bool coercion = false;       // at destination
  bool trafficking = false;    // all three; of a child exploitation alone, since no means need be shown
};
DelphiResult judge_indicators(const std::array<std::vector<std::string>, kDimensionCount>& keys, bool child);

// The eleven, in their published order; the names are those of the forms ("vulnerability" … "overtime").
inline constexpr std::size_t kForcedLabourSigns = 11;
std::span<const std::string_view> forced_labour_signs();
// Which of the eleven the chosen indicators speak for, in order. One may be enough; there is no threshold.
std::vector<std::string> signs_shown_by(const std::array<std::vector<std::string>, kDimensionCount>& keys);

struct PalermoResult {
  bool act = false, means = false, purpose = false;
  bool met = false;  // of a child without means
};
PalermoResult judge_palermo(const std::vector<std::string>& acts, const std::vector<std::string>& means,
                            const std::vector<std::string>& purposes, bool child);

}  // namespace holdfast::cases
