/// What a persona may try on a row.
package enum IsolationCommand: String, CaseIterable, Sendable, Codable {
    case select, insert, update, delete

    /// In the matrix: `S`, `I`, `U`, `D`.
    var letter: Character {
        switch self {
        case .select: "S"
        case .insert: "I"
        case .update: "U"
        case .delete: "D"
        }
    }
}
