// Interpreters: what must be certain before one is used, and when to raise the alarm. An interpreter who is tied to a
// site, a party or an embassy carries what is said back to them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/case/dates.h"
#include "sync/types.h"

namespace holdfast::cases {

struct InterpreterFacts {
  std::string name;
  std::string phone;                // as typed
  std::string document;             // number of a passport or card, as typed
  bool not_from_site = false;
  bool no_link_to_party = false;
  bool no_link_to_community = false;
  bool not_embassy = false;
  bool secrecy = false;
  std::optional<DateRange> checked;
  bool active = true;
};

// A name or an identifier that stands somewhere else in the records.
struct NameElsewhere {
  enum class Role : std::uint8_t { Controller, Resident };
  Role role = Role::Resident;
  std::string names;     // as written; of a controller all of them in one text
  std::string phone;
  sync::ObjectId id{};   // of the person, or of the record that names the controller
  std::string document{};
};

struct InterpreterAlarm {
  std::string code;      // "seen_as_controller", "resident", "check_open", "check_old"
  std::string sentence;
  std::optional<sync::ObjectId> because{};
  bool is_alarm = false;  // true: stop using this interpreter now; false: a check is missing
};

// Names compare folded, without accents and whatever the order of their words; phones by their last eight digits, also
// where they stand among the names of a controller; numbers of documents by their letters and digits.
std::vector<InterpreterAlarm> interpreter_alarms(const InterpreterFacts& interpreter,
                                                 const std::vector<NameElsewhere>& elsewhere, Day on);
// No alarm and no check missing.
bool may_interpret(const InterpreterFacts& interpreter, const std::vector<NameElsewhere>& elsewhere, Day on);

}  // namespace holdfast::cases
