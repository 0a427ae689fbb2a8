import AsyncHTTPClient
import Commerce
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// Sends calls to Stripe and sorts its answers into bodies and errors.
struct StripeAPI: Sendable {
    let base: URL
    let http: HTTPClient
    let retries: StripeRetries

    /// Stripe's answers are a few kilobytes; a megabyte is somebody else.
    private static let largestAnswer = 1 << 20

    func send(_ call: StripeCall, key: Secret) async throws(PaymentProviderError) -> Data {
        let start = ContinuousClock.now
        var attempt = 1
        while true {
            do {
                return try await sendOnce(call, key: key)
            } catch {
                let pause = retries.pause(
                    after: attempt,
                    failure: error.kind,
                    spent: .now - start,
                    jitter: .random(in: 0...1)
                )
                guard let pause, (try? await Task.sleep(for: pause)) != nil else { throw error }
                attempt += 1
            }
        }
    }

    private func sendOnce(_ call: StripeCall, key: Secret) async throws(PaymentProviderError) -> Data {
        let timeout = TimeAmount.nanoseconds(Int64(retries.timeout / .nanoseconds(1)))
        do {
            let response = try await http.execute(request(call, key: key), timeout: timeout)
            let body = Data(buffer: try await response.body.collect(upTo: Self.largestAnswer))
            guard response.status.code >= 300 else { return body }
            throw StripeFailure.error(
                status: Int(response.status.code),
                body: body,
                requestID: response.headers.first(name: "Request-Id")
            )
        } catch let error as PaymentProviderError {
            throw error
        } catch {
            // Connection refused or lost, time out, name not found: the next try may reach Stripe.
            throw PaymentProviderError(.unavailable)
        }
    }

    private func request(_ call: StripeCall, key: Secret) -> HTTPClientRequest {
        let query = call.query.map { "?\($0)" } ?? ""
        var request = HTTPClientRequest(url: base.appending(path: call.path).absoluteString + query)
        request.method = HTTPMethod(rawValue: call.method)
        request.headers.add(name: "Authorization", value: "Bearer \(key.reveal())")
        if let idempotencyKey = call.idempotencyKey {
            request.headers.add(name: "Idempotency-Key", value: idempotencyKey)
        }
        if call.query == nil, let form = call.form {
            request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
            request.body = .bytes(ByteBuffer(string: form.encoded))
        }
        return request
    }
}
