#include "app/cli/output.h"

#include <algorithm>
#include <atomic>
#include <ctime>
#include <nlohmann/json.hpp>
#include <ostream>

#include "app/text/unicode.h"

namespace holdfast::cli {

Result<ExitStatus> answer(Invocation& invocation, const std::string& json, const std::string& text, ExitStatus status) {
  std::ostream& out = invocation.context.out;
  if (invocation.json())
    out << json << '\n';
  else
    out << text;
  out.flush();
  if (!out.good()) return kOutputFailed;
  return status;
}

void note(Invocation& invocation, const std::string& sentence) {
  if (!invocation.json()) invocation.context.err << sentence << '\n';
}

namespace {

// Where the catalogue lacks a code (a translator's folder may be older), the code itself is better than silence.
text::Sentence sentence_for(Context& context, std::string_view code) {
  if (const text::Sentence* found = context.catalogue.find(code)) return *found;
  return {"Something failed (" + std::string(code) + ").", "Nothing more is known.", "Run holdfast verify."};
}

}  // namespace

void report_error(Context& context, bool json, const Error& error) {
  const text::Sentence sentence = sentence_for(context, error.reason.code());
  if (json) {
    nlohmann::ordered_json body;
    body["error"]["code"] = std::string(error.reason.code());
    body["error"]["happened"] = sentence.happened;
    body["error"]["safe"] = sentence.safe;
    body["error"]["do"] = sentence.do_next;
    if (!error.detail.empty()) body["error"]["detail"] = text::printable(error.detail);
    context.err << body.dump() << '\n';
    return;
  }
  context.err << sentence.happened << ' ' << sentence.safe << ' ' << sentence.do_next << '\n';
  if (!error.detail.empty()) context.err << "  (" << text::printable(error.detail) << ")\n";
}

std::string sentence_of(Context& context, std::string_view code) {
  const text::Sentence sentence = sentence_for(context, code);
  return sentence.happened + " " + sentence.do_next;
}

namespace {

std::string time_text(std::int64_t wall_ms, bool local) {
  const std::time_t seconds = static_cast<std::time_t>(wall_ms / 1000);
  std::tm parts{};
  if (local)
    localtime_r(&seconds, &parts);
  else
    gmtime_r(&seconds, &parts);
  char buffer[40];
  const std::size_t size =
      std::strftime(buffer, sizeof buffer, local ? "%Y-%m-%d %H:%M %z" : "%Y-%m-%dT%H:%M:%SZ", &parts);
  return std::string(buffer, size);
}

}  // namespace

std::string local_time(std::int64_t wall_ms) { return wall_ms == 0 ? "never" : time_text(wall_ms, true); }
std::string utc_time(std::int64_t wall_ms) { return time_text(wall_ms, false); }

std::string human_size(std::uint64_t bytes) {
  constexpr const char* kUnits[] = {"B", "KiB", "MiB", "GiB", "TiB"};
  double value = static_cast<double>(bytes);
  std::size_t unit = 0;
  while (value >= 1024 && unit + 1 < std::size(kUnits)) {
    value /= 1024;
    ++unit;
  }
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, unit == 0 ? "%.0f %s" : "%.1f %s", value, kUnits[unit]);
  return buffer;
}

std::string short_id(ByteView id) { return to_hex(id.first(std::min<std::size_t>(4, id.size()))); }

namespace {

// Columns on a terminal are counted in characters, close enough for our own tables: UTF-8 continuation bytes add none.
std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace

std::string table_text(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
  }
  std::string out;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      line += row[i];
      if (i + 1 < row.size()) line.append(widths[i] - width_of(row[i]) + 2, ' ');
    }
    while (!line.empty() && line.back() == ' ') line.pop_back();
    out += line + '\n';
  }
  return out;
}

namespace {

// Written by a signal handler, read between pieces of work: the one thing a handler may touch.
std::atomic<bool>& interrupt_flag() {
  static std::atomic<bool> flag{false};
  return flag;
}

}  // namespace

bool interrupt_requested() { return interrupt_flag().load(); }
void request_interrupt() { interrupt_flag().store(true); }

BarProgress::BarProgress(Context& context, std::string what) : context_(context), what_(std::move(what)) {}

BarProgress::~BarProgress() {
  if (shown_) context_.err << "\r\033[K" << std::flush;
}

void BarProgress::report(std::uint64_t done, std::uint64_t total) {
  if (!context_.terminal.error_is_terminal()) return;
  const std::int64_t now = context_.seams.clock.steady_ms();
  if (shown_ && now - last_ms_ < 100) return;
  last_ms_ = now;
  shown_ = true;
  context_.err << "\r\033[K" << what_;
  if (total > 0) {
    const auto filled = static_cast<std::size_t>(std::min<std::uint64_t>(20, done * 20 / total));
    context_.err << " [" << std::string(filled, '#') << std::string(20 - filled, '.') << "] " << done * 100 / total
                 << " %";
  }
  context_.err << std::flush;
}

bool BarProgress::cancelled() { return interrupt_requested(); }

}  // namespace holdfast::cli
