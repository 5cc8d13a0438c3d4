#include "app/gui/records_work.h"

#include <algorithm>
#include <set>

#include "app/field/device_names.h"
#include "app/gui/record_words.h"
#include "app/store/drafts.h"
#include "app/store/forms_store.h"
#include "app/store/record_places.h"
#include "app/store/search.h"
#include "app/text/unicode.h"

namespace holdfast::gui {

namespace {

// Text around a hit: enough to recognise it, little enough for one line.
constexpr std::size_t kBeforeMax = 40, kAfterMax = 120;

bool is_wanted(const RecordsQuestion& question, RoadMark mark, bool sealed, bool in_conflict) {
  switch (question.mark) {
    case MarkFilter::Any: return true;
    case MarkFilter::Draft: return false;
    case MarkFilter::NotSent: return mark == RoadMark::NotSent;
    case MarkFilter::OnTheRoad: return mark == RoadMark::OnTheRoad;
    case MarkFilter::Confirmed: return mark == RoadMark::Confirmed;
    case MarkFilter::Sealed: return sealed;
    case MarkFilter::TwoVersions: return in_conflict;
  }
  return true;
}

Result<std::vector<FormChoice>> forms_to_choose(store::Vault& vault) {
  std::vector<FormChoice> out;
  for (const store::FormRow& row : TRY(store::list_forms(vault))) {
    const bool known = std::any_of(out.begin(), out.end(), [&](const FormChoice& one) { return one.id == row.id; });
    if (!known) out.push_back({row.id, row.title});
  }
  std::sort(out.begin(), out.end(), [](const FormChoice& a, const FormChoice& b) { return a.title < b.title; });
  return out;
}

Result<void> add_drafts(store::Vault& vault, const RecordsQuestion& question, std::vector<RecordKey>& keys) {
  const bool asked = question.words.empty() &&
                     (question.mark == MarkFilter::Any || question.mark == MarkFilter::Draft);
  if (!asked) return {};
  for (const store::Draft& draft : TRY(store::list_drafts(vault))) {
    if (question.form_id.empty() || draft.form_id == question.form_id) keys.push_back({draft.id, true});
  }
  return {};
}

Result<void> add_found(store::Vault& vault, const RecordsQuestion& question, const RecordRoad& road,
                       RecordsAnswer& answer) {
  const std::vector<store::SearchHit> hits = TRY(store::search_as_typed(vault, question.words, kFoundMax + 1));
  answer.cut = hits.size() > kFoundMax;
  for (const store::SearchHit& hit : hits) {
    const store::RecordRow& row = hit.record;
    if (!question.form_id.empty() && row.form_id != question.form_id) continue;
    const RoadMark mark = road.mark_of(row.device, row.seq);
    if (!is_wanted(question, mark, row.state == "sealed", row.in_conflict)) continue;
    if (answer.keys.size() < kFoundMax) answer.keys.push_back({row.id, false});
  }
  return {};
}

// A code or the beginning of an id finds its record too, sealed ones among them.
Result<void> add_named(store::Vault& vault, const RecordsQuestion& question, std::vector<RecordKey>& keys) {
  const Result<sync::ObjectId> named = store::resolve_object(vault, question.words);
  if (!named.ok()) return {};
  if (!TRY(store::find_record(vault, *named))) return {};
  const bool known = std::any_of(keys.begin(), keys.end(), [&](const RecordKey& key) { return key.id == *named; });
  if (!known) keys.insert(keys.begin(), {*named, false});
  return {};
}

}  // namespace

Result<RecordsAnswer> ask_records(store::Vault& vault, const RecordsQuestion& question) {
  RecordsAnswer answer;
  answer.is_hq = vault.is_hq();
  answer.forms = TRY(forms_to_choose(vault));
  const RecordRoad road = TRY(RecordRoad::read(vault));
  answer.all = TRY(store::count_records(vault));
  TRY(add_drafts(vault, question, answer.keys));
  if (!question.words.empty()) {
    TRY(add_found(vault, question, road, answer));
    TRY(add_named(vault, question, answer.keys));
    return answer;
  }
  for (const store::RecordPlace& place : TRY(store::list_record_places(vault, question.form_id))) {
    const RoadMark mark = road.mark_of(place.device, place.seq);
    if (is_wanted(question, mark, place.sealed, place.in_conflict)) answer.keys.push_back({place.id, false});
  }
  return answer;
}

namespace {

class LineReader {
 public:
  static Result<LineReader> make(store::Vault& vault) {
    LineReader out(vault, TRY(RecordRoad::read(vault)), TRY(field::device_names(vault)));
    for (const store::FormRow& row : TRY(store::list_forms(vault))) out.titles_.emplace(row.id, row.title);
    return out;
  }

