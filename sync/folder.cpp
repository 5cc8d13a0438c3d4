#include "sync/folder.h"
