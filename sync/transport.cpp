#include "sync/transport.h"
