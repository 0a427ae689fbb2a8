import Foundation
import Postgres

extension Accounts {
    /// Queues a letter with a new token, in the transaction under way.
    @discardableResult
    func send(
        _ letter: AccountLetter, _ kind: OneTimeToken.Kind, _ type: VerificationType?, for user: ID<User>,
        to address: EmailAddress, link: LetterLink, from home: RealmHome, on db: Connection
    ) async throws -> OneTimeSecret {
        let secret = try await issue(kind, for: user, to: address, flow: link.flow, on: db)
        let target = type.map { link.address($0, secret, at: home, settings) }
        try await queue(letter.write(to: address, from: home, link: target, code: secret.code), from: home, on: db)
        try await db.execute(OneTimeToken.noteSent(kind, to: user, at: now()))
        return secret
    }

    /// Queues a letter that only tells.
    func tell(
        _ letter: AccountLetter, to address: EmailAddress, link: String? = nil, from home: RealmHome, on db: Connection
    ) async throws {
        try await queue(letter.write(to: address, from: home, link: link, code: nil), from: home, on: db)
    }

    private func queue(_ letter: Letter, from home: RealmHome, on db: Connection) async throws {
        try await QueueLetter.run(letter, in: home.realm.store, vault: vault, on: db)
    }

    /// Letters cost their reader's patience: few of a kind to one address, and not many from one network.
    func limitLetters(_ kind: String, to email: String, in realm: Realm, from address: InetAddress?) async throws {
        try await limiter.take(.lettersOfNetwork, from: address)
        try await limiter.take(.letters, of: "\(kind) \(realm.postgresValue) \(email)")
    }
}

extension OneTimeToken {
    /// The times that Supabase Auth's users have: when which letter was sent.
    static func noteSent(_ kind: Kind, to user: ID<User>, at date: Date) -> SQL {
        let column: SQL =
            switch kind {
            case .confirmation: "confirmation_sent_at"
            case .recovery: "recovery_sent_at"
            case .emailChangeNew, .emailChangeCurrent: "email_change_sent_at"
            case .reauthentication: "reauthentication_sent_at"
            }
        return "UPDATE auth.users SET \(column) = \(date) WHERE id = \(user)"
    }
}
