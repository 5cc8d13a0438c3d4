// Commands of records, persons, history and conflicts.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "app/gui/records_facts.h"

namespace holdfast::gui {

struct LookAtRecords {  // everything of this screen anew
  static constexpr std::string_view kUseCase = "window";
};
struct AskRecords {
  static constexpr std::string_view kUseCase = "record list";
  RecordsQuestion question;
};
struct FetchRecords {  // the rows from here on
  static constexpr std::string_view kUseCase = "record list";
  std::size_t first = 0;
};
struct OpenRecord {
  static constexpr std::string_view kUseCase = "record show";
  std::string id;
};
struct CloseRecord {
  static constexpr std::string_view kUseCase = "window";
};
struct CorrectAnswer {  // a new version of the record with another answer to one question
  static constexpr std::string_view kUseCase = "record edit";
  std::string record, path;
  AnswerKind kind = AnswerKind::Text;
  std::vector<std::string> names;  // one for text, number and one choice; empty: the answer is taken away
  std::string reason;
};
struct OpenHistory {
  static constexpr std::string_view kUseCase = "record history";
  std::string id;
  bool stay = false;  // on the screen that shows it beside something else
};
struct LookAtConflicts {
  static constexpr std::string_view kUseCase = "conflicts list";
};
struct ResolveConflict {  // at headquarters
  static constexpr std::string_view kUseCase = "conflicts resolve";
  std::string record;
  std::vector<std::pair<std::string, std::size_t>> choices;  // path, index of the value that stands
  std::string reason;
};
struct LookAtPeople {
  static constexpr std::string_view kUseCase = "window";
};
struct OpenPerson {  // by id, or by a code that somebody typed
  static constexpr std::string_view kUseCase = "person show";
  std::string who;
};
struct ClosePerson {
  static constexpr std::string_view kUseCase = "window";
};
struct WithdrawForPerson {
  static constexpr std::string_view kUseCase = "person consent withdraw";
  std::string person;
};
struct FlagPerson {
  static constexpr std::string_view kUseCase = "person flag";
  std::string person, flag, until, reason;
  bool lifted = false;
};

using RecordsCommand = std::variant<LookAtRecords, AskRecords, FetchRecords, OpenRecord, CloseRecord, CorrectAnswer,
                                    OpenHistory, LookAtConflicts, ResolveConflict, LookAtPeople, OpenPerson,
                                    ClosePerson, WithdrawForPerson, FlagPerson>;

}  // namespace holdfast::gui
