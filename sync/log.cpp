#include "sync/log.h"
