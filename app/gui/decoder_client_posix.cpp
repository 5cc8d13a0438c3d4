// The process of decoder_client.h: started with an empty environment and three handles, watched, ended.
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "app/gui/decoder_client.h"

namespace holdfast::gui {

namespace {

constexpr int kLookAroundMs = 20;
constexpr std::int64_t kDecoderTimeMs = 15'000;
constexpr std::size_t kAnswerMax = (std::size_t{64} << 20) + 32;

class Handle {
 public:
  Handle() = default;
  explicit Handle(int fd) : fd_(fd) {}
  ~Handle() { close(); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  void set(int fd) { fd_ = fd; }
  int fd() const { return fd_; }
  void close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }

 private:
  int fd_ = -1;
};

// Ends with its owner, whatever it was doing.
class DecoderProcess {
 public:
  DecoderProcess() = default;
  ~DecoderProcess() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
  DecoderProcess(const DecoderProcess&) = delete;
  DecoderProcess& operator=(const DecoderProcess&) = delete;

  bool start(const std::string& program, PictureBox box) {
    std::array<int, 2> in{}, out{};
    // A socket, not a pipe: writing to one whose reader died raises no signal.
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, in.data()) != 0) return false;
    input.set(in[0]);
    const Handle their_input(in[1]);
    if (::pipe2(out.data(), O_CLOEXEC) != 0) return false;
    output.set(out[0]);
    const Handle their_output(out[1]);
    return spawn(program, box, their_input.fd(), their_output.fd());
  }

  Handle input, output;

 private:
  bool spawn(const std::string& program, PictureBox box, int their_input, int their_output) {
    std::string name = program, width = std::to_string(box.width), height = std::to_string(box.height);
    std::array<char*, 4> arguments{name.data(), width.data(), height.data(), nullptr};
    std::array<char*, 1> environment{nullptr};
    posix_spawn_file_actions_t actions;
    if (::posix_spawn_file_actions_init(&actions) != 0) return false;
    const bool ready = ::posix_spawn_file_actions_adddup2(&actions, their_input, STDIN_FILENO) == 0 &&
                       ::posix_spawn_file_actions_adddup2(&actions, their_output, STDOUT_FILENO) == 0 &&
                       ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0) == 0 &&
                       ::posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1) == 0;
    const bool started = ready && ::posix_spawn(&pid_, name.c_str(), &actions, nullptr, arguments.data(),
                                                environment.data()) == 0;
    ::posix_spawn_file_actions_destroy(&actions);
    if (!started) pid_ = 0;
    return started;
  }

  pid_t pid_ = 0;
};

// What is still to be sent; the end of it is told by closing.
void send_some(Handle& input, ByteView& rest) {
  if (!rest.empty()) {
    const ssize_t sent = ::send(input.fd(), rest.data(), rest.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0) rest = rest.subspan(static_cast<std::size_t>(sent));
    if (sent < 0 && errno != EAGAIN && errno != EINTR) rest = {};  // it reads no more: its answer says why
  }
  if (rest.empty()) input.close();
}

// False at the end of the answer.
bool take_some(const Handle& output, Bytes& answer) {
  std::array<std::uint8_t, 65536> piece{};
  const ssize_t got = ::read(output.fd(), piece.data(), piece.size());
  if (got < 0) return errno == EINTR;
  if (got == 0) return false;
  answer.insert(answer.end(), piece.begin(), piece.begin() + got);
  return true;
}

}  // namespace

Result<PictureFacts> decode_picture(const std::string& program, ByteView file, PictureBox box, Clock& clock,
                                    Progress& progress) {
  DecoderProcess process;
  if (!process.start(program, box)) return kPictureRefused;
  const std::int64_t until = clock.steady_ms() + kDecoderTimeMs;
  const std::uint64_t total = file.size();
  Bytes answer;
  bool more = true;
  while (more) {
    std::array<pollfd, 2> watched{pollfd{process.output.fd(), POLLIN, 0}, pollfd{process.input.fd(), POLLOUT, 0}};
    const int ready = ::poll(watched.data(), process.input.fd() >= 0 ? 2 : 1, kLookAroundMs);
    if (ready > 0 && watched[1].revents != 0 && process.input.fd() >= 0) send_some(process.input, file);
    if (ready > 0 && watched[0].revents != 0) more = take_some(process.output, answer);
    progress.report(total - file.size(), total);
    TRY(check_cancelled(progress));
    if (clock.steady_ms() > until || answer.size() > kAnswerMax) return kPictureRefused;
  }
  return read_picture_answer(answer, box);
}

std::string decoder_program() {
  constexpr std::string_view kName = "holdfast-decoder";
  std::array<char, 4096> self{};
  const ssize_t size = ::readlink("/proc/self/exe", self.data(), self.size() - 1);
  const std::string path(self.data(), static_cast<std::size_t>(std::max<ssize_t>(0, size)));
  const std::string folder = path.substr(0, path.rfind('/') + 1);
  // As installed, and as built.
  for (const char* place : {"", "../decoder/", "../lib/holdfast/"}) {
    const std::string candidate = folder + place + std::string(kName);
    if (::access(candidate.c_str(), X_OK) == 0) return candidate;
  }
  return folder + std::string(kName);
}

}  // namespace holdfast::gui
