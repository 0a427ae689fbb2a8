package import HTTPSupport
package import Hummingbird

/// What programs talk to: accounts under `/auth/v1`, and the commerce API under `/api/v1`.
package struct API: Sendable {
    package init() {}
}

/// Adds the addresses of ``API``.
package func addAPIRoutes(to router: some RouterMethods<AppRequestContext>, _ api: API) {}
