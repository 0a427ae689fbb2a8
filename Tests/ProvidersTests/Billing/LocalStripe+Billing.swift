import Commerce
import Foundation
import Providers
import Testing

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

extension LocalStripe {
    /// Runs localstripe with prices on a port of its own while `body` works with it.
    static func sellPlans(_ body: (StripeBilling, Till) async throws -> Void) async throws {
        let program = try #require(
            ProcessInfo.processInfo.environment["LOCALSTRIPE"],
            "Set LOCALSTRIPE to the path of the localstripe program; scripts/install-python installs it."
        )
        let port = Int.random(in: 30_000..<40_000)
        let server = Process()
        server.executableURL = URL(filePath: program).deletingLastPathComponent().appending(path: "python")
        let harness = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../harness")
        server.arguments = [
            harness.appending(path: "localstripe_with_prices.py").path, "--port", "\(port)", "--from-scratch",
        ]
        server.standardOutput = FileHandle.nullDevice
        server.standardError = FileHandle.nullDevice
        try server.run()
        // Not SIGTERM: the test's threads block it, and the server inherits that.
        defer { kill(server.processIdentifier, SIGKILL) }
        let till = Till(base: try #require(URL(string: "http://127.0.0.1:\(port)")))
        try await till.waitUntilAnswered()
        try await body(StripeBilling(base: till.base), till)
    }
}

/// What the operator and the owner do at Stripe's own pages.
struct Till: Sendable {
    let base: URL

    static let key = "sk_test_of_the_platform"

    func waitUntilAnswered() async throws {
        for _ in 0..<100 {
            if (try? await get("/v1/plans")) != nil { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        Issue.record("localstripe did not answer at \(base) within 10 seconds.")
    }

    func makePrice(_ id: String, _ amount: Int) async throws {
        let fields = "id=\(id)&amount=\(amount)&currency=usd&interval=month&product[name]=\(id)"
        _ = try await send("POST", "/v1/plans", fields)
    }

    /// A card that is kept with the customer; `4242…` pays, `…0341` is kept and then declined.
    func keepCard(_ number: String, of customer: String) async throws {
        let card = "type=card&card[number]=\(number)&card[exp_month]=12&card[exp_year]=2040&card[cvc]=123"
        let method = try #require(try await send("POST", "/v1/payment_methods", card)["id"] as? String)
        _ = try await send("POST", "/v1/payment_methods/\(method)/attach", "customer=\(customer)")
        _ = try await send(
            "POST", "/v1/customers/\(customer)", "invoice_settings[default_payment_method]=\(method)")
    }

    /// All reports so far, the oldest first, word for word.
    func events() async throws -> [String] {
        let page = try await get("/v1/events?limit=100")
        return try (page["data"] as? [[String: Any]] ?? []).map { event in
            String(decoding: try JSONSerialization.data(withJSONObject: event), as: UTF8.self)
        }
    }

    func delete(_ path: String) async throws { _ = try await send("DELETE", path, "") }

    private func get(_ path: String) async throws -> [String: Any] { try await send("GET", path, "") }

    private func send(_ method: String, _ path: String, _ body: String) async throws -> [String: Any] {
        var request = URLRequest(url: try #require(URL(string: base.absoluteString + path)), timeoutInterval: 10)
        request.httpMethod = method
        request.setValue("Bearer \(Self.key)", forHTTPHeaderField: "Authorization")
        if !body.isEmpty {
            request.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "Content-Type")
            request.httpBody = Data(body.replacing("[", with: "%5B").replacing("]", with: "%5D").utf8)
        }
        let (data, response) = try await URLSession.shared.data(for: request)
        guard let status = (response as? HTTPURLResponse)?.statusCode, status < 300 else {
            throw TillError(path: path, answer: String(decoding: data, as: UTF8.self))
        }
        return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
    }
}

struct TillError: Error {
    let path: String
    let answer: String
}
