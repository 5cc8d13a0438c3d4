// The screen "Evidence": exhibits with thumbnail and seal, one of them with its hash and its custody as one line.
// Draws state, emits commands. Pictures go to the graphics card here and leave it when the window locks.
#pragma once

#include <map>

#include "app/draw/text_edit.h"
#include "app/gui/ui/passphrase_field.h"
#include "app/gui/ui/ui.h"
#include "app/gui/ui/widgets.h"

namespace holdfast::gui {

class Commands;
struct State;

enum class EvidenceDialog : std::uint8_t { None, Path, HandOver };

struct EvidenceUi {
  bool asked = false;
  std::map<std::string, ui::PictureId> thumbnails;  // by reference; 0: it cannot be shown
  ui::PictureId large = 0;
  std::string large_ref;
  ui::ScrollState rows, detail, text;
  EvidenceDialog dialog = EvidenceDialog::None;
  draw::TextEdit path;
  // --- taking in ---
  draw::TextEdit description, found_where, tamper_seal;
  std::string type = "Multimedia", method = "LogicalCollection";
  ui::PickerState types, methods;
  bool one_each = false;
  // --- handing over ---
  draw::TextEdit to, place, purpose, bag_seal;
  ui::PickerState people;
  std::string staff;  // chosen of this laptop's people; empty: somebody else
  ui::PassphraseEdit passphrase;
  bool signs_here = true;
  std::uint64_t handed_over = 0;
};

void draw_evidence(const State& state, EvidenceUi& view, ui::Ui& ui, Commands& out);

}  // namespace holdfast::gui
