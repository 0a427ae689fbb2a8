package import HTTPSupport
package import Hummingbird

/// What programs talk to: accounts under `/auth/v1`, and the commerce API under `/api/v1`.
package struct API: Sendable {
    let auth: Auth
    let shops: ShopDirectory
    let admission: Admission

    /// - Parameter shops: finds the shop whose customers' accounts are meant.
    package init(auth: Auth, shops: ShopDirectory, admission: Admission = .open) {
        self.auth = auth
        self.shops = shops
        self.admission = admission
    }
}

/// Adds the addresses of ``API``.
package func addAPIRoutes(to router: some RouterMethods<AppRequestContext>, _ api: API) {
    api.auth.addRoutes(to: router, shops: api.shops, admission: api.admission)
}
