package import Hummingbird

/// Binds the way back from Google or Apple to the browser that set out: nobody is signed in to another's account by a link.
package enum ProviderFlow {
    /// The cookie's name.
    package static let cookie = "auth_flow"

    /// Holds the state that is to come back. `SameSite=None`, where it may be, because Apple's form comes from another
    /// site.
    package static func cookie(_ state: String, maxAge: Int = 600, isSecure: Bool) -> Cookie {
        Cookie(
            name: cookie, value: state, maxAge: maxAge, path: "/", secure: isSecure, httpOnly: true,
            sameSite: isSecure ? Cookie.SameSite.none : .lax)
    }
}
