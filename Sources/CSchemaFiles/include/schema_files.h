#ifndef SCHEMA_FILES_H
#define SCHEMA_FILES_H

#include <stddef.h>

/// A file of the repository, compiled into the program. `text` is not terminated.
typedef struct {
    const char *_Nonnull name;
    const unsigned char *_Nonnull text;
    size_t length;
} SchemaFile;

/// The migrations in their order; NULL past the last.
const SchemaFile *_Nullable schema_migration(size_t index);

/// The readable table of who may do what.
SchemaFile schema_isolation_matrix(void);

/// Statements that give the isolation audit a row of every table for two tenants.
SchemaFile schema_isolation_seed(void);

#endif
