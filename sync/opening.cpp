#include "sync/opening.h"
