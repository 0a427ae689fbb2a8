import Postgres

/// Somebody who acts in the audit, with the rows of tenant `a` as his own.
struct IsolationPersona: Sendable {
    let name: String
    let role: String
    let claims: String
    /// The subject of the claims; what rows with an actor must name.
    let user: String?
    let entersStore: Bool
    /// The integration's key, which takes the place of role and claims at the door.
    var key: String?

    static let store = "a000000f-0000-4000-8000-5e11c0de0000"

    /// Acts for every tenant, so nothing is foreign.
    var spansTenants: Bool { name == "platform" || name == "billing" }
    /// Must not reach rows of other persons in the same store.
    var hasNeighbours: Bool { role == "anon" || role == "shopper" }

    var entry: SQL {
        if let key { return "SELECT app.enter_with_key(\(key)::text::uuid, '{}', \(Self.store)::text::uuid)" }
        let store: String? = entersStore ? Self.store : nil
        return "SELECT app.enter(\(role), \(claims)::text::jsonb, \(store)::text::uuid)"
    }

    /// Whether the door opens.
    func isLetIn(on connection: Connection) async throws -> Bool {
        try await connection.execute("SAVEPOINT door")
        do {
            try await connection.execute(entry)
            try await connection.execute("ROLLBACK TO SAVEPOINT door")
            return true
        } catch let error as PostgresError where error.constraint == "app_enter_refused" {
            try await connection.execute("ROLLBACK TO SAVEPOINT door")
            return false
        }
    }

    static let all: [IsolationPersona] = [
        IsolationPersona("visitor", role: "anon", claims: #""cart": "isolation-a""#),
        IsolationPersona("shopper", role: "shopper", user: "a0000002"),
        IsolationPersona("owner", role: "store_owner", user: "a0000001"),
        IsolationPersona("manager", role: "store_staff", user: "a0000030"),
        IsolationPersona("fulfilment", role: "store_staff", user: "a0000031"),
        IsolationPersona("support", role: "store_staff", user: "a0000032"),
        IsolationPersona("read_only", role: "store_staff", user: "a0000033"),
        IsolationPersona("service", role: "service_role"),
        IsolationPersona("platform", role: "service_role", entersStore: false),
        IsolationPersona("billing", role: "billing", entersStore: false),
        IsolationPersona("token", role: "authenticated", user: "a0000001", entersStore: false),
        integration,
    ]

    private static var integration: IsolationPersona {
        var persona = IsolationPersona("integration", role: "store_staff")
        persona.key = "a0000040-0000-4000-8000-5e11c0de0000"
        return persona
    }

    private init(_ name: String, role: String, user: String? = nil, claims: String? = nil, entersStore: Bool = true) {
        let subject = user.map { $0 + "-0000-4000-8000-5e11c0de0000" }
        // The seeded order of tenant a, whose parts its token opens.
        let token = "isolation-a" + String(repeating: "0", count: 32)
        let claimed = [subject.map { #""sub": "\#($0)""# }, claims, #""order_token": "\#(token)""#].compactMap(\.self)
        self.name = name
        self.role = role
        self.user = subject
        self.entersStore = entersStore
        self.claims = "{" + claimed.joined(separator: ", ") + "}"
    }
}
