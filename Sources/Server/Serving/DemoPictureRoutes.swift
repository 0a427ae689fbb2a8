import Commerce
import HTTPSupport
import Hummingbird

/// The pictures of the sample catalogue, under the addresses that its CSV names.
func addDemoPictureRoutes(to router: some RouterMethods<AppRequestContext>) {
    let pictures = DemoCatalog.pictures.mapValues { ByteBuffer(bytes: $0) }
    router.get("assets/demo/:name") { _, context -> Response in
        guard let picture = context.parameters.get("name").flatMap({ pictures[$0] }) else {
            return Response(status: .notFound)
        }
        return Response(
            status: .ok,
            headers: [.contentType: "image/svg+xml", .cacheControl: "public, max-age=86400"],
            body: ResponseBody(byteBuffer: picture)
        )
    }
}
