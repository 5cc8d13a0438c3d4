#include "sync/bundle_reader.h"
