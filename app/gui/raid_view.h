// The screen "Raid": draws state, emits commands. Before a raid: what it is called and which keys mean what. During
// one: rows that number keys fill, the lines written so far, and the head-count.
#pragma once

#include "app/draw/text_edit.h"
#include "app/gui/raid_task.h"
#include "app/gui/ui/ui.h"
#include "app/gui/ui/widgets.h"

namespace holdfast::gui {

class Commands;
struct State;

enum class RaidTyping : std::uint8_t {
  Nothing,
  Code,     // of a wristband, typed or scanned: a letter begins it, Enter ends it
  Country,  // the key "Other" begins it
};
enum class RaidDialog : std::uint8_t { None, Door, Finish };

struct RaidUi {
  bool asked = false;  // for a raid that is under way
  bool known = false;  // the answer has come: without a task there is none
  std::shared_ptr<const text::CodeSearch> countries{};
  std::vector<std::pair<std::string, std::string>> country_names{};  // by name
  // --- before ---
  draw::TextEdit operation, site, vehicles, country_filter;
  ui::PickerState country_list, kind_list;
  std::string country, kind = "compound";
  draw::TextEdit nationalities;
  bool filled = false;
  // --- during ---
  RaidTyping typing = RaidTyping::Nothing;
  std::string typed{};
  std::size_t typed_at = 0;  // which of the countries found
  RaidDialog dialog = RaidDialog::None;
  draw::TextEdit number;  // heads at the door
  ui::ScrollState lines, side;
  bool side_open = false;  // where the text is large
  std::optional<RaidRow> lit{};  // the row that the focus followed last
};

void draw_raid(const State& state, RaidUi& view, ui::Ui& ui, Commands& out);

}  // namespace holdfast::gui
