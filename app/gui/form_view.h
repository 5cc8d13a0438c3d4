// The screen "Form": draws state, emits commands. One group a page, two languages side by side; consent, reason and
// break always in view (look/03-interview-khmer, 04-interview-arabic, 19-large-text).
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "app/draw/text_edit.h"
#include "app/gui/ui/ui.h"
#include "app/gui/ui/widgets.h"

namespace holdfast::gui {

class Commands;
struct State;

// Which heights the items of a page have, and for what they were measured.
struct FormHeights {
  std::string of;                // page, revision, languages, search
  float width = 0;
  std::vector<float> tops;       // one more than items: where each begins, and the end
};

struct FormUi {
  std::uint64_t turn = 0;
  std::string form;              // hex of the draft: another form starts anew
  ui::ScrollState scroll, steps_scroll, shelf_scroll, review_scroll, show_scroll;
  std::map<std::string, draw::TextEdit> edits;  // by path of the question
  FormHeights heights;
  std::string focused_path;      // of the question that has, or last had, the focus
  draw::TextEdit search{draw::EditLimits{}}, reason{draw::EditLimits{}};
  std::string searched;          // path the search was opened for
  std::string focus_taken;       // what the task asked to be focused, once it was
  ui::PickerState own_language, person_language;
  bool pages_open = false, side_open = false;
  std::string wish;
  std::string discarding;        // hex of the draft that is to be thrown away, once that was said twice
  float content_height = 0;      // of what was last measured outside of pages
};

void draw_form(const State& state, FormUi& view, ui::Ui& ui, Commands& out);

}  // namespace holdfast::gui
