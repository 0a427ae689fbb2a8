import Commerce
package import Hummingbird

/// What an outside service reports by itself: its signature alone counts, no cookie and no form.
package struct SignedReport: Sendable {
    /// Stripe's events are a few kilobytes; the largest that it sends are below this.
    private static let limit = 512 * 1024

    /// As it was signed, byte for byte.
    package let body: [UInt8]
    /// What stands in `Stripe-Signature`.
    package let signature: String?

    /// Reads the report that a request carries.
    package init(_ request: Request) async throws {
        body = Array(try await request.body.collect(upTo: Self.limit).readableBytesView)
        signature = request.headers[.stripeSignature]
    }

    /// `204` once it is taken; `400` with the reason where it cannot be, so that the service shows it.
    package func answer(_ take: () async throws -> Void) async throws -> Response {
        do {
            try await take()
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
