#include "sync/roster.h"
