// The reasons of app/cli.
#pragma once

#include "crypto/base/reason.h"

#define HOLDFAST_CLI_REASONS(X)                                    \
  X(kCommandUsage, Usage, "command.usage")                         \
  X(kCommandNoTerminal, Usage, "command.no_terminal")              \
  X(kCommandNotConfirmed, Usage, "command.not_confirmed")          \
  X(kCommandNoVault, Usage, "command.no_vault")                    \
  X(kCommandInput, Usage, "command.input")                         \
  X(kCommandBinaryToTerminal, Usage, "command.binary_to_terminal") \
  X(kCommandRoad, Usage, "command.road")                           \
  X(kCommandOnlyInBatch, Usage, "command.only_in_batch")           \
  X(kPassphrasesDiffer, Usage, "passphrase.differ")                \
  X(kPassphraseEmpty, Usage, "passphrase.empty")                   \
  X(kPassphraseTooLong, Usage, "passphrase.too_long")              \
  X(kOutputFailed, Io, "output.failed")                            \
  X(kDemoFolder, Usage, "demo.folder")                             \
  X(kDemoScenario, Usage, "demo.scenario")                         \
  X(kDemoFigures, Damaged, "demo.figures")

namespace holdfast::cli {
HOLDFAST_REASONS(HOLDFAST_CLI_REASONS)
}  // namespace holdfast::cli
