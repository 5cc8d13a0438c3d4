// Which layout the keyboard has and whether Caps Lock is on: most passphrases that do not open were typed with the
// wrong one. Only X11 tells; elsewhere nothing is said.
#include "app/gui/backend_glfw.h"

#if defined(__linux__)
// Behind all others: it defines words like None. GLFW's own header for this wants Xrandr's too.
#include <X11/XKBlib.h>
extern "C" Display* glfwGetX11Display(void);
#endif

namespace holdfast::gui {

#if defined(__linux__)

namespace {

std::string name_of_group(Display* display, unsigned int group) {
  XkbDescPtr keyboard = XkbAllocKeyboard();
  if (keyboard == nullptr) return {};
  std::string name;
  if (XkbGetNames(display, XkbGroupNamesMask, keyboard) == 0 && group < XkbNumKbdGroups) {
    const Atom atom = keyboard->names->groups[group];
    char* words = atom == 0 ? nullptr : XGetAtomName(display, atom);
    if (words != nullptr) {
      name = words;
      XFree(words);
    }
    XkbFreeNames(keyboard, XkbGroupNamesMask, True);
  }
  XkbFreeKeyboard(keyboard, 0, True);
  return name;
}

}  // namespace

KeyboardFacts Window::keyboard() const {
  KeyboardFacts facts;
  Display* display = glfwGetX11Display();
  XkbStateRec now;
  if (display == nullptr || XkbGetState(display, XkbUseCoreKbd, &now) != 0) return facts;
  facts.caps_lock = (now.locked_mods & 2) != 0;  // LockMask
  facts.layout = name_of_group(display, now.group);
  return facts;
}

#else

KeyboardFacts Window::keyboard() const { return {}; }

#endif

}  // namespace holdfast::gui
