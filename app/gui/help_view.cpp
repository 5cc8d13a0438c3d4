#include "app/gui/help_view.h"

#include <algorithm>

#include "app/gui/commands.h"
#include "app/gui/help_pages.h"
#include "app/gui/shell_frame.h"
#include "app/gui/state.h"

namespace holdfast::gui {

namespace {

constexpr float kHelpList = 304, kHelpText = 640;

ui::TextKind kind_of_part(HelpPart part) {
  return part == HelpPart::Heading ? ui::TextKind::Heading : ui::TextKind::Body;
}

// The page's text, from the top of `rect`; returns its height.
float draw_page(ui::Ui& ui, ui::Rect rect, const HelpPage& page) {
  const float top = rect.y;
  rect.h = 1e5F;
  rect.take_top(ui.text(rect, page.title, ui::TextKind::Display, ui::Token::Text, {.probe_id = "help.title"}), 14);
  for (const HelpLine& line : page.lines) {
    if (line.part == HelpPart::Heading) rect.take_top(10);
    ui::Rect at = rect;
    if (line.part == HelpPart::Item) {
      ui.fill({at.x + 6, at.y + 10, 5, 5}, ui::Token::Text2, 2.5F);
      at.take_start(22);
    }
    const float used = ui.text(at, line.text, kind_of_part(line.part), ui::Token::Text);
    rect.take_top(used, line.part == HelpPart::Item ? 6 : 12);
  }
  return rect.y + 24 - top;
}

bool draw_page_name(ui::Ui& ui, ui::Rect row, const HelpPage& page, bool open) {
  const std::string id = "help.page/" + page.id;
  const ui::Touch touch = ui.touch(id, row);
  if (open) ui.fill(row, ui::Token::Selected, ui::kRadiusControl);
  else if (touch.hovered) ui.fill(row, ui::Token::Hover, ui::kRadiusControl);
  if (touch.focused) ui.edge(row, ui::Token::Accent, ui::kRadiusControl, 2);
  ui.note(id, row, page.title, open);
  ui.text({row.x + 12, row.y + 12, row.w - 24, 20}, page.title,
          open ? ui::TextKind::ControlBold : ui::TextKind::Control, ui::Token::Text, {.lines_max = 1});
  return touch.activated;
}

// The pages that hold what was typed; all of them where nothing was.
const HelpPage* draw_page_list(const std::vector<HelpPage>& pages, HelpUi& view, ui::Ui& ui, ui::Rect rect) {
  const std::string hint = ui.tr("Search in help");
  const ui::FieldResult field = ui::text_field(ui, "help.words", rect.take_top(ui::kFieldHeight, 12), view.words,
                                               {.placeholder = hint, .icon = draw::Icon::Search});
  std::vector<const HelpPage*> shown;
  for (const HelpPage& page : pages) {
    if (page_has_words(page, view.words.text())) shown.push_back(&page);
  }
  const float height = ui::kRowHeight * static_cast<float>(shown.size());
  ui::Rect inside = ui.begin_scroll("help.list", rect, height, view.list_scroll);
  inside.w -= 14;
  const HelpPage* open = nullptr;
  for (const HelpPage& page : pages) {
    if (page.id == view.page) open = &page;
  }
  if (open == nullptr && !pages.empty()) open = &pages.front();
  if ((field.changed || field.entered) && !shown.empty()) open = shown.front();
  for (const HelpPage* page : shown) {
    if (draw_page_name(ui, inside.take_top(ui::kRowHeight), *page, page == open)) open = page;
  }
  if (shown.empty()) ui.text(inside, ui.tr("No page has these words."), ui::TextKind::Small, ui::Token::Text2);
  ui.end_scroll();
  return open;
}

}  // namespace

std::string help_page_of(Place place) {
  switch (place) {
    case Place::Home: return "home";
    case Place::Interview: return "interview";
    case Place::Raid: return "raid";
    case Place::Evidence: return "evidence";
    case Place::Records: return "records";
    case Place::Person: return "people";
    case Place::History: return "versions";
    case Place::Conflicts: return "versions";
    case Place::Sync: return "sync";
    case Place::Settings: return "settings";
    case Place::Enrolment: return "team";
    case Place::Help: return "start";
  }
  return "start";
}

void draw_help(const State& state, HelpUi& view, ui::Ui& ui, Commands& out) {
  const std::vector<HelpPage> pages = help_pages(ui.messages().language());
  ScreenSpec spec;
  spec.title = ui.tr("Help");
  spec.line = ui.tr("Everything here lies inside the program. No network is needed.");
  spec.buttons.push_back({"help.back", ui.tr("Back"), draw::Icon::Back, "Esc"});
  spec.keys = {{"F1", ui.tr("Help of a screen")}, {"Esc", ui.tr("Back")}};
  const Screen screen = begin_screen(state, ui, out, spec);
  ui::Rect body = screen.body;
  const ui::Rect list = body.take_start(kHelpList).inset(16, 16);
  ui.line(body.x, body.y, body.x, body.bottom(), ui::Token::Line);
  const HelpPage* open = draw_page_list(pages, view, ui, list);
  ui.focus_if_none("help.words");
  if (open != nullptr) {
    if (open->id != view.page) view.page_scroll.offset = 0;
    view.page = open->id;
    const ui::Rect place = body.inset(32, 0);
    ui::Rect inside = ui.begin_scroll("help.text", place, view.page_height, view.page_scroll);
    inside.w = std::min(inside.w - 16, kHelpText);
    inside.y += 24;
    view.page_height = draw_page(ui, inside, *open) + 24;
    ui.end_scroll();
  }
  if (screen.pressed || ui.take_key(ui::Key::Escape)) {
    if (!view.words.text().empty() && !screen.pressed) view.words.set_text("");
    else out.push(GoTo{state.before_help});
  }
}

}  // namespace holdfast::gui
