package import Foundation
package import Postgres

/// Makes an account whose address needs no letter, and the owner that belongs to it; the trial begins. For the operator and
/// the demo: whoever signs up by himself goes through ``SignUp`` and ``BecomeOwner``.
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
        var draft = AccountDraft(id: ids.make(), realm: .platform, email: email, isConfirmed: true)
        draft.passwordHash = try await passwords.hash(password)
        let account = draft
        let date = now()
        try await database.transaction(as: Persona.service(store: nil)) { db in
            guard try await db.first(Account.insert(account, at: date)) != nil else {
                throw CreateOwnerError.addressTaken
            }
            try await db.execute(BecomeOwner.insert(account.id, name: name))
        }
        return SignedInUser(id: account.id, email: email.text)
    }
}

/// Makes an owner of an account of the platform, and begins the trial. An account alone is not one yet, so that whoever is
/// invited as staff has no trial running; the first store makes it one.
package struct BecomeOwner: Sendable {
    private let accounts: Accounts

    package init(_ accounts: Accounts) {
        self.accounts = accounts
    }

    /// Nothing happens to whom is an owner already.
    /// - Throws: ``AccountError/notFound`` for a shop's customer.
    package func callAsFunction(_ user: ID<User>, name: String? = nil) async throws {
        try await accounts.transaction { db in
            guard let account = try await db.first(Account.find(user, in: .platform), as: Account.self),
                account.isConfirmed
            else { throw AccountError.notFound }
            try await db.execute(Self.insert(user, name: name))
        }
    }

    static func insert(_ user: ID<User>, name: String?) -> SQL {
        """
        INSERT INTO store_owners (id, email, display_name)
        SELECT id, email, COALESCE(\(name), raw_user_meta_data ->> 'full_name') FROM auth.users WHERE id = \(user)
        ON CONFLICT (id) DO NOTHING
        """
    }
}

package enum CreateOwnerError: Error, Hashable {
    case addressTaken
}

extension CreateOwnerError: CustomStringConvertible {
    package var description: String { "There is an account with this address already; sign in instead." }
}
