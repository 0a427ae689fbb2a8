/// When a delivery that failed is tried again.
package enum WebhookRetries {
    /// After these days without success an endpoint is switched off.
    static let patience: Double = 3 * 86_400

    /// Seconds after the attempt of that number, to be spread by `jitter`.
    private static let pauses: [Double] = [5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400]

    /// - Parameter jitter: 0 to 1; spreads a pause over four to six fifths of itself, so that what failed together does
    ///   not come back together.
    package static func pause(after attempts: Int, jitter: Double = .random(in: 0...1)) -> Double {
        pauses[min(max(attempts, 1), pauses.count) - 1] * (0.8 + 0.4 * jitter)
    }
}
