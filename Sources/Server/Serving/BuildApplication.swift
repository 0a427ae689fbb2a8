import API
import Commerce
import Dashboard
import Foundation
import HTTPSupport
import Hummingbird
import Providers
import Storefront

/// Every surface behind one router, found by host or by path.
func buildApplication(_ environment: ApplicationEnvironment) throws -> some ApplicationProtocol {
    let site = try environment.site
    let router = Router(context: AppRequestContext.self, options: [.autoGenerateHeadEndpoints])
    router.add(middleware: SecurityHeaders(site: site))
    router.add(middleware: RequestOrigins(environment.proxies))
    router.add(middleware: CrossOrigin())
    let shopAPI = environment.shopAPI
    router.add(middleware: ShopOrigins(shopAPI.shops))
    router.add(middleware: ErrorPages(PlainProblems.page))
    addHealthRoutes(to: router, database: environment.database)
    AssetCatalog(StorefrontAssets.all + DashboardAssets.all + APIAssets.all).addRoutes(to: router)
    addDemoPictureRoutes(to: router)
    environment.paymentWebhooks.addRoutes(to: router)
    BillingWebhooks(ReceiveBillingEvent(environment.billing)).addRoutes(to: router)
    let auth = environment.auth
    addStorefrontRoutes(to: router, environment.storefront(site, auth.providers))
    let dashboard = environment.dashboard(site, auth.providers)
    addDashboardRoutes(to: router, dashboard)
    addConsoleRoutes(to: router, environment.console(dashboard))
    addAPIRoutes(to: router, environment.api(auth))
    addCommerceAPIRoutes(to: router, environment.commerceAPI(site), shopAPI)
    addWelcomeRoute(to: router, dashboard, demoShop: DemoShop(environment: environment).path)
    return Application(
        responder: HostRouting(router.buildResponder(), site: site),
        server: .http1(configuration: .init(additionalChannelHandlers: [LingeringClose()], idleTimeout: .seconds(60))),
        configuration: ApplicationConfiguration(
            address: .hostname(environment.configuration.host, port: environment.configuration.port),
            serverName: "SellUsGenie"
        ),
        onServerRunning: { _ in environment.announce() },
        logger: environment.logger
    )
}

extension ApplicationEnvironment {
    fileprivate func announce() {
        print("Listening. Dashboard: \(configuration.baseURL)/dashboard   Stop with Ctrl-C.")
        fflush(nil)
    }

    fileprivate func storefront(_ site: Site, _ providers: SignInWithProvider) -> Storefront {
        let events = events
        return Storefront(
            database: database,
            secretKey: secretKey,
            site: site,
            accounts: accounts,
            providers: providers,
            payments: payments,
            vault: vault,
            admission: admission,
            record: { view in Task { await events.add(AnalyticsEvent(view)) } }
        )
    }

    fileprivate func dashboard(_ site: Site, _ providers: SignInWithProvider) -> Dashboard {
        Dashboard(
            database: database, secretKey: secretKey, site: site, accounts: accounts, providers: providers,
            resolver: resolver, billing: billing, admission: admission, webhookAddresses: webhookAddresses)
    }

    fileprivate var auth: Auth {
        Auth(
            accounts: accounts,
            keys: signingKeys,
            secretKey: secretKey,
            openID: OpenIDClient(),
            registrations: configuration.identityProviders
        )
    }

    fileprivate func api(_ auth: Auth) -> API {
        API(
            auth: auth,
            shops: ShopDirectory(find: FindStore(database: database).callAsFunction),
            admission: admission
        )
    }

    fileprivate func commerceAPI(_ site: Site) -> CommerceAPI {
        CommerceAPI(
            database: database, uses: vault.uses, site: site, limiter: accounts.limiter, admission: admission)
    }

    fileprivate var shopAPI: ShopAPI {
        ShopAPI(
            database: database, shops: ShopDirectory(find: FindStore(database: database).callAsFunction),
            secretKey: secretKey, payments: payments, vault: vault, admission: admission)
    }

    fileprivate var paymentWebhooks: PaymentWebhooks {
        PaymentWebhooks(ReceivePaymentEvent(database: database, provider: payments, vault: vault))
    }
}

extension AnalyticsEvent {
    fileprivate init(_ view: PageView) {
        self.init(
            .pageView,
            in: view.store,
            visit: view.visit,
            page: view.path,
            referrer: view.referrer,
            userAgent: view.userAgent,
            at: view.time
        )
    }
}
