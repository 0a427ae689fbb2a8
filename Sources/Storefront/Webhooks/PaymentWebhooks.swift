package import Commerce
import Foundation
package import HTTPSupport
package import Hummingbird

/// Takes what Stripe reports about a store's payments.
package struct PaymentWebhooks: Sendable {
    /// Stripe's events are a few kilobytes; the largest that it sends are below this.
    private static let limit = 512 * 1024

    private let receive: ReceivePaymentEvent

    package init(_ receive: ReceivePaymentEvent) {
        self.receive = receive
    }

    /// Answers `POST /webhooks/stripe/{store id}`. No page, no cookie: the signature alone counts.
    package func addRoutes(to router: some RouterMethods<AppRequestContext>) {
        router.post("webhooks/stripe/:store", use: handle)
    }

    @Sendable private func handle(_ request: Request, context: AppRequestContext) async throws -> Response {
        let store: ID<Store> = try PathText.value("store", context)
        let body = try await request.body.collect(upTo: Self.limit)
        do {
            try await receive(
                Array(body.readableBytesView),
                signature: request.headers[.stripeSignature],
                at: Date(),
                in: store
            )
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
