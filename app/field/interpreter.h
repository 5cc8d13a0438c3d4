// Interpreters as a team knows them: languages, checks, and the alarm where one of them stands elsewhere in the records
// (app/case/interpreter.h).
#pragma once

#include "app/case/interpreter.h"
#include "app/store/views.h"

namespace holdfast::field {

struct InterpreterView {
  sync::ObjectId id{};
  std::string code;
  std::string name;
  std::vector<std::string> languages;
  std::vector<std::string> channels;  // here, phone, video
  std::string gender;
  cases::InterpreterFacts facts;
  std::vector<cases::InterpreterAlarm> alarms;
  bool usable = false;  // active, every check done, no alarm
};
// Those with an alarm first, then those who can be asked, by code.
Result<std::vector<InterpreterView>> list_interpreters(store::Vault& vault);
Result<InterpreterView> show_interpreter(store::Vault& vault, const sync::ObjectId& interpreter);

}  // namespace holdfast::field
