// The parts of the screen "Form", each in its own room; drawn by form_view.cpp only.
#pragma once

#include "app/gui/commands.h"
#include "app/gui/form_view.h"
#include "app/gui/state.h"

namespace holdfast::gui {

// Everything that a part draws with.
struct FormDraw {
  const State& state;
  const FormTask& task;
  FormUi& view;
  ui::Ui& ui;
  Commands& out;
};

// --- form_steps.cpp: the pages as steps, progress, pause ---
inline constexpr float kFormStepsWidth = 232, kFormSideWidth = 272;
void draw_form_steps(FormDraw& draw, ui::Rect rect);
// --- form_page.cpp: languages, questions, back and next ---
void draw_form_page(FormDraw& draw, ui::Rect rect);
// --- form_question.cpp, form_choices.cpp, form_repeat.cpp: one item; paints only where `paint`. Returns its height ---
float lay_form_item(FormDraw& draw, const FormItemFacts& item, ui::Rect rect, bool paint);
float lay_form_choices(FormDraw& draw, const FormItemFacts& item, ui::Rect rect, bool paint);
float lay_form_picker(FormDraw& draw, const FormItemFacts& item, ui::Rect rect, bool paint);
float lay_form_rank(FormDraw& draw, const FormItemFacts& item, ui::Rect rect, bool paint);
float lay_form_repeat(FormDraw& draw, const FormItemFacts& item, ui::Rect rect, bool paint);
// Text that is either painted or only measured.
float lay_form_text(FormDraw& draw, ui::Rect rect, std::string_view text, ui::TextKind kind, ui::Token token,
                    std::string_view language, bool paint);
std::string form_item_id(const FormItemFacts& item);                           // "form.q/path"
std::string form_option_id(const FormItemFacts& item, const std::string& name);
std::string form_first_id(const FormItemFacts& item);                          // what Tab comes to first
bool is_form_item_focused(const FormDraw& draw, const FormItemFacts& item);
std::string code_of_column(const FormTask& task, const std::string& column);   // "km"
std::string name_of_form_language(const FormTask& task, const std::string& column);
// --- form_side.cpp: consent, why it is asked, the clock ---
void draw_form_side(FormDraw& draw, ui::Rect rect);
// --- form_show.cpp: one question, large, for the person ---
void draw_form_show(FormDraw& draw, ui::Rect rect);
// --- form_dialogs.cpp ---
void draw_form_pause(FormDraw& draw, ui::Rect rect);
void draw_form_stopped(FormDraw& draw);
// --- form_review.cpp ---
void draw_form_review(FormDraw& draw, ui::Rect rect);
// --- form_shelf_view.cpp: what can be filled in ---
void draw_form_shelf(const State& state, FormUi& view, ui::Ui& ui, Commands& out);

}  // namespace holdfast::gui
