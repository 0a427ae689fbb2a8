import Foundation
import Postgres

/// What somebody answers a letter with.
package enum LetterAnswer: Sendable {
    /// The link's token.
    case link(String)
    /// The digits, and the address that they went to.
    case code(String, email: String)
}

extension Accounts {
    /// Spends the token that the answer names, in the transaction that does what it is good for.
    /// - Returns: nil where there is none. The attempt at the digits is counted, so the transaction must still commit.
    func spend(
        _ answer: LetterAnswer, kinds: [OneTimeToken.Kind], in realm: Realm, on db: Connection
    ) async throws -> OneTimeToken? {
        switch answer {
        case .link(let link):
            return try await db.first(OneTimeToken.spend(link: link, kinds: kinds, in: realm, at: now()))
        case .code(let code, let email):
            let tried = try await db.query(OneTimeToken.attempt(codeAt: email, kinds: kinds, in: realm, at: now()))
            for row in tried {
                let token = try OneTimeToken(row: row)
                guard codes.isValid(code, try row["code_hash"], of: token.user) else { continue }
                return try await db.first(OneTimeToken.delete(token.id))
            }
            return nil
        }
    }

    /// Digits are few, so who tries them is counted, by network and by network and address.
    func limit(_ answer: LetterAnswer, from address: InetAddress?) async throws {
        try await limiter.take(.verify, from: address)
        guard case .code(_, let email) = answer else { return }
        try await limiter.take(.verifyAddress, from: address, about: email)
    }

    /// A new token for a letter, in the transaction that queues it.
    func issue(
        _ kind: OneTimeToken.Kind, for user: ID<User>, to address: EmailAddress, flow: UUID? = nil,
        lifetime: TimeInterval? = nil, on db: Connection
    ) async throws -> OneTimeSecret {
        let secret = OneTimeSecret(isForFlow: flow != nil)
        let hash = codes.hash(secret.code, of: user)
        try await db.execute(
            OneTimeToken.insert(
                kind, for: user, to: address.text, secret: secret, codeHash: hash, flow: flow, at: now(),
                for: lifetime ?? kind.lifetime))
        return secret
    }
}
