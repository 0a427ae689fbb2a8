package import Commerce
package import HTTPSupport
package import Hummingbird

/// A place where accounts have their pages: the dashboard, and each shop. What the pages do is the same in both; how they
/// look, where they are and whose accounts are meant is the surface's.
package protocol AccountSurface: Sendable {
    associatedtype Context: RequestContext

    var accounts: Accounts { get }
    var forms: FormTokens { get }
    /// Google and Apple, as far as the operator has registered there.
    var providers: SignInWithProvider? { get }

    func realm(_ context: Context) -> Realm
    func language(_ context: Context) -> Language
    func paths(_ context: Context) -> AccountPaths
    /// Who is signed in, second factor and all.
    func visitor(_ context: Context) -> AccountVisitor?
    /// A cookie of this surface alone, which scripts cannot read. Without an age it ends with the browser.
    func cookie(_ cookie: AccountCookie, _ value: String, maxAge: Int?, _ context: Context) -> Cookie
    func name(of cookie: AccountCookie) -> String

    /// The document around a page for whom is not signed in.
    func door(_ form: AccountForm, _ context: Context) async throws -> HTML
    /// The document around a page of somebody's own.
    func room(_ room: AccountRoom, _ visitor: AccountVisitor, _ context: Context) async throws -> HTML
}

extension AccountSurface {
    /// In an order of their own, which no dictionary changes.
    var offeredProviders: [ProviderName] {
        ProviderName.allCases.filter { providers?.providers.contains($0) == true }
    }

    func wording(_ context: Context) -> AccountWording { AccountWording(language(context)) }
}

/// Which of a surface's cookies.
package enum AccountCookie: Sendable {
    case session
    /// Binds the forms at the door to a browser, before there is a session.
    case door
    /// Binds the way back from a provider to the browser that set out.
    case flow
}

/// Who is signed in on a surface, and by which cookie.
package struct AccountVisitor: Hashable, Sendable {
    package let user: SignedInUser
    package let session: ID<AccountSession>
    package let cookie: String

    package init(user: SignedInUser, session: ID<AccountSession>, cookie: String) {
        self.user = user
        self.session = session
        self.cookie = cookie
    }
}
