// The usual way to ask the vault something from apply(): a job whose answer is put into State, whose error is shown,
// and whose being stopped is no error.
#pragma once

#include <functional>
#include <string>
#include <utility>

#include "app/gui/app.h"
#include "crypto/base/reasons.h"

namespace holdfast::gui {

struct AskOptions {
  bool urgent = false;  // an act: it is not dropped when the window locks
  bool shown = false;   // long: with progress and cancel
};

// `answered` gets the value; `failed` (may be empty) runs after the error was shown, and where the job was stopped.
template <typename T>
void ask_vault(App& app, std::string key, AskOptions options,
               std::function<Result<T>(store::Vault&, Progress&)> work,
               std::type_identity_t<std::function<void(App&, T)>> answered,
               std::function<void(App&)> failed = {}) {
  Job job;
  job.key = std::move(key);
  job.urgent = options.urgent;
  job.shown = options.shown;
  job.question = !options.urgent && !options.shown;
  job.work = [work = std::move(work), answered = std::move(answered), failed = std::move(failed)](
                 store::Vault& vault, Progress& progress) -> Done {
    // Shared: a Done is copied.
    const auto result = std::make_shared<Result<T>>(work(vault, progress));
    return [result, answered, failed](App& there) {
      if (result->ok()) return answered(there, std::move(*result).value());
      if (result->error().kind() != Kind::Cancelled) there.show_error(result->error());
      if (failed) failed(there);
    };
  };
  app.lane().post(std::move(job));
}

}  // namespace holdfast::gui
