import Commerce
import Foundation
import Providers
import Testing

/// Runs the localstripe of the environment's `LOCALSTRIPE` on a port of its own while `body` works with it.
enum LocalStripe {
    static func run(_ body: (Stripe) async throws -> Void) async throws {
        let program = try #require(
            ProcessInfo.processInfo.environment["LOCALSTRIPE"],
            "Set LOCALSTRIPE to the path of the localstripe program; scripts/localstripe installs it."
        )
        let port = Int.random(in: 20_000..<30_000)
        let server = Process()
        server.executableURL = URL(filePath: program)
        server.arguments = ["--port", "\(port)", "--from-scratch"]
        server.standardOutput = FileHandle.nullDevice
        server.standardError = FileHandle.nullDevice
        try server.run()
        // Not SIGTERM: the test's threads block it, and the server inherits that.
        defer { kill(server.processIdentifier, SIGKILL) }
        let base = try #require(URL(string: "http://127.0.0.1:\(port)"))
        try await waitUntilAnswered(at: base)
        try await body(Stripe(base: base))
    }

    /// Until it says that it does not know a payment.
    private static func waitUntilAnswered(at base: URL) async throws {
        let stripe = Stripe(base: base, retries: StripeRetries(attempts: 1))
        for _ in 0..<100 {
            do throws(PaymentProviderError) {
                _ = try await stripe.retrieveIntent(.init(rawValue: "pi_none"), with: Secret("sk_test_key"))
            } catch {
                if error.kind == .notFound { return }
            }
            try await Task.sleep(for: .milliseconds(100))
        }
        Issue.record("localstripe did not answer at \(base) within 10 seconds.")
    }
}
