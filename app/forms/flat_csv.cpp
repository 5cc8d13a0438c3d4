#include "app/forms/flat_csv.h"

#include <algorithm>

#include "app/forms/outline.h"
#include "app/forms/table.h"

namespace holdfast::forms {
namespace {

constexpr std::string_view kPointParts[] = {"-Latitude", "-Longitude", "-Altitude", "-Accuracy"};

bool is_point(const OutlineNode& node) {
  return node.question != nullptr && node.question->type == QuestionType::Geopoint;
}

std::string with_dashes(std::string_view path) {
  std::string out(path);
  std::replace(out.begin(), out.end(), '/', '-');
  return out;
}

// What stands behind `around` (and a slash) in a path of the form.
std::string path_inside(const std::string& path, const std::string& around) {
  return around.empty() ? path : path.substr(around.size() + 1);
}

class FlatTables {
 public:
  explicit FlatTables(const Form& form) : form_(form), outline_(form_outline(form)) {
    make_table(outline_, "");
  }

  void add(const CsvRecord& record) {
    const AnswersByPlace answers(*record.values);
    std::vector<std::string> row{record.submitted};
    add_cells(answers, outline_, Place{"", "", record.instance}, row);
    row.push_back(record.instance);
    row.push_back(record.instance);
    row.push_back(form_.version);
    table("").rows.push_back(std::move(row));
  }

  std::vector<CsvTable> take() { return std::move(tables_); }

 private:
  struct Place {
    std::string instance;  // path of the repeat instance among the answers, "" outside of repeats
    std::string repeat;    // the repeat's path in the form
    std::string key;
  };

  // Tables are named with points, as Central names their files: names hold no slashes, and paths stay apart.
  static std::string table_name(std::string path) {
    std::replace(path.begin(), path.end(), '/', '.');
    return path;
  }

  CsvTable& table(const std::string& repeat) {
    const std::string name = table_name(repeat);
    const auto at = std::find_if(tables_.begin(), tables_.end(), [&](const CsvTable& t) { return t.name == name; });
    HOLDFAST_ASSERT(at != tables_.end());
    return *at;
  }

  void make_table(const OutlineNode& node, const std::string& repeat) {
    std::vector<std::string> columns;
    std::vector<const OutlineNode*> inner;
    if (repeat.empty()) columns.push_back("SubmissionDate");
    add_columns(node, repeat, columns, inner);
    if (repeat.empty()) columns.insert(columns.end(), {"meta-instanceID", "KEY", "FormVersion"});
    else columns.insert(columns.end(), {"PARENT_KEY", "KEY", "SET-OF-" + node.name});
    tables_.push_back({table_name(repeat), std::move(columns), {}});
    for (const OutlineNode* child : inner) make_table(*child, child->path);
  }

  static void add_columns(const OutlineNode& node, const std::string& repeat, std::vector<std::string>& columns,
                          std::vector<const OutlineNode*>& inner) {
    for (const OutlineNode& child : node.children) {
      const std::string name = with_dashes(path_inside(child.path, repeat));
      if (child.is_repeat()) {
        columns.push_back("SET-OF-" + child.name);
        inner.push_back(&child);
      } else if (is_point(child)) {
        for (const std::string_view part : kPointParts) columns.push_back(name + std::string(part));
      } else if (child.is_answer()) {
        columns.push_back(name);
      } else {
        add_columns(child, repeat, columns, inner);
      }
    }
  }

  void add_cells(const AnswersByPlace& answers, const OutlineNode& node, const Place& place,
                 std::vector<std::string>& row) {
    for (const OutlineNode& child : node.children) {
      const std::string inside = path_inside(child.path, place.repeat);
      const std::string path = place_below(place.instance, inside);
      if (child.is_repeat()) {
        row.push_back(place.key + "/" + inside);
        add_instances(answers, child, path, row.back(), place.key);
      } else if (child.is_answer()) {
        const CborValue* value = answers.find(path);
        const std::string text = value == nullptr ? std::string() : answer_text(*value);
        if (is_point(child)) add_point(text, row);
        else row.push_back(text);
      } else {
        add_cells(answers, child, place, row);
      }
    }
  }

  void add_instances(const AnswersByPlace& answers, const OutlineNode& repeat, const std::string& path,
                     const std::string& set, const std::string& parent) {
    std::size_t number = 0;
    for (const std::string& instance : answers.instances(path)) {
      const std::string key = set + "[" + std::to_string(++number) + "]";
      std::vector<std::string> row;
      add_cells(answers, repeat, Place{instance, repeat.path, key}, row);
      row.insert(row.end(), {parent, key, set});
      table(repeat.path).rows.push_back(std::move(row));
    }
  }

  static void add_point(const std::string& text, std::vector<std::string>& row) {
    std::size_t from = 0;
    for (std::size_t i = 0; i < std::size(kPointParts); ++i) {
      const std::size_t to = std::min(text.find(' ', from), text.size());
      row.push_back(text.substr(std::min(from, text.size()), to - std::min(from, to)));
      from = std::min(to + 1, text.size());
    }
  }

  const Form& form_;
  OutlineNode outline_;
  std::vector<CsvTable> tables_;
};

bool needs_quotes(std::string_view cell) {
  return cell.find_first_of(",\"\r\n\t") != std::string_view::npos ||
         (!cell.empty() && (cell.front() == ' ' || cell.back() == ' '));
}

}  // namespace

std::vector<CsvTable> flat_tables(const Form& form, std::span<const CsvRecord> records) {
  FlatTables tables(form);
  for (const CsvRecord& record : records) tables.add(record);
  return tables.take();
}

std::string guard_formula(std::string_view text) {
  constexpr std::string_view kStarts = "=+-@\t\r";
  if (text.empty() || kStarts.find(text.front()) == std::string_view::npos) return std::string(text);
  const bool is_number = (text.front() == '+' || text.front() == '-') &&
                         std::all_of(text.begin() + 1, text.end(), [](char c) {
                           return (c >= '0' && c <= '9') || c == '.' || c == ' ';
                         });
  return is_number ? std::string(text) : "'" + std::string(text);
}

std::string csv_text(const CsvTable& table, bool exact) {
  std::string out;
  const auto add_row = [&](const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i != 0) out.push_back(',');
      const std::string cell = exact ? cells[i] : guard_formula(cells[i]);
      out += needs_quotes(cell) ? csv_cell(cell) : cell;
    }
    out += "\r\n";
  };
  add_row(table.columns);
  for (const std::vector<std::string>& row : table.rows) add_row(row);
  return out;
}

}  // namespace holdfast::forms
