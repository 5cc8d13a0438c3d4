// How commands speak: facts to stdout, sentences and progress to stderr, one JSON document a run with --json.
#pragma once

#include <string>
#include <vector>

#include "app/cli/command_table.h"
#include "crypto/base/progress.h"

namespace holdfast::cli {

// Facts: `json` with --json, otherwise `text` (which ends with a line end, or is empty).
Result<ExitStatus> answer(Invocation& invocation, const std::string& json, const std::string& text,
                          ExitStatus status = ExitStatus::Done);
// A sentence beside the facts, on stderr; not with --json.
void note(Invocation& invocation, const std::string& sentence);
// "What happened. What is safe. What to do." on stderr, or the error object of interface.md.
void report_error(Context& context, bool json, const Error& error);
// The sentence of a code, for lists: happened and what to do.
std::string sentence_of(Context& context, std::string_view code);

// "2026-11-24 10:15 +0700" for people.
std::string local_time(std::int64_t wall_ms);
// "2026-11-24T03:15:00Z" for programs.
std::string utc_time(std::int64_t wall_ms);
// "1.4 GiB".
std::string human_size(std::uint64_t bytes);
// Short form of an id for lists: the first 8 hex digits.
std::string short_id(ByteView id);

// Rows with columns under each other; the first row is the head.
std::string table_text(const std::vector<std::vector<std::string>>& rows);

// A bar on stderr while it is a terminal; Ctrl-C cancels between pieces.
class BarProgress final : public Progress {
 public:
  BarProgress(Context& context, std::string what);
  ~BarProgress() override;
  void report(std::uint64_t done, std::uint64_t total) override;
  bool cancelled() override;

 private:
  Context& context_;
  std::string what_;
  std::int64_t last_ms_ = 0;
  bool shown_ = false;
};

// Set by the signal handler that main installs.
bool interrupt_requested();
void request_interrupt();

}  // namespace holdfast::cli
