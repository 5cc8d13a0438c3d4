#include "sync/device_list.h"
