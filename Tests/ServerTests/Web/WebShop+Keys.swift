import Commerce
import Postgres
import TestSupport

extension WebShop {
    /// A key of the shop's, as a program sends it.
    func makeKey(_ scopes: Set<Scope>) async throws -> String {
        let draft = APIKeyDraft(name: "Test", scopes: scopes, expiry: nil)
        return try await database.transaction(as: .owner(user: owner.id, store: store)) { db in
            try await CreateAPIKey.run(draft, by: owner.id, in: store, on: db).token.reveal()
        }
    }
}
