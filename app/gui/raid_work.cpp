#include "app/gui/raid_work.h"

#include <algorithm>

#include "app/field/submit.h"
#include "app/gui/raid_draft.h"
#include "app/store/drafts.h"
#include "app/store/forms_store.h"

namespace holdfast::gui {

namespace {

constexpr std::size_t kRaidLinesMax = 5000;
constexpr const char* kSiteLog = "site_log";

Result<field::SubmitAnswer> without_problems(Result<field::SubmitAnswer> done) {
  if (done.ok() && !done->problems.empty()) {
    const forms::AnswerProblem& first = done->problems.front();
    return Error{forms::kAnswersInvalid, first.path + ": " + first.sentence};
  }
  return done;
}

std::string value_text(const store::CurrentValue& value) {
  const std::string* text = value.value.text();
  return text == nullptr ? std::string() : *text;
}

void read_flags(const CborValue& value, RaidAnswers& answers) {
  const CborValue::Array* array = value.array();
  if (array == nullptr) return;
  for (const CborValue& item : *array) {
    const std::string* flag = item.text();
    // Set by the program from the age, and set again from it.
    if (flag != nullptr && *flag != "maybe_minor") answers.needs->push_back(*flag);
  }
}

Result<RaidLine> read_raid_line(store::Vault& vault, const store::RecordRow& row) {
  RaidLine line;
  line.record = to_hex(row.id);
  line.code = row.code;
  line.written_at_ms = row.created_ms;
  line.state = RaidLineState::Saved;
  line.answers = {"", "unknown", std::vector<std::string>{}, RaidGoing{}};
  for (const store::CurrentValue& value : TRY(store::current_values(vault, row.id))) {
    if (value.path == "nationality") line.answers.nationality = value_text(value);
    if (value.path == "age_band" && !value_text(value).empty()) line.answers.seems = value_text(value);
    if (value.path == "flags") read_flags(value.value, line.answers);
    if (value.path == "group_ref") line.answers.going->vehicle = value_text(value);
    if (value.path == "taken_back") line.taken_back = !value_text(value).empty();
  }
  return line;
}

// Everybody whom this laptop registered since the raid began, in the order of the journal.
Result<std::vector<RaidLine>> read_people_since(store::Vault& vault, std::int64_t began_ms) {
  store::RecordFilter filter;
  filter.form_id = "register";
  filter.device = vault.device();
  filter.limit = kRaidLinesMax;
  std::vector<store::RecordRow> rows = TRY(store::list_records(vault, filter));
  std::erase_if(rows, [began_ms](const store::RecordRow& row) { return row.created_ms < began_ms; });
  std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.seq < b.seq; });
  std::vector<RaidLine> out;
  for (const store::RecordRow& row : rows) out.push_back(TRY(read_raid_line(vault, row)));
  return out;
}

// Lines without a record kept their numbers; people take those between them, in their order.
std::vector<RaidLine> numbered(std::vector<RaidLine> people, std::vector<RaidLine> others) {
  std::vector<RaidLine> out;
  std::uint32_t next = 1;
  auto person = people.begin();
  std::sort(others.begin(), others.end(), [](const auto& a, const auto& b) { return a.number < b.number; });
  auto other = others.begin();
  while (person != people.end() || other != others.end()) {
    const bool others_turn = other != others.end() && (other->number <= next || person == people.end());
    RaidLine& line = others_turn ? *other++ : *person++;
    line.number = next++;
    out.push_back(std::move(line));
  }
  return out;
}

Result<Id16> id_of_record(const std::string& hex) { return array_from_hex<16>(hex); }

}  // namespace

Result<RaidTask> find_raid(store::Vault& vault) {
  const std::vector<store::Draft> drafts = TRY(store::list_drafts(vault));
  const store::Draft* found = nullptr;
  std::optional<RaidTask> task;
  for (const store::Draft& draft : drafts) {
    if (draft.form_id != kRaidDraft || (found != nullptr && found->updated_ms >= draft.updated_ms)) continue;
    std::optional<RaidTask> read = read_raid_draft(as_text(draft.content));
    if (!read) continue;
    task = std::move(read);
    found = &draft;
  }
  if (!task) {
    RaidTask none;
    none.stage = RaidStage::None;
    return none;
  }
  task->draft = to_hex(found->id);
  std::vector<RaidLine> people = TRY(read_people_since(vault, task->plan.began_ms));
  task->lines = numbered(std::move(people), std::move(task->lines));
  return std::move(*task);
}

Result<std::string> save_raid(store::Vault& vault, const RaidTask& task) {
  const forms::Form form = TRY(store::form_by_id(vault, kSiteLog));
  store::Draft draft;
  draft.id = vault.seams().random.id();
  if (!task.draft.empty()) draft.id = TRY(id_of_record(task.draft));
  draft.form_id = kRaidDraft;
  draft.content = to_bytes(as_bytes(raid_draft_content(task, to_hex(form.hash))));
  draft.updated_ms = vault.now_ms();
  TRY(store::save_draft(vault, draft));
  return to_hex(draft.id);
}

Result<SavedPerson> save_raid_person(store::Vault& vault, const RaidPlan& plan, const RaidLine& line,
                                     Progress& progress) {
  field::SubmitRequest request;
  request.form_id = "register";
  request.answers_json = register_answers(plan, line);
  const field::SubmitAnswer done = TRY(without_problems(field::submit(vault, request, progress)));
  return SavedPerson{to_hex(done.record), done.code};
}

Result<void> revise_raid_person(store::Vault& vault, const std::string& record, const std::string& answers,
                                const std::string& reason, Progress& progress) {
  field::ReviseRequest request;
  request.record = TRY(id_of_record(record));
  request.answers_json = answers;
  request.reason = reason;
  TRY(without_problems(field::revise(vault, request, progress)));
  return {};
}

Result<std::string> finish_raid(store::Vault& vault, const RaidTask& task, Progress& progress) {
  field::SubmitRequest request;
  request.form_id = kSiteLog;
  request.answers_json = site_log_answers(task, vault.now_ms());
  if (!task.draft.empty()) request.from_draft = TRY(id_of_record(task.draft));
  const field::SubmitAnswer done = TRY(without_problems(field::submit(vault, request, progress)));
  return to_hex(done.record);
}

}  // namespace holdfast::gui
