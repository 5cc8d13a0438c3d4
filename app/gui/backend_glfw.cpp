#include "app/gui/backend_glfw.h"

#include <GLFW/glfw3.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include <algorithm>
#include <cstdlib>
#include <functional>

#include "app/draw/image_canvas.h"
#include "app/gui/backend_state.h"

namespace holdfast::gui {

namespace {

constexpr double kSensitiveSeconds = 15;

// Why GLFW refused, for the detail of an error.
std::string last_words() {
  const char* words = nullptr;
  glfwGetError(&words);
  return words == nullptr ? std::string() : std::string(words);
}

Result<void> start_glfw() {
#ifdef GLFW_PLATFORM_X11
  // GLFW 3.4 prefers Wayland, where it knows no input method.
  if (std::getenv("DISPLAY") != nullptr) glfwInitHint(GLFW_PLATFORM, GLFW_PLATFORM_X11);
#endif
  if (glfwInit() == GLFW_TRUE) return {};
  return Error{kWindowNoDisplay, last_words()};
}

Result<GLFWwindow*> make_window(const WindowOptions& options) {
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 0);
  glfwWindowHint(GLFW_VISIBLE, options.visible ? GLFW_TRUE : GLFW_FALSE);
  glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
  // A task list of the desktop shows these, not only the title.
  glfwWindowHintString(GLFW_X11_CLASS_NAME, "notes");
  glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "notes");
  GLFWwindow* window = glfwCreateWindow(options.width, options.height, options.title.c_str(), nullptr, nullptr);
  if (window == nullptr) {
    const std::string words = last_words();
    glfwTerminate();
    return Error{kWindowNoGraphics, words};
  }
  glfwSetWindowSizeLimits(window, 640, 480, GLFW_DONT_CARE, GLFW_DONT_CARE);
  glfwMakeContextCurrent(window);
  glfwSwapInterval(1);
  return window;
}

struct PixelSize {
  int width = 0, height = 0;
};
PixelSize pixel_size(GLFWwindow* window) {
  PixelSize size;
  glfwGetFramebufferSize(window, &size.width, &size.height);
  return {std::max(1, size.width), std::max(1, size.height)};
}

draw::Image read_back(const PixelSize& size) {
  draw::Image image;
  image.width = size.width;
  image.height = size.height;
  const std::size_t row = static_cast<std::size_t>(size.width) * 4;
  image.rgba.resize(row * static_cast<std::size_t>(size.height));
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, size.width, size.height, GL_RGBA, GL_UNSIGNED_BYTE, image.rgba.data());
  // OpenGL counts rows from the bottom.
  for (std::size_t top = 0, bottom = static_cast<std::size_t>(size.height) - 1; top < bottom; ++top, --bottom) {
    std::swap_ranges(image.rgba.begin() + static_cast<std::ptrdiff_t>(top * row),
                     image.rgba.begin() + static_cast<std::ptrdiff_t>((top + 1) * row),
                     image.rgba.begin() + static_cast<std::ptrdiff_t>(bottom * row));
  }
  for (std::size_t i = 3; i < image.rgba.size(); i += 4) image.rgba[i] = 255;
  return image;
}

void clear_clipboard_if_due(GLFWwindow* window, Window::State& state, bool now) {
  if (state.clear_clipboard_at < 0 || (!now && glfwGetTime() < state.clear_clipboard_at)) return;
  state.clear_clipboard_at = -1;
  const char* lies = glfwGetClipboardString(window);
  if (lies != nullptr && std::hash<std::string_view>()(lies) == state.clipboard_hash) {
    glfwSetClipboardString(window, "");
  }
}

}  // namespace

Window::Window(std::unique_ptr<State> state) : state_(std::move(state)) {}

Result<std::unique_ptr<Window>> Window::open(const WindowOptions& options, draw::Fonts& fonts) {
  TRY(start_glfw());
  GLFWwindow* window = TRY(make_window(options));
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;  // it would write where windows stood, beside the program
  io.LogFilename = nullptr;
  if (!ImGui_ImplOpenGL3_Init("#version 130")) {
    ImGui::DestroyContext();
    glfwDestroyWindow(window);
    glfwTerminate();
    return Error{kWindowNoGraphics, {}};
  }
  auto state = std::make_unique<State>();
  state->window = window;
  state->atlas = std::make_unique<draw::GlyphAtlas>(fonts);
  state->painter = std::make_unique<ui::ImguiPainter>(*state->atlas, state->textures);
  glfwSetWindowUserPointer(window, state.get());
  listen(window);
  return std::unique_ptr<Window>(new Window(std::move(state)));
}

