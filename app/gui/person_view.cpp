#include "app/gui/person_view.h"

#include <algorithm>

#include "app/gui/commands.h"
#include "app/gui/person_parts.h"
#include "app/gui/shell_frame.h"
#include "app/gui/state.h"

namespace holdfast::gui {

namespace {

constexpr float kPersonRow = 46, kPersonSide = 344;

void draw_code_field(const State& state, PersonUi& view, ui::Ui& ui, ui::Rect row, Commands& out) {
  const std::string find = ui.tr("Open");
  const ui::ButtonSpec spec{.label = find, .enabled = !view.code.text().empty() && state.records.person_asked.empty()};
  const bool pressed = ui::button(ui, "person.find", row.take_end(ui::button_width(ui, spec), 8), spec);
  const std::string hint = ui.tr("Code of the person, as on the record or the wristband");
  ui::FieldSpec field{.placeholder = hint, .icon = draw::Icon::Search};
  const bool entered = ui::text_field(ui, "person.code", row, view.code, field).entered;
  ui.focus_if_none("person.code");
  if ((pressed || entered) && spec.enabled) out.push(OpenPerson{std::string(view.code.text())});
}

std::string flags_words(const PersonLine& line) {
  std::string out;
  for (const std::string& flag : line.flags) out += (out.empty() ? "" : ", ") + flag;
  return out;
}

void draw_person_row(ui::Ui& ui, const PersonLine& line, std::span<const ui::Rect> cells) {
  const auto cell = [&](const ui::Rect& rect, std::string_view words, ui::TextKind kind, ui::Token token) {
    ui.text({rect.x, rect.y + rect.h / 2 - 10, rect.w, 20}, words, kind, token, {.lines_max = 1});
  };
  cell(cells[0], line.code, ui::TextKind::ControlBold, ui::Token::Text);
  cell(cells[1], line.nationality, ui::TextKind::Control, ui::Token::Text2);
  if (!line.flags.empty()) {
    ui::Rect rest = cells[2];
    ui.icon(draw::Icon::Flag, rest.x, rest.y + rest.h / 2 - 8, 16, ui::Token::Caution);
    rest.take_start(24);
    cell(rest, flags_words(line), ui::TextKind::Control, ui::Token::Text);
  }
  ui.note("person.row/" + line.id, cells[0], line.code);
}

void draw_people(const State& state, PersonUi& view, ui::Ui& ui, ui::Rect rect, Commands& out) {
  const std::vector<PersonLine>& people = *state.records.people;
  const std::string titles[] = {ui.tr("Person"), ui.tr("Nationality"), ui.tr("To keep in sight")};
  const ui::Column columns[] = {{titles[0], 160}, {titles[1], 220}, {titles[2], 0}};
  const ui::TableResult result = ui::table(
      ui, "person.table", rect, columns, people.size(), kPersonRow, view.people,
      [&](std::size_t index, std::span<const ui::Rect> cells) { draw_person_row(ui, people[index], cells); });
  if (result.chosen) view.people.chosen = *result.chosen;
  if (result.opened && *result.opened < people.size()) out.push(OpenPerson{people[*result.opened].id});
}

void register_somebody(Commands& out) {
  out.push(StartForm{"register", {}, {}});
  out.push(GoTo{Place::Interview});
}

void draw_people_screen(const State& state, PersonUi& view, ui::Ui& ui, Commands& out) {
  const RecordsFacts& facts = state.records;
  if (!facts.people && !facts.people_asked) out.push(LookAtPeople{});
  ScreenSpec spec;
  spec.title = ui.tr("People");
  if (facts.people) {
    spec.line = ui.trn("{n} person registered here", "{n} people registered here", facts.people->size());
  }
  spec.buttons.push_back({"person.register", ui.tr("Register somebody"), draw::Icon::Plus, {},
                          ui::ButtonKind::Primary});
  spec.keys = {{"↑ ↓", ui.tr("Person")}, {"Enter", ui.tr("Open")}};
  const Screen screen = begin_screen(state, ui, out, spec);
  if (screen.pressed) register_somebody(out);
  ui::Rect body = screen.body;
  draw_code_field(state, view, ui, body.take_top(76).inset(24, 16), out);
  ui::separator(ui, body.x, body.y, body.w);
  if (!facts.people) return ui::loading_state(ui, body.inset(24), facts.asked_steady_ms);
  if (!facts.people->empty()) return draw_people(state, view, ui, body, out);
  const std::string bold = ui.tr("Nobody is registered here yet");
  const std::string words = ui.tr("Everything but the code may stay unknown.");
  const std::string button = ui.tr("Register somebody");
  const ui::EmptySpec empty{draw::Icon::People, bold, words, button, draw::Icon::Plus};
  if (ui::empty_state(ui, "person.empty", body, empty)) register_somebody(out);
}

ScreenSpec person_spec(const PersonFacts& person, ui::Ui& ui) {
  ScreenSpec spec;
  spec.title = person.code;
  spec.line = person.nationality.empty() ? ui.tr("Nationality not known") : person.nationality;
  const bool may = person.consent != "withdrawn";
  spec.buttons.push_back({"person.back", ui.tr("All people"), draw::Icon::Back, "Esc"});
  spec.buttons.push_back({"person.flag", ui.tr("Add a flag"), draw::Icon::Flag, "F"});
  spec.buttons.push_back({"person.withdraw", ui.tr("Withdraw consent"), draw::Icon::Hands, "W",
                          ui::ButtonKind::Danger, may});
  spec.keys = {{"W", ui.tr("Withdraw consent")}, {"F", ui.tr("Add a flag")}, {"Esc", ui.tr("Back")}};
  spec.side_width = kPersonSide;
  return spec;
}

void draw_one_person(const State& state, PersonUi& view, ui::Ui& ui, Commands& out) {
  const PersonFacts& person = *state.records.person;
  const Screen screen = begin_screen(state, ui, out, person_spec(person, ui));
  ui::Rect body = screen.body.inset(24, 0);
  ui::Rect inside = ui.begin_scroll("person.body", body, view.content_height, view.scroll);
  inside.w -= 16;
  view.content_height = draw_person_body(state, view, ui, inside, out);
  if (screen.side_hidden) {
    view.content_height += draw_person_side(state, view, ui, inside.moved(0, view.content_height), out);
  }
  ui.end_scroll();
  if (screen.side.w > 0) {
    ui::Rect side = screen.side.inset(20, 0);
    ui::Rect in = ui.begin_scroll("person.side", side, view.side_height, view.side_scroll);
    in.w -= 16;
    view.side_height = draw_person_side(state, view, ui, in, out);
    ui.end_scroll();
  }
  ui.focus_if_none("person.back");
  const bool may = person.consent != "withdrawn";
  if (screen.pressed == std::size_t{0} || ui.take_key(ui::Key::Escape)) {
    view = PersonUi{};
    out.push(ClosePerson{});
  } else if (screen.pressed == std::size_t{1} || ui.take_key(ui::Key::F)) {
    open_person_dialog(state, view, PersonDialog::AddFlag);
  } else if (screen.pressed == std::size_t{2} || (may && ui.take_key(ui::Key::W))) {
    open_person_dialog(state, view, PersonDialog::Withdraw);
  }
}

}  // namespace

void draw_person(const State& state, PersonUi& view, ui::Ui& ui, Commands& out) {
  if (!state.records.person) return draw_people_screen(state, view, ui, out);
  if (view.dialog != PersonDialog::None && draw_person_dialog(state, view, ui, out)) return;
  draw_one_person(state, view, ui, out);
}

}  // namespace holdfast::gui
