#include "app/case/age.h"

#include <algorithm>
#include <chrono>

namespace holdfast::cases {

namespace {

constexpr int kNominalMost = 2;   // born just before New Year: two years old within days
constexpr int kNominalLeast = 1;

int years_between(Day from, Day to) {
  const std::chrono::year_month_day a{std::chrono::sys_days(std::chrono::days(from))};
  const std::chrono::year_month_day b{std::chrono::sys_days(std::chrono::days(to))};
  const int years = static_cast<int>(b.year()) - static_cast<int>(a.year());
  const bool had_birthday = b.month() > a.month() || (b.month() == a.month() && b.day() >= a.day());
  return had_birthday ? years : years - 1;
}

bool says_anything(const AgeSaid& said) {
  return said.years || said.born || said.in_doubt || (!said.band.empty() && said.band != "unknown");
}

// Completed years at the least and at the most, on the day when they were said.
struct YearsSaid {
  int least;
  int most;
};
YearsSaid years_said(const AgeSaid& said) {
  switch (said.counted) {
    case AgeCounted::Completed: return {*said.years, *said.years};
    case AgeCounted::Nominal: return {*said.years - kNominalMost, *said.years - kNominalLeast};
    case AgeCounted::Unknown: return {*said.years - kNominalMost, *said.years};
  }
  return {*said.years - kNominalMost, *said.years};
}

class AgeJudge {
 public:
  explicit AgeJudge(Day on) : on_(on) {}

  void hear(const AgeSaid& said) {
    // Who was 17 when it was said may have come of age since.
    const int since = said.said_on ? std::max(0, years_between(*said.said_on, on_)) : 0;
    if (said.in_doubt) because("age_in_doubt", "What was said, written or seen about the age does not agree.");
    if (said.band == "under12" && 11 + since < kOfAge) because("said_minor", "Said to be under 12.");
    if (said.band == "12_17" && 12 + since < kOfAge) because("said_minor", "Said to be 12 to 17.");
    if (said.years) hear_years(said, since);
    if (said.born) hear_birth(*said.born);
  }

  AgeJudgement judgement() && {
    out_.may_be_minor = !out_.reasons.empty();
    return std::move(out_);
  }

  void because(const char* code, std::string sentence) {
    const auto same = [&code](const AgeReason& reason) { return reason.code == code; };
    if (std::none_of(out_.reasons.begin(), out_.reasons.end(), same)) out_.reasons.push_back({code, sentence});
  }

 private:
  void hear_years(const AgeSaid& said, int since) {
    const YearsSaid years = years_said(said);
    widen(years.least + since, years.most + since);
    if (years.least + since >= kOfAge) return;
    const std::string age = std::to_string(*said.years);
    if (years.most + since < kOfAge) {
      because("said_minor", "Said to be " + age + " years old.");
    } else if (said.counted == AgeCounted::Nominal) {
      because("counted_otherwise", "Said to be " + age + ", with one at birth: that may be " +
                                       std::to_string(years.least) + " completed years.");
    } else {
      because("counted_otherwise", "Said to be " + age + ", and nobody knows how that was counted: it may be " +
                                       std::to_string(years.least) + " completed years.");
    }
  }

  void hear_birth(const DateRange& born) {
    widen(youngest_on(born, on_), oldest_on(born, on_));
    if (youngest_on(born, on_) >= kOfAge) return;
    because("born_too_late", oldest_on(born, on_) < kOfAge
                                 ? "The date of birth makes the person a child."
                                 : "The date of birth leaves room for the person to be under 18.");
  }

  void widen(int least, int most) {
    out_.youngest = std::min(out_.youngest.value_or(least), least);
    out_.oldest = std::max(out_.oldest.value_or(most), most);
  }

  Day on_;
  AgeJudgement out_;
};

}  // namespace

AgeCounted age_counted_from_text(std::string_view answer) {
  if (answer == "yes") return AgeCounted::Nominal;
  return answer == "no" ? AgeCounted::Completed : AgeCounted::Unknown;
}

int youngest_on(const DateRange& born, Day on) {
  const int years = years_between(born.latest, on);
  return born.approximate || born.uncertain ? years - 1 : years;
}

int oldest_on(const DateRange& born, Day on) {
  const int years = years_between(born.earliest, on);
  return born.approximate || born.uncertain ? years + 1 : years;
}

AgeJudgement judge_age(const std::vector<AgeSaid>& said, Day on) {
  AgeJudge judge(on);
  bool known = false;
  for (const AgeSaid& one : said) {
    judge.hear(one);
    known = known || says_anything(one);
  }
  if (!known) judge.because("age_not_known", "Nobody has recorded an age: until it is known, the person is a child.");
  return std::move(judge).judgement();
}

bool may_be_minor(const AgeSaid& said, Day on) { return judge_age({said}, on).may_be_minor; }

}  // namespace holdfast::cases
