#include "sync/hlc.h"
