// age, screening …: rules of the field applied to what was marked. No vault is opened; the facts come as JSON from a
// file or standard input. A rule is an aid for somebody who knows it, and decides nothing.
#include <nlohmann/json.hpp>
#include <sstream>

#include "app/case/age.h"
#include "app/case/screening.h"
#include "app/cli/json_text.h"
#include "app/cli/output.h"
#include "app/cli/vault_access.h"

namespace holdfast::cli {

namespace {

Result<Json> facts_of(Invocation& invocation) {
  const Bytes content = TRY(read_input(invocation, invocation.argument("facts"), std::uint64_t{1} << 20));
  Json facts = Json::parse(as_text(content), nullptr, false);
  if (!facts.is_object()) return forms::kAnswersMalformed;
  return facts;
}

std::string text_field(const Json& facts, const char* name) {
  const auto found = facts.find(name);
  return found != facts.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// A list of choices, or one text with blanks between them, as ODK writes it.
std::vector<std::string> marked(const Json& facts, const std::string& name) {
  std::vector<std::string> out;
  const auto found = facts.find(name);
  if (found == facts.end()) return out;
  if (found->is_string()) {
    std::istringstream words(found->get<std::string>());
    for (std::string word; words >> word;) out.push_back(word);
  }
  if (!found->is_array()) return out;
  for (const Json& item : *found) {
    if (item.is_string()) out.push_back(item.get<std::string>());
  }
  return out;
}

// --- age -----------------------------------------------------------------------------------------------------------

Result<cases::AgeSaid> age_of(const Json& facts) {
  cases::AgeSaid out;
  out.band = text_field(facts, "age_band");
  out.counted = cases::age_counted_from_text(text_field(facts, "age_nominal"));
  out.in_doubt = text_field(facts, "age_doubt") == "yes";
  const auto years = facts.find("age_said");
  if (years != facts.end() && years->is_number_integer()) {
    const auto said = years->get<std::int64_t>();
    if (said < 0 || said > 150) return forms::kAnswersMalformed;
    out.years = static_cast<int>(said);
  }
  const std::string born = text_field(facts, "born");
  if (!born.empty()) out.born = TRY(cases::parse_date(born));
  const std::string when = text_field(facts, "when_");
  if (!when.empty()) {
    const cases::DateRange said_on = TRY(cases::parse_date(when));
    out.said_on = said_on.latest;
  }
  return out;
}

Result<ExitStatus> run_age_check(Invocation& invocation) {
  const Json facts = TRY(facts_of(invocation));
  const cases::AgeSaid said = TRY(age_of(facts));
  const cases::Day on = TRY(cases::parse_day(invocation.option("on").value_or("")));
  const cases::AgeJudgement judged = cases::judge_age({said}, on);
  Json document{{"may_be_minor", judged.may_be_minor}, {"on", cases::format_day(on)}};
  document["youngest"] = judged.youngest ? Json(*judged.youngest) : Json();
  document["oldest"] = judged.oldest ? Json(*judged.oldest) : Json();
  document["reasons"] = Json::array();
  std::string text = judged.may_be_minor ? "May be under 18: protect as a child.\n" : "18 or more.\n";
  for (const cases::AgeReason& reason : judged.reasons) {
    document["reasons"].push_back({{"code", reason.code}, {"sentence", reason.sentence}});
    text += "  " + reason.sentence + "\n";
  }
  return answer(invocation, document.dump(-1, ' ', false, Json::error_handler_t::replace), text);
}

// --- screening -----------------------------------------------------------------------------------------------------

constexpr const char* kDimensionNames[cases::kDimensionCount] = {
    "recruitment by deception",    "recruitment by force", "recruitment that used a weak position", "exploitation",
    "force at the place of work", "weak position used at the place of work"};

std::string joined_keys(const std::vector<std::string>& keys) {
  std::string out;
  for (const std::string& key : keys) out += (out.empty() ? "" : ", ") + key;
  return out;
}

Json json_of_dimensions(const cases::DelphiResult& result) {
  Json out = Json::array();
  for (const cases::DimensionResult& dimension : result.dimensions) {
    out.push_back({{"dimension", dimension.dimension},
                   {"positive", dimension.positive},
                   {"strong", dimension.strong},
                   {"medium", dimension.medium},
                   {"weak", dimension.weak},
                   {"because", dimension.because}});
  }
  return out;
}

std::string text_of_dimensions(const cases::DelphiResult& result) {
  std::vector<std::vector<std::string>> table{{"DIMENSION", "MET", "STRONG", "MEDIUM", "WEAK", "BECAUSE"}};
  for (const cases::DimensionResult& dimension : result.dimensions) {
    table.push_back({std::to_string(dimension.dimension) + " " + kDimensionNames[dimension.dimension - 1],
                     dimension.positive ? "yes" : "no", std::to_string(dimension.strong),
                     std::to_string(dimension.medium), std::to_string(dimension.weak),
                     joined_keys(dimension.because)});
  }
  return table_text(table);
}

Result<ExitStatus> run_screening_judge(Invocation& invocation) {
  const Json facts = TRY(facts_of(invocation));
  // Unknown is judged as a child: no means need to be shown.
  const bool child = text_field(facts, "as_age") != "adult";
  std::array<std::vector<std::string>, cases::kDimensionCount> keys;
  for (std::size_t i = 0; i < keys.size(); ++i) keys[i] = marked(facts, "d" + std::to_string(i + 1));
  const cases::DelphiResult result = cases::judge_indicators(keys, child);
  const cases::PalermoResult palermo =
      cases::judge_palermo(marked(facts, "amp_act"), marked(facts, "amp_means"), marked(facts, "amp_purpose"), child);
  const std::vector<std::string> signs = cases::signs_shown_by(keys);
  const Json document{{"child", child},
                      {"dimensions", json_of_dimensions(result)},
                      {"recruitment", result.recruitment},
                      {"exploitation", result.exploitation},
                      {"coercion", result.coercion},
                      {"trafficking", result.trafficking},
                      {"signs", signs},
                      {"palermo",
                       {{"act", palermo.act}, {"means", palermo.means}, {"purpose", palermo.purpose},
                        {"met", palermo.met}}}};
  std::string text = child ? "Judged as a child.\n" : "Judged as an adult.\n";
  text += text_of_dimensions(result);
  text += "Trafficking for forced labour by the six dimensions: " + std::string(result.trafficking ? "yes" : "no") +
          ".\nAct, means and purpose: " + (palermo.met ? "yes" : "no") + ".\nOf the eleven signs of forced labour: " +
          (signs.empty() ? "none" : joined_keys(signs)) +
          ".\nOne sign may be enough, and none is no proof. This decides nothing, and help depends on none of it.\n";
  return answer(invocation, document.dump(-1, ' ', false, Json::error_handler_t::replace), text);
}

}  // namespace

std::vector<CommandSpec> judge_commands() {
  const ArgumentSpec facts{"facts", "Answers as JSON, named as in the form; - for standard input."};
  return {
      {"age check",
       "check",
       "Say whether somebody may be under 18 on a day, and why (age_band, age_said, age_nominal, born, age_doubt).",
       Opens::Nothing,
       {facts},
       {{"on", "DAY", "The day that is asked about (2026-11-24).", false, true}},
       run_age_check},
      {"screening judge",
       "check",
       "Apply the ILO's indicators and act, means, purpose to what was marked (as_age, d1 to d6, amp_act …).",
       Opens::Nothing,
       {facts},
       {},
       run_screening_judge},
  };
}

}  // namespace holdfast::cli
