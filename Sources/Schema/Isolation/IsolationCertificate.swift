/// The outcome of an audit.
package struct IsolationCertificate: Sendable, Codable {
    /// One way in which the database differs from the matrix.
    package struct Finding: Sendable, Codable, Equatable, CustomStringConvertible {
        package let table: String
        package let persona: String?
        package let command: IsolationCommand?
        package let problem: String

        package var description: String {
            [table, persona, command?.rawValue].compactMap(\.self).joined(separator: ", ") + ": " + problem
        }
    }

    package let database: String
    package let serverVersion: String
    package let tables: Int
    package let personas: Int
    /// Attempts made, each on an own row, a neighbour's or another tenant's.
    package let attempts: Int
    package let findings: [Finding]

    /// Nothing differs: no persona reached a row of another tenant, and each reached what is its own.
    package var isClean: Bool { findings.isEmpty }
}
