#include "sync/entry.h"
