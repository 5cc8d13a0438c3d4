// The reasons of crypto/base: files, encodings, cancelling.
#pragma once

#include "crypto/base/reason.h"

#define HOLDFAST_BASE_REASONS(X)                                  \
  X(kFileMissing, Io, "file.missing")                             \
  X(kFileExists, Usage, "file.exists")                            \
  X(kFileRead, Io, "file.read")                                   \
  X(kFileWrite, Io, "file.write")                                 \
  X(kFileFull, Full, "file.full")                                 \
  X(kFileDenied, Io, "file.denied")                               \
  X(kFileNotRegular, Refused, "file.not_regular")                 \
  X(kFileTooLarge, Limit, "file.too_large")                       \
  X(kFileBusy, Busy, "file.busy")                                 \
  X(kEncodingTruncated, Refused, "encoding.truncated")            \
  X(kEncodingTrailing, Refused, "encoding.trailing")              \
  X(kEncodingNotCanonical, Refused, "encoding.not_canonical")     \
  X(kEncodingType, Refused, "encoding.type")                      \
  X(kEncodingLimit, Limit, "encoding.limit")                      \
  X(kEncodingText, Refused, "encoding.text")                      \
  X(kCancelled, Cancelled, "cancelled")

namespace holdfast {
HOLDFAST_REASONS(HOLDFAST_BASE_REASONS)
}  // namespace holdfast
