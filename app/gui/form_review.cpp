// Before a record is made: what does not fit, what is missing, what falls away, and what submitting means.
#include <algorithm>

#include "app/gui/form_parts.h"

namespace holdfast::gui {
namespace {

using ui::Rect;
using ui::TextKind;
using ui::Token;

struct ReviewPart {
  std::string_view title, words;
  draw::Icon icon;
  Token token;
  const std::vector<FormReview::Line>& lines;
  std::string_view id;
};

float lay_part(FormDraw& draw, const ReviewPart& part, Rect rect, bool paint) {
  if (part.lines.empty()) return 0;
  ui::Ui& ui = draw.ui;
  if (paint) ui.icon(part.icon, rect.x, rect.y + 2, 20, part.token);
  float height = lay_form_text(draw, {rect.x + 32, rect.y, rect.w - 32, 1e4F}, ui.tr(part.title), TextKind::Heading,
                               Token::Text, {}, paint);
  height += lay_form_text(draw, {rect.x + 32, rect.y + height, rect.w - 32, 1e4F}, ui.tr(part.words), TextKind::Small,
                          Token::Text2, {}, paint) + 8;
  for (std::size_t i = 0; i < part.lines.size(); ++i) {
    const FormReview::Line& line = part.lines[i];
    const std::string id = "form.review/" + std::string(part.id) + "/" + line.path;
    const float label = ui.measure(line.label, TextKind::Body, rect.w - 160).h;
    const std::string words = line.words.empty() ? std::string() : ui.tr(line.words);
    const float below = words.empty() ? 0 : ui.measure(words, TextKind::Small, rect.w - 160).h;
    const float row = std::max(48.0F, label + below + 16);
    if (paint) {
      const Rect place{rect.x, rect.y + height, rect.w, row};
      ui::card(ui, place);
      ui.text({place.x + 12, place.y + 8, rect.w - 160, label}, line.label, TextKind::Body, Token::Text,
              {.by_own_direction = true});
      ui.text({place.x + 12, place.y + 8 + label, rect.w - 160, below + 1}, words, TextKind::Small, Token::Text2);
      const std::string go = ui.tr("Go there");
      if (ui::button(ui, id, {place.end() - 124, place.y + (row - 40) / 2, 112, 40}, {.label = go})) {
        draw.out.push(GoToQuestion{line.path});
      }
    }
    height += row + 6;
  }
  return height + 18;
}

float lay_review(FormDraw& draw, Rect rect, bool paint) {
  const FormReview& review = *draw.task.review;
  const ReviewPart parts[] = {
      {text::msgid("These answers do not fit"),
       text::msgid("They are kept as they were typed. Correct or empty them before the record is made."),
       draw::Icon::Damaged, Token::Stop, review.wrong, "wrong"},
      {text::msgid("These are not answered"),
       text::msgid("The record can still be made, with a reason. It is signed with it."),
       draw::Icon::Warning, Token::Caution, review.missing, "missing"},
      {text::msgid("These answers fall away"),
       text::msgid("With the other answers they are not asked. They will not be in the record."),
       draw::Icon::Gap, Token::Caution, review.falling, "falling"},
  };
  float height = 0;
  for (const ReviewPart& part : parts) {
    height += lay_part(draw, part, {rect.x, rect.y + height, rect.w, 1e5F}, paint);
  }
  if (height > 0) return height;
  if (paint) draw.ui.icon(draw::Icon::Confirmed, rect.x, rect.y + 2, 20, Token::Accent);
  const std::string words = draw.ui.tr("Everything that must be answered is.");
  const Rect place{rect.x + 32, rect.y, rect.w - 32, 1e4F};
  return lay_form_text(draw, place, words, TextKind::Body, Token::Text, {}, paint) + 18;
}

void draw_review_buttons(FormDraw& draw, Rect row, const std::string& reason) {
  ui::Ui& ui = draw.ui;
  const FormReview& review = *draw.task.review;
  const bool busy = draw.task.step == FormStep::Submitting;
  const bool ready = !busy && review.wrong.empty() && (!review.needs_reason || !reason.empty());
  const std::string back = ui.tr("Back to the questions");
  const std::string submit = busy                  ? ui.tr("The record is being made")
                             : review.needs_reason ? ui.tr("Submit unfinished")
                                                   : ui.tr("Submit");
  const ui::ButtonSpec submit_spec{.label = submit, .kind = ui::ButtonKind::Primary, .icon = draw::Icon::Seal,
                                   .enabled = ready, .big = true};
  const ui::ButtonSpec back_spec{.label = back, .icon = draw::Icon::Back, .enabled = !busy, .big = true};
  if (ui::button(ui, "form.review.back", row.take_start(ui::button_width(ui, back_spec)), back_spec)) {
    draw.out.push(LeaveReview{});
  }
  if (ui::button(ui, "form.submit", row.take_end(ui::button_width(ui, submit_spec)), submit_spec)) {
    draw.out.push(SubmitForm{reason});
  }
  ui.focus_if_none(ready ? "form.submit" : "form.review.back");
}

}  // namespace

void draw_form_review(FormDraw& draw, Rect rect) {
  ui::Ui& ui = draw.ui;
  if (!draw.task.review) return;
  if (ui.take_key(ui::Key::Escape)) draw.out.push(LeaveReview{});
  Rect body = rect.inset(std::max(24.0F, (rect.w - 760) / 2), 24);
  const std::string title = draw.task.person_code.empty()
                                ? draw.task.form_title
                                : ui.tr("{1}, {2}", {draw.task.form_title, draw.task.person_code});
  ui.text(body.take_top(30, 2), title, TextKind::Title, Token::Text, {.lines_max = 1, .by_own_direction = true});
  const std::string means = draw.task.seals
                                ? ui.tr("Submitting signs the record and seals it: only headquarters can read it then. "
                                        "This laptop keeps the card. It cannot be undone.")
                                : ui.tr("Submitting signs the record. It can be corrected later, never overwritten.");
  const float high = ui.text({body.x, body.y, body.w, 60}, means, TextKind::Body, Token::Text2,
                             {.probe_id = "form.review.means"});
  body.take_top(high, 20);
  const Rect buttons = body.take_bottom(ui::kButtonBig, 16);
  std::string reason;
  if (draw.task.review->needs_reason) {
    const std::string label = ui.tr("Why is it unfinished?");
    const std::string placeholder = ui.tr("The person asked to stop");
    const ui::FieldSpec spec{.label = label, .placeholder = placeholder};
    const Rect field = body.take_bottom(ui::field_height(ui, body.w, spec), 16);
    ui::text_field(ui, "form.reason", field, draw.view.reason, spec);
    reason = std::string(draw.view.reason.text());
  }
  const float height = lay_review(draw, {0, 0, body.w - 18, 0}, false);
  const Rect content = ui.begin_scroll("form.review", body, height, draw.view.review_scroll);
  lay_review(draw, content, true);
  ui.end_scroll();
  draw_review_buttons(draw, buttons, reason);
}

}  // namespace holdfast::gui
