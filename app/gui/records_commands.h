// Commands of records, persons, history and conflicts.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "app/gui/records_facts.h"

namespace holdfast::gui {

struct LookAtRecords {};  // everything of this screen anew
struct AskRecords {
  RecordsQuestion question;
};
struct FetchRecords {  // the rows from here on
  std::size_t first = 0;
};
struct OpenRecord {
  std::string id;
};
struct CloseRecord {};
struct CorrectAnswer {  // a new version of the record with another answer to one question
  std::string record, path;
  AnswerKind kind = AnswerKind::Text;
  std::vector<std::string> names;  // one for text, number and one choice; empty: the answer is taken away
  std::string reason;
};
struct OpenHistory {
  std::string id;
  bool stay = false;  // on the screen that shows it beside something else
};
struct LookAtConflicts {};
struct ResolveConflict {  // at headquarters
  std::string record;
  std::vector<std::pair<std::string, std::size_t>> choices;  // path, index of the value that stands
  std::string reason;
};
struct LookAtPeople {};
struct OpenPerson {  // by id, or by a code that somebody typed
  std::string who;
};
struct ClosePerson {};
struct WithdrawForPerson {
  std::string person;
};
struct FlagPerson {
  std::string person, flag, until, reason;
  bool lifted = false;
};

using RecordsCommand = std::variant<LookAtRecords, AskRecords, FetchRecords, OpenRecord, CloseRecord, CorrectAnswer,
                                    OpenHistory, LookAtConflicts, ResolveConflict, LookAtPeople, OpenPerson,
                                    ClosePerson, WithdrawForPerson, FlagPerson>;

}  // namespace holdfast::gui
