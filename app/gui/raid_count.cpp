// The head-count beside a raid: what is missing, where everybody is, who they say they are; sums that show themselves
// (declared in app/gui/raid_parts.h).
#include "app/gui/raid_parts.h"
#include "app/gui/shell_frame.h"

namespace holdfast::gui {

namespace {

using ui::Rect;
using ui::TextKind;
using ui::Token;

constexpr float kPadding = 20, kCountLine = 30;

float draw_pair(ui::Ui& ui, Rect line, std::string_view words, std::size_t number, std::string_view id) {
  const std::string text = std::to_string(number);
  ui.text({line.x, line.y + 5, line.w - 48, 20}, words, TextKind::Control, Token::Text, {.lines_max = 1});
  ui.text({line.end() - 44, line.y + 3, 44, 24}, text, TextKind::BodyBold, number == 0 ? Token::Text3 : Token::Text,
          {.align = ui::Align::End, .lines_max = 1});
  ui.note(id, line, text);
  return line.h;
}

float draw_figure(const RaidScene& scene, ui::Ui& ui, Rect place) {
  const RaidSums& sums = scene.sums;
  Rect line{place.x, place.y, place.w, 24};
  ui.text({line.x, line.y, line.w - 60, 24}, ui.tr("Head-count"), TextKind::Heading, Token::Text, {.lines_max = 1});
  ui.text({line.end() - 60, line.y + 2, 60, 20},
          time_words(ui, scene.state.now_ms, scene.state.utc_offset_minutes), TextKind::Small, Token::Text2,
          {.align = ui::Align::End, .lines_max = 1});
  const std::string figure = std::to_string(sums.registered);
  const float width = ui.measure(figure, TextKind::FigureLarge).w;
  ui.text({place.x, place.y + 26, width + 2, 68}, figure, TextKind::FigureLarge, Token::Text,
          {.lines_max = 1, .probe_id = "raid.registered"});
  const std::string beside = sums.door_known ? ui.tr("of {1} at the door", {std::to_string(sums.found)})
                                             : ui.tr("door not counted");
  ui.text({place.x + width + 12, place.y + 54, place.w - width - 12, 30}, beside,
          sums.door_known ? TextKind::Question : TextKind::Small, Token::Text2,
          {.lines_max = 2, .probe_id = "raid.at_door"});
  return 98;
}

float draw_missing(const RaidScene& scene, ui::Ui& ui, Rect place) {
  const RaidSums& sums = scene.sums;
  if (sums.not_yet > 0) {
    const std::string bold = ui.trn("{n} person is not registered yet.", "{n} people are not registered yet.",
                                    static_cast<std::uint64_t>(sums.not_yet));
    return ui::note_block(ui, place, ui::Tone::Caution, bold, ui.tr("Ask the door team before any bus leaves."),
                          draw::Icon::Warning);
  }
  if (sums.not_yet < 0) {
    const std::string bold = ui.trn("{n} person more than the door counted.", "{n} people more than the door counted.",
                                    static_cast<std::uint64_t>(-sums.not_yet));
    return ui::note_block(ui, place, ui::Tone::Stop, bold, ui.tr("Count again, or take back a line written twice."),
                          draw::Icon::NotEqual);
  }
  if (!sums.door_known) {
    return ui::note_block(ui, place, ui::Tone::Caution, ui.tr("The door has not been counted."),
                          ui.tr("Count heads where people come out."), draw::Icon::Warning);
  }
  return ui::note_block(ui, place, ui::Tone::Selected, ui.tr("Everybody at the door is accounted for."), "",
                        draw::Icon::Confirmed);
}

std::string sum_words(const std::vector<RaidCount>& counts, std::size_t all) {
  std::string out;
  for (const RaidCount& one : counts) out += (out.empty() ? "" : " + ") + std::to_string(one.people);
  return out + " = " + std::to_string(all);
}

float draw_places(const RaidScene& scene, ui::Ui& ui, Commands& out, Rect place) {
  const RaidSums& sums = scene.sums;
  float y = place.y;
  ui.text({place.x, y, place.w, 20}, ui.tr("Where they are"), TextKind::Label, Token::Text2, {.lines_max = 1});
  y += 22;
  for (const RaidCount& one : sums.places) {
    const Rect line{place.x, y, place.w, kCountLine};
    const bool here = one.name.empty();
    draw_pair(ui, line, here ? ui.tr("Still here") : one.name, one.people, "raid.place/" + one.name);
    if (here && one.people > 0) {
      const std::string all = ui.tr("Choose all");
      const ui::ButtonSpec spec{.label = all, .kind = ui::ButtonKind::Quiet};
      const float width = ui::button_width(ui, spec);
      if (ui::button(ui, "raid.still_here", {line.end() - 52 - width, line.y - 5, width, 40}, spec)) {
        out.push(ChooseAllStillHere{});
      }
    }
    y += kCountLine;
  }
  ui.line(place.x, y + 1, place.end(), y + 1, Token::Line);
  y += 4;
  std::size_t all = 0;
  for (const RaidCount& one : sums.places) all += one.people;
  const bool agrees = all == sums.registered;
  ui.icon(agrees ? draw::Icon::Confirmed : draw::Icon::NotEqual, place.x, y + 7, 16,
          agrees ? Token::Accent : Token::Stop);
  const std::string words = sum_words(sums.places, all);
  ui.text({place.x + 26, y + 5, place.w - 76, 20}, words, TextKind::Small, Token::Text,
          {.lines_max = 1, .probe_id = "raid.sum"});
  ui.text({place.end() - 44, y + 3, 44, 24}, std::to_string(sums.registered), TextKind::BodyBold, Token::Text,
          {.align = ui::Align::End, .lines_max = 1});
  return y + kCountLine - place.y;
}

float draw_nations(const RaidScene& scene, ui::Ui& ui, Rect place) {
  const std::vector<RaidCount>& nations = scene.sums.nationalities;
  if (nations.empty()) return 0;
  float y = place.y;
  ui.text({place.x, y, place.w, 20}, ui.tr("Who they say they are"), TextKind::Label, Token::Text2, {.lines_max = 1});
  y += 22;
  const float half = (place.w - 32) / 2;
  for (std::size_t i = 0; i < nations.size(); ++i) {
    const Rect line{place.x + (i % 2 == 0 ? 0 : half + 32), y, half, kCountLine};
    draw_pair(ui, line, country_words(ui, scene.task, nations[i].name), nations[i].people,
              "raid.nation/" + nations[i].name);
    if (i % 2 == 1 || i + 1 == nations.size()) y += kCountLine;
  }
  return y - place.y;
}

float draw_marks(const RaidScene& scene, ui::Ui& ui, Rect place) {
  float x = place.x;
  if (scene.sums.children > 0) {
    const std::string words = ui.tr("{1} under 18", {std::to_string(scene.sums.children)});
    x += ui::chip(ui, x, place.y, words, ui::Tone::Caution, draw::Icon::Child) + 8;
  }
  if (scene.sums.medical > 0) {
    const std::string words = ui.tr("{1} medical", {std::to_string(scene.sums.medical)});
    ui::chip(ui, x, place.y, words, ui::Tone::Caution, draw::Icon::Medical);
  }
  return scene.sums.children + scene.sums.medical > 0 ? 28.0F : 0.0F;
}

void draw_buttons(RaidUi& view, ui::Ui& ui, Rect place) {
  const float half = (place.w - 8) / 2;
  const Rect first{place.x, place.y, half, 40}, second{place.x + half + 8, place.y, half, 40};
  if (ui::button(ui, "raid.door", first, {.label = ui.tr("Door count"), .icon = draw::Icon::People})) {
    view.dialog = RaidDialog::Door;
    view.number.wipe();
    ui.focus("raid.door.heads");
  }
  if (ui::button(ui, "raid.find", second, {.label = ui.tr("Find a person")})) {
    view.typing = RaidTyping::Code;
    view.typed.clear();
    ui.focus("raid.save");
  }
}

}  // namespace

void draw_raid_count(const RaidScene& scene, RaidUi& view, ui::Ui& ui, Commands& out, Rect place) {
  ui.begin_group("side");
  Rect inside = place.inset(kPadding, 16);
  draw_buttons(view, ui, inside.take_bottom(40, 8));
  float height = 98;
  // Its height is known after it was drawn once: what is below is drawn from there.
  const std::size_t rows = scene.sums.places.size() + (scene.sums.nationalities.size() + 1) / 2;
  const float content = 98 + 86 + 60 + 22 * 2 + static_cast<float>(rows + 1) * kCountLine + 28 + 40;
  const Rect scrolled = ui.begin_scroll("raid.count", inside, content, view.side);
  const Rect column{scrolled.x, scrolled.y, content > inside.h ? scrolled.w - 12 : scrolled.w, content};
  const auto below = [&column](float y) { return Rect{column.x, column.y + y, column.w, 400}; };
  draw_figure(scene, ui, column);
  height += draw_missing(scene, ui, below(height)) + 8;
  height += ui.text(below(height), raid_equation(ui, scene.sums), TextKind::Least, Token::Text2,
                    {.probe_id = "raid.equation"}) + 8;
  height += draw_places(scene, ui, out, below(height)) + 8;
  height += draw_nations(scene, ui, below(height)) + 6;
  draw_marks(scene, ui, below(height));
  ui.end_scroll();
}

}  // namespace holdfast::gui
