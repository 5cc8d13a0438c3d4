#include "sync/certificate.h"
