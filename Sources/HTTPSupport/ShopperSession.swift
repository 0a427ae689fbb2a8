package import Commerce

/// Who is signed in at a shop, and by which cookie.
package struct ShopperSession: Hashable, Sendable {
    /// Who is signed in: an account of this shop alone.
    package let user: SignedInUser
    /// The session, in the list of the person's sessions.
    package let id: ID<AccountSession>
    /// What the cookie holds; form tokens are bound to it.
    package let cookie: String

    /// A session that the database has confirmed for this shop.
    package init(_ holder: SessionHolder, cookie: String) {
        user = holder.user
        id = holder.session
        self.cookie = cookie
    }
}
