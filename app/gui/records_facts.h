// What records, search, person, history and conflicts know: plain values that jobs fetched. Ids are hex texts, times
// are wall milliseconds; nothing here is an open form session or a key.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "crypto/base/bytes.h"

namespace holdfast::gui {

// How far a record has come on its way to headquarters.
enum class RoadMark : std::uint8_t { Draft, NotSent, OnTheRoad, Received, Confirmed, FromOthers };

enum class MarkFilter : std::uint8_t { Any, Draft, NotSent, OnTheRoad, Confirmed, Sealed, TwoVersions };

// Which records are asked for.
struct RecordsQuestion {
  std::string words;    // empty: all
  std::string form_id;  // empty: every form
  MarkFilter mark = MarkFilter::Any;
  friend bool operator==(const RecordsQuestion&, const RecordsQuestion&) = default;
};

struct RecordKey {
  Id16 id{};
  bool draft = false;
};

// One row of the list.
struct RecordLine {
  std::string id;
  std::string name;        // code, or the first digits of the id
  std::string form_id, form_title;
  std::string title;       // safe for lists
  std::string state;       // "open", "sealed", "held", "missing", "dropped", "erased", "draft"
  std::string device;      // author
  std::int64_t created_ms = 0;
  RoadMark mark = RoadMark::NotSent;
  bool in_conflict = false;
  std::size_t revisions = 0, blobs = 0;
  // Of a search: the answer in which it was found, in three pieces.
  std::string before, found, after;
};

struct FormChoice {
  std::string id, title;
};

// How an answer can be corrected in place.
enum class AnswerKind : std::uint8_t { Fixed, Text, Number, One, Many };

struct AnswerLine {
  std::string group;   // heading that begins here, or empty
  std::string label, value;
  bool caution = false;  // two values stand
  std::string path{};    // as in answers
  AnswerKind kind = AnswerKind::Fixed;
  std::vector<std::string> names{};      // what is chosen now; of Text and Number what was typed
  std::vector<FormChoice> choices{};     // of One and Many
};

// A record as it is read: labels and answers, nothing to change.
struct RecordDetail {
  RecordLine line;
  std::vector<AnswerLine> answers;
  std::string person;      // whom it is about, hex; empty: nobody
  std::string person_code;
  std::uint64_t seq = 0;
  std::string hash;        // of the first entry, in fours
  bool may_edit = false;   // a revision can be written here
  bool partly = false;     // some of its answers cannot be seen here
};

enum class VersionAct : std::uint8_t {
  Answers, Sealed, Decided, Linked, TakenApart, Erased, Released, Looked, Exported,
};

struct VersionLine {
  std::string who;       // device
  std::string staff;
  std::string reason;
  VersionAct act = VersionAct::Answers;
  std::string what;      // labels of the answers it wrote
  std::int64_t written_ms = 0;
  std::size_t lane = 0;  // 0: the stem; 1 and more: beside it
  std::vector<std::size_t> parents;  // rows it builds on, older ones
  bool confirmed = false, sealed = false, aside = false, decision = false, first = false;
};
struct HistoryFacts {
  std::string record, name, form_title;
  bool open_fork = false;              // two versions wait for a decision
  std::vector<VersionLine> versions;   // newest first
};

struct ConflictValue {
  std::string author, staff, text;
  std::int64_t written_ms = 0;
};
// One question whose answers differ; `values` in the order in which a decision counts them.
struct ConflictLine {
  std::string path, label;
  std::vector<ConflictValue> values;
};
struct ConflictFacts {
  std::string record, name, form_title;
  std::vector<std::string> sides;        // "A", "B" … are these authors' versions
  std::vector<ConflictLine> lines;
  std::vector<AnswerLine> same;          // answers on which all agree
};
struct ConflictsFacts {
  std::vector<ConflictFacts> records;
  bool may_decide = false;  // headquarters
};

struct PersonLine {
  std::string id, code, nationality;
  std::vector<std::string> flags;  // that stand, the most dangerous first
  int rank = INT32_MAX;            // of the first of them: 0 comes first
};
struct FlagLine {
  std::string flag, label, until, since;
};
struct StatusLine {
  std::string when, what, country, basis;
};
struct ConsentLine {
  std::string purpose, recipient, media, until;
};
struct TopicsLine {
  std::string record, name, topics;
  std::int64_t written_ms = 0;
};
struct PersonFacts {
  std::string id, code;
  std::vector<std::string> names;
  std::string nationality, age;
  bool may_be_minor = true;
  std::string consent;  // "given", "withdrawn", "refused", "none"
  bool withdrawn_ahead = false;
  std::vector<ConsentLine> scopes;
  std::vector<std::string> never;
  std::vector<FlagLine> flags;
  std::vector<StatusLine> status;
  std::vector<TopicsLine> topics;
  std::vector<RecordLine> records;
  std::vector<std::string> merged_with;
  std::vector<FormChoice> flag_choices;  // what can be set: id and label
};

struct RecordsFacts {
  bool known = false;               // something was answered since unlocking
  bool asking = false;
  std::int64_t asked_steady_ms = 0;
  RecordsQuestion question;         // the last that was asked
  std::uint64_t all = 0;            // records of this vault
  bool cut = false;                 // more were found than are listed
  std::shared_ptr<const std::vector<RecordKey>> keys;  // what answers the question, in the order of the list
  std::size_t first = 0;            // `lines` are those of keys[first] and on
  std::vector<RecordLine> lines;
  std::size_t fetching = SIZE_MAX;  // the window that is on its way
  std::vector<FormChoice> forms;
  bool is_hq = false;

  std::string opening;              // id of the record that is being fetched
  std::optional<RecordDetail> detail;
  std::string history_asked;        // id of the record whose versions were asked for last
  std::optional<HistoryFacts> history;
  bool conflicts_asked = false, people_asked = false;
  std::optional<ConflictsFacts> conflicts;
  std::string person_asked;         // whom somebody looks for now
  std::optional<PersonFacts> person;
  std::optional<std::vector<PersonLine>> people;
  bool acting = false;              // a decision, a withdrawal or a flag is being written
  std::uint64_t acts = 0;           // acts that were written: dialogs close by it
};

}  // namespace holdfast::gui
