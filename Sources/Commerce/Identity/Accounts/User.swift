/// A person who can sign in: a row of `auth.users`.
package enum User {}

/// Who somebody is once they have signed in.
package struct SignedInUser: Hashable, Sendable {
    package let id: ID<User>
    package let email: String

    package init(id: ID<User>, email: String) {
        self.id = id
        self.email = email
    }
}
