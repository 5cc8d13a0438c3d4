// The terminal: whether there is one, and reading a passphrase from it without showing it.
// The only file of the command line that handles typed secrets; they go straight into locked memory.
#pragma once

#include <string>

#include "app/cli/reasons.h"
#include "crypto/secret.h"

namespace holdfast::cli {

inline constexpr std::size_t kPassphraseBytesMax = 1024;

class Terminal {
 public:
  virtual ~Terminal() = default;
  virtual bool input_is_terminal() const = 0;
  virtual bool output_is_terminal() const = 0;
  virtual bool error_is_terminal() const = 0;
  // Asks on the terminal and reads one line without echo. kCommandNoTerminal where there is none.
  virtual Result<crypto::SecretBuffer> ask_secret(const std::string& prompt) = 0;
  // The same for a word that may be seen.
  virtual Result<std::string> ask(const std::string& prompt) = 0;
  // Everything an open descriptor gives, up to kPassphraseBytesMax.
  virtual Result<crypto::SecretBuffer> read_descriptor(int descriptor) = 0;
};

class SystemTerminal final : public Terminal {
 public:
  bool input_is_terminal() const override;
  bool output_is_terminal() const override;
  bool error_is_terminal() const override;
  Result<crypto::SecretBuffer> ask_secret(const std::string& prompt) override;
  Result<std::string> ask(const std::string& prompt) override;
  Result<crypto::SecretBuffer> read_descriptor(int descriptor) override;
};

}  // namespace holdfast::cli
