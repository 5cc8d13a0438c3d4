// Who had an exhibit when, as one line; a gap is dashed, dated, and stays (declared in app/gui/evidence_parts.h).
#include <algorithm>

#include "app/gui/evidence_parts.h"
#include "app/gui/shell_frame.h"

namespace holdfast::gui {

namespace {

using ui::Rect;
using ui::TextKind;
using ui::Token;

constexpr float kMarkColumn = 24, kSignColumn = 236, kMarkSize = 20, kStepGap = 10;
constexpr std::int64_t kMinute = 60'000;

std::string custody_title(ui::Ui& ui, const CustodyLine& line) {
  if (line.action == "collected") {
    return line.to.empty() ? ui.tr("Collected") : ui.tr("Collected by {1}", {line.to});
  }
  if (line.action == "give") return ui.tr("Handed to {1}", {line.to});
  if (line.action == "take") return ui.tr("Taken over by {1} from {2}", {line.to, line.from});
  if (line.action == "checkin") return ui.tr("Put into store by {1}", {line.from});
  if (line.action == "checkout") return ui.tr("Taken out of store by {1}", {line.to});
  if (line.action == "open") return ui.tr("Seal opened");
  if (line.action == "reseal") return ui.tr("Sealed again");
  if (line.action == "copy") return ui.tr("A copy was made");
  if (line.action == "examine") return ui.tr("Examined");
  if (line.action == "return") return ui.tr("Returned to the owner");
  if (line.action == "dispose") return ui.tr("Destroyed");
  if (line.action == "lost") return ui.tr("Found missing");
  return line.action;
}

std::string lasting(ui::Ui& ui, std::int64_t ms) {
  const std::int64_t minutes = std::max<std::int64_t>(0, ms / kMinute);
  if (minutes < 60) return ui.tr("{1} min", {std::to_string(minutes)});
  return ui.tr("{1} h {2} min", {std::to_string(minutes / 60), std::to_string(minutes % 60)});
}

std::string gap_title(ui::Ui& ui, const CustodyLine& line) {
  if (line.at_ms == 0 || line.until_ms <= line.at_ms) return ui.tr("Not accounted for");
  return ui.tr("Not accounted for, {1}", {lasting(ui, line.until_ms - line.at_ms)});
}

std::string step_line(const State& state, ui::Ui& ui, const CustodyLine& line) {
  std::string out = line.at_ms == 0 ? std::string() : moment_words(ui, line.at_ms, state.utc_offset_minutes);
  if (!line.place.empty()) out += (out.empty() ? "" : ", ") + line.place;
  if (!line.tamper_seal.empty()) out += (out.empty() ? "" : ". ") + ui.tr("Seal {1}", {line.tamper_seal});
  return out;
}

std::string gap_line(const State& state, ui::Ui& ui, const CustodyLine& line) {
  const std::string stays = ui.tr("The gap stays visible in every copy.");
  if (line.at_ms == 0 || line.until_ms == 0) return line.what + " " + stays;
  return ui.tr("{1} to {2}.", {moment_words(ui, line.at_ms, state.utc_offset_minutes),
                               moment_words(ui, line.until_ms, state.utc_offset_minutes)}) +
         " " + line.what + " " + stays;
}

void draw_sign(ui::Ui& ui, Rect place, const CustodyLine& line) {
  if (line.mark == CustodyMark::Gap) return;
  const bool whole = !line.hand_over || line.paired;
  ui.icon(whole ? draw::Icon::Check : draw::Icon::Warning, place.x, place.y + 2, 16,
          whole ? Token::Accent : Token::Caution);
  const std::string words = !line.hand_over ? ui.tr("Signed")
                            : line.paired   ? ui.tr("Signed by both")
                            : line.action == "give" ? ui.tr("Giver signed, {1} did not", {line.to})
                                                    : ui.tr("Taker signed, {1} did not", {line.from});
  ui.text({place.x + 26, place.y, place.w - 26, 40}, words, TextKind::Small, Token::Text,
          {.lines_max = 2, .probe_id = "evidence.signed"});
}

void draw_thread(ui::Ui& ui, float x, float top, float bottom, bool dashed) {
  if (!dashed) return ui.line(x, top, x, bottom, Token::Accent, 2);
  for (float y = top; y < bottom; y += 7) ui.line(x, y, x, std::min(y + 4, bottom), Token::Caution, 2);
}

float draw_custody_step(const State& state, ui::Ui& ui, Rect place, const CustodyLine& line) {
  const bool gap = line.mark == CustodyMark::Gap;
  Rect words = place;
  words.take_start(kMarkColumn, 14);
  const Rect sign = words.take_end(kSignColumn, 12);
  float y = words.y;
  y += ui.text({words.x, y, words.w, 200}, gap ? gap_title(ui, line) : custody_title(ui, line), TextKind::ControlBold,
               Token::Text, {.probe_id = gap ? "evidence.gap" : "evidence.step"});
  const std::string below = gap ? gap_line(state, ui, line) : step_line(state, ui, line);
  if (!below.empty()) y += ui.text({words.x, y, words.w, 200}, below, TextKind::Small, Token::Text2);
  if (!gap && !line.what.empty()) {
    y += ui.text({words.x, y, words.w, 200}, line.what, TextKind::Small, Token::Caution);
  }
  draw_sign(ui, sign, line);
  const draw::Icon icon = gap ? draw::Icon::Gap : line.doubt ? draw::Icon::Warning : draw::Icon::Confirmed;
  ui.icon(icon, place.x + 2, place.y, kMarkSize, gap || line.doubt ? Token::Caution : Token::Accent);
  return y - place.y + kStepGap;
}

}  // namespace

float draw_custody(const State& state, const ExhibitFacts& exhibit, ui::Ui& ui, Rect place) {
  ui.text({place.x, place.y, place.w, 24}, ui.tr("Custody"), TextKind::Heading, Token::Text, {.lines_max = 1});
  const auto steps = static_cast<std::uint64_t>(std::count_if(
      exhibit.custody.begin(), exhibit.custody.end(), [](const auto& line) { return line.mark == CustodyMark::Step; }));
  std::string count = ui.trn("{n} entry", "{n} entries", steps);
  if (exhibit.gaps > 0) count += ", " + ui.trn("{n} gap", "{n} gaps", exhibit.gaps);
  const float width = ui.measure(count, TextKind::Small).w + 30;
  const bool whole = exhibit.gaps == 0;
  ui.icon(whole ? draw::Icon::Confirmed : draw::Icon::Gap, place.end() - width, place.y + 4, 16,
          whole ? Token::Accent : Token::Caution);
  ui.text({place.end() - width + 26, place.y + 2, width - 26, 20}, count, TextKind::Small, Token::Text,
          {.lines_max = 1, .probe_id = "evidence.gaps"});
  float y = place.y + 34;
  for (std::size_t i = 0; i < exhibit.custody.size(); ++i) {
    const CustodyLine& line = exhibit.custody[i];
    const float height = draw_custody_step(state, ui, {place.x, y, place.w, 400}, line);
    if (i + 1 < exhibit.custody.size()) {
      const bool dashed = line.mark == CustodyMark::Gap || exhibit.custody[i + 1].mark == CustodyMark::Gap;
      draw_thread(ui, place.x + 12, y + kMarkSize + 1, y + height - 1, dashed);
    }
    y += height;
  }
  return y - place.y;
}

}  // namespace holdfast::gui
