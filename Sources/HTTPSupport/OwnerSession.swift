package import Commerce

/// Who is signed in at the dashboard, and in which of their stores they work.
package struct OwnerSession: Sendable, Hashable {
    package let user: ID<User>
    package let email: String
    package let stores: [Store]
    /// What the cookie holds; form tokens are bound to it.
    package let cookie: String

    /// A session that the database has confirmed.
    package init(user: ID<User>, email: String, stores: [Store], cookie: String) {
        self.user = user
        self.email = email
        self.stores = stores
        self.cookie = cookie
    }
}
