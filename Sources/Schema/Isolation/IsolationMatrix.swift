import CSchemaFiles

/// Who may do what, as `matrix.txt` says.
package struct IsolationMatrix: Sendable {
    /// How much of a command a persona has on rows that are its own.
    enum Extent: Equatable, Sendable {
        case nothing, someColumns, everything
    }

    /// The line of one table.
    struct Entry: Sendable {
        let table: String
        let owner: RowOwner
        var extents: [String: [IsolationCommand: Extent]]

        func extent(_ persona: IsolationPersona, _ command: IsolationCommand) -> Extent {
            extents[persona.name]?[command] ?? .nothing
        }
    }

    /// Which columns a role's command is limited to.
    enum ColumnRule: Sendable {
        case only(Set<String>)
        case but(Set<String>)

        func columns(of all: Set<String>) -> Set<String> {
            switch self {
            case .only(let named): named
            case .but(let named): all.subtracting(named)
            }
        }
    }

    struct ColumnKey: Hashable, Sendable {
        let table: String
        let role: String
        let command: IsolationCommand
    }

    let entries: [String: Entry]
    let columns: [ColumnKey: ColumnRule]
    /// The personas that a suspended store lets in.
    let enteringSuspended: Set<String>

    /// The one in the program.
    package static func embedded() throws -> IsolationMatrix {
        try IsolationMatrix(text: schema_isolation_matrix().contents)
    }
}
