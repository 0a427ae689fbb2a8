import API
import Commerce
import HTTPSupport
import Hummingbird
import Postgres

/// What programs talk to, over a test's database.
extension WebShop {
    func addProgramRoutes(
        to router: Router<AppRequestContext>,
        _ accounts: Accounts,
        auth given: Auth?,
        key: SecretKey,
        site: Site,
        payments: any PaymentProvider,
        admission: Admission
    ) {
        let auth =
            given
            ?? Auth(
                accounts: accounts,
                keys: SigningKeys(database: database, vault: accounts.vault, secretKey: key),
                secretKey: key,
                openID: NoOpenID(),
                registrations: [:]
            )
        let shops = ShopDirectory(find: FindStore(database: database).callAsFunction)
        addAPIRoutes(to: router, API(auth: auth, shops: shops, admission: admission))
        let commerce = CommerceAPI(
            database: database, uses: accounts.vault.uses, site: site, limiter: accounts.limiter,
            admission: admission)
        let shopAPI = ShopAPI(
            database: database, shops: shops, secretKey: key, payments: payments, vault: accounts.vault,
            admission: admission)
        addCommerceAPIRoutes(to: router, commerce, shopAPI)
    }
}

/// Nobody else vouches for anybody here.
private struct NoOpenID: OpenIDConnect {
    func address(
        of provider: ProviderName, _ registration: ProviderRegistration, for step: ProviderAuthorization
    ) async throws -> String { throw OpenIDError.notConfigured }

    func identity(
        from provider: ProviderName, _ registration: ProviderRegistration, code: String,
        for step: ProviderAuthorization
    ) async throws -> ProviderIdentity { throw OpenIDError.notConfigured }

    func identity(
        from provider: ProviderName, _ registration: ProviderRegistration, idToken: String, nonce: String?
    ) async throws -> ProviderIdentity { throw OpenIDError.notConfigured }
}
