// Dialogs of evidence: where files lie, what they are, who takes an exhibit over (declared in
// app/gui/evidence_parts.h).
#include <algorithm>

#include "app/gui/evidence_parts.h"

namespace holdfast::gui {

namespace {

using ui::Rect;
using ui::TextKind;
using ui::Token;

struct NamedChoice {
  const char* name;
  const char* label;
};
// Of the form "evidence": what files are, and how they came.
constexpr NamedChoice kExhibitTypes[] = {{"Multimedia", "Photo, audio or video file"}, {"Document", "Paper document"},
                                  {"MobileDevice", "Mobile device"}, {"Computer", "Computer"},
                                  {"Cloud", "Cloud or account data"}, {"Script", "Scam script or target list"},
                                  {"Other", "Other"}};
constexpr NamedChoice kExhibitMethods[] = {{"LogicalCollection", "Logical collection"},
                                    {"PhotographOnly", "Photographed, left in place"},
                                    {"Handover", "Handed over by a person"}, {"ScreenCapture", "Screen capture"},
                                    {"PhysicalCollection", "Physical collection"}, {"Other", "Other"}};

float draw_choice(ui::Ui& ui, std::string_view id, Rect place, const char* label, std::span<const NamedChoice> choices,
                  std::string& chosen, ui::PickerState& state) {
  std::vector<std::string> labels;
  std::string shown;
  for (const NamedChoice& one : choices) {
    labels.push_back(ui.tr(one.label));
    if (chosen == one.name) shown = labels.back();
  }
  ui.text({place.x, place.y, place.w, 20}, ui.tr(label), TextKind::Label, Token::Text, {.lines_max = 1});
  const Rect box{place.x, place.y + 26, place.w, ui::kFieldHeight};
  if (const auto at = ui::picker(ui, id, box, shown, labels, state)) chosen = choices[*at].name;
  return 26 + ui::kFieldHeight + 16;
}

float draw_line_field(ui::Ui& ui, std::string_view id, Rect place, draw::TextEdit& edit, const char* label,
                      const char* guidance = "") {
  const std::string words = ui.tr(label), help = guidance[0] == '\0' ? std::string() : ui.tr(guidance);
  return ui::text_field(ui, id, place, edit, {.label = words, .guidance = help}).height + 14;
}

// The two answers at the foot of a dialog; the safe one first in reading order.
std::optional<bool> draw_end(ui::Ui& ui, Rect body, const char* yes, bool may) {
  const std::string no_words = ui.tr("Cancel"), yes_words = ui.tr(yes);
  const ui::ButtonSpec no{.label = no_words};
  const ui::ButtonSpec go{.label = yes_words, .kind = ui::ButtonKind::Primary, .enabled = may};
  Rect line = body.take_bottom(ui::kButtonHeight);
  const Rect go_place = line.take_end(ui::button_width(ui, go), 12);
  const Rect no_place = line.take_end(ui::button_width(ui, no));
  std::optional<bool> out;
  if (ui::button(ui, "evidence.dialog.no", no_place, no) || ui.take_key(ui::Key::Escape)) out = false;
  if (ui::button(ui, "evidence.dialog.yes", go_place, go)) out = true;
  return out;
}

void draw_path_dialog(EvidenceUi& view, ui::Ui& ui, Commands& out) {
  const std::string title = ui.tr("Which files?");
  const Rect body = ui::begin_dialog(ui, "evidence.dialog", {.title = title, .body_height = 168});
  const std::string label = ui.tr("File, folder or card");
  const std::string guidance = ui.tr("The whole path. Of a folder, everything in it. Nothing there is changed.");
  const ui::FieldResult typed =
      ui::text_field(ui, "evidence.path", body, view.path, {.label = label, .guidance = guidance});
  const bool may = !view.path.text().empty();
  std::optional<bool> answer = draw_end(ui, body, "Look there", may);
  if (typed.entered && may) answer = true;
  ui::end_dialog(ui);
  if (!answer) return;
  if (*answer) out.push(FindFiles{{std::string(view.path.text())}});
  view.dialog = EvidenceDialog::None;
}

void draw_found_words(const FoundFiles& found, ui::Ui& ui, Rect& rest) {
  const std::string size = file_size_words(ui, found.bytes);
  std::string words = ui.trn("{n} file, {1}.", "{n} files, {1}.", found.paths.size(), {size});
  words += " " + ui.tr("Each is hashed before anything else is done with it.");
  rest.take_top(ui.text(rest, words, TextKind::Small, Token::Text2, {.probe_id = "evidence.found"}), 12);
  if (!found.too_many) return;
  rest.take_top(ui.text(rest, ui.tr("There are more than fit in one go: these first, then the rest."),
                        TextKind::Small, Token::Caution), 12);
}

void draw_found_dialog(const State& state, EvidenceUi& view, ui::Ui& ui, Commands& out) {
  const FoundFiles& found = *state.evidence.found;
  const std::string title = ui.tr("What is it?");
  const Rect body = ui::begin_dialog(ui, "evidence.dialog", {.title = title, .width = 560, .body_height = 500});
  Rect rest = body;
  draw_found_words(found, ui, rest);
  rest.take_top(draw_line_field(ui, "evidence.description", rest, view.description, "Description",
                                "So that somebody who has never seen it could pick it out of ten."));
  rest.take_top(draw_line_field(ui, "evidence.where", rest, view.found_where, "Where found, exactly"));
  rest.take_top(draw_line_field(ui, "evidence.seal", rest, view.tamper_seal, "Number of the tamper seal"));
  const float half = (rest.w - 16) / 2;
  const Rect left{rest.x, rest.y, half, 90}, right{rest.x + half + 16, rest.y, half, 90};
  draw_choice(ui, "evidence.method", right, "How it came", kExhibitMethods, view.method, view.methods);
  rest.take_top(draw_choice(ui, "evidence.type", left, "Kind", kExhibitTypes, view.type, view.types));
  if (found.paths.size() > 1 &&
      ui::checkbox(ui, "evidence.one_each", rest.take_top(44), ui.tr("An exhibit for each file"), view.one_each)) {
    view.one_each = !view.one_each;
  }
  ui.focus_if_none("evidence.description");
  const bool may = !view.description.text().empty() && !view.found_where.text().empty();
  const std::optional<bool> answer = draw_end(ui, body, "Take them in", may);
  ui::end_dialog(ui);
  if (!answer) return;
  if (!*answer) return out.push(ForgetFound{});
  out.push(TakeInFiles{std::string(view.description.text()), std::string(view.found_where.text()),
                       std::string(view.tamper_seal.text()), view.type, view.method, view.one_each});
  view.description.wipe();
  view.tamper_seal.wipe();
}

// Who takes it: one of this laptop's people, who signs here with a passphrase, or somebody else, who signs elsewhere.
void draw_taker(const State& state, EvidenceUi& view, ui::Ui& ui, Rect& rest) {
  std::vector<std::string> labels = state.evidence.staff;
  labels.push_back(ui.tr("Somebody else"));
  const std::string shown = view.staff.empty() ? labels.back() : view.staff;
  ui.text({rest.x, rest.y, rest.w, 20}, ui.tr("Who takes it?"), TextKind::Label, Token::Text, {.lines_max = 1});
  const Rect box{rest.x, rest.y + 26, rest.w, ui::kFieldHeight};
  if (const auto at = ui::picker(ui, "evidence.taker", box, shown, labels, view.people)) {
    view.staff = *at < state.evidence.staff.size() ? state.evidence.staff[*at] : std::string();
    view.passphrase.wipe();
  }
  rest.take_top(26 + ui::kFieldHeight, 14);
  if (view.staff.empty()) {
    rest.take_top(draw_line_field(ui, "evidence.to", rest, view.to, "Name and organisation",
                                  "Their own signature is missing until they give it on their side."));
    return;
  }
  const std::string label = ui.tr("Passphrase of {1}", {view.staff});
  rest.take_top(ui::passphrase_field(ui, "evidence.passphrase", rest, view.passphrase, {.label = label}).height, 14);
}

void draw_hand_over_dialog(const State& state, EvidenceUi& view, ui::Ui& ui, Commands& out) {
  const EvidenceFacts& facts = state.evidence;
  if (!facts.exhibit || facts.handed_over != view.handed_over) {
    view.handed_over = facts.handed_over;
    view.dialog = EvidenceDialog::None;
    view.passphrase.wipe();
    return;
  }
  const std::string title = ui.tr("Hand over {1}", {facts.exhibit->code});
  const Rect body = ui::begin_dialog(ui, "evidence.dialog", {.title = title, .width = 560, .body_height = 520});
  Rect rest = body;
  draw_taker(state, view, ui, rest);
  rest.take_top(draw_line_field(ui, "evidence.place", rest, view.place, "Place"));
  rest.take_top(draw_line_field(ui, "evidence.purpose", rest, view.purpose, "Why"));
  rest.take_top(draw_line_field(ui, "evidence.bag", rest, view.bag_seal, "Number of the tamper seal",
                                "Read it from the bag, together."));
  if (!facts.hand_over_failed.empty()) {
    ui.text(rest, facts.hand_over_failed, TextKind::Small, Token::Stop, {.probe_id = "evidence.failed"});
  }
  ui.focus_if_none("evidence.taker");
  const bool may = view.staff.empty() ? !view.to.text().empty() : !view.passphrase.empty();
  const std::optional<bool> answer = draw_end(ui, body, "Hand over", may);
  ui::end_dialog(ui);
  if (!answer) return;
  if (!*answer) {
    view.passphrase.wipe();
    view.dialog = EvidenceDialog::None;
    return;
  }
  HandOver command;
  command.exhibit = facts.exhibit->id;
  command.to = view.staff.empty() ? std::string(view.to.text()) : view.staff;
  command.place = std::string(view.place.text());
  command.purpose = std::string(view.purpose.text());
  command.tamper_seal = std::string(view.bag_seal.text());
  if (!view.staff.empty()) command.passphrase = view.passphrase.take();
  out.push(std::move(command));
}

}  // namespace

void draw_evidence_dialog(const State& state, EvidenceUi& view, ui::Ui& ui, Commands& out) {
  if (state.evidence.found) return draw_found_dialog(state, view, ui, out);
  if (view.dialog == EvidenceDialog::Path) draw_path_dialog(view, ui, out);
  if (view.dialog == EvidenceDialog::HandOver) draw_hand_over_dialog(state, view, ui, out);
}

}  // namespace holdfast::gui
