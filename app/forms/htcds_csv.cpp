#include "app/forms/htcds_csv.h"

#include <algorithm>

#include "app/forms/answer_paths.h"
#include "app/forms/outline.h"

namespace holdfast::forms {
namespace {

constexpr std::string_view kOurs = "x_";
constexpr std::string_view kOtherValue = "Other";
constexpr std::size_t kWholeDaySize = 10;  // of "2022-02-14"

struct HtcdsRow {
  std::string person;
  std::vector<std::string> records;
  std::map<std::string, std::vector<std::string>> fields;
};

void add_once(std::vector<std::string>& list, const std::string& text) {
  if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(text);
}

// "2022-02-14", or the day of a moment.
bool is_whole_day(std::string_view text) {
  constexpr std::string_view kShape = "dddd-dd-dd";
  if (text.size() < kWholeDaySize || (text.size() > kWholeDaySize && text[kWholeDaySize] != 'T')) return false;
  for (std::size_t i = 0; i < kWholeDaySize; ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (kShape[i] == 'd' ? !digit : text[i] != kShape[i]) return false;
  }
  return true;
}

std::string yes_or_no(const std::string& text) {
  if (text == "TRUE" || text == "yes" || text == "1" || text == "OK") return "true";
  if (text == "FALSE" || text == "no" || text == "0") return "false";
  return text;
}

// The answers of one record by the names of their questions, choices apart.
struct NamedAnswer {
  const Question* question = nullptr;
  std::vector<std::string> texts;
};

std::multimap<std::string, NamedAnswer> named_answers(const HtcdsRecord& record) {
  std::multimap<std::string, NamedAnswer> out;
  const QuestionIndex index(*record.form);
  for (const auto& [path, value] : *record.values) {
    if (path.empty() || path.front() == '@' || value.is_null()) continue;
    const std::optional<InstancePath> split = split_instance_path(path);
    const Question* question = split ? index.find(split->form_path) : nullptr;
    if (question == nullptr || has_no_answer(question->type)) continue;
    NamedAnswer answer{question, {}};
    if (const CborValue::Array* array = value.array()) {
      for (const CborValue& item : *array) answer.texts.push_back(answer_text(item));
    } else {
      answer.texts.push_back(answer_text(value));
    }
    out.emplace(question->name, std::move(answer));
  }
  return out;
}

class HtcdsTable {
 public:
  HtcdsTable(std::span<const HtcdsRule> rules, bool standard_only) : rules_(rules), standard_only_(standard_only) {}

  void add(const HtcdsRecord& record) {
    HtcdsRow& row = row_of(record.person);
    add_once(row.records, record.record);
    const auto answers = named_answers(record);
    // What this record says, before it meets what others said.
    std::map<std::string, std::vector<std::string>> said;
    std::map<std::string, bool> is_list;
    const bool mapped = std::any_of(rules_.begin(), rules_.end(),
                                    [&](const HtcdsRule& rule) { return rule.form == record.form->id; });
    for (const HtcdsRule& rule : mapped ? own_rules(record.form->id) : named_rules(*record.form)) {
      apply(rule, answers, said, is_list);
    }
    for (auto& [field, values] : said) {
      auto& known = row.fields[field];
      if (!is_list[field]) known.clear();
      for (const std::string& value : values) add_once(known, value);
    }
  }

  CsvTable take() const {
    CsvTable out;
    std::vector<std::string> ours;
    for (const HtcdsField& field : htcds_fields()) {
      if (field.core || answered(std::string(field.name))) out.columns.emplace_back(field.name);
    }
    if (!standard_only_) {
      for (const HtcdsRow& row : rows_) {
        for (const auto& [field, values] : row.fields) {
          if (field.starts_with(kOurs)) add_once(ours, field);
        }
      }
      std::sort(ours.begin(), ours.end());
      out.columns.insert(out.columns.end(), ours.begin(), ours.end());
    }
    const std::vector<std::string> fields = out.columns;
    if (!standard_only_) out.columns.insert(out.columns.end(), {"x_Person", "x_Records"});
    for (const HtcdsRow& row : rows_) out.rows.push_back(cells_of(row, fields));
    return out;
  }

 private:
  HtcdsRow& row_of(const std::string& person) {
    for (HtcdsRow& row : rows_) {
      if (row.person == person) return row;
    }
    return rows_.emplace_back(HtcdsRow{person, {}, {}});
  }

  bool answered(const std::string& field) const {
    return std::any_of(rows_.begin(), rows_.end(), [&](const HtcdsRow& row) { return row.fields.count(field) != 0; });
  }