  RecordLine line_of(const store::RecordRow& row) const {
    RecordLine line;
    line.id = to_hex(row.id);
    line.name = short_name(row.id, row.code);
    line.form_id = row.form_id;
    line.form_title = title_of(row.form_id);
    line.title = row.title;
    line.state = row.state;
    line.device = names_.name_of(row.device);
    line.created_ms = row.created_ms;
    line.mark = road_.mark_of(row.device, row.seq);
    line.in_conflict = row.in_conflict;
    line.revisions = row.revisions;
    line.blobs = row.blobs;
    return line;
  }

  RecordLine line_of(const store::Draft& draft) const {
    RecordLine line;
    line.id = to_hex(draft.id);
    line.name = line.id.substr(0, 8);
    line.form_id = draft.form_id;
    line.form_title = title_of(draft.form_id);
    line.state = "draft";
    line.created_ms = draft.updated_ms;
    line.mark = RoadMark::Draft;
    return line;
  }

  const RecordRoad& road() const { return road_; }

 private:
  LineReader(store::Vault&, RecordRoad road, field::DeviceNames names)
      : road_(std::move(road)), names_(std::move(names)) {}
  std::string title_of(const std::string& form_id) const {
    const auto found = titles_.find(form_id);
    return found == titles_.end() ? form_id : found->second;
  }

