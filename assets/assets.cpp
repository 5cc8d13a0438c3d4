// The table itself is generated at build time (embed.cmake); this file exists so that the library has a source.
#include "assets/assets.h"
