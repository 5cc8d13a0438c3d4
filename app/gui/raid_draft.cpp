#include "app/gui/raid_draft.h"

#include <nlohmann/json.hpp>

#include "app/field/moment.h"

namespace holdfast::gui {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kWentTexts[] = {"registered", "refused", "left", "taken"};
constexpr std::int64_t kRaidMinuteMs = 60'000;

std::string_view went_text(Went went) { return kWentTexts[static_cast<std::size_t>(went)]; }

std::optional<Went> went_from(const std::string& text) {
  for (std::size_t i = 0; i < std::size(kWentTexts); ++i) {
    if (kWentTexts[i] == text) return static_cast<Went>(i);
  }
  return std::nullopt;
}

std::string written_json(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

// "2026-09-20" and "05:40", as the clock on the wall there shows them.
std::string local_text(const RaidPlan& plan, std::int64_t at_ms) {
  return field::moment_text(at_ms + plan.utc_offset_minutes * kRaidMinuteMs);
}
std::string raid_day(const RaidPlan& plan, std::int64_t at_ms) { return local_text(plan, at_ms).substr(0, 10); }
std::string raid_time(const RaidPlan& plan, std::int64_t at_ms) { return local_text(plan, at_ms).substr(11, 12); }

// What was seen, with the mark that keeps somebody apart until an age is known.
Json flags_of(const RaidAnswers& answers) {
  Json flags = Json::array();
  for (const std::string& need : answers.needs.value_or(std::vector<std::string>{})) flags.push_back(need);
  if (is_child(answers)) flags.push_back("maybe_minor");
  return flags;
}

void put_text(Json& json, const char* name, const std::string& text) {
  if (!text.empty()) json[name] = text;
}

std::string text_in(const Json& json, const char* name) {
  const auto at = json.find(name);
  return at != json.end() && at->is_string() ? at->get<std::string>() : std::string();
}

std::vector<std::string> texts_in(const Json& json, const char* name) {
  std::vector<std::string> out;
  const auto at = json.find(name);
  if (at == json.end() || !at->is_array()) return out;
  for (const Json& item : *at) {
    if (item.is_string()) out.push_back(item.get<std::string>());
  }
  return out;
}

std::int64_t number_in(const Json& json, const char* name) {
  const auto at = json.find(name);
  return at != json.end() && at->is_number_integer() ? at->get<std::int64_t>() : 0;
}

Json plan_json(const RaidPlan& plan) {
  return {{"operation", plan.operation}, {"site", plan.site}, {"country", plan.country}, {"kind", plan.kind},
          {"vehicles", plan.vehicles}, {"nationalities", plan.nationalities}, {"began", plan.began_ms},
          {"offset", plan.utc_offset_minutes}};
}

RaidPlan read_plan(const Json& json) {
  RaidPlan plan{text_in(json, "operation"), text_in(json, "site"), text_in(json, "country"), text_in(json, "kind"),
                texts_in(json, "vehicles"), texts_in(json, "nationalities")};
  plan.began_ms = number_in(json, "began");
  plan.utc_offset_minutes = static_cast<std::int32_t>(number_in(json, "offset"));
  return plan;
}

Json line_json(const RaidLine& line) {
  Json out{{"number", line.number}, {"at", line.written_at_ms}, {"taken_back", line.taken_back}};
  out["went"] = went_text(line.answers.going.value_or(RaidGoing{}).went);
  out["nationality"] = line.answers.nationality.value_or("");
  out["seems"] = line.answers.seems.value_or("");
  out["needs"] = line.answers.needs.value_or(std::vector<std::string>{});
  return out;
}

std::optional<RaidLine> read_line(const Json& json) {
  const std::optional<Went> went = went_from(text_in(json, "went"));
  if (!went || *went == Went::Registered) return std::nullopt;
  RaidLine line;
  line.number = static_cast<std::uint32_t>(number_in(json, "number"));
  line.written_at_ms = number_in(json, "at");
  line.taken_back = json.value("taken_back", false);
  line.answers = {text_in(json, "nationality"), text_in(json, "seems"), texts_in(json, "needs"), RaidGoing{*went, {}}};
  line.state = RaidLineState::Saved;
  return line;
}

// What the site log says of the raid as a whole, without its lines.
Json site_log_head(const RaidTask& task) {
  const RaidPlan& plan = task.plan;
  const std::string entry = raid_time(plan, plan.began_ms);
  return {{"g_op", {{"operation", plan.operation}, {"visit_when", raid_day(plan, plan.began_ms)},
                    {"entry_time", entry}}},
          {"g_site", {{"site_name", plan.site}, {"country", plan.country}, {"site_kind", plan.kind}}}};
}

Json site_log_line(const RaidLine& line) {
  const RaidGoing going = line.answers.going.value_or(RaidGoing{});
  Json out{{"ln_went", went_text(going.went)}};
  if (going.went == Went::Registered) out["ln_person"] = line.record;
  put_text(out, "ln_age", line.answers.seems.value_or(""));
  put_text(out, "ln_nationality", line.answers.nationality.value_or(""));
  const Json flags = flags_of(line.answers);
  if (!flags.empty()) out["ln_flags"] = flags;
  put_text(out, "ln_vehicle", going.vehicle);
  return out;
}

}  // namespace

std::string register_answers(const RaidPlan& plan, const RaidLine& line) {
  Json out{{"at", field::moment_text(line.written_at_ms)}, {"country", plan.country}, {"exit_mode", "raid"}};
  put_text(out, "age_band", line.answers.seems.value_or(""));
  put_text(out, "nationality", line.answers.nationality.value_or(""));
  const Json flags = flags_of(line.answers);
  if (!flags.empty()) out["flags"] = flags;
  put_text(out, "group_ref", line.answers.going.value_or(RaidGoing{}).vehicle);
  return written_json(out);
}

std::string vehicle_answers(const std::string& vehicle) {
  return written_json(Json{{"group_ref", vehicle.empty() ? Json(nullptr) : Json(vehicle)}});
}

std::string taken_back_answers() { return written_json(Json{{"taken_back", "Written by mistake during the raid"}}); }

std::string site_log_answers(const RaidTask& task, std::int64_t ended_ms) {
  const RaidSums sums = raid_sums(task);
  Json out = site_log_head(task);
  out["g_op"]["exit_time"] = raid_time(task.plan, ended_ms);
  Json lines = Json::array();
  Json said = Json::array();
  for (const RaidLine& line : task.lines) {
    if (!line.taken_back) lines.push_back(site_log_line(line));
  }
  for (const RaidCount& nationality : sums.nationalities) {
    if (!nationality.name.empty()) said.push_back(nationality.name);
  }
  // People of one nation each line; the sums are those that stood on the screen.
  const std::size_t accounted = sums.registered + sums.refused + sums.left + sums.taken;
  out["g_people"] = {{"n_found", std::max(sums.found, accounted)}, {"n_registered", sums.registered},
                     {"n_refused", sums.refused}, {"n_left", sums.left}, {"n_taken", sums.taken},
                     {"n_minor", sums.children}};
  if (!said.empty()) out["g_people"]["nationalities"] = said;
  if (!lines.empty()) out["r_person"] = lines;
  return written_json(out);
}

std::string raid_draft_content(const RaidTask& task, const std::string& form_hash) {
  Json lines = Json::array();
  for (const RaidLine& line : task.lines) {
    if (line.answers.going.value_or(RaidGoing{}).went != Went::Registered) lines.push_back(line_json(line));
  }
  Json raid{{"plan", plan_json(task.plan)}, {"lines", lines}};
  if (task.at_door) raid["at_door"] = *task.at_door;
  return written_json(Json{{"@draft", 1}, {"form", form_hash}, {"language", ""}, {"answers", site_log_head(task)},
                      {"window", {{"about", task.plan.site}}}, {"raid", raid}});
}

std::optional<RaidTask> read_raid_draft(std::string_view content) {
  const Json json = Json::parse(content, nullptr, false);
  if (!json.is_object() || !json.contains("raid") || !json["raid"].is_object()) return std::nullopt;
  const Json& raid = json["raid"];
  RaidTask task;
  task.stage = RaidStage::Running;
  if (raid.contains("plan") && raid["plan"].is_object()) task.plan = read_plan(raid["plan"]);
  if (raid.contains("at_door")) task.at_door = static_cast<std::uint32_t>(number_in(raid, "at_door"));
  if (raid.contains("lines") && raid["lines"].is_array()) {
    for (const Json& one : raid["lines"]) {
      if (std::optional<RaidLine> line = one.is_object() ? read_line(one) : std::nullopt) {
        task.lines.push_back(std::move(*line));
      }
    }
  }
  return task;
}

}  // namespace holdfast::gui
