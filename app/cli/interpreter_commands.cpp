// interpreter …: who can be asked to interpret, who must not, and why. They are recorded with the form interpreter.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/cli/json_text.h"
#include "app/cli/output.h"
#include "app/cli/vault_access.h"
#include "app/field/interpreter.h"
#include "app/text/unicode.h"

namespace holdfast::cli {

namespace {

Json json_of_interpreter(const field::InterpreterView& view) {
  Json out{{"id", to_hex(view.id)},
           {"code", view.code},
           {"name", view.name},
           {"languages", view.languages},
           {"channels", view.channels},
           {"gender", view.gender},
           {"active", view.facts.active},
           {"usable", view.usable},
           {"alarms", Json::array()}};
  for (const cases::InterpreterAlarm& alarm : view.alarms) {
    out["alarms"].push_back({{"code", alarm.code},
                             {"sentence", alarm.sentence},
                             {"alarm", alarm.is_alarm},
                             {"because", alarm.because ? Json(to_hex(*alarm.because)) : Json()}});
  }
  return out;
}

std::string name_of_interpreter(const field::InterpreterView& view) {
  return view.code.empty() ? short_id(view.id) : text::printable(view.code);
}

std::string with_blanks(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + text::printable(word);
  return out;
}

std::string standing_of(const field::InterpreterView& view) {
  for (const cases::InterpreterAlarm& alarm : view.alarms) {
    if (alarm.is_alarm) return "ALARM: do not use";
  }
  if (!view.alarms.empty()) return "check missing";
  return view.usable ? "can be asked" : "not at present";
}

// In interviews the code stands for the person; the list shows no names either.
Result<ExitStatus> run_interpreter_list(Invocation& invocation) {
  VaultHold vault = TRY(open_vault(invocation));
  std::vector<field::InterpreterView> views = TRY(field::list_interpreters(*vault));
  TRY(vault.close());
  if (const auto language = invocation.option("language")) {
    std::erase_if(views, [&language](const field::InterpreterView& view) {
      return std::find(view.languages.begin(), view.languages.end(), *language) == view.languages.end();
    });
  }
  Json list = Json::array();
  std::vector<std::vector<std::string>> table{{"INTERPRETER", "LANGUAGES", "HOW", "STANDING"}};
  for (const field::InterpreterView& view : views) {
    list.push_back(json_of_interpreter(view));
    table.push_back(
        {name_of_interpreter(view), with_blanks(view.languages), with_blanks(view.channels), standing_of(view)});
  }
  return answer(invocation, Json({{"interpreters", list}}).dump(), views.empty() ? "None.\n" : table_text(table));
}

Result<ExitStatus> run_interpreter_show(Invocation& invocation) {
  VaultHold vault = TRY(open_vault(invocation));
  const sync::ObjectId id = TRY(store::resolve_object(*vault, invocation.argument("interpreter")));
  const field::InterpreterView view = TRY(field::show_interpreter(*vault, id));
  TRY(vault.close());
  std::string text = name_of_interpreter(view) + ": " + standing_of(view) + "\n";
  text += "name: " + text::printable(view.name) + "\nlanguages: " + with_blanks(view.languages) + "\n";
  for (const cases::InterpreterAlarm& alarm : view.alarms) {
    text += (alarm.is_alarm ? "ALARM: " : "look again: ") + alarm.sentence;
    text += alarm.because ? " (" + short_id(*alarm.because) + ")\n" : "\n";
  }
  return answer(invocation, json_of_interpreter(view).dump(), text);
}

}  // namespace

std::vector<CommandSpec> interpreter_commands() {
  return {
      {"interpreter list",
       "person",
       "List interpreters: who can be asked, whose checks are open, and who must not be used.",
       Opens::Vault,
       {},
       {{"language", "CODE", "Only those who speak this language (km, my, am)."}},
       run_interpreter_list},
      {"interpreter show",
       "person",
       "Show one interpreter with every alarm and its reason.",
       Opens::Vault,
       {{"interpreter", "Code, or start of the id."}},
       {},
       run_interpreter_show},
  };
}

}  // namespace holdfast::cli
