// The status of a record as a shape and a word (look.md, "Parts").
#pragma once

#include <string>

#include "app/gui/records_facts.h"
#include "app/gui/ui/widgets.h"

namespace holdfast::gui {

ui::Status status_of_record(const RecordLine& line);
std::string status_words_of_record(ui::Ui& ui, const RecordLine& line);
std::string words_of_mark(ui::Ui& ui, RoadMark mark);
// The kind of record: the form's title.
std::string record_state_words(ui::Ui& ui, const RecordLine& line);  // why it cannot be read here, or empty

// Answers as they are read, from the top of `rect`; nothing can be changed. `answers_height` is what they will take.
void draw_answers(ui::Ui& ui, ui::Rect rect, const std::vector<AnswerLine>& answers);
float answers_height(ui::Ui& ui, float width, const std::vector<AnswerLine>& answers);

// Two lines, the first small and faint: "Written by", "Poipet 2". Returns the height.
float draw_fact(ui::Ui& ui, ui::Rect rect, std::string_view label, std::string_view value);

}  // namespace holdfast::gui
