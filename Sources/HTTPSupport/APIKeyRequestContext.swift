package import Commerce
package import Hummingbird

/// The context of what programs ask for: it can only be entered with a key, and a key has a store.
package struct APIKeyRequestContext: ChildRequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The key that was shown.
    package let key: AuthenticatedKey

    package init(context: AppRequestContext) throws {
        guard let key = context.apiKey else { throw APIProblem.keyMissing }
        self.coreContext = context.coreContext
        self.key = key
    }
}

extension APIKeyRequestContext {
    /// The store of the key.
    package var store: ID<Store> { key.store }

    /// Throws unless the key may do that. The database decides once more.
    package func require(_ scope: Scope) throws(APIProblem) {
        guard key.scopes.allow(scope) else { throw .scopeMissing(scope) }
    }
}
