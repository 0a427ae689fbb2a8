package import Foundation
import Postgres

/// What the operator's programs may say about an account.
package struct AccountAttributes: Sendable {
    package var email: EmailAddress?
    package var password: Password?
    package var isConfirmed: Bool?
    package var userMetadata: JSONValue?
    package var appMetadata: JSONValue?
    /// From now on; nil inside lifts the bar.
    package var ban: TimeInterval??

    package init() {}
}

/// The accounts of a realm in the hands of the operator's programs, which hold the service key.
package struct ManageAccounts: Sendable {
    package struct Page: Sendable {
        package let accounts: [JSONValue]
        package let total: Int
    }

    private let accounts: Accounts

    package init(_ accounts: Accounts) {
        self.accounts = accounts
    }

    package func list(in realm: Realm, page: Int, size: Int) async throws -> Page {
        let size = min(max(size, 1), 1_000)
        let offset = (min(max(page, 1), 1_000_000) - 1) * size
        let statement = UserDocument.list(in: realm, offset: offset, limit: size)
        let service = try Persona.service(store: nil).databaseActor
        let rows = try await accounts.database.read(as: service, [statement])[0]
        return Page(
            accounts: try rows.map { try $0.decode("document", as: JSON.self).decode(JSONValue.self) },
            total: try rows.first?.decode("total", as: Int.self) ?? 0
        )
    }

    /// - Throws: ``AccountError/addressTaken``
    package func create(_ attributes: AccountAttributes, in realm: Realm) async throws -> JSONValue {
        var draft = AccountDraft(id: accounts.ids.make(), realm: realm, email: attributes.email)
        draft.isConfirmed = attributes.isConfirmed ?? false
        if let password = attributes.password { draft.passwordHash = try await accounts.passwords.hash(password) }
        let account = draft
        return try await accounts.transaction { db in
            guard try await db.first(Account.insert(account, at: accounts.now())) != nil else {
                throw AccountError.addressTaken
            }
            try await db.execute(Identity.insertEmail(of: account.id, at: accounts.now()))
            try await accounts.becomeCustomer(account.id, in: realm, on: db)
            try await change(account.id, attributes, on: db)
            return try await accounts.document(of: account.id, in: realm, on: db)
        }
    }

    /// - Throws: ``AccountError``
    package func update(_ user: ID<User>, _ attributes: AccountAttributes, in realm: Realm) async throws -> JSONValue {
        let password = attributes.password
        let hash = if let password { try await accounts.passwords.hash(password) } else { PasswordHash?.none }
        return try await accounts.transaction { db in
            guard let account = try await db.first(Account.lock(user), as: Account.self), account.realm == realm else {
                throw AccountError.notFound
            }
            if let hash { try await accounts.setPassword(of: account, hash, on: db) }
            if let email = attributes.email { try await setAddress(of: account, email, on: db) }
            if attributes.isConfirmed == true {
                try await db.execute(Account.confirm(user, at: accounts.now()))
                try await accounts.becomeCustomer(user, in: realm, on: db)
            }
            try await change(user, attributes, on: db)
            return try await accounts.document(of: user, in: realm, on: db)
        }
    }

    /// - Throws: ``AccountError/notFound``, ``DeleteAccountError``
    package func delete(_ user: ID<User>, in realm: Realm) async throws {
        try await accounts.transaction { db in
            guard try await db.first(Account.find(user, in: realm), as: Account.self) != nil else {
                throw AccountError.notFound
            }
            try await accounts.delete(user, in: realm, on: db)
        }
    }

    /// For who has lost his authenticator.
    /// - Throws: ``AccountError/notFound``
    package func removeFactor(_ factor: ID<Factor>, of user: ID<User>, in realm: Realm) async throws {
        try await accounts.transaction { db in
            guard try await db.first(Account.find(user, in: realm), as: Account.self) != nil,
                try await db.first(Factor.delete(factor, of: user)) != nil
            else { throw AccountError.notFound }
        }
    }

    /// Without letters: the operator vouches for it.
    private func setAddress(of account: Account, _ email: EmailAddress, on db: Connection) async throws {
        let other = try await db.first(Account.find(email: email.text, in: account.realm), as: Account.self)
        guard other == nil || other?.id == account.id else { throw AccountError.addressTaken }
        _ = try await db.pipeline([
            Account.askForAddress(account.id, email, at: accounts.now()),
            Account.takeNewAddress(account.id, at: accounts.now()),
            Identity.insertEmail(of: account.id, at: accounts.now()),
            "UPDATE store_owners SET email = \(email.text) WHERE id = \(account.id)",
        ])
        try await accounts.becomeCustomer(account.id, in: account.realm, on: db)
        try await accounts.moveCustomer(account.id, in: account.realm, on: db)
    }

    private func change(_ user: ID<User>, _ attributes: AccountAttributes, on db: Connection) async throws {
        let date = accounts.now()
        if let metadata = attributes.userMetadata {
            try await db.execute(try Account.mergeUserMetadata(user, metadata, at: date))
        }
        if let metadata = attributes.appMetadata {
            try await db.execute(try Account.mergeAppMetadata(user, metadata, at: date))
        }
        if let ban = attributes.ban {
            let until = ban.map { date + $0 }
            try await db.execute("UPDATE auth.users SET banned_until = \(until) WHERE id = \(user)")
        }
    }
}
