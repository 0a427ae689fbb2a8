import CSchemaFiles
package import Postgres

/// The product's schema as migrations, embedded in the binary from the files in `Migrations`.
package enum SchemaMigrations {
    package static let all: [Migration] = sequence(first: 0) { $0 + 1 }.lazy
        .map { index in schema_migration(index)?.pointee }
        .prefix { $0 != nil }
        .compactMap(\.self)
        .enumerated()
        .map { index, file in
            Migration(number: index + 1, name: String(cString: file.name), sql: file.contents)
        }
}
