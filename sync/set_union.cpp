#include "sync/set_union.h"
