// The "type" column of a survey: some sixty spellings, read into what they ask for.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/forms/xlsform.h"

namespace holdfast::forms {

struct TypeCell {
  enum class Row : std::uint8_t { Question, Begin, EndGroup, EndRepeat, Skipped, Refused };
  Row row = Row::Question;
  QuestionType type = QuestionType::Text;
  std::string list{};        // for selects
  bool or_other = false;
  std::string warning{};     // of what is skipped or read as something simpler
  std::string metadata{};    // of a Metadata question: "start", "deviceid", …
  std::string file_ending{}; // of a row that only names a list beside the form: ".csv", ".xml"
  bool external = false;     // select_one_external: the list may be on the sheet "external_choices"
};

// Nothing where the type is none of ours. `cell` has its blanks collapsed.
std::optional<TypeCell> read_type(std::string_view cell);

}  // namespace holdfast::forms
