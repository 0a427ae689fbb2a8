import Foundation
import HTTPSupport
import Hummingbird

/// The API's description, for programs and for people.
struct APIReference: Sendable {
    private let description: APIDocument
    private let json: ByteBuffer

    init(_ description: APIDocument) {
        self.description = description
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        json = ByteBuffer(bytes: (try? encoder.encode(description.json)) ?? Data())
    }

    /// `GET /api/openapi.json`.
    @Sendable func document(_ request: Request, context: AppRequestContext) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "application/json", .cacheControl: "public, max-age=300",
                .accessControlAllowOrigin: "*",
            ],
            body: ResponseBody(byteBuffer: json)
        )
    }

    /// `GET /api/docs`: the same as a page that needs neither script nor network.
    @Sendable func page(_ request: Request, context: AppRequestContext) -> HTMLPage {
        HTMLPage(description.page)
    }
}
