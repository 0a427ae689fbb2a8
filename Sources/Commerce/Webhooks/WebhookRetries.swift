package import Foundation

/// When a delivery that failed is tried again.
package enum WebhookRetries {
    /// After so many seconds without success an endpoint is switched off: an hour less than a delivery lives, so that the
    /// last attempt of the first one that failed is the end.
    static let patience: Double = 71 * 3_600

    /// Seconds after the attempt of that number, to be spread by `jitter`.
    private static let pauses: [Double] = [5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400]

    /// - Parameter jitter: 0 to 1; spreads a pause over four to six fifths of itself, so that what failed together does
    ///   not come back together.
    package static func pause(after attempts: Int, jitter: Double = .random(in: 0...1)) -> Double {
        pauses[min(max(attempts, 1), pauses.count) - 1] * (0.8 + 0.4 * jitter)
    }

    /// The last attempt comes at the end itself; nil after it.
    package static func next(after attempts: Int, at now: Date, until end: Date) -> Date? {
        now < end ? min(now + pause(after: attempts), end) : nil
    }
}
