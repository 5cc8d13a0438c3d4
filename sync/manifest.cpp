#include "sync/manifest.h"
