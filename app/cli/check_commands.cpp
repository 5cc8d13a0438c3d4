// identifier, date, code …: what a number, a date or a code says of itself. No vault is opened, nothing is kept; what
// is asked comes from standard input, so that no history of a shell holds it.
#include <nlohmann/json.hpp>

#include "app/case/calendars.h"
#include "app/case/codes.h"
#include "app/case/identifier.h"
#include "app/cli/json_text.h"
#include "app/cli/output.h"
#include "app/cli/vault_access.h"
#include "app/text/code_lists.h"
#include "app/text/unicode.h"

namespace holdfast::cli {

namespace {

constexpr std::uint64_t kAskedBytesMax = std::uint64_t{1} << 20;

// What was asked: the argument itself, or with "-" (or nothing) every line of standard input.
Result<std::vector<std::string>> asked_lines(Invocation& invocation, const std::string& argument, bool whole = false) {
  const std::vector<std::string>& given = invocation.argument_list(argument);
  if (!given.empty() && given.front() != "-") return given;
  const Bytes content = TRY(read_input(invocation, "-", kAskedBytesMax));
  std::string_view rest = as_text(content);
  if (whole) return std::vector<std::string>{std::string(rest)};
  std::vector<std::string> out;
  while (!rest.empty()) {
    std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.empty()) out.emplace_back(line);
  }
  return out;
}

Error wrong_option(const char* name) { return Error{kCommandUsage, std::string("--") + name}; }

// --- identifiers ---------------------------------------------------------------------------------------------------

Json json_of_check(const cases::IdentifierCheck& check) {
  Json out{{"typed", check.typed},   {"kind", cases::to_string(check.kind)}, {"normal", check.normal},
           {"display", check.display}, {"chains", check.chains},             {"ask_chain", check.ask_chain},
           {"ask_region", check.ask_region}};
  out["warnings"] = Json::array();
  for (const cases::IdentifierWarning& warning : check.warnings) {
    out["warnings"].push_back({{"code", warning.code}, {"sentence", warning.sentence}});
  }
  out["facts"] = Json::object();
  for (const auto& [name, value] : check.facts) out["facts"][name] = value;
  return out;
}

std::string text_of_check(const cases::IdentifierCheck& check) {
  std::string out = std::string(cases::to_string(check.kind)) + ": " + text::printable_lines(check.display) + "\n";
  if (check.normal != check.display) out += "  compared as: " + text::printable(check.normal) + "\n";
  if (check.ask_chain) {
    out += "  ask on which network:";
    for (const std::string& chain : check.chains) out += " " + chain;
    out += "\n";
  }
  for (const auto& [name, value] : check.facts) out += "  " + name + ": " + text::printable(value) + "\n";
  for (const cases::IdentifierWarning& warning : check.warnings) out += "  look again: " + warning.sentence + "\n";
  return out;
}

Result<ExitStatus> run_identifier_check(Invocation& invocation) {
  cases::IdentifierHint hint;
  if (const auto kind = invocation.option("kind")) {
    hint.kind = cases::identifier_kind_from_text(*kind);
    if (!hint.kind) return wrong_option("kind");
  }
  hint.region = invocation.option("region").value_or("");
  hint.chain = invocation.option("chain").value_or("");
  const bool whole = hint.kind == cases::IdentifierKind::Mrz;  // its lines belong together
  const std::vector<std::string> asked = TRY(asked_lines(invocation, "value", whole));
  Json list = Json::array();
  std::string text;
  for (const std::string& value : asked) {
    const cases::IdentifierCheck check = cases::check_identifier(value, hint);
    list.push_back(json_of_check(check));
    text += text_of_check(check);
  }
  return answer(invocation, Json{{"identifiers", list}}.dump(-1, ' ', false, Json::error_handler_t::replace), text);
}

// --- dates ---------------------------------------------------------------------------------------------------------

Json json_of_days(const cases::DateRange& days) {
  return {{"earliest", cases::format_day(days.earliest)}, {"latest", cases::format_day(days.latest)}};
}

std::string text_of_days(const cases::DateRange& days) {
  if (days.earliest == days.latest) return cases::format_day(days.earliest);
  return cases::format_day(days.earliest) + " to " + cases::format_day(days.latest);
}

// How the other calendars write the first and the last day.
Json written_elsewhere(const cases::SaidDate& said) {
  Json out = Json::object();
  for (const cases::Calendar calendar : cases::kCalendars) {
    const auto first = cases::day_in(calendar, said.days.earliest);
    const auto last = cases::day_in(calendar, said.days.latest);
    if (!first || !last) continue;
    out[std::string(cases::to_string(calendar))] = {{"earliest", cases::to_text(*first)},
                                                    {"latest", cases::to_text(*last)}};
  }
  return out;
}

Json json_of_date(const std::string& text, const cases::SaidDate& said) {
  Json out{{"text", text}, {"date", said.edtf}, {"calendar", cases::to_string(said.calendar)}, {"words", said.words}};
  out.update(json_of_days(said.days));
  out["approximate"] = said.days.approximate;
  out["uncertain"] = said.days.uncertain;
  out["other_readings"] = Json::array();
  for (const cases::SaidDate& other : cases::other_readings(said)) {
    Json reading{{"calendar", cases::to_string(other.calendar)}};
    reading.update(json_of_days(other.days));
    out["other_readings"].push_back(std::move(reading));
  }
  out["written"] = written_elsewhere(said);
  return out;
}

std::string text_of_date(const cases::SaidDate& said) {
  const std::string name(cases::to_string(said.calendar));
  std::string out = said.edtf + " " + name + " = " + text_of_days(said.days);
  if (said.days.approximate) out += ", about";
  if (said.days.uncertain) out += ", uncertain";
  out += "\n";
  if (!said.words.empty()) out += "  in the words: " + text::printable(said.words) + "\n";
  for (const cases::SaidDate& other : cases::other_readings(said)) {
    out += "  if it was " + std::string(cases::to_string(other.calendar)) + ": " + text_of_days(other.days) + "\n";
  }
  return out;
}

Result<ExitStatus> run_date_show(Invocation& invocation) {
  std::optional<cases::Calendar> calendar;
  if (const auto name = invocation.option("calendar")) {
    calendar = cases::calendar_from_text(*name);
    if (!calendar) return Error{cases::kDateCalendar, {}};
  }
  const std::vector<std::string> asked = TRY(asked_lines(invocation, "date"));
  Json list = Json::array();
  std::string text;
  for (std::string date : asked) {
    if (calendar && date.find('@') == std::string::npos) date = cases::said_date_text(date, *calendar, "");
    const cases::SaidDate said = TRY(cases::parse_said_date(date));
    list.push_back(json_of_date(date, said));
    text += text_of_date(said);
  }
  return answer(invocation, Json{{"dates", list}}.dump(-1, ' ', false, Json::error_handler_t::replace), text);
}

// --- codes ---------------------------------------------------------------------------------------------------------

Result<ExitStatus> run_code_check(Invocation& invocation) {
  const cases::Code code = TRY(cases::parse_code(invocation.argument("code")));
  return answer(invocation,
                Json{{"code", cases::to_text(code)}, {"device", code.prefix}, {"number", code.number}}.dump(),
                cases::to_text(code) + ": number " + std::to_string(code.number) + " of device " + code.prefix +
                    ". Its letter fits.\n");
}

Result<ExitStatus> run_code_list(Invocation& invocation) {
  const auto list = text::code_list_from_text(invocation.argument("list"));
  if (!list) return Error{kCommandUsage, invocation.argument("list")};
  const text::CodeSearch search(*list, invocation.option("language").value_or("en"));
  Json found = Json::array();
  std::vector<std::vector<std::string>> table{{"CODE", "NAME"}};
  for (const text::CodeName& one : search.find(invocation.option("find").value_or(""))) {
    found.push_back({{"code", one.code}, {"name", one.name}});
    table.push_back({one.code, one.name});
  }
  return answer(invocation, Json{{"codes", found}}.dump(), found.empty() ? "None.\n" : table_text(table));
}

}  // namespace

