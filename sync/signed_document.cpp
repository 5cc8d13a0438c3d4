#include "sync/signed_document.h"
