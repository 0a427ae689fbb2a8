package import Commerce
import Hummingbird

extension SignedInRequestContext {
    /// What the person is in the store that the path names; a store in which they are nothing is not found.
    package func membership() throws(RequestProblem) -> Membership {
        guard let slug = parameters.get("store"),
            let membership = session.memberships.first(where: { $0.store.slug == slug })
        else { throw .notFound }
        return membership
    }

    /// The store that the path names.
    package func store() throws(RequestProblem) -> Store { try membership().store }

    /// The store that the path names, if the person's role there allows this.
    package func store(for permission: Permission) throws(RequestProblem) -> Store {
        let membership = try membership()
        guard membership.may(permission) else { throw .notAllowed }
        return membership.store
    }

    /// What the person is in that store.
    package func membership(in store: Store) throws(RequestProblem) -> Membership {
        guard let membership = session.memberships.first(where: { $0.store.id == store.id }) else { throw .notFound }
        return membership
    }
}
