#include "tests/app/gui/form/form_world.h"

#include "app/forms/reviewed.h"

namespace holdfast::test {
namespace {

draw::Fonts fonts_of_form_window() {
  Result<draw::Fonts> fonts = draw::Fonts::open();
  if (!fonts.ok()) SKIP("the Noto fonts are not installed");
  return std::move(fonts).value();
}

}  // namespace

FormOnScreen::FormOnScreen(const forms::Form& form) {
  forms::SessionWorld world;
  world.now_ms = [this] { return now_ms; };
  world.random = &random;
  state.stage = gui::Stage::Open;
  state.place = gui::Place::Interview;
  state.form.emplace();
  gui::FormTask& made = task();
  made.session = std::make_shared<forms::FormSession>(forms::FormSession::create(logic_of(form), std::move(world)));
  made.form_id = form.id;
  made.form_title = form.title;
  made.turn = 1;
  for (const std::string& column : forms::languages_of(form)) made.languages.push_back({column, "", column, true});
  refresh();
}

FormOnScreen::FormOnScreen(std::string_view survey, std::string_view choices, std::string_view settings)
    : FormOnScreen(form_of(survey, choices, settings)) {}

void FormOnScreen::set(const std::string& path, const std::string& text) {
  const forms::SessionEdit edit = task().session->set_answer(path, forms::AnswerNode::of_text(text));
  REQUIRE_FALSE(edit.problem);
  refresh();
}

const gui::FormItemFacts& FormOnScreen::item(const std::string& path) {
  for (const gui::FormItemFacts& item : task().items) {
    if (item.path == path && item.field != gui::FormField::RepeatAdd) return item;
  }
  INFO("looking for " << path);
  REQUIRE(false);
  return task().items.front();
}

std::vector<std::string> FormOnScreen::titles() const {
  std::vector<std::string> out;
  for (const gui::FormPageFacts& page : state.form->pages) out.push_back(page.title);
  return out;
}

std::vector<gui::FormCommand> FormOnScreen::commands() {
  std::vector<gui::FormCommand> found;
  for (const gui::Command& command : out.take()) {
    if (const auto* form = std::get_if<gui::FormCommand>(&command)) found.push_back(*form);
  }
  return found;
}

FormWindow::FormWindow() : fonts(fonts_of_form_window()), engine(fonts), ui(engine, pictures) {
  team.lock("R7");
  gui::AppOptions options;
  options.vault_path = "/R7";
  app = std::make_unique<gui::App>(team.seams(), options, ui);
  ui.set_probe(&probe);
  unlock();
}

FormWindow::~FormWindow() { app.reset(); }

void FormWindow::settle(std::vector<ui::Event> events) {
  for (int turn = 0; turn < 20; ++turn) {
    ui::PassInput input;
    input.steady_ms = team.clock.steady_ms();
    input.events = events;
    app->frame(input, painter, [this] { painter.restart(); });
    events.clear();
    if (app->lane().idle() && turn > 0) break;
    app->lane().wait_until_done();
  }
}

void FormWindow::click(std::string_view id) {
  const ui::Rect rect = seen(id).rect;
  const float x = rect.x + rect.w / 2, y = rect.y + rect.h / 2;
  settle({ui::MouseMoved{x, y}, ui::MouseButton{true, false, x, y, 1, {}}, ui::MouseButton{false, false, x, y, 1, {}}});
}

const ui::Seen& FormWindow::seen(std::string_view id) const {
  const ui::Seen* found = probe.find(id);
  INFO("looking for " << id);
  REQUIRE(found != nullptr);
  return *found;
}

std::string FormWindow::focused() const {
  for (const ui::Seen& each : probe.seen()) {
    if (each.focused) return each.id;
  }
  return {};
}

gui::FormTask& FormWindow::task() {
  REQUIRE(app->state.form.has_value());
  return *app->state.form;
}

void FormWindow::lock() {
  app->lock_now();
  settle();
}

void FormWindow::unlock() {
  app->lane().open(
      [](const store::Seams& seams) {
        return store::Vault::open(seams, "/R7", team_passphrase(), store::Vault::OpenOptions{});
      },
      [](gui::App& after, const Result<void>& said) {
        need_shown(said);
        after.opened();
      });
  settle();
  REQUIRE(app->state.stage == gui::Stage::Open);
}

}  // namespace holdfast::test
