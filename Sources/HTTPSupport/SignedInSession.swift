package import Commerce

/// Who is signed in at the dashboard, which stores they may enter, and by which cookie they showed it.
package struct SignedInSession: Sendable, Hashable {
    /// Who is signed in.
    package let user: SignedInUser
    /// The stores they own or work in, the oldest first.
    package let memberships: [Membership]
    /// The session itself, in the list of the person's sessions.
    package let id: ID<AccountSession>
    /// What the cookie holds; form tokens are bound to it.
    package let cookie: String

    /// A session that the database has confirmed.
    package init(_ found: FoundSession, cookie: String) {
        user = found.user
        memberships = found.memberships
        id = found.session
        self.cookie = cookie
    }
}
