import Commerce
import Testing

@testable import Providers

@Suite struct StripeRetriesTests {
    private let retries = StripeRetries(attempts: 4, firstDelay: .milliseconds(100), budget: .seconds(1))

    @Test func `pauses double, and jitter takes away up to half`() {
        #expect(pause(after: 1, jitter: 1) == .milliseconds(100))
        #expect(pause(after: 2, jitter: 1) == .milliseconds(200))
        #expect(pause(after: 3, jitter: 0) == .milliseconds(200))
    }

    @Test func `the last attempt and the end of the budget are final`() {
        #expect(pause(after: 4) == nil)
        #expect(pause(after: 1, spent: .milliseconds(950)) == nil)
    }

    @Test func `only what may be over in a moment is tried again`() {
        for kind in [PaymentProviderError.Kind.declined, .refused, .unauthorized, .notFound, .unreadable] {
            #expect(retries.pause(after: 1, failure: kind, spent: .zero, jitter: 0) == nil)
        }
    }

    private func pause(after attempt: Int, spent: Duration = .zero, jitter: Double = 1) -> Duration? {
        retries.pause(after: attempt, failure: .unavailable, spent: spent, jitter: jitter)
    }
}
