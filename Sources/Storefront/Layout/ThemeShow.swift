import HTTPSupport
import Hummingbird

/// The shop's colours as a style sheet. Its address changes with them, so browsers may keep it for ever.
enum ThemeShow {
    @Sendable static func show(_ request: Request, context: ShopRequestContext) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: "text/css; charset=utf-8", .cacheControl: "public, max-age=31536000, immutable"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: context.shop.colours.styleSheet))
        )
    }
}
