// The reasons of app/gui/sound.
#pragma once

#include "crypto/base/reason.h"

#define HOLDFAST_SOUND_REASONS(X)                 \
  X(kSoundNoDevice, Io, "sound.no_device")        \
  X(kSoundLost, Io, "sound.lost")                 \
  X(kSoundCoding, Io, "sound.coding")             \
  X(kSoundUnreadable, Damaged, "sound.unreadable")

namespace holdfast::sound {
HOLDFAST_REASONS(HOLDFAST_SOUND_REASONS)
}  // namespace holdfast::sound
