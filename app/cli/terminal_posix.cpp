#include <cerrno>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include "app/cli/terminal.h"

namespace holdfast::cli {

namespace {

// Turns echo off while it lives.
class QuietTerminal {
 public:
  explicit QuietTerminal(int fd) : fd_(fd), known_(::tcgetattr(fd, &before_) == 0) {
    if (!known_) return;
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    static_cast<void>(::tcsetattr(fd_, TCSAFLUSH, &quiet));
  }
  ~QuietTerminal() {
    if (known_) static_cast<void>(::tcsetattr(fd_, TCSAFLUSH, &before_));
  }
  QuietTerminal(const QuietTerminal&) = delete;
  QuietTerminal& operator=(const QuietTerminal&) = delete;
  bool known() const { return known_; }

 private:
  int fd_;
  termios before_{};
  bool known_;
};

void write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t put = ::write(fd, text.data(), text.size());
    if (put <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(put));
  }
}

// Reads one byte at a time so that nothing behind the line is taken; stops at a line end or the end of input.
Result<crypto::SecretBuffer> read_secret(int fd, bool one_line) {
  crypto::SecretBuffer out(kPassphraseBytesMax);
  std::size_t size = 0;
  for (;;) {
    std::uint8_t byte = 0;
    const ssize_t got = ::read(fd, &byte, 1);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return kCommandInput;
    if (got == 0 || (one_line && byte == '\n')) break;
    if (size == out.size()) return kPassphraseTooLong;
    out.mutable_view()[size++] = byte;
    crypto::wipe({&byte, 1});
  }
  out.shrink(size);
  return out;
}

}  // namespace

bool SystemTerminal::input_is_terminal() const { return ::isatty(STDIN_FILENO) == 1; }
bool SystemTerminal::output_is_terminal() const { return ::isatty(STDOUT_FILENO) == 1; }
bool SystemTerminal::error_is_terminal() const { return ::isatty(STDERR_FILENO) == 1; }

Result<crypto::SecretBuffer> SystemTerminal::ask_secret(const std::string& prompt) {
  if (!input_is_terminal()) return kCommandNoTerminal;
  const int fd = ::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
  if (fd < 0) return kCommandNoTerminal;
  Result<crypto::SecretBuffer> secret = kCommandNoTerminal;
  {
    QuietTerminal quiet(fd);
    if (quiet.known()) {
      write_all(fd, prompt);
      secret = read_secret(fd, true);
      write_all(fd, "\n");
    }
  }
  ::close(fd);
  return secret;
}

Result<std::string> SystemTerminal::ask(const std::string& prompt) {
  if (!input_is_terminal()) return kCommandNoTerminal;
  const int fd = ::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
  if (fd < 0) return kCommandNoTerminal;
  write_all(fd, prompt);
  Result<crypto::SecretBuffer> line = read_secret(fd, true);
  ::close(fd);
  if (!line.ok()) return line.error();
  return std::string(as_text(line->view()));
}

Result<crypto::SecretBuffer> SystemTerminal::read_descriptor(int descriptor) { return read_secret(descriptor, false); }

}  // namespace holdfast::cli
