#include "sync/order.h"
