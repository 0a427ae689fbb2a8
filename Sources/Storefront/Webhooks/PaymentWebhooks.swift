package import Commerce
import Foundation
package import HTTPSupport
package import Hummingbird

/// Takes what Stripe reports about a store's payments.
package struct PaymentWebhooks: Sendable {
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
        let report = try await SignedReport(request)
        return try await report.answer {
            try await receive(report.body, signature: report.signature, at: Date(), in: store)
        }
    }
}
