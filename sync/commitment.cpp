#include "sync/commitment.h"
