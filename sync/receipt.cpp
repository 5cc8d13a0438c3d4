#include "sync/receipt.h"
