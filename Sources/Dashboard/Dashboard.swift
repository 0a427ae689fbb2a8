package import Commerce
package import HTTPSupport
import Hummingbird
package import Postgres

/// What the rooms of the dashboard work with.
package struct Dashboard: Sendable {
    let database: Database
    let findSession: FindSession
    let signIn: SignIn
    let signOut: SignOut
    let forms: FormTokens
    let site: Site
    let vault: SecretVault

    package init(
        database: Database, secretKey: SecretKey, site: Site, passwords: PasswordHasher, vault: SecretVault
    ) {
        self.database = database
        findSession = FindSession(database: database)
        signIn = SignIn(database: database, passwords: passwords)
        signOut = SignOut(database: database)
        forms = FormTokens(key: secretKey)
        self.site = site
        self.vault = vault
    }
}

extension Dashboard {
    /// What stands around a room of a store.
    func chrome(_ store: Store, _ room: DashboardChrome.Room, _ context: OwnerRequestContext) -> DashboardChrome {
        DashboardChrome(
            email: context.session.user.email,
            store: DashboardChrome.StoreLink(store),
            otherStores: context.session.stores.filter { $0.id != store.id }.map(DashboardChrome.StoreLink.init),
            formToken: forms.token(for: context.session.cookie),
            room: room
        )
    }

    /// Reads in one transaction as the owner in that store.
    func read<Value: Sendable>(
        _ store: Store,
        _ context: OwnerRequestContext,
        _ body: (Connection) async throws -> Value
    ) async throws -> Value {
        try await database.transaction(as: .owner(user: context.session.user.id, store: store.id), body)
    }

    /// Does in one transaction what an owner may ask for but not write: payments and reservations are the program's own.
    /// The store has come out of the owner's session.
    func actFor<Value: Sendable>(
        _ store: Store,
        _ body: (Connection) async throws -> Value
    ) async throws -> Value {
        try await database.transaction(as: .service(store: store.id), body)
    }
}

extension DashboardChrome.StoreLink {
    init(_ store: Store) {
        self.init(name: store.name, slug: store.slug)
    }
}

extension OwnerRequestContext {
    /// The store that the path names, if it is one of the owner's; another's is not found.
    func store() throws(RequestProblem) -> Store {
        guard let slug = parameters.get("store"), let store = session.stores.first(where: { $0.slug == slug })
        else { throw .notFound }
        return store
    }
}
