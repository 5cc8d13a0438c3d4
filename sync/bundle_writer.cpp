#include "sync/bundle_writer.h"
