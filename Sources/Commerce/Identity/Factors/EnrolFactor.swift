import Foundation
import Postgres

/// Begins with an authenticator app: its secret is shown, and counts once a code of it was given.
package struct EnrolFactor: Sendable {
    /// What the app needs, shown once.
    package struct Enrolment: Sendable {
        package let id: ID<Factor>
        package let name: String?
        /// For who cannot point a camera at the picture.
        package let secret: Secret
        package let address: Secret
        /// SVG. Holds the secret, as the address does.
        package let picture: String
    }

    private let accounts: Accounts

    package init(_ accounts: Accounts) {
        self.accounts = accounts
    }

    /// - Parameter issuer: what the app shows beside the account; the realm's name where nil.
    /// - Throws: ``AccountError/tooManyFactors``, ``AccountError/factorNameTaken``
    package func callAsFunction(
        _ user: ID<User>, in realm: Realm = .platform, name: String? = nil, issuer: String? = nil
    )
        async throws -> Enrolment
    {
        let totp = TOTP()
        let id: ID<Factor> = accounts.ids.make()
        let sealed = try accounts.vault.seal(totp.secret, for: Factor.vaultRow(id))
        let label = try await accounts.transaction { db in
            guard let account = try await db.first(Account.lock(user), as: Account.self), account.realm == realm else {
                throw AccountError.notFound
            }
            try await db.execute(Factor.deleteAbandoned(of: user, at: accounts.now()))
            let known = try await db.query(Factor.list(of: user), as: Factor.self)
            guard known.count < Factor.most else { throw AccountError.tooManyFactors }
            let statement = Factor.insert(id, of: user, name: name, sealed: sealed, at: accounts.now())
            guard try await db.first(statement) != nil else { throw AccountError.factorNameTaken }
            let home = try await accounts.home(of: realm, on: db)
            return (account: account.email ?? "", issuer: issuer ?? home.name)
        }
        let address = totp.address(account: label.account, issuer: label.issuer)
        return Enrolment(
            id: id, name: name, secret: totp.secret, address: Secret(address), picture: QRCode(address)?.svg ?? "")
    }
}

/// The authenticators of an account.
package struct ListFactors: Sendable {
    private let accounts: Accounts

    package init(_ accounts: Accounts) {
        self.accounts = accounts
    }

    package func callAsFunction(of user: ID<User>) async throws -> [Factor] {
        try await accounts.database.read(as: try Persona.service(store: nil).databaseActor, Factor.list(of: user))
    }
}

/// Removes an authenticator.
package struct RemoveFactor: Sendable {
    private let accounts: Accounts

    package init(_ accounts: Accounts) {
        self.accounts = accounts
    }

    /// - Throws: ``AccountError/secondFactorNeeded`` for one that counts, from a session without its code;
    ///   ``AccountError/notFound`` for another's.
    package func callAsFunction(_ factor: ID<Factor>, of user: ID<User>, session: ID<AccountSession>) async throws {
        try await accounts.transaction { db in
            guard let session = try await db.first(AccountSession.openedAt(session, of: user)),
                let removed = try await db.first(Factor.delete(factor, of: user))
            else { throw AccountError.notFound }
            let isStrong = try session.decode("aal", as: String.self) != "aal1"
            guard try isStrong || removed.decode("status", as: String.self) == "unverified" else {
                throw AccountError.secondFactorNeeded
            }
            try await db.execute(RecoveryCode.deleteWithoutFactor(of: user))
        }
    }
}
