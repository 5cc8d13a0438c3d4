// The one place where a passphrase is typed. It lies in a fixed buffer of locked memory from the first character on,
// never in a string, an edit model or the cache of layouts, and is wiped when it is taken or the edit goes.
// What this cannot do is said in sync/THREATS.md: the keyboard's and the window system's own memory.
#pragma once

#include <memory>
#include <string_view>
#include <utility>

#include "app/gui/ui/ui.h"
#include "crypto/vault_header.h"

namespace holdfast::ui {

class PassphraseEdit {
 public:
  static constexpr std::size_t kBytesMax = 1024;

  PassphraseEdit() : buffer_(kBytesMax) {}
  PassphraseEdit(PassphraseEdit&& other) noexcept
      : buffer_(std::move(other.buffer_)), size_(std::exchange(other.size_, 0)) {}
  PassphraseEdit& operator=(PassphraseEdit&& other) noexcept {
    buffer_ = std::move(other.buffer_);
    size_ = std::exchange(other.size_, 0);
    return *this;
  }

  // False: there is no more room, or the character is none that can be typed.
  bool type(char32_t character);
  // The last character.
  void backspace();
  void wipe();

  bool empty() const { return size_ == 0; }
  std::size_t characters() const;
  // REQUIRES, for this and type(): nothing was moved out of it.
  ByteView utf8() const { return buffer_.view().first(size_); }
  bool same_as(const PassphraseEdit& other) const;
  // In the form that opens vaults (NFKC). The edit is empty afterwards; whoever lets the last copy go wipes it.
  std::shared_ptr<crypto::Passphrase> take();

 private:
  crypto::SecretBuffer buffer_;
  std::size_t size_ = 0;
};

struct PassphraseSpec {
  std::string_view label{};
  std::string_view layout_line{};  // "Keyboard: English (US)"; empty: nobody knows
  std::string_view caps_line{};    // "Caps Lock is on"; empty: it is off
  std::string_view failed{};       // "That did not open it.", with what is safe and what to do behind it
  std::string_view failed_more{};
  float box_height = kButtonBig;
  bool plain = false;  // no label, no lines: the neutral screen shows nothing of what is typed
};
struct PassphraseResult {
  bool changed = false;
  bool entered = false;  // Enter
  float height = 0;      // all of it
};
// Dots, at most 16 of them, so that nobody counts. The eye shows it while it is held.
PassphraseResult passphrase_field(Ui& ui, std::string_view id, Rect rect, PassphraseEdit& edit,
                                  const PassphraseSpec& spec);
// Takes what is typed in this pass without showing anything.
PassphraseResult passphrase_unseen(Ui& ui, PassphraseEdit& edit);

}  // namespace holdfast::ui
