import Postgres

/// Who acts, and in which store. The database decides with it what the transaction may see and change.
package enum Persona: Hashable, Sendable {
    /// Somebody who is not signed in. The cart is proven by a signed token, and the one order by its token; neither is
    /// ever taken from a form.
    case visitor(store: ID<Store>, cart: CartSession? = nil, order: OrderToken? = nil)
    /// Somebody whom the store's own people let look around before it is open: sees what visitors will, and writes nothing.
    case preview(store: ID<Store>)
    case shopper(user: ID<User>, store: ID<Store>)
    /// Without a store: the overview of all stores of the owner.
    case owner(user: ID<User>, store: ID<Store>?)
    case staff(user: ID<User>, store: ID<Store>)
    /// A program of somebody's, within the scopes of its key.
    case integration(key: ID<APIKey>, store: ID<Store>)
    /// Our own jobs. Without a store: what spans stores.
    case service(store: ID<Store>?)
    /// The only one that writes plans and subscriptions.
    case billing
}

extension Persona {
    package var store: ID<Store>? {
        switch self {
        case .visitor(let store, _, _), .preview(let store), .shopper(_, let store), .staff(_, let store),
            .integration(_, let store):
            store
        case .owner(_, let store), .service(let store): store
        case .billing: nil
        }
    }

    package var user: ID<User>? {
        switch self {
        case .shopper(let user, _), .owner(let user, _), .staff(let user, _): user
        case .visitor, .preview, .integration, .service, .billing: nil
        }
    }

    /// The key by which an integration acts.
    package var key: ID<APIKey>? {
        if case .integration(let key, _) = self { key } else { nil }
    }

    /// The database role; also the `role` claim of a token.
    package var role: String {
        switch self {
        case .visitor, .preview: "anon"
        case .shopper: "shopper"
        case .owner: "store_owner"
        case .staff, .integration: "store_staff"
        case .service: "service_role"
        case .billing: "billing"
        }
    }
}

/// What `request.jwt.claims` holds while the persona acts.
package struct PersonaClaims: Encodable, Sendable {
    let role: String
    let sub: ID<User>?
    let cart: String?
    let orderToken: String?
    /// The integration that acts, by its key.
    let key: ID<APIKey>?
    /// In whose name the program acts, where it is not `sub` itself.
    let actor: ID<User>?
    let address: String?
    let requestID: String?

    package init(_ persona: Persona, origin: RequestOrigin? = .current) {
        role = persona.role
        sub = persona.user
        key = persona.key
        actor = persona.user == nil ? origin?.actor : nil
        address = origin?.address?.description
        requestID = origin?.requestID
        guard case .visitor(_, let cart, let order) = persona else {
            (self.cart, orderToken) = (nil, nil)
            return
        }
        self.cart = cart?.rawValue
        orderToken = order?.rawValue
    }

    enum CodingKeys: String, CodingKey {
        case role, sub, cart
        case key = "api_key"
        case orderToken = "order_token"
        case actor = "act"
        case address = "ip"
        case requestID = "request_id"
    }
}
