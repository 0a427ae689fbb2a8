import Commerce
import HTTPSupport
import Hummingbird
import Pricing

/// `GET /api/v1/store`: the store of the key. Any key may ask, so that a program can see that its key works.
struct StoreShow: Sendable {
    let api: CommerceAPI

    struct Document: Encodable {
        let id: String
        let name: String
        let slug: String
        let currency: String
        let language: String
        let timeZone: String
        let isOpen: Bool
        /// What the key may do.
        let scopes: [String]
    }

    @Sendable func show(_ request: Request, context: APIKeyRequestContext) async throws -> JSONDocument {
        let found = try await api.read(context) { db in try await Store.find(context.store, on: db) }
        guard let store = found else { throw APIProblem.notFound }
        return try JSONDocument(
            Document(
                id: store.id.description,
                name: store.name,
                slug: store.slug,
                currency: store.currency.code,
                language: store.language,
                timeZone: store.timeZone,
                isOpen: store.isOpen,
                scopes: context.key.scopes.map(\.rawValue).sorted()
            )
        )
    }
}
