package import Commerce
import Foundation
package import HTTPSupport
package import Hummingbird

/// Takes what Stripe reports about the platform's own business.
package struct BillingWebhooks: Sendable {
    /// Stripe's events are a few kilobytes; the largest that it sends are below this.
    private static let limit = 512 * 1024

    private let receive: ReceiveBillingEvent

    package init(_ receive: ReceiveBillingEvent) {
        self.receive = receive
    }

    /// Answers `POST /webhooks/stripe`. No page, no cookie: the signature alone counts.
    package func addRoutes(to router: some RouterMethods<AppRequestContext>) {
        router.post("webhooks/stripe", use: handle)
    }

    @Sendable private func handle(_ request: Request, context: AppRequestContext) async throws -> Response {
        let body = try await request.body.collect(upTo: Self.limit)
        do {
            try await receive(Array(body.readableBytesView), signature: request.headers[.stripeSignature])
            return Response(status: .noContent)
        } catch let error as WebhookError {
            return Response(
                status: .badRequest,
                headers: [.contentType: "text/plain; charset=utf-8"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: "\(error.code)\n"))
            )
        }
    }
}
