// A form as its sheets and as the XForm that another tool made of them: both must ask the same, under the same
// conditions.
#include <catch2/catch_test_macros.hpp>
#include <map>

#include "app/forms/references.h"
#include "tests/app/forms/real_forms.h"

using namespace holdfast;
using namespace holdfast::forms;
using namespace holdfast::test;

namespace {

struct Pair {
  const char* sheets;
  const char* xform;
};
constexpr Pair kPairs[] = {
    {"xlsform/pyxform/or_other.xlsx", "xlsform/pyxform/or_other.xml"},
    {"xlsform/pyxform/flat_xlsform_test.xlsx", "xlsform/pyxform/flat_xlsform_test.xml"},
    {"xlsform/pyxform/survey_no_name.xlsx", "xlsform/pyxform/survey_no_name.xml"},
    {"xlsform/web-forms/all-question-types-v2024091201-3.xlsx",
     "xlsform/web-forms/all-question-types-v2024091201-3.xml"},
    {"htcds/Survey/htcds_xlsform.xlsx", "htcds/Survey/htcds_xlsform.xml"},
};

// What a bind says, with ${name} and paths spelled alike and the root's name left out.
std::string bind_text(const Form& form, const ReferenceIndex& index, const Question& question) {
  const auto plain = [&](const std::string& expression) {
    std::string text = without_blanks(absolute_references(index, question.path, expression).text);
    const std::string root = "/" + form.root + "/";
    for (std::size_t at = text.find(root); at != std::string::npos; at = text.find(root, at)) {
      text.replace(at, root.size(), "//");
    }
    return text;
  };
  std::string out(to_string(question.type));
  out += "|relevant " + plain(question.relevant);
  out += "|constraint " + plain(question.constraint);
  out += "|calculation " + plain(question.calculation);
  out += "|required " + std::string(question.required ? "yes" : "no") + plain(question.required_expression);
  out += "|filter " + plain(question.choice_filter);
  out += "|count " + plain(question.repeat_count);
  out += "|appearance " + question.appearance;
  out += "|metadata " + question.metadata;
  return out;
}

std::map<std::string, std::string> binds_of(const Form& form) {
  const ReferenceIndex index(form);
  std::map<std::string, std::string> out;
  for (const Question& question : form.questions) {
    if (question.presentation) continue;
    // Made by the tool for the heading of a table; no question of the author.
    if (question.name.find("reserved_name_for_field_list_labels") != std::string::npos) continue;
    out[question.path] = bind_text(form, index, question);
  }
  return out;
}

// Names and labels of each select, whatever the list is called.
std::map<std::string, std::string> choices_of(const Form& form) {
  std::map<std::string, std::string> out;
  for (const Question& question : form.questions) {
    const auto list = form.choices.find(question.list);
    const bool made = question.name.find("reserved_name_for_field_list_labels") != std::string::npos;
    if (made || !is_choice(question.type) || list == form.choices.end()) continue;
    for (const Choice& choice : list->second) {
      out[question.path] += choice.name + "=";
      for (const auto& [column, value] : choice.columns) out[question.path] += column + ":" + value + ",";
      out[question.path] += " ";
    }
  }
  return out;
}

// Appearances that the tool turns into those of the rows.
void forget_table_list(std::map<std::string, std::string>& binds) {
  for (auto& [path, text] : binds) {
    if (path.find("table_list_question") != std::string::npos) text = text.substr(0, text.find("|appearance"));
  }
}

}  // namespace

TEST_CASE("A form of sheets and the XForm made of it have the same questions, binds and choices") {
  if (!std::filesystem::exists(shared_data() / kPairs[0].sheets)) SKIP("the shared forms are not here");
  for (const Pair& pair : kPairs) {
    INFO(pair.sheets);
    const auto sheets = real_form(pair.sheets);
    const auto xform = real_form(pair.xform);
    REQUIRE(sheets.ok());
    REQUIRE(xform.ok());
    auto left = binds_of(*sheets);
    auto right = binds_of(*xform);
    forget_table_list(left);
    forget_table_list(right);
    for (const auto& [path, text] : left) {
      INFO(path);
      CHECK(right[path] == text);
    }
    CHECK(left.size() == right.size());
    CHECK(choices_of(*sheets) == choices_of(*xform));
    CHECK(sheets->title == xform->title);
    CHECK(sheets->version.empty() == xform->version.empty());
  }
}
