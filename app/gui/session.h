// The sixth seam: what the person's session at this machine does while the window is open. It locks with the session's
// own lock, and before the machine sleeps. Where the system tells nothing, nothing is asked (platform: sd-bus, logind).
#pragma once

#include <functional>
#include <memory>

namespace holdfast::gui {

class Session {
 public:
  virtual ~Session() = default;
  // True once after the session was locked or the machine wants to sleep: the window locks now.
  virtual bool take_lock() = 0;
  // The window is locked: the machine, which waits for this a moment, may sleep.
  virtual void locked() = 0;
};

// `wake` is called from another thread when take_lock() has something to say. Without a bus: a session that says
// nothing.
std::unique_ptr<Session> session_of_system(std::function<void()> wake);

}  // namespace holdfast::gui
