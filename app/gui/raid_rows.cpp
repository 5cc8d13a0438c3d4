// How keys fill the rows of a raid (declared in app/gui/raid_task.h).
#include <algorithm>
#include <span>

#include "app/gui/raid_task.h"

namespace holdfast::gui {

namespace {

struct FixedOption {
  char key;
  const char* value;
  const char* label;
};

// Words of the form's own lists (register: ageband, flag); the keys are learnt by hand and never move.
constexpr FixedOption kSeems[] = {{'1', "under12", "Under 12"},
                                  {'2', "12_17", "12 to 17"},
                                  {'3', "adult", "18 or over"},
                                  {'0', "unknown", "Cannot tell, treat as a child"}};
constexpr FixedOption kNeeds[] = {{'1', "urgent_medical", "Medical"},
                                  {'2', "keep_apart", "Afraid"},
                                  {'3', "with_child", "Child along"},
                                  {'4', "pregnant", "Pregnant"},
                                  {'0', "", "None urgent"}};
constexpr FixedOption kWentOptions[] = {
    {'7', "refused", "Did not want to"}, {'8', "left", "Left"}, {'9', "taken", "Taken"}};

Went went_of(char key) { return key == '7' ? Went::Refused : key == '8' ? Went::Left : Went::Taken; }
char raid_key_of(std::size_t index) { return static_cast<char>('1' + index); }

const FixedOption* option_at(std::span<const FixedOption> options, char key) {
  const auto at = std::find_if(options.begin(), options.end(), [key](const auto& one) { return one.key == key; });
  return at == options.end() ? nullptr : &*at;
}

std::optional<std::string> nationality_at(const RaidTask& task, char key) {
  const auto index = static_cast<std::size_t>(key - '1');
  if (key == '0') return "";
  if (index < std::min(task.plan.nationalities.size(), kRaidNationalitiesMax)) return task.plan.nationalities[index];
  return std::nullopt;
}

std::optional<RaidGoing> going_at(const RaidTask& task, char key) {
  if (option_at(kWentOptions, key) != nullptr) return RaidGoing{went_of(key), {}};
  const auto index = static_cast<std::size_t>(key - '1');
  const std::size_t vehicles = std::min(task.plan.vehicles.size(), kRaidVehiclesMax);
  if (key == '0' || index > vehicles) return std::nullopt;
  return RaidGoing{Went::Registered, index == vehicles ? std::string() : task.plan.vehicles[index]};
}

RaidRow next_of(RaidRow row) {
  return row == RaidRow::Going ? RaidRow::Going : static_cast<RaidRow>(static_cast<int>(row) + 1);
}

bool is_answered(const RaidAnswers& answers, RaidRow row) {
  switch (row) {
    case RaidRow::Nationality: return answers.nationality.has_value();
    case RaidRow::Seems: return answers.seems.has_value();
    case RaidRow::Needs: return answers.needs.has_value();
    case RaidRow::Going: return answers.going.has_value();
  }
  return false;
}

void add_need(RaidAnswers& answers, const std::string& need, bool toggle) {
  if (!answers.needs || need.empty()) answers.needs.emplace();
  if (need.empty()) return;
  std::vector<std::string>& needs = *answers.needs;
  const auto at = std::find(needs.begin(), needs.end(), need);
  if (at == needs.end()) needs.push_back(need);
  else if (toggle) needs.erase(at);
}

bool set_answer(RaidTask& task, RaidRow row, char key, bool toggle) {
  switch (row) {
    case RaidRow::Nationality:
      if (const auto nationality = nationality_at(task, key)) return (task.entry.nationality = nationality, true);
      return false;
    case RaidRow::Seems:
      if (const FixedOption* seems = option_at(kSeems, key)) return (task.entry.seems = seems->value, true);
      return false;
    case RaidRow::Needs:
      if (const FixedOption* need = option_at(kNeeds, key)) return (add_need(task.entry, need->value, toggle), true);
      return false;
    case RaidRow::Going:
      if (const auto going = going_at(task, key)) return (task.entry.going = going, true);
      return false;
  }
  return false;
}

}  // namespace

std::vector<RaidOption> raid_options(const RaidTask& task, RaidRow row) {
  std::vector<RaidOption> out;
  const auto add_all = [&out](std::span<const FixedOption> options) {
    for (const FixedOption& option : options) out.push_back({option.key, option.label});
  };
  if (row == RaidRow::Nationality) {
    const std::size_t count = std::min(task.plan.nationalities.size(), kRaidNationalitiesMax);
    for (std::size_t i = 0; i < count; ++i) out.push_back({raid_key_of(i), task.plan.nationalities[i], false});
    out.push_back({'0' + kRaidOtherCountry, "Other"});
    out.push_back({'0', "Unknown"});
  } else if (row == RaidRow::Seems) {
    add_all(kSeems);
  } else if (row == RaidRow::Needs) {
    add_all(kNeeds);
  } else {
    const std::size_t count = std::min(task.plan.vehicles.size(), kRaidVehiclesMax);
    for (std::size_t i = 0; i < count; ++i) out.push_back({raid_key_of(i), task.plan.vehicles[i], false});
    out.push_back({raid_key_of(count), "Still here"});
    add_all(kWentOptions);
  }
  return out;
}

bool is_chosen(const RaidTask& task, RaidRow row, char key) {
  const RaidAnswers& entry = task.entry;
  if (!is_answered(entry, row)) return false;
  switch (row) {
    case RaidRow::Nationality: {
      if (key != '0' + kRaidOtherCountry) return entry.nationality == nationality_at(task, key);
      const auto& keys = task.plan.nationalities;
      return !entry.nationality->empty() && std::find(keys.begin(), keys.end(), *entry.nationality) == keys.end();
    }
    case RaidRow::Seems: {
      const FixedOption* option = option_at(kSeems, key);
      return option != nullptr && *entry.seems == option->value;
    }
    case RaidRow::Needs: {
      const FixedOption* option = option_at(kNeeds, key);
      if (option == nullptr) return false;
      const std::vector<std::string>& needs = *entry.needs;
      return key == '0' ? needs.empty() : std::find(needs.begin(), needs.end(), option->value) != needs.end();
    }
    case RaidRow::Going: return entry.going == going_at(task, key);
  }
  return false;
}

bool pick_answer(RaidTask& task, int digit) {
  if (digit < 0 || digit > 9 || !set_answer(task, task.row, static_cast<char>('0' + digit), false)) return false;
  task.row = next_of(task.row);
  task.hint.clear();
  return true;
}

void toggle_answer(RaidTask& task, RaidRow row, int digit) {
  if (digit < 0 || digit > 9 || !set_answer(task, row, static_cast<char>('0' + digit), true)) return;
  // Of several needs the mouse may take more; of all other rows the next one is due.
  task.row = row == RaidRow::Needs ? row : next_of(row);
  task.hint.clear();
}

void pick_country(RaidTask& task, const std::string& code) {
  task.entry.nationality = code;
  task.row = RaidRow::Seems;
  task.hint.clear();
}

void go_back(RaidTask& task) {
  task.hint.clear();
  // On the last row Backspace first takes back what was just said there.
  if (task.row == RaidRow::Going && task.entry.going) task.entry.going.reset();
  else if (task.row != RaidRow::Nationality) task.row = static_cast<RaidRow>(static_cast<int>(task.row) - 1);
}

bool accept_row(RaidTask& task) {
  task.hint.clear();
  if (task.entry.complete() && task.row == RaidRow::Going) return true;
  if (is_answered(task.entry, task.row)) {
    if (task.row != RaidRow::Going) {
      task.row = next_of(task.row);
      return false;
    }
    for (std::size_t i = 0; i < kRaidRows; ++i) {
      const auto row = static_cast<RaidRow>(i);
      if (is_answered(task.entry, row)) continue;
      task.row = row;
      break;
    }
  }
  task.hint = "This row has no answer yet.";
  return false;
}

RaidLine& take_line(RaidTask& task, std::int64_t now_ms) {
  RaidLine line;
  line.number = task.lines.empty() ? 1 : task.lines.back().number + 1;
  line.answers = task.entry;
  line.written_at_ms = now_ms;
  task.lines.push_back(std::move(line));
  const RaidAnswers last = std::move(task.entry);
  task.entry = {};
  // People come out in groups: what was the same for the last person is filled in, and one key changes it.
  task.entry.nationality = last.nationality;
  if (last.going && last.going->went == Went::Registered) task.entry.going = last.going;
  task.row = RaidRow::Nationality;
  task.found_code.clear();
  return task.lines.back();
}

RaidLine* last_line(RaidTask& task) {
  for (auto at = task.lines.rbegin(); at != task.lines.rend(); ++at) {
    if (!at->taken_back) return &*at;
  }
  return nullptr;
}

RaidLine* line_of(RaidTask& task, std::uint32_t number) {
  const auto at = std::find_if(task.lines.begin(), task.lines.end(),
                               [number](const RaidLine& line) { return line.number == number; });
  return at == task.lines.end() ? nullptr : &*at;
}

}  // namespace holdfast::gui
