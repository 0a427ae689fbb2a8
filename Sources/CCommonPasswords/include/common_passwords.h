#ifndef COMMON_PASSWORDS_H
#define COMMON_PASSWORDS_H

#include <stddef.h>

/// One password a line, sorted by bytes; lines that begin with # say where they come from. Not terminated.
const char *_Nonnull common_passwords(size_t *_Nonnull length);

#endif
