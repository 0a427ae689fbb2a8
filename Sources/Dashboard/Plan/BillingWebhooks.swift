package import Commerce
package import HTTPSupport
package import Hummingbird

/// Takes what Stripe reports about the platform's own business.
package struct BillingWebhooks: Sendable {
    private let receive: ReceiveBillingEvent

    package init(_ receive: ReceiveBillingEvent) {
        self.receive = receive
    }

    /// Answers `POST /webhooks/stripe`. No page, no cookie: the signature alone counts.
    package func addRoutes(to router: some RouterMethods<AppRequestContext>) {
        router.post("webhooks/stripe", use: handle)
    }

    @Sendable private func handle(_ request: Request, context: AppRequestContext) async throws -> Response {
        let report = try await SignedReport(request)
        return try await report.answer { try await receive(report.body, signature: report.signature) }
    }
}
