#include "app/case/consent.h"

#include <catch2/catch_test_macros.hpp>

#include "app/case/flag.h"

using namespace holdfast;
using namespace holdfast::cases;

namespace {

ConsentAct act(ConsentKind kind, std::string_view when, std::vector<ConsentScope> scopes = {}) {
  ConsentAct out;
  out.kind = kind;
  if (!when.empty()) out.when = *parse_date(when);
  out.scopes = std::move(scopes);
  return out;
}

ConsentScope scope(std::string purpose, std::string recipient, std::vector<std::string> media,
                   std::string_view until = "") {
  ConsentScope out{std::move(purpose), std::move(recipient), std::move(media), std::nullopt};
  if (!until.empty()) out.until = *parse_date(until);
  return out;
}

std::string_view state_on(const std::vector<ConsentAct>& acts, std::string_view on) {
  return to_string(consent_on(acts, *parse_day(on)).state);
}

bool allowed(const std::vector<ConsentAct>& acts, std::string_view on, std::string_view purpose,
             std::string_view recipient, std::string_view medium) {
  return may_share(consent_on(acts, *parse_day(on)), purpose, recipient, medium).allowed;
}

constexpr auto kGiven = ConsentKind::Given;
constexpr auto kChanged = ConsentKind::Changed;
constexpr auto kWithdrawn = ConsentKind::Withdrawn;
constexpr auto kRefused = ConsentKind::Refused;

}  // namespace

TEST_CASE("What stands after two acts of consent") {
  struct Row {
    ConsentKind first, second;
    std::string_view after;
  };
  for (const Row& row : {Row{kGiven, kGiven, "given"}, Row{kGiven, kChanged, "given"},
                         Row{kGiven, kWithdrawn, "withdrawn"}, Row{kGiven, kRefused, "refused"},
                         Row{kRefused, kGiven, "given"}, Row{kWithdrawn, kGiven, "given"},
                         Row{kWithdrawn, kRefused, "refused"}, Row{kRefused, kWithdrawn, "withdrawn"},
                         Row{kWithdrawn, kChanged, "given"}}) {
    const std::vector<ConsentAct> acts{act(row.first, "2026-09-01"), act(row.second, "2026-09-05")};
    INFO(row.after);
    CHECK(state_on(acts, "2026-09-10") == row.after);
    // In whatever order they were written down.
    CHECK(state_on({acts[1], acts[0]}, "2026-09-10") == row.after);
    CHECK(state_on(acts, "2026-08-31") == "none");
  }
  CHECK(state_on({}, "2026-09-10") == "none");
}

TEST_CASE("Where dates leave it open whether a yes came after a no, no is the answer") {
  const ConsentAct no = act(kWithdrawn, "2026-09-20");
  CHECK(state_on({no, act(kGiven, "2026-09")}, "2026-12-01") == "withdrawn");
  CHECK(state_on({no, act(kGiven, "2026-09-20")}, "2026-12-01") == "withdrawn");
  CHECK(state_on({no, act(kGiven, "2026-09-21")}, "2026-12-01") == "given");
  CHECK(state_on({act(kGiven, "2026-09-01"), act(kWithdrawn, "2026-09")}, "2026-12-01") == "withdrawn");
  // A yes that is dated to come does not count yet; a no that may have come does.
  CHECK(state_on({act(kGiven, "2026-10")}, "2026-10-05") == "none");
  CHECK(state_on({act(kGiven, "2026-09-01"), act(kWithdrawn, "2026-10")}, "2026-10-05") == "withdrawn");
  CHECK(state_on({act(kGiven, "2026-09-01"), act(kWithdrawn, "")}, "2026-10-05") == "withdrawn");
}

