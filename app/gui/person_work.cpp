#include "app/gui/person_work.h"

#include <algorithm>
#include <map>
#include <set>

#include "app/case/flag.h"
#include "app/field/said.h"
#include "app/gui/record_words.h"
#include "app/gui/records_work.h"
#include "app/store/forms_store.h"
#include "app/text/code_lists.h"

namespace holdfast::gui {

namespace {

// Names of countries in one language, made once: ICU is asked for all of them.
class CountryNames {
 public:
  explicit CountryNames(const std::string& language) {
    for (const text::CodeName& name : text::code_names(text::CodeList::Countries, language)) {
      names_.emplace(name.code, name.name);
    }
  }
  std::string of(const std::string& code) const {
    const auto found = names_.find(code);
    return found == names_.end() ? code : found->second;
  }

 private:
  std::map<std::string, std::string> names_;
};

// Labels of a built-in form, where it is here.
Result<std::unique_ptr<AnswerWords>> words_of_form(store::Vault& vault, const std::string& id,
                                                   const std::string& language) {
  const std::shared_ptr<const forms::Form> form = TRY(form_that_runs(vault, id));
  if (form == nullptr) return std::unique_ptr<AnswerWords>();
  return std::make_unique<AnswerWords>(vault, form, language);
}

std::string choice_of(const AnswerWords* words, const std::string& list, const std::string& name) {
  return words == nullptr ? name : words->choice(list, name);
}

std::string media_of(const AnswerWords* words, const std::vector<std::string>& media) {
  std::string out;
  for (const std::string& one : media) out += (out.empty() ? "" : ", ") + choice_of(words, "medium", one);
  return out;
}

std::string recipient_of(store::Vault& vault, const std::string& recipient) {
  const Result<Id16> id = array_from_hex<16>(recipient);
  if (!id.ok()) return recipient;
  const Result<std::string> name = name_of_object(vault, *id);
  return name.ok() ? *name : recipient;
}

void note_consent(store::Vault& vault, const field::PersonView& view, const AnswerWords* words, PersonFacts& out) {
  out.consent = view.consent;
  out.withdrawn_ahead = view.withdrawn_ahead;
  for (const cases::ConsentScope& scope : view.standing.scopes) {
    const std::string until = scope.until ? cases::format_day(scope.until->latest) : std::string();
    out.scopes.push_back({choice_of(words, "purpose", scope.purpose), recipient_of(vault, scope.recipient),
                          media_of(words, scope.media), until});
  }
  for (const std::string& never : view.standing.never) out.never.push_back(recipient_of(vault, never));
}

void note_flags(const field::PersonView& view, const AnswerWords* words, PersonFacts& out) {
  for (const store::EntityRow& row : view.flags) {
    const std::string flag = field::field_of(row, "flag");
    out.flags.push_back({flag, choice_of(words, "flag", flag), field::field_of(row, "until"),
                         field::field_of(row, "since")});
  }
  if (words == nullptr) return;
  const auto list = words->form().choices.find("flag");
  if (list == words->form().choices.end()) return;
  for (const forms::Choice& choice : list->second) {
    const bool stands = std::any_of(out.flags.begin(), out.flags.end(), [&](const FlagLine& line) {
      return line.flag == choice.name;
    });
    if (!stands) out.flag_choices.push_back({choice.name, words->choice("flag", choice.name)});
  }
}

// What an interview left of class card: the topics, never the answers.
Result<void> note_topics(store::Vault& vault, const RecordLine& line, const std::string& language, PersonFacts& out) {
  const Result<Id16> id = array_from_hex<16>(line.id);
  if (!id.ok()) return {};
  for (const store::CurrentValue& current : TRY(store::current_values(vault, *id))) {
    const bool topics = current.path == "card_topics" || current.path.ends_with("/card_topics");
    if (!topics || current.value.is_null()) continue;
    const std::shared_ptr<const forms::Form> form = TRY(form_of_record(vault, *id));
    if (form == nullptr) continue;
    const AnswerWords words(vault, form, language);
    out.topics.push_back({line.id, line.name, TRY(words.value_of_path(current.path, current.value)), line.created_ms});
  }
  return {};
}

Result<void> note_records(store::Vault& vault, const field::PersonView& view, const std::string& language,
                          PersonFacts& out) {
  std::vector<RecordKey> keys;
  for (const store::RecordRow& row : view.records) keys.push_back({row.id, false});
  out.records = TRY(fetch_records(vault, keys, ""));
  for (const RecordLine& line : out.records) TRY(note_topics(vault, line, language, out));
  return {};
}

}  // namespace

Result<std::vector<PersonLine>> read_people(store::Vault& vault, const std::string& language) {
  const std::unique_ptr<AnswerWords> labels = TRY(words_of_form(vault, "flag", language));
  const CountryNames countries(language);
  std::map<Id16, std::vector<cases::FlagWord>> flags;
  for (const store::EntityRow& row : TRY(store::list_entities(vault, cases::EntityKind::Flag))) {
    if (!row.fact.person) continue;
    const Result<cases::DateRange> since = cases::parse_date(field::field_of(row, "since"));
    const Result<cases::DateRange> until = cases::parse_date(field::field_of(row, "until"));
    cases::FlagWord word;
    word.flag = field::field_of(row, "flag");
    if (since.ok()) word.since = *since;
    if (until.ok()) word.until = *until;
    word.lifted = field::field_of(row, "lifted") == "yes";
    word.written = word.since ? word.since->earliest : cases::Day{};
    flags[*row.fact.person].push_back(std::move(word));
  }
  const cases::Day today = cases::day_of_ms(vault.now_ms()) + 1;
  std::vector<PersonLine> out;
  std::set<Id16> seen;
  for (const store::EntityRow& row : TRY(store::list_entities(vault, cases::EntityKind::Person))) {
    if (!seen.insert(row.fact.id).second) continue;
    PersonLine line;
    line.id = to_hex(row.fact.id);
    line.code = TRY(name_of_object(vault, row.fact.id));
    line.nationality = countries.of(field::field_of(row, "nationality"));
    const std::vector<cases::FlagWord>& words = flags[row.fact.id];
    for (const std::size_t index : cases::standing_flags(words, today)) {
      line.rank = std::min(line.rank, cases::flag_rank(words[index].flag));
      line.flags.push_back(choice_of(labels.get(), "flag", words[index].flag));
    }
    out.push_back(std::move(line));
  }
  // Whoever must be seen to first, then by code.
  std::sort(out.begin(), out.end(), [](const PersonLine& a, const PersonLine& b) {
    return a.rank != b.rank ? a.rank < b.rank : a.code < b.code;
  });
  return out;
}

Result<PersonFacts> read_person(store::Vault& vault, const sync::ObjectId& person, const std::string& language) {
  const field::PersonView view = TRY(field::show_person(vault, person));
  const std::unique_ptr<AnswerWords> consent = TRY(words_of_form(vault, "consent", language));
  const std::unique_ptr<AnswerWords> flag = TRY(words_of_form(vault, "flag", language));
  const std::unique_ptr<AnswerWords> status = TRY(words_of_form(vault, "status", language));
  const CountryNames countries(language);
  PersonFacts out;
  out.id = to_hex(view.id);
  out.code = short_name(view.id, view.code);
  out.names = view.names;
  out.nationality = countries.of(view.nationality);
  out.may_be_minor = view.age.may_be_minor;
  for (const cases::AgeReason& reason : view.age.reasons) {
    out.age += (out.age.empty() ? "" : " ") + reason.sentence;
  }
  note_consent(vault, view, consent.get(), out);
  note_flags(view, flag.get(), out);
  for (const store::EntityRow& row : view.status) {
    out.status.push_back({field::field_of(row, "when"),
                          choice_of(status.get(), "status", field::field_of(row, "status")),
                          countries.of(field::field_of(row, "country")),
                          choice_of(status.get(), "basis", field::field_of(row, "basis"))});
  }
  TRY(note_records(vault, view, language, out));
  for (const sync::ObjectId& other : view.merged_with) out.merged_with.push_back(TRY(name_of_object(vault, other)));
  return out;
}

Result<sync::ObjectId> find_person(store::Vault& vault, const std::string& who) {
  const Result<Id16> id = array_from_hex<16>(who);
  const sync::ObjectId person = id.ok() ? *id : TRY(store::resolve_object(vault, who));
  if (!TRY(field::is_known_as(vault, person, cases::EntityKind::Person))) return field::kPersonUnknown;
  return person;
}

namespace {

Result<void> accepted(const Result<field::SubmitAnswer>& done) {
  if (!done.ok()) return done.error();
  if (done->problems.empty()) return {};
  return Error{forms::kAnswersInvalid, done->problems.front().sentence};
}

}  // namespace

Result<void> withdraw_consent(store::Vault& vault, const sync::ObjectId& person, Progress& progress) {
  return accepted(field::record_consent(vault, {person, "withdrawn", ""}, progress));
}

Result<void> set_flag(store::Vault& vault, const field::FlagRequest& request, Progress& progress) {
  return accepted(field::flag_person(vault, request, progress));
}

}  // namespace holdfast::gui
