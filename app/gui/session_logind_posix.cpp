#include <fcntl.h>
#include <poll.h>
#include <systemd/sd-bus.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <string>
#include <thread>

#include "app/gui/session.h"

namespace holdfast::gui {
namespace {

constexpr const char* kLogin = "org.freedesktop.login1";
constexpr const char* kManagerPath = "/org/freedesktop/login1";
constexpr const char* kManager = "org.freedesktop.login1.Manager";
class SilentSession final : public Session {
 public:
  bool take_lock() override { return false; }
  void locked() override {}
};

// One thread listens on the system bus. What it hears is one flag; the window asks for it.
class LogindSession final : public Session {
 public:
  LogindSession(sd_bus* bus, std::function<void()> wake) : bus_(bus), wake_(std::move(wake)) {}
  ~LogindSession() override {
    ending_ = true;
    if (ends_[1] >= 0) static_cast<void>(::write(ends_[1], "x", 1) < 0);
    if (thread_.joinable()) thread_.join();
    for (const int end : ends_) {
      if (end >= 0) ::close(end);
    }
    release();
    sd_bus_flush_close_unref(bus_);
  }
  LogindSession(const LogindSession&) = delete;
  LogindSession& operator=(const LogindSession&) = delete;

  // False where logind is not there.
  bool listen() {
    if (sd_bus_match_signal(bus_, nullptr, kLogin, kManagerPath, kManager, "PrepareForSleep", on_sleep, this) < 0) {
      return false;
    }
    // Lock of any session: the own one cannot always be told, and locking once too often costs nothing.
    constexpr const char* kSession = "org.freedesktop.login1.Session";
    if (sd_bus_match_signal(bus_, nullptr, kLogin, nullptr, kSession, "Lock", on_lock, this) < 0) return false;
    if (::pipe2(ends_.data(), O_CLOEXEC) != 0) return false;
    delay_sleep();
    thread_ = std::thread([this] { run(); });
    return true;
  }

  bool take_lock() override { return lock_.exchange(false); }
  void locked() override {
    if (sleeping_.load()) release();
  }

 private:
  static int on_sleep(sd_bus_message* message, void* self, sd_bus_error*) {
    auto* session = static_cast<LogindSession*>(self);
    int begins = 0;
    if (sd_bus_message_read(message, "b", &begins) < 0) return 0;
    session->sleeping_ = begins != 0;
    if (begins != 0) session->ask_to_lock();
    else session->delay_sleep();
    return 0;
  }
  static int on_lock(sd_bus_message*, void* self, sd_bus_error*) {
    static_cast<LogindSession*>(self)->ask_to_lock();
    return 0;
  }

  void ask_to_lock() {
    lock_ = true;
    wake_();
  }

  // The machine waits with sleeping until the descriptor is closed, five seconds at most.
  void delay_sleep() {
    sd_bus_message* reply = nullptr;
    const int called = sd_bus_call_method(bus_, kLogin, kManagerPath, kManager, "Inhibit", nullptr, &reply, "ssss",
                                          "sleep", "Notes", "Locks before sleeping", "delay");
    int descriptor = -1;
    if (called >= 0 && sd_bus_message_read(reply, "h", &descriptor) >= 0 && descriptor >= 0) {
      const int kept = ::dup(descriptor);
      const int before = inhibitor_.exchange(kept);
      if (before >= 0) ::close(before);
    }
    sd_bus_message_unref(reply);
  }
  void release() {
    const int descriptor = inhibitor_.exchange(-1);
    if (descriptor >= 0) ::close(descriptor);
  }

  void run() {
    while (!ending_.load()) {
      const int done = sd_bus_process(bus_, nullptr);
      if (done < 0) return;  // the bus is gone: idle time still locks
      if (done > 0) continue;
      const int events = sd_bus_get_events(bus_);
      std::array<pollfd, 2> both{pollfd{sd_bus_get_fd(bus_), static_cast<short>(events < 0 ? POLLIN : events), 0},
                                 pollfd{ends_[0], POLLIN, 0}};
      static_cast<void>(::poll(both.data(), both.size(), -1) < 0);
    }
  }

  sd_bus* bus_;
  std::function<void()> wake_;
  std::thread thread_;
  std::atomic<bool> lock_{false}, sleeping_{false}, ending_{false};
  std::atomic<int> inhibitor_{-1};
  std::array<int, 2> ends_{-1, -1};  // a pipe that ends the listening
};

}  // namespace

std::unique_ptr<Session> session_of_system(std::function<void()> wake) {
  sd_bus* bus = nullptr;
  if (sd_bus_open_system(&bus) < 0) return std::make_unique<SilentSession>();
  auto session = std::make_unique<LogindSession>(bus, std::move(wake));
  if (!session->listen()) return std::make_unique<SilentSession>();
  return session;
}

}  // namespace holdfast::gui
