// What becomes of the commands of records, persons, history and conflicts.
#include "app/gui/correction_work.h"
#include "app/gui/history_work.h"
#include "app/gui/lane_ask.h"
#include "app/gui/person_work.h"
#include "app/gui/records_work.h"
#include "app/gui/views.h"
#include "app/hq/inbox/conflicts.h"

namespace holdfast::gui {

namespace {

// The list and the rows of one window, fetched in one go.
struct ListAnswer {
  RecordsAnswer answer;
  std::size_t first = 0;
  std::vector<RecordLine> lines;
};

Result<ListAnswer> ask_list(store::Vault& vault, const RecordsQuestion& question, std::size_t first) {
  ListAnswer out;
  out.answer = TRY(ask_records(vault, question));
  const std::vector<RecordKey>& keys = out.answer.keys;
  out.first = first < keys.size() ? first : 0;
  const std::span<const RecordKey> all(keys);
  const std::size_t count = std::min(kRecordsWindow, keys.size() - out.first);
  out.lines = TRY(fetch_records(vault, all.subspan(out.first, count), question.words));
  return out;
}

void take_list(App& app, ListAnswer list) {
  RecordsFacts& facts = app.state.records;
  facts.known = true;
  facts.asking = false;
  facts.all = list.answer.all;
  facts.cut = list.answer.cut;
  facts.forms = std::move(list.answer.forms);
  facts.is_hq = list.answer.is_hq;
  facts.keys = std::make_shared<const std::vector<RecordKey>>(std::move(list.answer.keys));
  facts.first = list.first;
  facts.lines = std::move(list.lines);
  facts.fetching = SIZE_MAX;
}

void ask_records_list(App& app, RecordsQuestion question, std::size_t first) {
  RecordsFacts& facts = app.state.records;
  facts.asking = true;
  facts.asked_steady_ms = app.ui().steady_ms();
  facts.question = question;
  ask_vault<ListAnswer>(
      app, "records.search", {},
      [question, first](store::Vault& vault, Progress&) { return ask_list(vault, question, first); },
      [question](App& there, ListAnswer list) {
        // An answer to an older question, of which a newer one is on its way.
        if (there.state.records.question == question) take_list(there, std::move(list));
      },
      // Where nothing was ever answered it counts as asked: the screen would ask again at every pass.
      [](App& there) { there.state.records.asking = !there.state.records.known; });
}

void fetch_rows(App& app, std::size_t first) {
  RecordsFacts& facts = app.state.records;
  if (facts.keys == nullptr || facts.fetching == first || first >= facts.keys->size()) return;
  facts.fetching = first;
  const auto keys = facts.keys;
  ask_vault<std::vector<RecordLine>>(
      app, "records.rows", {},
      [keys, first, words = facts.question.words](store::Vault& vault, Progress&) {
        const std::span<const RecordKey> all(*keys);
        return fetch_records(vault, all.subspan(first, std::min(kRecordsWindow, keys->size() - first)), words);
      },
      [keys, first](App& there, std::vector<RecordLine> lines) {
        RecordsFacts& now = there.state.records;
        if (now.keys != keys) return;
        now.first = first;
        now.lines = std::move(lines);
        if (now.fetching == first) now.fetching = SIZE_MAX;
      },
      [first](App& there) {
        if (there.state.records.fetching == first) there.state.records.fetching = SIZE_MAX;
      });
}

std::optional<Id16> record_id_of(const std::string& hex) {
  const Result<Id16> id = array_from_hex<16>(hex);
  if (!id.ok()) return std::nullopt;
  return *id;
}

void open_record(App& app, const std::string& hex) {
  const auto id = record_id_of(hex);
  if (!id) return;
  app.state.records.opening = hex;
  ask_vault<RecordDetail>(
      app, "records.open", {},
      [id = *id, language = app.messages().language()](store::Vault& vault, Progress&) {
        return read_record(vault, id, language);
      },
      [hex](App& there, RecordDetail detail) {
        RecordsFacts& facts = there.state.records;
        if (facts.opening != hex) return;
        facts.opening.clear();
        facts.detail = std::move(detail);
      },
      [](App& there) { there.state.records.opening.clear(); });
}

void open_history(App& app, const std::string& hex, bool stay) {
  const auto id = record_id_of(hex);
  if (!id) return;
  if (!stay) app.state.place = Place::History;
  app.state.records.history_asked = hex;
  if (app.state.records.history && app.state.records.history->record != hex) app.state.records.history.reset();
  ask_vault<HistoryFacts>(
      app, "records.history", {},
      [id = *id, language = app.messages().language()](store::Vault& vault, Progress&) {
        return read_history(vault, id, language);
      },
      [](App& there, HistoryFacts history) { there.state.records.history = std::move(history); },
      [](App& there) {
        if (there.state.place == Place::History) there.state.place = Place::Records;
      });
}

void look_at_conflicts(App& app) {
  app.state.records.conflicts_asked = true;
  ask_vault<ConflictsFacts>(
      app, "records.conflicts", {},
      [language = app.messages().language()](store::Vault& vault, Progress&) {
        return read_conflicts(vault, language);
      },
      [](App& there, ConflictsFacts conflicts) { there.state.records.conflicts = std::move(conflicts); });
}

void look_at_people(App& app) {
  app.state.records.people_asked = true;
  ask_vault<std::vector<PersonLine>>(
      app, "records.people", {}, 
      [language = app.messages().language()](store::Vault& vault, Progress&) { return read_people(vault, language); },
      [](App& there, std::vector<PersonLine> people) { there.state.records.people = std::move(people); });
}

void open_person(App& app, const std::string& who) {
  app.state.place = Place::Person;
  app.state.records.person_asked = who;
  ask_vault<PersonFacts>(
      app, "records.person", {},
      [who, language = app.messages().language()](store::Vault& vault, Progress&) -> Result<PersonFacts> {
        const sync::ObjectId person = TRY(find_person(vault, who));
        return read_person(vault, person, language);
      },
      [](App& there, PersonFacts person) {
        there.state.records.person_asked.clear();
        there.state.records.person = std::move(person);
      },
      [](App& there) { there.state.records.person_asked.clear(); });
}

// An act about a person or a record: signed when it is done; then every screen is asked anew.
void act_on_records(App& app, const std::string& key, std::function<Result<void>(store::Vault&, Progress&)> work,
         std::string said, std::function<void(App&)> then) {
  app.state.records.acting = true;
  ask_vault<bool>(
      app, key, {true, false},
      [work = std::move(work)](store::Vault& vault, Progress& progress) -> Result<bool> {
        TRY(work(vault, progress));
        return true;
      },
      [said = std::move(said), then = std::move(then)](App& there, bool) {
        there.state.records.acting = false;
        ++there.state.records.acts;
        there.note_saved();
        there.show_toast(said);
        there.refresh();
        then(there);
      },
      [](App& there) { there.state.records.acting = false; });
}

void again_person(App& app) {
  if (app.state.records.person) open_person(app, app.state.records.person->id);
}

}  // namespace

void refresh_records(App& app) {
  RecordsFacts& facts = app.state.records;
  if (facts.known || facts.asking) ask_records_list(app, facts.question, facts.first);
  if (facts.detail) open_record(app, facts.detail->line.id);
  if (facts.conflicts) look_at_conflicts(app);
  if (facts.people) look_at_people(app);
  if (facts.history) open_history(app, facts.history->record, true);
}

namespace {

void apply_one(App& app, const LookAtRecords&) { ask_records_list(app, app.state.records.question, 0); }
void apply_one(App& app, const AskRecords& command) { ask_records_list(app, command.question, 0); }
void apply_one(App& app, const FetchRecords& command) { fetch_rows(app, command.first); }
void apply_one(App& app, const OpenRecord& command) { open_record(app, command.id); }
void apply_one(App& app, const CloseRecord&) {
  app.state.records.detail.reset();
  app.state.records.opening.clear();
}
void apply_one(App& app, const CorrectAnswer& command) {
  if (app.state.records.acting) return;
  act_on_records(
      app, "correct/" + command.record,
      [command](store::Vault& vault, Progress& progress) { return correct_answer(vault, command, progress); },
      app.messages().say("The correction is written. The answer before it stays in the history."), [](App&) {});
}
void apply_one(App& app, const OpenHistory& command) { open_history(app, command.id, command.stay); }
void apply_one(App& app, const LookAtConflicts&) { look_at_conflicts(app); }
void apply_one(App& app, const LookAtPeople&) { look_at_people(app); }
void apply_one(App& app, const OpenPerson& command) { open_person(app, command.who); }
void apply_one(App& app, const ClosePerson&) {
  app.state.records.person.reset();
  look_at_people(app);
}

void apply_one(App& app, const ResolveConflict& command) {
  const auto id = record_id_of(command.record);
  if (!id || app.state.records.acting) return;
  act_on_records(app, "conflict/" + command.record,
      [id = *id, command](store::Vault& vault, Progress&) -> Result<void> {
        for (const auto& [path, choice] : command.choices) {
          TRY(hq::resolve_conflict(vault, id, path, choice, command.reason));
        }
        return {};
      },
      app.messages().say("Decided. The other answer stays in the history."),
      [](App& there) { look_at_conflicts(there); });
}

void apply_one(App& app, const WithdrawForPerson& command) {
  const auto id = record_id_of(command.person);
  if (!id || app.state.records.acting) return;
  act_on_records(app, "withdraw/" + command.person,
      [id = *id](store::Vault& vault, Progress& progress) { return withdraw_consent(vault, id, progress); },
      app.messages().say("Withdrawn. It travels before everything else."), again_person);
}

void apply_one(App& app, const FlagPerson& command) {
  const auto id = record_id_of(command.person);
  if (!id || app.state.records.acting) return;
  const field::FlagRequest request{*id, command.flag, command.until, command.lifted, command.reason};
  act_on_records(app, "flag/" + command.person,
      [request](store::Vault& vault, Progress& progress) { return set_flag(vault, request, progress); },
      command.lifted ? app.messages().say("The flag is lifted.") : app.messages().say("The flag is set."),
      again_person);
}

}  // namespace

void apply_records(App& app, const RecordsCommand& command) {
  std::visit([&app](const auto& one) { apply_one(app, one); }, command);
}

}  // namespace holdfast::gui