TEST_CASE("Consent covers one purpose, recipient, medium and time, and nothing beside") {
  const std::vector<ConsentAct> acts{
      act(kGiven, "2026-09-01", {scope("case", "police", {"account", "photo"}, "2026-10"),
                                 scope("home", "embassy", {"identity"})})};
  CHECK(allowed(acts, "2026-10-31", "case", "police", "account"));
  CHECK(!allowed(acts, "2026-11-01", "case", "police", "account"));  // over
  CHECK(allowed(acts, "2026-11-01", "home", "embassy", "identity"));
  CHECK(!allowed(acts, "2026-09-02", "case", "police", "identity"));
  CHECK(!allowed(acts, "2026-09-02", "home", "police", "identity"));
  CHECK(!allowed(acts, "2026-09-02", "case", "embassy", "account"));
  CHECK(!allowed(acts, "2026-08-31", "case", "police", "account"));
  CHECK(!may_share(consent_on(acts, *parse_day("2026-09-02")), "money", "fiu", "payments").why_not.empty());
}

TEST_CASE("What was given adds up; a change replaces it; never is never") {
  std::vector<ConsentAct> acts{act(kGiven, "2026-09-01", {scope("care", "shelter", {"health"})}),
                               act(kGiven, "2026-09-02", {scope("case", "police", {"account"})})};
  CHECK(allowed(acts, "2026-09-03", "care", "shelter", "health"));
  CHECK(allowed(acts, "2026-09-03", "case", "police", "account"));
  acts[1].never = {"shelter"};
  CHECK(!allowed(acts, "2026-09-03", "care", "shelter", "health"));
  // And what is shown as standing does not list it either.
  CHECK(consent_on(acts, *parse_day("2026-09-03")).scopes == std::vector<ConsentScope>{acts[1].scopes[0]});
  acts.push_back(act(kChanged, "2026-09-04", {scope("care", "shelter", {"health"})}));
  CHECK(allowed(acts, "2026-09-05", "care", "shelter", "health"));
  CHECK(!allowed(acts, "2026-09-05", "case", "police", "account"));
}

TEST_CASE("A consent taken back from one recipient stands for the others") {
  std::vector<ConsentAct> acts{
      act(kGiven, "2026-09-01", {scope("care", "shelter", {"health"}), scope("case", "police", {"account"})})};
  ConsentAct back = act(kWithdrawn, "2026-09-05");
  back.withdrawn_from = {"police"};
  acts.push_back(back);
  CHECK(state_on(acts, "2026-09-06") == "given");
  CHECK(allowed(acts, "2026-09-06", "care", "shelter", "health"));
  CHECK(!allowed(acts, "2026-09-06", "case", "police", "account"));
  // Given again on a day that may have been before: it stays taken back.
  acts.push_back(act(kGiven, "2026-09", {scope("case", "police", {"account"})}));
  CHECK(!allowed(acts, "2026-10-06", "case", "police", "account"));
  acts.push_back(act(kGiven, "2026-10-02", {scope("case", "police", {"account"})}));
  CHECK(allowed(acts, "2026-10-06", "case", "police", "account"));
  // With nothing given before, a partial no is a no.
  CHECK(state_on({back}, "2026-09-06") == "withdrawn");
}

TEST_CASE("A flag stands from its first day until it is lifted or its last day is past") {
  const auto word = [](std::string flag, std::string_view since, bool lifted, std::string_view until = "") {
    FlagWord out;
    out.flag = std::move(flag);
    out.since = *parse_date(since);
    out.lifted = lifted;
    if (!until.empty()) out.until = *parse_date(until);
    return out;
  };
  const std::vector<FlagWord> words{word("injured", "2026-09", false, "2026-10"),
                                    word("urgent_medical", "2026-09-05", false),
                                    word("urgent_medical", "2026-09-08", true),
                                    word("self_harm", "2026-09-07", false)};
  using Stand = std::vector<std::size_t>;
  CHECK(standing_flags(words, *parse_day("2026-08-31")).empty());
  CHECK(standing_flags(words, *parse_day("2026-09-01")) == Stand{0});
  CHECK(standing_flags(words, *parse_day("2026-09-07")) == Stand{1, 3, 0});  // the most dangerous first
  CHECK(standing_flags(words, *parse_day("2026-09-08")) == Stand{3, 0});
  CHECK(standing_flags(words, *parse_day("2026-10-31")) == Stand{3, 0});
  CHECK(standing_flags(words, *parse_day("2026-11-01")) == Stand{3});
  CHECK(flag_rank("urgent_medical") < flag_rank("injured"));
  CHECK(flag_rank("something new") > flag_rank("injured"));
}
