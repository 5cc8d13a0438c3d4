#include "sync/authority.h"
