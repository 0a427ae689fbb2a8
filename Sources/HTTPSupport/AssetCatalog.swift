package import Hummingbird

/// The assets of all surfaces, served from memory.
package struct AssetCatalog: Sendable {
    /// What the path of every asset begins with.
    package static let prefix = "/assets/"

    private let assets: [String: Asset]

    /// A catalogue of these assets.
    package init(_ assets: [Asset]) {
        self.assets = Dictionary(assets.map { ($0.path, $0) }) { first, _ in first }
    }

    /// Answers `/assets/…`.
    package func addRoutes(to router: some RouterMethods<AppRequestContext>) {
        router.get("assets/:name") { request, _ in try response(for: request) }
    }

    private func response(for request: Request) throws -> Response {
        guard let asset = assets[request.uri.path] else { throw RequestProblem.notFound }
        return Response(
            status: .ok,
            headers: [
                .contentType: asset.mediaType,
                .cacheControl: "public, max-age=31536000, immutable",
            ],
            body: ResponseBody(byteBuffer: asset.bytes)
        )
    }
}
