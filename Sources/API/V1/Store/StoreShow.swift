import Commerce
import HTTPSupport
import Pricing

extension CommerceAPI {
    /// What the key's store says about itself.
    var storeOperations: [Operation<APIKeyRequestContext>] { [showStore] }

    private var showStore: Operation<APIKeyRequestContext> {
        OperationDescription.get("/store", "showStore", "The store of the key")
            .explained("Any key may ask, so that a program can see that its key works.")
            .needs(nil)
            .answers(StoreDocument.schema)
            .done { call in
                let found = try await act(call.context) { db in try await Store.find(call.context.store, on: db) }
                guard let store = found else { throw APIProblem.notFound }
                return try .document(StoreDocument(store, call.context.key.scopes))
            }
    }
}

/// A store as programs see it.
struct StoreDocument: Encodable {
    let id: String
    let name: String
    let slug: String
    let currency: String
    let language: String
    let timeZone: String
    let isOpen: Bool
    let scopes: [String]

    init(_ store: Store, _ scopes: Set<Scope>) {
        id = store.id.description
        name = store.name
        slug = store.slug
        currency = store.currency.code
        language = store.language
        timeZone = store.timeZone
        isOpen = store.isOpen
        self.scopes = scopes.map(\.rawValue).sorted()
    }

    static let schema = JSONSchema.answer(
        "Store",
        [
            .required("id", .text(.uuid)),
            .required("name", .text()),
            .required("slug", .text(), "Its address here."),
            .required("currency", .text(matching: "[A-Z]{3}"), "All its amounts are in it (ISO 4217)."),
            .required("language", .text(), "BCP 47."),
            .required("time_zone", .text(), "Its days begin at midnight there (IANA)."),
            .required("is_open", .boolean, "Whether it sells now."),
            .required("scopes", .list(of: .choice(of: Scope.self)), "What the key may do."),
        ])
}
