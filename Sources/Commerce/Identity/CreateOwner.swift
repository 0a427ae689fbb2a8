package import Foundation
package import Postgres

/// Makes an account with a password and the owner that belongs to it; the trial begins.
package struct CreateOwner: Sendable {
    private let database: Database
    private let passwords: PasswordHasher
    private let ids: IDGenerator
    private let now: @Sendable () -> Date

    package init(
        database: Database,
        passwords: PasswordHasher,
        ids: IDGenerator = .timeOrdered,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.database = database
        self.passwords = passwords
        self.ids = ids
        self.now = now
    }

    /// - Throws: ``CreateOwnerError`` when the address has an account already.
    package func callAsFunction(
        email: EmailAddress,
        password: Password,
        name: String? = nil
    ) async throws -> SignedInUser {
        let user = SignedInUser(id: ids.make(), email: email.text)
        let hash = try await passwords.hash(password)
        let date = now()
        do {
            try await database.transaction(as: Persona.service(store: nil)) { db in
                try await db.execute(Account.insert(user, passwordHash: hash, at: date))
                try await db.execute(Self.insertOwner(user, name: name))
            }
        } catch let error as PostgresError {
            throw CreateOwnerError(error) ?? error
        }
        return user
    }

    private static func insertOwner(_ user: SignedInUser, name: String?) -> SQL {
        "INSERT INTO store_owners (id, email, display_name) VALUES (\(user.id), \(user.email), \(name))"
    }
}

package enum CreateOwnerError: Error, Hashable {
    case addressTaken

    init?(_ error: PostgresError) {
        guard error.sqlState == .uniqueViolation else { return nil }
        self = .addressTaken
    }
}

extension CreateOwnerError: CustomStringConvertible {
    package var description: String { "There is an account with this address already; sign in instead." }
}
