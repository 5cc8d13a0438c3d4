#include "sync/tip.h"
