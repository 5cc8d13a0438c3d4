#include "sync/mailbox.h"
