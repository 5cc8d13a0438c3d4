// A pause, and an interview that has stopped because the person no longer agrees.
#include "app/gui/form_parts.h"
#include "app/gui/shell_frame.h"

namespace holdfast::gui {
namespace {

using ui::Rect;
using ui::TextKind;
using ui::Token;

// msgids; the reason is kept in English, so that every laptop reads the same.
constexpr std::string_view kPauseReasons[] = {
    text::msgid("the person asked for a rest"), text::msgid("the person is not well"),
    text::msgid("the interpreter needs a rest"), text::msgid("somebody came in"), text::msgid("it is late"),
};

struct WishChoice {
  std::string_view wish, words;
};
constexpr WishChoice kWishes[] = {
    {"stop_sharing", text::msgid("Keep it, share nothing")},
    {"stop_using", text::msgid("Keep it locked, use nothing")},
    {"delete", text::msgid("Ask headquarters to erase it")},
};

}  // namespace

void draw_form_pause(FormDraw& draw, Rect rect) {
  ui::Ui& ui = draw.ui;
  const FormPause pause = draw.task.pauses.empty() ? FormPause{} : draw.task.pauses.back();
  const float width = 520;
  Rect body{rect.x + (rect.w - width) / 2, rect.y + rect.h * 0.14F, width, rect.h * 0.8F};
  ui.icon(draw::Icon::Pause, body.x, body.y + 4, 24, Token::Accent);
  const std::string at = time_words(ui, pause.at_ms, draw.state.utc_offset_minutes);
  const std::string title = pause.reason.empty()
                                ? ui.tr("Paused at {1}.", {at})
                                : ui.tr("Paused at {1} because {2}.", {at, ui.tr(pause.reason)});
  const float high = ui.text({body.x + 36, body.y, body.w - 36, 60}, title, TextKind::Title, Token::Text,
                             {.probe_id = "form.paused"});
  body.take_top(high, 4);
  const bool saved = draw.task.saved_revision == draw.task.revision;
  const std::string kept =
      saved ? ui.tr("Everything is saved on this laptop.") : ui.tr("Not saved. It is tried again.");
  ui.text(body.take_top(24, 16), kept, TextKind::Body, Token::Text2);
  for (const std::string_view reason : kPauseReasons) {
    const std::string words = ui.tr(reason);
    const Rect row = body.take_top(44, ui::kOptionGap);
    const std::string id = "form.pause/" + std::string(reason);
    if (ui::option_row(ui, id, row, {.label = words, .chosen = pause.reason == reason})) {
      draw.out.push(SetPauseReason{std::string(reason)});
    }
  }
  body.take_top(12);
  Rect buttons = body.take_top(ui::kButtonBig);
  const std::string resume = ui.tr("Go on"), leave = ui.tr("Close, keep as draft");
  const ui::ButtonSpec go{.label = resume, .kind = ui::ButtonKind::Primary, .big = true};
  const ui::ButtonSpec close{.label = leave, .big = true};
  if (ui::button(ui, "form.resume", buttons.take_start(ui::button_width(ui, go), 12), go)) draw.out.push(ResumeForm{});
  if (ui::button(ui, "form.leave", buttons.take_start(ui::button_width(ui, close)), close)) draw.out.push(LeaveForm{});
  ui.focus_if_none("form.resume");
}

void draw_form_stopped(FormDraw& draw) {
  ui::Ui& ui = draw.ui;
  const std::string title = ui.tr("The interview has stopped");
  Rect body = ui::begin_dialog(ui, "form.stopped", {.title = title, .width = 520, .body_height = 270});
  const std::string who = draw.task.person_code.empty() ? ui.tr("The person") : draw.task.person_code;
  const float high = ui.text({body.x, body.y, body.w, 48},
                             ui.tr("{1} no longer agrees. Help goes on as before. What should happen with what was "
                                   "told?", {who}),
                             TextKind::Body, Token::Text2);
  body.take_top(high, 12);
  for (const WishChoice& choice : kWishes) {
    const std::string words = ui.tr(choice.words);
    const Rect row = body.take_top(44, 8);
    if (ui::option_row(ui, "form.wish/" + std::string(choice.wish), row,
                       {.label = words, .chosen = draw.view.wish == choice.wish})) {
      draw.view.wish = choice.wish;
    }
  }
  Rect buttons = body.take_bottom(ui::kButtonHeight);
  const bool chosen = !draw.view.wish.empty();
  const std::string done = ui.tr("Done"), later = ui.tr("Decide later");
  const ui::ButtonSpec done_spec{.label = done, .enabled = chosen};
  const Rect done_place = buttons.take_end(ui::button_width(ui, done_spec), 12);
  const ui::ButtonSpec later_spec{.label = later};
  const Rect later_place = buttons.take_end(ui::button_width(ui, later_spec));
  if (ui::button(ui, "form.wish.later", later_place, later_spec)) draw.out.push(AfterWithdrawal{});
  if (ui::button(ui, "form.wish.done", done_place, done_spec)) draw.out.push(AfterWithdrawal{draw.view.wish});
  ui.focus_if_none("form.wish.later");
  ui::end_dialog(ui);
}

}  // namespace holdfast::gui
