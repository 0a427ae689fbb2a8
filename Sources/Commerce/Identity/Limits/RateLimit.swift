package import Foundation

/// How often something may be done: a bucket of tokens that refills evenly.
package struct RateLimit: Hashable, Sendable {
    package let name: String
    /// As many at once.
    package let capacity: Int
    /// The time in which an empty bucket is full again.
    package let period: TimeInterval

    package init(_ name: String, _ capacity: Int, per period: TimeInterval) {
        self.name = name
        self.capacity = max(1, capacity)
        self.period = period
    }

    /// The time in which one token comes back.
    var interval: TimeInterval { period / Double(capacity) }

    /// How many tokens a program takes from the database at once: few enough that several programs share fairly, and many
    /// enough that a busy network costs a statement in five.
    var share: Int { max(1, capacity / 20) }
}

/// Somebody has done something too often.
package struct RateLimited: Error, Hashable, CustomStringConvertible {
    package let limit: RateLimit
    package let retryAfter: TimeInterval

    /// Whole seconds, for people and for `Retry-After`.
    package var seconds: Int { max(1, Int(retryAfter.rounded(.up))) }

    package var description: String { "That was tried too often; wait \(seconds) seconds and try again." }
}

extension RateLimit {
    /// Attempts of one network, whatever account they are at.
    package static let signIn = RateLimit("sign-in", 100, per: 300)
    /// Wrong passwords of one network for one account. There is no limit for an account alone: it would let anybody lock
    /// anybody out.
    package static let signInToAccount = RateLimit("sign-in-to-account", 10, per: 600)
    package static let signUp = RateLimit("sign-up", 60, per: 300)
    package static let anonymousSignUp = RateLimit("anonymous-sign-up", 60, per: 3_600)
    package static let refresh = RateLimit("refresh", 300, per: 300)
    /// Links and codes tried by one network, and by one network at one address.
    package static let verify = RateLimit("verify", 60, per: 300)
    package static let verifyAddress = RateLimit("verify-address", 10, per: 600)
    package static let factor = RateLimit("factor", 10, per: 300)
    package static let challenge = RateLimit("challenge", 30, per: 300)
    /// Letters of one kind to one address.
    package static let letters = RateLimit("letters", 3, per: 180)
    /// API keys of one network that open nothing.
    package static let wrongKeys = RateLimit("wrong-keys", 60, per: 300)
    package static let lettersOfNetwork = RateLimit("letters-of-network", 60, per: 3_600)
}
