// All widgets on one page, as the drawing "parts" of the look has them.
#pragma once

#include "app/gui/ui/widgets.h"

namespace holdfast::test {

struct PartsPage {
  draw::TextEdit exhibit, phone, date, wipe;
  PartsPage();
};

void draw_parts(ui::Ui& ui, PartsPage& page);

}  // namespace holdfast::test
