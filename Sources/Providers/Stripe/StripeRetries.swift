import Commerce

/// When a call is tried again, and when it is given up. Every try carries the same idempotency key, so a try whose
/// answer was lost is not done twice.
package struct StripeRetries: Sendable {
    let attempts: Int
    let firstDelay: Duration
    /// For one try, connecting included.
    let timeout: Duration
    /// For all tries and the pauses between them: a buyer is waiting.
    let budget: Duration

    package init(
        attempts: Int = 4,
        firstDelay: Duration = .milliseconds(250),
        timeout: Duration = .seconds(10),
        budget: Duration = .seconds(25)
    ) {
        self.attempts = attempts
        self.firstDelay = firstDelay
        self.timeout = timeout
        self.budget = budget
    }

    /// The pause before the next try, or nothing when `failure` is final. `jitter` is between 0 and 1.
    func pause(
        after attempt: Int,
        failure: PaymentProviderError.Kind,
        spent: Duration,
        jitter: Double
    ) -> Duration? {
        guard failure == .unavailable, attempt < attempts else { return nil }
        let doubled = firstDelay * (1 << (attempt - 1))
        let pause = doubled * (0.5 + jitter / 2)
        return spent + pause < budget ? pause : nil
    }
}
