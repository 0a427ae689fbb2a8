package import Commerce

/// How many requests each key may make: a bucket that holds so many and fills so fast, in this program's memory.
package actor RequestBudget {
    private struct Bucket {
        var tokens: Double
        var filledAt: ContinuousClock.Instant
    }

    /// Ten thousand keys of about a hundred bytes.
    private static let capacity = 10_000

    private let burst: Double
    private let perSecond: Double
    private var buckets: [ID<APIKey>: Bucket] = [:]

    /// `burst` at once, and `perSecond` in the long run.
    package init(burst: Double = 120, perSecond: Double = 20) {
        self.burst = burst
        self.perSecond = perSecond
    }

    /// Takes one; the seconds to wait where there is none.
    package func spend(_ key: ID<APIKey>, at now: ContinuousClock.Instant = .now) -> Int? {
        if buckets.count >= Self.capacity { buckets = buckets.filter { now - $0.value.filledAt < .seconds(60) } }
        var bucket = buckets[key] ?? Bucket(tokens: burst, filledAt: now)
        bucket.tokens = min(burst, bucket.tokens + (now - bucket.filledAt) / .seconds(1) * perSecond)
        bucket.filledAt = now
        let isEnough = bucket.tokens >= 1
        if isEnough { bucket.tokens -= 1 }
        buckets[key] = bucket
        return isEnough ? nil : max(1, Int(((1 - bucket.tokens) / perSecond).rounded(.up)))
    }
}
