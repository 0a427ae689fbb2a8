import Crypto
package import Foundation
package import Postgres
import Synchronization

/// Buckets of tokens, shared by all programs on one database. A program takes a few tokens at a time and spends them without
/// asking; once a bucket is empty, the program refuses by itself until the time at which a token is back, so that a flood
/// costs the database nothing.
package final class RateLimiter: Sendable {
    /// What this program knows of one bucket.
    private struct Purse {
        var tokens = 0
        var refusedUntil = Date.distantPast
    }

    /// Some ten megabytes; then everything is forgotten, which costs a statement for each bucket that comes again.
    private static let capacity = 100_000

    private let database: Database
    private let now: @Sendable () -> Date
    private let purses = Mutex<[Bytes: Purse]>([:])

    package init(database: Database, now: @escaping @Sendable () -> Date = { Date() }) {
        self.database = database
        self.now = now
    }

    /// Takes a token from the bucket of `subject`.
    /// - Throws: ``RateLimited`` when there is none.
    package func take(_ limit: RateLimit, of subject: String) async throws {
        let bucket = Self.bucket(limit, subject)
        if try spend(limit, bucket) { return }
        let date = now()
        let found = try await database.read(
            as: try Persona.service(store: nil).databaseActor,
            [Self.draw(limit, bucket, at: date), Self.fullAt(bucket)]
        )
        if found[0].isEmpty {
            let fullAt: Date = try found[1].first?["full_at"] ?? date
            let wait = fullAt.timeIntervalSince(date) - limit.period + limit.interval
            keep(Purse(refusedUntil: date + wait), bucket)
            throw RateLimited(limit: limit, retryAfter: wait)
        }
        keep(Purse(tokens: limit.share - 1), bucket)
    }

    /// Puts a token back: what turned out to be right does not count.
    package func giveBack(_ limit: RateLimit, of subject: String) {
        let bucket = Self.bucket(limit, subject)
        purses.withLock { $0[bucket, default: Purse()].tokens += 1 }
    }

    /// Whether a token was at hand; throws where the bucket is known to be empty.
    private func spend(_ limit: RateLimit, _ bucket: Bytes) throws -> Bool {
        let date = now()
        return try purses.withLock { purses in
            guard let purse = purses[bucket] else { return false }
            if purse.tokens > 0 {
                purses[bucket]?.tokens -= 1
                return true
            }
            guard purse.refusedUntil > date else { return false }
            throw RateLimited(limit: limit, retryAfter: purse.refusedUntil.timeIntervalSince(date))
        }
    }

    private func keep(_ purse: Purse, _ bucket: Bytes) {
        purses.withLock { purses in
            if purses.count >= Self.capacity { purses.removeAll() }
            let left = purses[bucket]?.tokens ?? 0
            purses[bucket] = Purse(tokens: left + purse.tokens, refusedUntil: purse.refusedUntil)
        }
    }

    /// A hash, so that the table is no list of who came from where.
    private static func bucket(_ limit: RateLimit, _ subject: String) -> Bytes {
        Bytes(SHA256.hash(data: Data("\(limit.name) \(subject.lowercased())".utf8)))
    }
}

extension RateLimiter {
    /// Each token moves the time at which the bucket is full by the time that one token takes to come back; no row comes
    /// back where it would be further off than a whole bucket.
    private static func draw(_ limit: RateLimit, _ bucket: Bytes, at date: Date) -> SQL {
        let cost = limit.interval * Double(limit.share)
        return """
            INSERT INTO rate_limits AS known (bucket, full_at) VALUES (\(bucket), \(date + cost))
            ON CONFLICT (bucket) DO UPDATE SET
                full_at = GREATEST(known.full_at, \(date)) + \(cost) * interval '1 second'
            WHERE GREATEST(known.full_at, \(date)) + \(cost) * interval '1 second'
                <= \(date + limit.period + 0.001)::timestamptz
            RETURNING full_at
            """
    }

    private static func fullAt(_ bucket: Bytes) -> SQL {
        "SELECT full_at FROM rate_limits WHERE bucket = \(bucket)"
    }

    /// Buckets that are full say nothing.
    static let forgetFull: SQL = "DELETE FROM rate_limits WHERE full_at < now()"
}