  std::vector<HtcdsRule> own_rules(const std::string& form) const {
    std::vector<HtcdsRule> out;
    for (const HtcdsRule& rule : rules_) {
      if (rule.form == form) out.push_back(rule);
    }
    return out;
  }

  // A form that the table does not know: its questions are fields where they are called like them.
  static std::vector<HtcdsRule> named_rules(const Form& form) {
    std::vector<HtcdsRule> out;
    for (const Question& question : form.questions) {
      const HtcdsField* field = has_no_answer(question.type) ? nullptr : htcds_field_like(question.name);
      if (field != nullptr) out.push_back({form.id, question.name, "", std::string(field->name), ""});
    }
    return out;
  }

  void apply(const HtcdsRule& rule, const std::multimap<std::string, NamedAnswer>& answers,
             std::map<std::string, std::vector<std::string>>& said, std::map<std::string, bool>& is_list) const {
    const auto [from, to] = answers.equal_range(rule.question);
    for (auto at = from; at != to; ++at) {
      const NamedAnswer& answer = at->second;
      const bool line = !answer.question->repeats.empty();
      const bool list = answer.question->type == QuestionType::SelectMultiple ||
                        answer.question->type == QuestionType::SelectMultipleFromFile;
      for (const std::string& text : answer.texts) {
        if (!rule.value.empty() && rule.value != text) continue;
        const std::string value = rule.value.empty() ? text : rule.field_value;
        std::string field = field_for(rule.field, value);
        const std::string spelling = spelt(rule.field, value);
        if (!list && !line) said[field].clear();
        const bool another = line && is_single(field) && !said[field].empty() && said[field].front() != spelling;
        if (another) field = std::string(kOurs) + field;
        is_list[field] = list;
        add_once(said[field], spelling);
      }
    }
  }

  // What the standard has room for once.
  static bool is_single(const std::string& name) {
    const HtcdsField* field = htcds_field(name);
    if (field == nullptr) return false;
    return field->kind != HtcdsKind::Text || name == "prs_FirstName" || name == "prs_MiddleName" ||
           name == "prs_SecondName";
  }

  // Where a value goes: a day that is none of the standard has a column of ours.
  static std::string field_for(const std::string& name, const std::string& value) {
    const HtcdsField* field = htcds_field(name);
    const bool vague = field != nullptr && field->kind == HtcdsKind::Day && !is_whole_day(value);
    return vague ? std::string(kOurs) + name : name;
  }

  std::string spelt(const std::string& name, const std::string& value) const {
    const HtcdsField* field = htcds_field(name);
    if (field == nullptr) return value;
    if (field->kind == HtcdsKind::Day) return is_whole_day(value) ? value.substr(0, kWholeDaySize) : value;
    if (field->kind == HtcdsKind::YesNo) return yes_or_no(value);
    return standard_only_ && value.starts_with(kOurs) ? std::string(kOtherValue) : value;
  }

  std::vector<std::string> cells_of(const HtcdsRow& row, const std::vector<std::string>& fields) const {
    std::vector<std::string> out;
    for (const std::string& name : fields) {
      std::string cell;
      const auto at = row.fields.find(name);
      for (const std::string& value : at == row.fields.end() ? std::vector<std::string>{} : at->second) {
        cell += (cell.empty() ? "" : ";") + value;
      }
      out.push_back(std::move(cell));
    }
    if (standard_only_) return out;
    std::string records;
    for (const std::string& record : row.records) records += (records.empty() ? "" : " ") + record;
    out.push_back(row.person);
    out.push_back(std::move(records));
    return out;
  }

  std::span<const HtcdsRule> rules_;
  bool standard_only_;
  std::vector<HtcdsRow> rows_;
};

}  // namespace

Result<std::vector<HtcdsRule>> read_htcds_rules(ByteView csv) {
  const Sheet sheet = TRY(parse_csv("htcds", csv));
  std::vector<std::size_t> at;
  for (const std::string_view name : {"form", "question", "value", "htcds_field", "htcds_value"}) {
    at.push_back(sheet.column(name));
    if (at.back() == Sheet::npos) return Error{kFormColumn, "htcds: no column " + std::string(name)};
  }
  std::vector<HtcdsRule> out;
  for (const auto& row : sheet.rows) {
    out.push_back({row[at[0]], row[at[1]], row[at[2]], row[at[3]], row[at[4]]});
  }
  return out;
}

CsvTable htcds_table(std::span<const HtcdsRule> rules, std::span<const HtcdsRecord> records, bool standard_only) {
  HtcdsTable table(rules, standard_only);
  for (const HtcdsRecord& record : records) table.add(record);
  return table.take();
}

}  // namespace holdfast::forms
