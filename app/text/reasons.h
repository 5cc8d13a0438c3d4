// The reasons of app/text.
#pragma once

#include "crypto/base/reason.h"

#define HOLDFAST_TEXT_REASONS(X)                                  \
  X(kCatalogueMalformed, Refused, "catalogue.malformed")          \
  X(kCatalogueLanguage, Usage, "catalogue.language")              \
  X(kMessagesMalformed, Refused, "messages.malformed")            \
  X(kMessagesLanguage, Usage, "messages.language")

namespace holdfast::text {
HOLDFAST_REASONS(HOLDFAST_TEXT_REASONS)
}  // namespace holdfast::text
