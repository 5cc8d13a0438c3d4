// The loop of the program: sleeps until something happens, then draws what is due.
#pragma once

#include <functional>

#include "app/gui/app.h"
#include "app/gui/backend_glfw.h"
#include "app/gui/session.h"

namespace holdfast::gui {

// Until the window is closed, the app wants to quit or `ended` says so. The vault is locked when it returns.
void run_window(App& app, Window& window, Session& session, const std::function<bool()>& ended);

}  // namespace holdfast::gui