  RecordRoad road_;
  field::DeviceNames names_;
  std::map<std::string, std::string> titles_;
};

// Cut between characters, with a sign where something is left out.
void cut_around(const std::string& text, FoundPlace place, RecordLine& line) {
  line.before = text.substr(0, place.from);
  if (line.before.size() > kBeforeMax) {
    std::size_t start = line.before.size() - kBeforeMax;
    while (start < line.before.size() && (static_cast<unsigned char>(line.before[start]) & 0xC0U) == 0x80U) ++start;
    line.before = "…" + line.before.substr(start);
  }
  line.found = text.substr(place.from, place.to - place.from);
  line.after = std::string(text::cut_at_character(std::string_view(text).substr(place.to), kAfterMax));
  for (std::string* piece : {&line.before, &line.found, &line.after}) {
    std::replace(piece->begin(), piece->end(), '\n', ' ');
  }
}

Result<void> note_where_found(store::Vault& vault, const sync::ObjectId& id, const std::string& words,
                              RecordLine& line) {
  for (const store::CurrentValue& current : TRY(store::current_values(vault, id))) {
    const std::string* text = current.value.text();
    if (text == nullptr || current.path.starts_with('@')) continue;
    const std::optional<FoundPlace> place = find_words(*text, words);
    if (!place) continue;
    cut_around(*text, *place, line);
    return {};
  }
  return {};
}

}  // namespace

std::optional<FoundPlace> find_words(const std::string& text, const std::string& words) {
  std::string word = words;
  while (!word.empty() && (word.back() == ' ' || word.back() == '\t')) word.pop_back();
  for (;;) {
    if (word.empty()) return std::nullopt;
    const std::size_t here = text.find(word);
    if (here != std::string::npos) return FoundPlace{here, here + word.size()};
    const std::string folded = text::casefold(text);
    const std::string wanted = text::casefold(word);
    const std::size_t at = folded.find(wanted);
    // Folding that changes lengths moves the places: then the word is not marked.
    const bool same_places = folded.size() == text.size() && wanted.size() == word.size();
    if (at != std::string::npos && same_places) return FoundPlace{at, at + word.size()};
    const std::size_t blank = word.find_last_of(' ');
    if (blank == std::string::npos) return std::nullopt;
    word = word.substr(0, blank);
  }
}

Result<std::vector<RecordLine>> fetch_records(store::Vault& vault, std::span<const RecordKey> keys,
                                              const std::string& words) {
  const LineReader reader = TRY(LineReader::make(vault));
  std::map<Id16, store::Draft> drafts;
  const bool any_draft = std::any_of(keys.begin(), keys.end(), [](const RecordKey& key) { return key.draft; });
  if (any_draft) {
    for (store::Draft& draft : TRY(store::list_drafts(vault))) drafts.emplace(draft.id, std::move(draft));
  }
  std::vector<RecordLine> out;
  for (const RecordKey& key : keys) {
    RecordLine line;
    line.id = to_hex(key.id);
    if (key.draft) {
      const auto draft = drafts.find(key.id);
      if (draft != drafts.end()) line = reader.line_of(draft->second);
    } else if (const auto row = TRY(store::find_record(vault, key.id))) {
      line = reader.line_of(*row);
      if (!words.empty() && row->state == "open") TRY(note_where_found(vault, key.id, words, line));
    }
    out.push_back(std::move(line));
  }
  return out;
}

namespace {

// Whom the record is about: the person its form points to, or the person it registers itself.
Result<void> note_person(store::Vault& vault, const store::RecordRow& row,
                         const std::vector<store::CurrentValue>& values, RecordDetail& detail) {
  std::optional<Id16> person;
  if (row.form_id == "register") person = row.id;
  for (const store::CurrentValue& current : values) {
    const bool points = current.path == "person" || current.path.ends_with("/person");
    const std::string* text = points && !person ? current.value.text() : nullptr;
    if (text == nullptr) continue;
    const Result<Id16> id = array_from_hex<16>(*text);
    if (id.ok()) person = *id;
  }
  if (!person) return {};
  detail.person = to_hex(*person);
  detail.person_code = TRY(name_of_object(vault, *person));
  return {};
}

// True where every answer of the record can be read here, and a revision would be taken.
Result<void> note_entries(store::Vault& vault, const store::RecordRow& row, RecordDetail& detail) {
  bool sealed = false;
  bool all_open = true;
  for (const store::StoredEntry& stored : TRY(store::entries_of(vault, row.id))) {
    const sync::Entry& entry = stored.signed_entry.entry;
    if (detail.hash.empty()) {
      detail.hash = in_fours(to_hex(stored.signed_entry.hash));
      detail.seq = entry.seq;
    }
    sealed = sealed || entry.type == sync::EntryType::Seal;
    if (!entry.form) continue;
    all_open = all_open && TRY(store::opening_state(vault, stored.signed_entry.hash)) == store::OpeningState::Open;
  }
  detail.partly = !all_open;
  detail.may_edit = all_open && !sealed && vault.certificate().has_value() && vault.check_may_author().ok();
  return {};
}

}  // namespace

Result<RecordDetail> read_record(store::Vault& vault, const sync::ObjectId& id, const std::string& language) {
  const std::optional<store::RecordRow> row = TRY(store::find_record(vault, id));
  if (!row) return store::kRecordUnknown;
  const LineReader reader = TRY(LineReader::make(vault));
  RecordDetail detail;
  detail.line = reader.line_of(*row);
  TRY(note_entries(vault, *row, detail));
  const std::vector<store::CurrentValue> values = TRY(store::current_values(vault, id));
  TRY(note_person(vault, *row, values, detail));
  const std::shared_ptr<const forms::Form> form = TRY(form_of_record(vault, id));
  if (form != nullptr) {
    const AnswerWords words(vault, form, language);
    detail.answers = TRY(words.lines(values));
  }
  return detail;
}

}  // namespace holdfast::gui
