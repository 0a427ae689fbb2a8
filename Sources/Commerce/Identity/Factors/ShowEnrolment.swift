import Postgres

/// Shows once more what an authenticator app needs, as long as no code of it was given: a page that is reloaded, or a
/// code that was mistyped, is no reason to begin again.
package struct ShowEnrolment: Sendable {
    private let accounts: Accounts

    package init(_ accounts: Accounts) {
        self.accounts = accounts
    }

    /// - Throws: ``AccountError/notFound`` for another's factor, and for one that counts: its secret is never shown again.
    package func callAsFunction(
        _ factor: ID<Factor>, of user: ID<User>, in realm: Realm = .platform
    ) async throws -> EnrolFactor.Enrolment {
        let (sealed, name, label) = try await accounts.transaction { db in
            guard let row = try await db.first(Factor.find(factor, of: user)) else { throw AccountError.notFound }
            let known = try Factor(row: row)
            guard !known.isVerified else { throw AccountError.notFound }
            let account = try await db.one(Account.find(user, in: realm), as: Account.self)
            let issuer = try await accounts.home(of: realm, on: db).name
            return (
                try row.decode("secret", as: String.self), known.name, (account: account.email ?? "", issuer: issuer)
            )
        }
        let secret = try accounts.vault.open(sealed, for: Factor.vaultRow(factor))
        guard let totp = TOTP(base32: secret.reveal()) else { throw AccountError.notFound }
        let address = totp.address(account: label.account, issuer: label.issuer)
        return EnrolFactor.Enrolment(
            id: factor, name: name, secret: totp.secret, address: Secret(address), picture: QRCode(address)?.svg ?? "")
    }
}
