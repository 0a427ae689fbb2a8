import CSchemaFiles
package import Postgres

/// Gives tenants `a` and `b` a row of every table, each written by the persona that writes it in the program.
package enum IsolationSeed {
    package static func sow(on connection: Connection) async throws {
        let sections = schema_isolation_seed().contents.split(separator: "\n-- as ")
        for (index, section) in sections.enumerated() {
            let heading = index == 0 ? "service_role" : section.prefix { $0 != "\n" }
            let words = heading.split(separator: " ")
            let store = words.count == 3 ? "\(words[2])000000f-0000-4000-8000-5e11c0de0000" : nil
            let statements = index == 0 ? section : section.dropFirst(heading.count)
            _ = try await connection.pipeline([
                "RESET ROLE",
                "SELECT app.enter(\(String(words[0])), '{}', \(store)::text::uuid)",
            ])
            try await connection.script(String(statements))
        }
        try await connection.execute("RESET ROLE")
    }
}
