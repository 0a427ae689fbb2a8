package import Commerce
package import HTTPTypes

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

    /// Takes one, if there is one.
    package func spend(_ key: ID<APIKey>, at now: ContinuousClock.Instant = .now) -> RequestAllowance {
        if buckets.count >= Self.capacity { buckets = buckets.filter { now - $0.value.filledAt < .seconds(60) } }
        var bucket = buckets[key] ?? Bucket(tokens: burst, filledAt: now)
        bucket.tokens = min(burst, bucket.tokens + (now - bucket.filledAt) / .seconds(1) * perSecond)
        bucket.filledAt = now
        let isEnough = bucket.tokens >= 1
        if isEnough { bucket.tokens -= 1 }
        buckets[key] = bucket
        return RequestAllowance(
            burst: Int(burst),
            window: Int((burst / perSecond).rounded(.up)),
            remaining: Int(bucket.tokens),
            untilFull: Int(((burst - bucket.tokens) / perSecond).rounded(.up)),
            wait: isEnough ? nil : max(1, Int(((1 - bucket.tokens) / perSecond).rounded(.up)))
        )
    }
}

/// What is left of a key's budget after a request. Times in seconds.
package struct RequestAllowance: Hashable, Sendable {
    package let burst: Int
    /// After which all of an empty budget is there again.
    package let window: Int
    package let remaining: Int
    package let untilFull: Int
    /// Until the next request may be made; nil where this one was.
    package let wait: Int?

    /// As draft-ietf-httpapi-ratelimit-headers words it.
    package var headers: HTTPFields {
        [
            .rateLimitPolicy: "\"key\";q=\(burst);w=\(window)",
            .rateLimit: "\"key\";r=\(remaining);t=\(untilFull)",
        ]
    }
}
