#ifndef DEMO_FILES_H
#define DEMO_FILES_H

#include <stddef.h>

/// A file of the sample shop, compiled into the program. `content` is not terminated.
typedef struct {
    const char *_Nonnull name;
    const unsigned char *_Nonnull content;
    size_t length;
} DemoFile;

/// The files one after the other; NULL past the last.
const DemoFile *_Nullable demo_file(size_t index);

#endif
