// What stands on the screen, for scenarios and for nobody else: each widget's id, rectangle, what it says and how it
// is. Kept only where somebody asked for it; wiped when the window locks.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/gui/ui/rect.h"

namespace holdfast::ui {

struct Seen {
  std::string id;     // stable, never translated: "home.continue", "records.row/4f2a…"
  Rect rect;          // physical px
  std::string value;  // what it says or holds
  bool focused = false, enabled = true, chosen = false;
  bool clipped = false;  // some of its text does not fit
};

class Probe {
 public:
  void clear() { seen_.clear(); }
  void add(Seen seen) { seen_.push_back(std::move(seen)); }
  const std::vector<Seen>& seen() const { return seen_; }
  // The last of that id, which lies on top.
  const Seen* find(std::string_view id) const {
    for (auto it = seen_.rbegin(); it != seen_.rend(); ++it)
      if (it->id == id) return &*it;
    return nullptr;
  }

 private:
  std::vector<Seen> seen_;
};

}  // namespace holdfast::ui
