import Postgres

/// What the database knows of master keys and of the programs that hold them.
enum MasterKeyHolding {
    static func sealing(orElse proposed: String) -> SQL {
        "SELECT app.sealing_key(\(proposed)) AS name"
    }

    /// Says that the program is there, what it opens and with what it seals.
    static func note(_ program: String, _ ring: KeyRing) -> SQL {
        """
        INSERT INTO key_holders (program, opens_with, seals_with) VALUES (\(program), \(ring.names), \(ring.sealing))
        ON CONFLICT (program) DO UPDATE
        SET opens_with = EXCLUDED.opens_with, seals_with = EXCLUDED.seals_with, seen_at = now()
        """
    }

    static func forget(_ program: String) -> SQL {
        "DELETE FROM key_holders WHERE program = \(program) OR seen_at < now() - interval '1 day'"
    }

    /// A program speaks up every three seconds; who was silent for half a minute is gone.
    private static let isThere: SQL = "seen_at > now() - interval '30 seconds'"

    static func without(_ key: String) -> SQL {
        "SELECT program FROM key_holders WHERE \(isThere) AND NOT \(key) = ANY (opens_with) ORDER BY program"
    }

    static func notSealing(with key: String) -> SQL {
        "SELECT program FROM key_holders WHERE \(isThere) AND seals_with <> \(key) ORDER BY program"
    }

    /// Two statements for one transaction.
    static func promote(_ key: String) -> [SQL] {
        [
            "UPDATE master_keys SET state = 'previous' WHERE state = 'current' AND name <> \(key)",
            """
            INSERT INTO master_keys (name, state) VALUES (\(key), 'current')
            ON CONFLICT (name) DO UPDATE SET state = 'current', promoted_at = now(), retired_at = NULL
            """,
        ]
    }

    static let retire: SQL = "UPDATE master_keys SET state = 'retired', retired_at = now() WHERE state = 'previous'"

    static let isRotating: SQL = "SELECT EXISTS (SELECT FROM master_keys WHERE state = 'previous') AS rotating"
}
