// One exhibit: picture, what it is, its files with their hashes in fours, its custody (declared in
// app/gui/evidence_parts.h).
#include "app/gui/evidence_parts.h"
#include "app/gui/evidence_work.h"
#include "app/gui/record_words.h"
#include "app/gui/shell_frame.h"

namespace holdfast::gui {

namespace {

using ui::Rect;
using ui::TextKind;
using ui::Token;

constexpr float kPictureWidth = 236, kPictureHeight = 168;

float draw_fact(ui::Ui& ui, Rect place, const std::string& label, const std::string& value) {
  if (value.empty()) return 0;
  ui.text({place.x, place.y + 1, 112, 20}, label, TextKind::Small, Token::Text3, {.lines_max = 1});
  const float height =
      ui.text({place.x + 124, place.y, place.w - 124, 80}, value, TextKind::Control, Token::Text, {.lines_max = 3});
  return height + 8;
}

std::string owner_words(ui::Ui& ui, const ExhibitFacts& exhibit) {
  if (exhibit.owner == "yes") return ui.tr("Belongs to a survivor");
  return exhibit.owner == "no" ? ui.tr("Not a survivor's") : std::string();
}

float draw_facts(const State& state, const ExhibitFacts& exhibit, ui::Ui& ui, Rect place) {
  float seal_width = 0;
  if (!exhibit.seal.empty()) {
    const std::string seal = ui.tr("Seal {1}", {exhibit.seal});
    seal_width = ui.measure(seal, TextKind::Small).w + 48;
    ui::chip(ui, place.end() - seal_width, place.y + 1, seal, ui::Tone::Selected, draw::Icon::Seal);
  }
  ui.text({place.x, place.y, place.w - seal_width - 12, 30}, ui.tr("Exhibit {1}", {exhibit.code}), TextKind::Title,
          Token::Text, {.lines_max = 1, .probe_id = "evidence.exhibit"});
  float y = place.y + 40;
  const auto fact = [&](const std::string& label, const std::string& value) {
    y += draw_fact(ui, {place.x, y, place.w, 80}, label, value);
  };
  const std::string when =
      exhibit.collected_ms == 0 ? exhibit.collected_said
                                : moment_words(ui, exhibit.collected_ms, state.utc_offset_minutes);
  fact(ui.tr("What"), exhibit.what);
  fact(ui.tr("Found"), exhibit.found_where);
  fact(ui.tr("Found by"), exhibit.found_by.empty() ? when : exhibit.found_by + ", " + when);
  fact(ui.tr("Owner"), owner_words(ui, exhibit));
  fact(ui.tr("Return by"), exhibit.return_by);
  fact(ui.tr("Stored at"), exhibit.stored_at);
  return y - place.y;
}

// 64 digits in fours, on two lines.
std::string hash_words(const std::string& sha256) {
  if (sha256.size() != 64) return sha256;
  return in_fours(sha256.substr(0, 32)) + "\n" + in_fours(sha256.substr(32));
}

void draw_checked(const ExhibitFacts& exhibit, const ExhibitFileFacts& file, ui::Ui& ui, Commands& out, Rect line) {
  if (!file.here) {
    ui.text(line, ui.tr("Not on this laptop"), TextKind::Small, Token::Text2,
            {.align = ui::Align::End, .lines_max = 1});
    return;
  }
  if (!file.same) {
    const std::string words = ui.tr("Check again");
    const ui::ButtonSpec spec{.label = words, .kind = ui::ButtonKind::Quiet};
    const float width = ui::button_width(ui, spec);
    const Rect place{line.end() - width, line.y - 10, width, 40};
    if (ui::button(ui, "evidence.check/" + file.ref, place, spec)) out.push(CheckFiles{exhibit.id});
    return;
  }
  const std::string words = *file.same ? ui.tr("Checked again now, same") : ui.tr("Not the same as at intake");
  const float width = ui.measure(words, TextKind::Small).w;
  ui.icon(*file.same ? draw::Icon::Confirmed : draw::Icon::Damaged, line.end() - width - 26, line.y + 2, 16,
          *file.same ? Token::Accent : Token::Stop);
  ui.text({line.end() - width - 2, line.y, width + 4, 20}, words, TextKind::Small, Token::Text2,
          {.lines_max = 1, .probe_id = "evidence.checked"});
}

float draw_file(const ExhibitFacts& exhibit, const ExhibitFileFacts& file, ui::Ui& ui, Commands& out, Rect place) {
  const std::string hash = file.sha256.empty() ? ui.tr("Only headquarters knows it.") : hash_words(file.sha256);
  const Rect block{place.x, place.y, place.w, 96};
  ui::card(ui, block);
  Rect inside = block.inset(16, 12);
  const bool shown = file.here && (is_picture(file.media_type) || is_text_file(file.media_type));
  if (shown) {
    const std::string look = ui.tr("Look at it");
    const ui::ButtonSpec spec{.label = look, .icon = draw::Icon::Eye};
    const float width = ui::button_width(ui, spec);
    const Rect button{inside.end() - width, inside.y + 32, width, 40};
    if (ui::button(ui, "evidence.look/" + file.ref, button, spec)) {
      out.push(ViewFile{file.ref, file.name, file.media_type});
    }
  }
  const std::string title = ui.tr("SHA-256 of {1}, {2}", {file.name, file_size_words(ui, file.size_bytes)});
  ui.text({inside.x, inside.y, inside.w - 240, 20}, title, TextKind::Label, Token::Text, {.lines_max = 1});
  draw_checked(exhibit, file, ui, out, {inside.end() - 230, inside.y, 230, 20});
  ui.text({inside.x, inside.y + 28, inside.w - 160, 44}, hash, TextKind::Mono, Token::Text2,
          {.probe_id = "evidence.hash"});
  return block.h + 12;
}

const ExhibitFileFacts* first_picture(const ExhibitFacts& exhibit) {
  for (const ExhibitFileFacts& file : exhibit.files) {
    if (file.here && is_picture(file.media_type)) return &file;
  }
  return nullptr;
}

}  // namespace

void draw_evidence_detail(const State& state, EvidenceUi& view, ui::Ui& ui, Commands& out, Rect place) {
  if (!state.evidence.exhibit) return;
  const ExhibitFacts& exhibit = *state.evidence.exhibit;
  const float content = 220 + 110 * static_cast<float>(exhibit.files.size()) +
                        80 * static_cast<float>(exhibit.custody.size()) + 80;
  const Rect scrolled = ui.begin_scroll("evidence.detail", place, content, view.detail);
  Rect column{scrolled.x + 24, scrolled.y + 20, scrolled.w - 48, content};
  Rect top = column;
  const ExhibitFileFacts* picture = first_picture(exhibit);
  if (picture != nullptr) {
    Rect left = top.take_start(kPictureWidth, 24);
    const Rect frame = left.take_top(kPictureHeight);
    ui.fill(frame, Token::Hover, ui::kRadiusControl);
    draw_evidence_picture(state, view, ui, out, picture->ref, frame, false);
    const ui::Touch touch = ui.touch("evidence.picture", frame);
    if (touch.focused) ui.edge(frame, Token::Accent, ui::kRadiusControl, 2);
    if (touch.activated) out.push(ViewFile{picture->ref, picture->name, picture->media_type});
    ui.note("evidence.picture", frame, picture->name);
  }
  const float facts = draw_facts(state, exhibit, ui, top);
  column.take_top(std::max(facts, picture == nullptr ? 0.0F : kPictureHeight), 16);
  for (const ExhibitFileFacts& file : exhibit.files) column.take_top(draw_file(exhibit, file, ui, out, column));
  draw_custody(state, exhibit, ui, column);
  ui.end_scroll();
}

}  // namespace holdfast::gui
