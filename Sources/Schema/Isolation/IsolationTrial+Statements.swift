import Postgres

extension IsolationTrial {
    /// A statement whose one number says how many rows it reached.
    func statement(_ command: IsolationCommand, on tenant: RowOwner.Tenant, row: String) -> SQL {
        let condition = entry.owner.condition(tenant, in: table.name, as: persona)
        switch command {
        case .select:
            return "SELECT count(*) FROM \(table.identifier) WHERE \(condition)"
        case .insert:
            return counted(insertion(of: row))
        case .update:
            return counted("UPDATE \(table.identifier) SET \(assignment) WHERE \(condition) RETURNING 1")
        case .delete:
            return counted("DELETE FROM \(table.identifier) WHERE \(condition) RETURNING 1")
        }
    }

    private func counted(_ change: SQL) -> SQL {
        "WITH reached AS (\(change)) SELECT count(*) FROM reached"
    }

    /// The same row again, in the actor's name: what policies let through then collides with the first.
    private func insertion(of row: String) -> SQL {
        let actor: String? = persona.user
        let columns = columns(.insert).map { SQL.identifier($0) }.joined(separator: ", ")
        return """
            INSERT INTO \(table.identifier) (\(columns))
            SELECT \(columns) FROM jsonb_populate_record(
                NULL::\(table.identifier), \(row)::text::jsonb || jsonb_build_object('actor_id', \(actor)::text)
            ) RETURNING 1
            """
    }

    /// A column that the persona may change, to what it is; to its default where he may not read it.
    private var assignment: SQL {
        let changeable = columns(.update)
        let readable = privileges.columns(.select, on: table.name, for: persona.role)
        if let column = changeable.first(where: readable.contains) {
            return SQL.identifier(column) + " = " + SQL.identifier(column)
        }
        return SQL.identifier(changeable[0]) + " = DEFAULT"
    }

    private func columns(_ command: IsolationCommand) -> [String] {
        privileges.columns(command, on: table.name, for: persona.role).subtracting(table.generated).sorted()
    }
}
