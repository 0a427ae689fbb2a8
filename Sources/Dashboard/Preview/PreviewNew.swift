import Commerce
import HTTPSupport
import Hummingbird

/// Leads who works in a store to its shop: to a closed one by a link that lets him look around for an hour.
struct PreviewNew: Sendable {
    let dashboard: Dashboard

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> SeeOther {
        let store = try context.store()
        let shop = "/s/\(store.slug)"
        guard !store.isOpen else { return SeeOther(shop) }
        let token = dashboard.previews.token(for: store.id, lasting: PreviewTokens.linkLifetime)
        return SeeOther("\(shop)?preview=\(Query.encode(token))")
    }
}
