import API
import Commerce
import HTTPTypes
import HummingbirdTesting
import Postgres
import Testing

/// The way to Google and back, as a browser goes it.
extension WebShop {
    /// Clicks with Google registered.
    func visit(
        openID: PretendOpenID,
        _ body: @Sendable @escaping (Browser) async throws -> Void
    ) async throws {
        let key = try #require(Self.secretKey)
        let vault = SecretVault(current: key)
        let auth = Auth(
            accounts: accounts(key: key, vault: vault),
            keys: SigningKeys(database: database, vault: vault, secretKey: key, sharedSecret: nil),
            secretKey: key,
            openID: openID,
            registrations: [
                .google: ProviderRegistration(
                    issuer: "https://provider.test", clientID: "shop", clientSecret: Secret("secret"))
            ]
        )
        try await application(auth: auth).test(.router) { client in
            try await body(Browser(client: client, shop: slug))
        }
    }

    /// From a page's button to the provider; what it would send the browser back to.
    func depart(_ path: String, _ browser: Browser) async throws -> String {
        let out = try await browser.get(path)
        let on = try await browser.get(try local(out))
        let address = try #require(on.headers[.location])
        return try #require(address.split(separator: "state=", maxSplits: 1).last.map(String.init), "\(address)")
    }

    /// Back from the provider: through the callback, to the page that it leads to.
    func arrive(_ query: String, callback: String = "/auth/v1/callback", _ browser: Browser) async throws
        -> Browser.Answer
    {
        try await browser.get(try local(try await browser.get("\(callback)?\(query)")))
    }

    /// Where a redirect leads, without the host.
    func local(_ answer: Browser.Answer) throws -> String {
        let location = try #require(answer.headers[.location], "\(answer.status)")
        return String(location.prefix { $0 != "#" }.trimmingPrefix("http://localhost:8080"))
    }
}
