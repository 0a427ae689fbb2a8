import Commerce
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Pricing
import Synchronization
import Testing

@testable import Providers

/// Against a server that fails on purpose.
@Suite struct StripeAPITests {
    private let request = PaymentIntentRequest(
        amount: Money(minorUnits: 54_00, .usd),
        reference: PaymentReference(store: ID(UUID()), order: ID(UUID()))
    )

    @Test(arguments: [409, 429, 500, 503])
    func `a call is tried again with the same key until it is answered`(status: Int) async throws {
        let server = FlakyStripe(answers: [status, status, 200])

        let intent = try await server.run { try await $0.createIntent(request, with: Secret("sk_test_key")) }

        #expect(intent.id.rawValue == "pi_1")
        #expect(server.keys == Array(repeating: "order-\(request.reference.order)", count: 3))
    }

    @Test(arguments: [(400, PaymentProviderError.Kind.refused), (402, .declined), (403, .unauthorized)])
    func `a final answer is not asked for twice`(status: Int, kind: PaymentProviderError.Kind) async throws {
        let server = FlakyStripe(answers: [status, 200])

        let failure = await #expect(throws: PaymentProviderError.self) {
            try await server.run { try await $0.createIntent(request, with: Secret("sk_test_key")) }
        }

        #expect(failure?.kind == kind)
        #expect(server.keys.count == 1)
    }

    @Test func `tries come to an end`() async throws {
        let server = FlakyStripe(answers: [500, 500, 500, 500, 500, 500])

        let failure = await #expect(throws: PaymentProviderError.self) {
            try await server.run { try await $0.createIntent(request, with: Secret("sk_test_key")) }
        }

        #expect(failure?.kind == .unavailable)
        #expect(server.keys.count == 4)
    }
}

/// Answers with one status after the other, and notes the idempotency keys it was given.
private final class FlakyStripe: Sendable {
    private struct State {
        var answers: [Int]
        var keys: [String] = []
    }

    private let state: Mutex<State>

    init(answers: [Int]) {
        state = Mutex(State(answers: answers))
    }

    var keys: [String] { state.withLock(\.keys) }

    func run<T: Sendable>(_ body: @escaping @Sendable (Stripe) async throws -> T) async throws -> T {
        let (ports, announcePort) = AsyncStream.makeStream(of: Int.self)
        let router = Router()
        router.post("/v1/payment_intents") { request, _ in self.answer(request) }
        let application = Application(
            router: router,
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { announcePort.yield($0.localAddress?.port ?? 0) }
        )
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.run() }
            defer { group.cancelAll() }
            let port = try #require(await ports.first { _ in true })
            let base = try #require(URL(string: "http://127.0.0.1:\(port)"))
            return try await body(Stripe(base: base, retries: StripeRetries(firstDelay: .milliseconds(1))))
        }
    }

    private func answer(_ request: Request) -> Response {
        let status = state.withLock { state in
            state.keys.append(HTTPField.Name("Idempotency-Key").flatMap { request.headers[$0] } ?? "")
            return state.answers.removeFirst()
        }
        let body = #"{"id": "pi_1", "status": "requires_payment_method", "amount": 5400, "currency": "usd"}"#
        return Response(status: .init(code: status), body: .init(byteBuffer: ByteBuffer(string: body)))
    }
}
