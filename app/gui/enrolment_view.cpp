#include "app/gui/enrolment_view.h"

#include <algorithm>

#include "app/gui/commands.h"
#include "app/gui/enrolment_parts.h"
#include "app/gui/state.h"

namespace holdfast::gui {

namespace {

using Step = EnrolmentUi::Step;

constexpr float kStepColumn = 560;

float step_title(ui::Ui& ui, ui::Rect& rect, std::string_view title, std::string_view words) {
  rect.take_top(ui.text(rect, title, ui::TextKind::Display, ui::Token::Text), 6);
  const float used = ui.text(rect, words, ui::TextKind::Body, ui::Token::Text2);
  rect.take_top(used, 20);
  return used;
}

bool foot_back(ui::Ui& ui, ui::Rect foot) {
  const std::string back = ui.tr("Back");
  const ui::ButtonSpec spec{.label = back, .key = "Esc"};
  const bool pressed = ui::button(ui, "enrolment.back", foot.take_start(ui::button_width(ui, spec)), spec);
  return pressed || ui.take_key(ui::Key::Escape);
}

bool foot_go(ui::Ui& ui, ui::Rect& foot, std::string_view label, bool enabled) {
  const ui::ButtonSpec spec{.label = label, .kind = ui::ButtonKind::Primary, .icon = draw::Icon::Arrow,
                            .enabled = enabled, .icon_after = true};
  return ui::button(ui, "enrolment.go", foot.take_end(ui::button_width(ui, spec), 12), spec);
}

// No notebook lies where one is looked for.
void draw_choose(const State& state, EnrolmentUi& view, ui::Ui& ui, Commands& out) {
  const StepPlace place = begin_step(state, ui, out, {ui.tr("Notes"), 0, ui.tr("Nothing was written yet")});
  ui::Rect rect = place.body;
  rect.w = std::min(rect.w, kStepColumn);
  rect.x = place.body.x + (place.body.w - rect.w) / 2;
  rect.take_top(32);
  step_title(ui, rect, ui.tr("No notebook here yet"),
             ui.tr("A notebook is a folder that only your passphrase opens. It stays on this laptop."));
  const std::string begin = ui.tr("This laptop belongs to a team");
  if (ui::button(ui, "enrolment.begin", rect.take_top(ui::kButtonBig, 16),
                 {.label = begin, .kind = ui::ButtonKind::Primary, .icon = draw::Icon::Laptop, .big = true})) {
    view.step = Step::Passphrase;
  }
  ui.focus_if_none("enrolment.begin");
  rect.take_top(16);
  const std::string label = ui.tr("Or open one that lies elsewhere");
  const std::string hint = ui.tr("/path/of/the/notebook");
  const ui::FieldResult field =
      ui::text_field(ui, "enrolment.notebook", rect, view.notebook, {.label = label, .placeholder = hint});
  rect.take_top(field.height, 8);
  const std::string open = ui.tr("Open it");
  const bool ready = !view.notebook.text().empty();
  const bool pressed =
      ui::button(ui, "enrolment.open", rect.take_top(ui::kButtonHeight), {.label = open, .enabled = ready});
  if (ready && (pressed || field.entered)) out.push(OpenNotebook{std::string(view.notebook.text())});
}

void draw_passphrase(const State& state, EnrolmentUi& view, ui::Ui& ui, Commands& out) {
  const StepPlace place =
      begin_step(state, ui, out, {ui.tr("Make a notebook"), 1, ui.tr("The secret keys stay on this laptop")});
  ui::Rect rect = place.body;
  rect.w = std::min(rect.w, kStepColumn);
  rect.x = place.body.x + (place.body.w - rect.w) / 2;
  step_title(ui, rect, ui.tr("Choose a passphrase"),
             ui.tr("Four or more words that belong together for nobody but you. Nobody can look it up or reset it: "
                   "without it, what only lies here is gone."));
  const PassphrasePair pair = draw_passphrase_pair(state, view, ui, rect);
  ui.focus_if_none("enrolment.passphrase");
  ui::Rect foot = place.foot;
  const bool may = pair.ready && !state.setup.busy;
  const std::string label = state.setup.busy ? ui.tr("Making keys") : ui.tr("Make the notebook");
  const bool go = foot_go(ui, foot, label, may);
  if (may && (go || pair.entered)) {
    view.again.wipe();
    out.push(MakeVault{view.passphrase.take(), {}});
  } else if (!state.setup.busy && foot_back(ui, foot)) {
    view.passphrase.wipe();
    view.again.wipe();
    view.step = Step::Choose;
  }
}

void draw_name(const State& state, EnrolmentUi& view, ui::Ui& ui, Commands& out) {
  const StepPlace place =
      begin_step(state, ui, out, {ui.tr("Join a team"), 1, ui.tr("The secret keys stay on this laptop")});
  ui::Rect rect = place.body;
  rect.w = std::min(rect.w, kStepColumn);
  rect.x = place.body.x + (place.body.w - rect.w) / 2;
  rect.take_top(32);
  step_title(ui, rect, ui.tr("What is this laptop called?"),
             ui.tr("Headquarters knows it by this name, and every code that it gives begins with it: R7-0417K."));
  if (view.name.text().empty() && !state.setup.name.empty() && !view.asked) view.name.set_text(state.setup.name);
  const std::string label = ui.tr("Name");
  const std::string guidance = ui.tr("One to four capital letters or digits, a letter first");
  const ui::FieldResult field =
      ui::text_field(ui, "enrolment.name", rect, view.name, {.label = label, .guidance = guidance});
  ui.focus_if_none("enrolment.name");
  ui::Rect foot = place.foot;
  const bool may = !view.name.text().empty() && !state.setup.busy;
  const bool go = foot_go(ui, foot, ui.tr("Go on"), may);
  if (may && (go || field.entered)) {
    view.asked = true;
    out.push(AskEnrolment{std::string(view.name.text())});
  }
  const std::string later = ui.tr("Do it later");
  const ui::ButtonSpec spec{.label = later, .key = "Esc"};
  const bool leaves = ui::button(ui, "enrolment.later", foot.take_start(ui::button_width(ui, spec)), spec);
  if (leaves || ui.take_key(ui::Key::Escape)) {
    out.push(GoTo{Place::Home});
  }
  if (view.asked && !state.setup.busy && !state.setup.words.empty()) {
    view.asked = false;
    view.step = Step::Words;
  }
}

// One to four in the first column, five to eight in the second: as they are read.
void draw_words(const State& state, ui::Ui& ui, ui::Rect& rect) {
  const std::vector<std::string>& words = state.setup.words;
  const std::size_t rows = (words.size() + 1) / 2;
  const float width = (rect.w - 8) / 2;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const ui::Rect box{rect.x + (i < rows ? 0 : width + 8), rect.y + static_cast<float>(i % rows) * 60, width, 52};
    ui::card(ui, box);
    const std::string number = std::to_string(i + 1);
    ui.text({box.x + 16, box.y + 17, 24, 20}, number, ui::TextKind::Small, ui::Token::Text3, {.lines_max = 1});
    ui.text({box.x + 46, box.y + 13, box.w - 56, 26}, words[i], ui::TextKind::Question, ui::Token::Text,
            {.lines_max = 1, .language = "en", .probe_id = "enrolment.word/" + number});
  }
  rect.take_top(static_cast<float>(rows) * 60, 8);
}

void draw_request_side(const State& state, EnrolmentUi& view, ui::Ui& ui, ui::Rect rect, Commands& out) {
  rect.take_top(ui.text(rect, ui.tr("1. Carry the request"), ui::TextKind::Heading, ui::Token::Text), 6);
  rect.take_top(ui.text(rect, ui.tr("Headquarters reads the file {1} from a stick.", {state.setup.request_file}),
                        ui::TextKind::Small, ui::Token::Text2),
                12);
  if (!state.setup.request_saved.empty()) {
    rect.take_top(ui::note_block(ui, rect, ui::Tone::Selected, ui.tr("Saved"), state.setup.request_saved), 12);
  }
  float used = 0;
  if (const auto path = choose_stick(state, view, ui, rect, ui.tr("Save the request"), used, out)) {
    out.push(SaveRequest{*path});
  }
}

void draw_compare(const State& state, EnrolmentUi& view, ui::Ui& ui, Commands& out) {
  const StepPlace place =
      begin_step(state, ui, out, {ui.tr("Join a team"), 2, ui.tr("The secret keys stay on this laptop")});
  ui::Rect body = place.body;
  const ui::Rect side = body.take_start(280, 40);
  draw_request_side(state, view, ui, side, out);
  body.take_top(ui.text(body, ui.tr("Read these eight words aloud"), ui::TextKind::Display, ui::Token::Text), 6);
  body.take_top(ui.text(body, ui.tr("Call headquarters on a number you already trust. If one word differs, stop: "
                                    "somebody changed the request."),
                        ui::TextKind::Body, ui::Token::Text2),
                16);
  draw_words(state, ui, body);
  if (state.setup.words_differ) {
    ui::note_block(ui, body, ui::Tone::Stop,
                   ui.tr("Stop here. The request was changed on its way, or a word misheard."),
                   ui.tr("Nothing was accepted and nothing is lost. Read the words once more. If one still differs, "
                         "save the request on another stick and carry it yourself."));
    ui.note("enrolment.differs", body, "stop");
  } else {
    ui::note_block(ui, body, ui::Tone::Neutral,
                   ui.tr("Then headquarters reads eight other words to you. Write them down for the next step."), "",
                   draw::Icon::Interview);
  }
  ui::Rect foot = place.foot;
  const bool match = foot_go(ui, foot, ui.tr("They all match"), true);
  const std::string differs = ui.tr("A word differs");
  const ui::ButtonSpec spec{.label = differs, .kind = ui::ButtonKind::Danger};
  const bool differ = ui::button(ui, "enrolment.differ", foot.take_end(ui::button_width(ui, spec)), spec);
  if (match) {
    out.push(WordsCompared{true});
    view.step = Step::Answer;
  } else if (differ) {
    out.push(WordsCompared{false});
  } else if (foot_back(ui, foot)) {
    view.step = Step::Name;
  }
}

void draw_answer(const State& state, EnrolmentUi& view, ui::Ui& ui, Commands& out) {
  const StepPlace place =
      begin_step(state, ui, out, {ui.tr("Join a team"), 3, ui.tr("The secret keys stay on this laptop")});
  ui::Rect rect = place.body;
  rect.w = std::min(rect.w, kStepColumn);
  rect.x = place.body.x + (place.body.w - rect.w) / 2;
  step_title(ui, rect, ui.tr("The answer of headquarters"),
             ui.tr("Type the eight words that headquarters read to you, then choose where its answer lies."));
  const std::string label = ui.tr("Eight words of headquarters");
  rect.take_top(ui::text_field(ui, "enrolment.hq", rect, view.hq_words, {.label = label, .language = "en"}).height, 20);
  ui.focus_if_none("enrolment.hq");
  float used = 0;
  const auto path = choose_stick(state, view, ui, rect, ui.tr("Read the answer"), used, out);
  const bool ready = !view.hq_words.text().empty() && !state.setup.busy;
  if (path && ready) {
    out.push(AcceptEnrolment{*path, std::string(view.hq_words.text())});
  } else if (path && !state.setup.busy) {
    ui.focus("enrolment.hq");
  }
  ui::Rect foot = place.foot;
  if (foot_back(ui, foot)) view.step = Step::Words;
}

}  // namespace

void draw_enrolment(const State& state, EnrolmentUi& view, ui::Ui& ui, Commands& out) {
  const bool open = state.stage == Stage::Open;
  if (open && !state.setup.asked && !state.setup.staff) out.push(LookAtStaff{});
  if (open && state.setup.enrolled) return draw_staff(state, view, ui, out);
  if (open && (view.step == Step::Choose || view.step == Step::Passphrase)) view.step = Step::Name;
  if (!open && view.step != Step::Choose) view.step = Step::Passphrase;
  if (view.step == Step::Words && state.setup.words.empty()) view.step = Step::Name;
  switch (view.step) {
    case Step::Choose: return draw_choose(state, view, ui, out);
    case Step::Passphrase: return draw_passphrase(state, view, ui, out);
    case Step::Name: return draw_name(state, view, ui, out);
    case Step::Words: return draw_compare(state, view, ui, out);
    case Step::Answer: return draw_answer(state, view, ui, out);
  }
}

}  // namespace holdfast::gui
