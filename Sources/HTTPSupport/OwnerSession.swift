package import Commerce

/// Who is signed in at the dashboard, which stores are theirs, and by which cookie they showed it.
package struct OwnerSession: Sendable, Hashable {
    /// Who is signed in.
    package let user: SignedInUser
    /// Their stores, the oldest first.
    package let stores: [Store]
    /// What the cookie holds; form tokens are bound to it.
    package let cookie: String

    /// A session that the database has confirmed.
    package init(_ found: FoundSession, cookie: String) {
        user = found.user
        stores = found.stores
        self.cookie = cookie
    }
}
