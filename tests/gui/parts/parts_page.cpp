#include "tests/gui/parts/parts_page.h"

#include <array>

namespace holdfast::test {

namespace {

using ui::Rect;
using ui::TextKind;
using ui::Token;
using ui::Ui;

void heading(Ui& ui, Rect& column, std::string_view words) {
  ui.text(column.take_top(20, 10), words, TextKind::Label, Token::Text2);
}

// Draws a word and returns where the next may stand.
float word(Ui& ui, float x, float middle, std::string_view words, TextKind kind, Token token,
           std::string_view language = {}) {
  const ui::Size size = ui.measure(words, kind, 1e6F, language);
  ui::TextOptions options;
  options.language = language;
  ui.text({x, middle - size.h / 2, size.w + 1, size.h}, words, kind, token, options);
  return x + size.w + 16;
}

void draw_title(Ui& ui) {
  ui.text({28, 24, 400, 30}, "Holdfast, parts", TextKind::Title, Token::Text);
  float x = 521;
  x = word(ui, x, 38, "28", TextKind::Display, Token::Text);
  x = word(ui, x, 38, "22", TextKind::Title, Token::Text);
  x = word(ui, x, 38, "17", TextKind::Heading, Token::Text);
  x = word(ui, x, 38, "16 body", TextKind::Body, Token::Text);
  x = word(ui, x, 38, "14 small", TextKind::Small, Token::Text2);
  x = word(ui, x, 38, "13 least", TextKind::Least, Token::Text2);
  x = word(ui, x, 38, "9f2c 41d7", TextKind::Mono, Token::Text2);
  struct Sample {
    std::string_view words, language;
  };
  for (const Sample& sample : {Sample{"ខ្មែរ", "km"}, Sample{"မြန်မာ", "my"}, Sample{"ไทย", "th"}, Sample{"عربي", "ar"},
                               Sample{"中文", "zh-Hans"}, Sample{"हिन्दी", "hi"}, Sample{"አማርኛ", "am"}}) {
    x = word(ui, x, 38, sample.words, TextKind::Small, Token::Text2, sample.language);
  }
}

void draw_surfaces(Ui& ui, Rect& column) {
  heading(ui, column, "Surfaces and inks");
  struct Swatch {
    std::string_view name;
    Token token;
  };
  Rect row = column.take_top(44, 8);
  const float width = (row.w - 30) / 6;
  for (const Swatch& swatch : {Swatch{"bg", Token::Background}, Swatch{"panel", Token::Panel},
                               Swatch{"card", Token::Card}, Swatch{"hover", Token::Hover},
                               Swatch{"selected", Token::Selected}, Swatch{"caution", Token::CautionGround}}) {
    const Rect at = row.take_start(width, 6);
    ui.fill(at, swatch.token, 6);
    ui.edge(at, Token::Line, 6);
    ui.text({at.x + 7, at.y + 6, at.w, 18}, swatch.name, TextKind::Least, Token::Text);
  }
  const Rect inks = column.take_top(20, 16);
  float x = inks.x;
  x = word(ui, x, inks.y + 10, "text", TextKind::Label, Token::Text);
  x = word(ui, x, inks.y + 10, "text 2", TextKind::Small, Token::Text2);
  x = word(ui, x, inks.y + 10, "text 3", TextKind::Small, Token::Text3);
  x = word(ui, x, inks.y + 10, "accent", TextKind::Label, Token::Accent);
  x = word(ui, x, inks.y + 10, "caution", TextKind::Label, Token::Caution);
  word(ui, x, inks.y + 10, "stop", TextKind::Label, Token::Stop);
}

void one_button(Ui& ui, Rect& row, std::string_view id, const ui::ButtonSpec& spec) {
  ui::button(ui, id, row.take_start(ui::button_width(ui, spec), 8), spec);
}

void draw_buttons(Ui& ui, Rect& column) {
  heading(ui, column, "Buttons");
  Rect first = column.take_top(44, 8);
  one_button(ui, first, "parts.primary", {"Primary", ui::ButtonKind::Primary});
  one_button(ui, first, "parts.secondary", {"Secondary"});
  one_button(ui, first, "parts.quiet", {"Quiet", ui::ButtonKind::Quiet});
  Rect second = column.take_top(44, 16);
  one_button(ui, second, "parts.danger", {"Danger", ui::ButtonKind::Danger});
  ui::ButtonSpec off{"Not yet"};
  off.enabled = false;
  one_button(ui, second, "parts.off", off);
  one_button(ui, second, "parts.focus", {"Focus"});
  ui::icon_button(ui, "parts.more", second.take_start(44), draw::Icon::Dots, "More");
}

void draw_fields(Ui& ui, Rect& column, PartsPage& page) {
  heading(ui, column, "Fields");
  ui::FieldSpec exhibit;
  exhibit.label = "Exhibit number";
  exhibit.guidance = "Two to four letters, a stroke, a number.";
  column.take_top(ui::text_field(ui, "parts.exhibit", column, page.exhibit, exhibit).height, 12);
  ui::FieldSpec phone;
  phone.label = "Phone";
  phone.doubt = ui::Doubt::Caution;
  phone.doubt_sentence = "Two digits seem to be missing.";
  phone.guidance = "It is kept as you typed it.";
  column.take_top(ui::text_field(ui, "parts.phone", column, page.phone, phone).height, 12);
  ui::FieldSpec date;
  date.label = "Date seen";
  date.doubt = ui::Doubt::Error;
  date.doubt_sentence = "October has 31 days.";
  date.guidance = "Write “around 31 Oct” if unsure.";
  column.take_top(ui::text_field(ui, "parts.date", column, page.date, date).height);
}

void draw_statuses(Ui& ui, Rect& column) {
  heading(ui, column, "Status: colour, word and shape");
  struct Sample {
    ui::Status status;
    std::string_view words;
  };
  constexpr std::array<Sample, 12> kSamples = {{{ui::Status::Draft, "Draft"},
                                                {ui::Status::NotSent, "Not sent"},
                                                {ui::Status::InProgress, "In progress"},
                                                {ui::Status::OnTheRoad, "On the road"},
                                                {ui::Status::Confirmed, "Confirmed"},
                                                {ui::Status::Sealed, "Sealed"},
                                                {ui::Status::NeedsYou, "Needs you"},
                                                {ui::Status::Gap, "Gap"},
                                                {ui::Status::TwoVersions, "2 versions"},
                                                {ui::Status::StaysHere, "Stays here"},
                                                {ui::Status::Damaged, "Damaged"},
                                                {ui::Status::SameAsBefore, "Same as before"}}};
  for (std::size_t i = 0; i < kSamples.size(); i += 2) {
    const Rect row = column.take_top(20, 10);
    ui::status_text(ui, row.x, row.y + 10, kSamples.at(i).status, kSamples.at(i).words);
    ui::status_text(ui, row.x + row.w / 2 + 8, row.y + 10, kSamples.at(i + 1).status, kSamples.at(i + 1).words);
  }
  column.take_top(6);
  Rect chips = column.take_top(28, 8);
  chips.take_start(ui::chip(ui, chips.x, chips.y, "Any kind", ui::Tone::Neutral, draw::Icon::Down), 8);
  chips.take_start(ui::chip(ui, chips.x, chips.y, "On", ui::Tone::Selected, draw::Icon::Check), 8);
  ui::chip(ui, chips.x, chips.y, "3 under 18", ui::Tone::Caution, draw::Icon::Warning);
  const Rect last = column.take_top(28, 16);
  ui::chip(ui, last.x, last.y, "Stopped", ui::Tone::Stop, draw::Icon::Damaged);
}

void draw_choices(Ui& ui, Rect& column) {
  heading(ui, column, "Choices");
  Rect row = column.take_top(24, 10);
  ui::checkbox(ui, "parts.yes", row.take_start(57, 14), "Yes", true);
  ui::checkbox(ui, "parts.no", row.take_start(53, 14), "No", false);
  ui::radio(ui, "parts.one", row.take_start(63, 15), "One", true);
  ui::radio(ui, "parts.other", row.take_start(80), "Other", false);
  const std::array<std::string, 3> labels = {"Police", "NGO", "FIU"};
  ui::segments(ui, "parts.who", column.take_top(44, 16), labels, 0);
}

void draw_progress(Ui& ui, Rect& column) {
  heading(ui, column, "Progress and loading");
  Rect row = column.take_top(20, 12);
  const float words = ui.measure("212 of 331 MB", TextKind::Small).w;
  ui.text(row.take_end(words + 1, 12), "212 of 331 MB", TextKind::Small, Token::Text2);
  ui::progress_bar(ui, {row.x, row.y + 6, row.w, 8}, 0.64);
  ui::loading_state(ui, column.take_top(52, 16), 0);
  heading(ui, column, "Empty");
  const Rect box = column.take_top(178);
  ui::card(ui, box);
  ui::EmptySpec spec{draw::Icon::Inbox, "Nothing has arrived yet", "Read a stick, or look at the server.",
                     "Read a stick", draw::Icon::Stick};
  ui::empty_state(ui, "parts.empty", box.inset(18), spec);
}

// As dialogs look; the real one fills the whole screen behind it.
void draw_dialogs(Ui& ui, Rect& column, PartsPage& page) {
  heading(ui, column, "Dialog");
  Rect box = column.take_top(192, 16);
  ui.fill(box, Token::Card, 8);
  ui.edge(box, Token::Control, 8);
  Rect inside = box.inset(21);
  ui.text(inside.take_top(24, 6), "Hand over KPS/0127?", TextKind::Heading, Token::Text);
  ui.text(inside,
          "Officer T-07 receives it at 07:15. Both of you sign. This cannot be removed from the chain, only explained.",
          TextKind::Small, Token::Text2);
  Rect buttons = inside.take_bottom(44);
  const ui::ButtonSpec hand{"Hand over", ui::ButtonKind::Primary};
  ui::button(ui, "parts.hand", buttons.take_end(ui::button_width(ui, hand), 8), hand);
  ui::button(ui, "parts.later", buttons.take_end(102), {"Not now"});
  heading(ui, column, "Dangerous dialog");
  box = column.take_top(222, 16);
  ui.fill(box, Token::Card, 8);
  ui.edge(box, Token::Control, 8);
  inside = box.inset(21);
  ui.text(inside.take_top(24, 6), "Wipe this laptop?", TextKind::Heading, Token::Text);
  ui.text(inside.take_top(40, 10), "4 records are not confirmed by headquarters. They will be gone for ever.",
          TextKind::Small, Token::Text2);
  ui::FieldSpec spec;
  spec.placeholder = "Type WIPE 4";
  ui::text_field(ui, "parts.wipe", inside.take_top(44, 12), page.wipe, spec);
  buttons = inside.take_top(44);
  ui::ButtonSpec wipe{"Wipe"};
  wipe.enabled = false;
  ui::button(ui, "parts.wipe_now", buttons.take_end(ui::button_width(ui, wipe), 8), wipe);
  const ui::ButtonSpec keep{"Keep everything"};
  ui::button(ui, "parts.keep", buttons.take_end(ui::button_width(ui, keep)), keep);
}

void draw_notes(Ui& ui, Rect& column) {
  heading(ui, column, "Toast, notes");
  Rect toast = column.take_top(52, 8);
  ui.fill(toast, Token::Card, 8);
  ui.edge(toast, Token::Control, 8);
  ui.icon(draw::Icon::Check, toast.x + 17, toast.y + 16, 20, Token::Accent);
  ui.text({toast.x + 49, toast.y + 16, 220, 20}, "Interview KPS-0039 submitted", TextKind::Small, Token::Text);
  ui::button(ui, "parts.undo", {toast.end() - 77, toast.y + 6, 68, 40}, {"Undo", ui::ButtonKind::Quiet});
  column.take_top(ui::note_block(ui, column, ui::Tone::Selected, {}, "The sum agrees: 207 + 106 = 313"), 8);
  column.take_top(ui::note_block(ui, column, ui::Tone::Caution, {}, "2 people are not registered yet."), 8);
  ui::note_block(ui, column, ui::Tone::Stop, "The stick is full.", "Nothing was lost. Use another stick.");
}

}  // namespace

PartsPage::PartsPage() {
  exhibit.set_text("KPS/0127");
  exhibit.move_to(exhibit.text().size(), false);
  phone.set_text("+855 12 34");
  date.set_text("32 Oct 2022");
}

void draw_parts(Ui& ui, PartsPage& page) {
  ui.fill(ui.screen(), Token::Background);
  draw_title(ui);
  const float width = (1280.0F - 56 - 64) / 3;
  Rect first{28, 70, width, 820};
  draw_surfaces(ui, first);
  draw_buttons(ui, first);
  draw_fields(ui, first, page);
  Rect second{28 + width + 32, 70, width, 820};
  draw_statuses(ui, second);
  draw_choices(ui, second);
  draw_progress(ui, second);
  Rect third{28 + 2 * (width + 32), 70, width, 820};
  draw_dialogs(ui, third, page);
  draw_notes(ui, third);
}

}  // namespace holdfast::test