Window::~Window() {
  clear_clipboard_if_due(state_->window, *state_, true);
  forget_pictures();
  ImGui_ImplOpenGL3_Shutdown();
  ImGui::DestroyContext();
  glfwDestroyWindow(state_->window);
  glfwTerminate();
}

void Window::wait(std::int64_t timeout_ms) {
  double seconds = timeout_ms < 0 ? -1 : static_cast<double>(timeout_ms) / 1000;
  if (state_->clear_clipboard_at >= 0) {
    const double left = std::max(0.0, state_->clear_clipboard_at - glfwGetTime());
    seconds = seconds < 0 ? left : std::min(seconds, left);
  }
  if (seconds < 0) glfwWaitEvents();
  else if (seconds == 0) glfwPollEvents();
  else glfwWaitEventsTimeout(seconds);
  clear_clipboard_if_due(state_->window, *state_, false);
}

void Window::wake() { glfwPostEmptyEvent(); }

std::vector<ui::Event> Window::take_events() { return std::exchange(state_->events, {}); }

bool Window::take_damage() { return std::exchange(state_->damaged, false); }

bool Window::close_asked() const { return glfwWindowShouldClose(state_->window) == GLFW_TRUE; }

void Window::refuse_close() { glfwSetWindowShouldClose(state_->window, GLFW_FALSE); }

bool Window::focused() const { return state_->focused; }

float Window::width_px() const { return static_cast<float>(pixel_size(state_->window).width); }

float Window::height_px() const { return static_cast<float>(pixel_size(state_->window).height); }

float Window::content_scale() const {
  float across = 1;
  glfwGetWindowContentScale(state_->window, &across, nullptr);
  return std::clamp(across, 0.5F, 4.0F);
}

void Window::set_title(const std::string& title) { glfwSetWindowTitle(state_->window, title.c_str()); }

void Window::set_fullscreen(bool on) {
  if (on == fullscreen()) return;
  State& state = *state_;
  if (!on) {
    glfwSetWindowMonitor(state.window, nullptr, state.x, state.y, state.width, state.height, GLFW_DONT_CARE);
    return;
  }
  GLFWmonitor* monitor = glfwGetPrimaryMonitor();
  const GLFWvidmode* mode = monitor == nullptr ? nullptr : glfwGetVideoMode(monitor);
  if (mode == nullptr) return;
  glfwGetWindowPos(state.window, &state.x, &state.y);
  glfwGetWindowSize(state.window, &state.width, &state.height);
  glfwSetWindowMonitor(state.window, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
}

bool Window::fullscreen() const { return glfwGetWindowMonitor(state_->window) != nullptr; }

std::string Window::clipboard() const {
  const char* text = glfwGetClipboardString(state_->window);
  return text == nullptr ? std::string() : std::string(text);
}

void Window::set_clipboard(const std::string& text, bool sensitive) {
  glfwSetClipboardString(state_->window, text.c_str());
  state_->clear_clipboard_at = sensitive ? glfwGetTime() + kSensitiveSeconds : -1;
  state_->clipboard_hash = std::hash<std::string_view>()(text);
}

void Window::begin_frame() {
  ImGui_ImplOpenGL3_NewFrame();
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {width_px(), height_px()};
  io.DeltaTime = 1.0F / 60;
  ImGui::NewFrame();
  restart();
}

void Window::restart() {
  ImDrawList& list = *ImGui::GetBackgroundDrawList();
  const ImGuiIO& io = ImGui::GetIO();
  list._ResetForNewFrame();
  list.PushTextureID(io.Fonts->TexID);
  list.PushClipRect({0, 0}, io.DisplaySize, false);
  state_->painter->restart(list);
}

ui::Painter& Window::painter() { return *state_->painter; }

ui::Pictures& Window::pictures() { return state_->textures; }

void Window::present(draw::Color ground, draw::Image* picture) {
  const PixelSize size = pixel_size(state_->window);
  ImGui::Render();
  state_->painter->upload_glyphs();
  glViewport(0, 0, size.width, size.height);
  glClearColor(static_cast<float>(ground.r) / 255, static_cast<float>(ground.g) / 255,
               static_cast<float>(ground.b) / 255, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  if (picture != nullptr) *picture = read_back(size);
  glfwSwapBuffers(state_->window);
}

void Window::forget_pictures() {
  state_->textures.free_all();
  state_->painter->forget_glyphs();
}

Result<Bytes> png_of(draw::Fonts& fonts, const draw::Image& image) {
  draw::ImageCanvas canvas(fonts, image.width, image.height);
  canvas.image(image, {0, 0, static_cast<float>(image.width), static_cast<float>(image.height)});
  return canvas.png();
}

}  // namespace holdfast::gui
