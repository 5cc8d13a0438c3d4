#include "app/cli/demo.h"
