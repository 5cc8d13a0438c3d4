#include "sync/types.h"