std::vector<CommandSpec> check_commands() {
  return {
      {"identifier check",
       "check",
       "Say what a number or address is, in one form, and what looks wrong about it; refuses nothing.",
       Opens::Nothing,
       {{"value", "One value; - or nothing reads lines from standard input, so that no history keeps them.", true}},
       {{"kind", "KIND",
         "document, mrz, phone, iban, bank_account, card, wallet, transaction, imei, iccid, email, url, user_account."},
        {"region", "CC", "Where a phone number without + was written: two-letter country code."},
        {"chain", "CHAIN", "The network that was said: BTC, ETH, BSC, TRX, SOL, XMR, TON, …"}},
       run_identifier_check},
      {"date show",
       "check",
       "Show which days a date covers, and what else its figures may mean in another calendar.",
       Opens::Nothing,
       {{"date", "Like 2022-02~, 2021-12/2022-02 or '2000 @ethiopian'; - or nothing reads lines.", true}},
       {{"calendar", "NAME",
         "gregorian, buddhist, myanmar, ethiopian, chinese, bikram_sambat, islamic or persian."}},
       run_date_show},
      {"code check",
       "check",
       "Check the letter at the end of a code from a wristband or label.",
       Opens::Nothing,
       {{"code", "Like R7-0417K."}},
       {},
       run_code_check},
      {"code list",
       "check",
       "List the codes of countries, languages or currencies, or find one by its name in any script.",
       Opens::Nothing,
       {{"list", "countries, languages or currencies."}},
       {{"find", "TEXT", "The beginning of a name, or the code."},
        {"language", "LANGUAGE", "In which language names are shown (en)."}},
       run_code_list},
  };
}

}  // namespace holdfast::cli
