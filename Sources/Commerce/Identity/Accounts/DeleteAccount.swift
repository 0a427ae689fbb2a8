import Foundation
import Postgres

/// Deletes an account at its owner's wish. Orders stay in the shop's books, without the person.
package struct DeleteAccount: Sendable {
    private let accounts: Accounts

    package init(_ accounts: Accounts) {
        self.accounts = accounts
    }

    /// - Throws: ``AccountError/wrongPassword``, or ``DeleteAccountError/ownsStores``
    package func callAsFunction(_ user: ID<User>, in realm: Realm = .platform, password: Secret) async throws {
        _ = try await accounts.check(password, of: user, in: realm)
        try await accounts.transaction { db in
            try await accounts.delete(user, in: realm, on: db)
        }
    }
}

package enum DeleteAccountError: Error, Hashable, CustomStringConvertible {
    case ownsStores

    package var description: String { "You own stores still; delete them or give them to somebody else first." }
}

extension Accounts {
    func delete(_ user: ID<User>, in realm: Realm, on db: Connection) async throws {
        let owned = try await db.first("SELECT id FROM stores WHERE store_owner_id = \(user) LIMIT 1")
        guard owned == nil else { throw DeleteAccountError.ownsStores }
        if let store = realm.store { try await db.execute(Self.forgetCustomer(user, in: store)) }
        try await db.execute(Account.delete(user))
    }

    private static func forgetCustomer(_ user: ID<User>, in store: ID<Store>) -> SQL {
        """
        SELECT app.erase_customer_at(store_id, id) FROM customers WHERE store_id = \(store) AND user_id = \(user)
        """
    }
}
