import Commerce
import Foundation
import HTTPSupport
import Letters
import Logging
import Postgres
import Providers

/// What the surfaces and the background work are built from.
struct ApplicationEnvironment: Sendable {
    let configuration: ServerConfiguration
    /// The installation's root, from which form tokens, cart tokens and the like are derived.
    let secretKey: SecretKey
    let database: Database
    let passwords: PasswordHasher
    let payments: any PaymentProvider
    let vault: SecretVault
    let accounts: Accounts
    let signingKeys: SigningKeys
    let billing: Billing
    let events: EventRecorder
    let mailer: any Mailer
    let resolver: any DNSResolver
    let proxies: TrustedProxies
    let admission: Admission
    let logger: Logger

    /// - Throws: ``ConfigurationError``
    init(
        configuration: ServerConfiguration,
        secretKey: SecretKey,
        vault: SecretVault,
        database: Database,
        logger: Logger
    ) throws {
        guard let stripe = URL(string: configuration.stripeAPIBase), stripe.host() != nil else {
            throw ConfigurationError.stripeBase(configuration.stripeAPIBase)
        }
        self.configuration = configuration
        self.secretKey = secretKey
        self.database = database
        self.passwords = PasswordHasher(cost: configuration.passwordCost)
        self.payments = Stripe(base: stripe)
        self.vault = vault
        self.accounts = Accounts(
            database: database, passwords: passwords, limiter: RateLimiter(database: database), vault: vault,
            secretKey: secretKey, settings: configuration.accountSettings)
        self.signingKeys = SigningKeys(
            database: database, vault: vault, secretKey: secretKey, sharedSecret: configuration.jwtSecret)
        self.billing = Billing(
            database: database,
            provider: StripeBilling(base: stripe),
            keys: BillingKeys(
                database: database,
                vault: vault,
                settings: .init(
                    secretKey: configuration.stripeBillingSecretKey,
                    webhookSecret: configuration.stripeBillingWebhookSecret
                )
            ),
            prices: PlanPrices(settings: configuration.stripePrices)
        )
        self.events = EventRecorder(record: RecordEvents(database: database), logger: logger)
        self.mailer = try Self.mailer(configuration)
        self.resolver = try Self.resolver(configuration)
        guard let proxies = TrustedProxies(configuration.trustedProxies) else {
            throw ConfigurationError.trustedProxies(configuration.trustedProxies)
        }
        self.proxies = proxies
        let find = FindRequestQuota(database: database)
        self.admission = Admission(configuration.admission) { try await find($0) }
        self.logger = logger
    }

    /// Files under the home where there is no mail server.
    private static func mailer(_ configuration: ServerConfiguration) throws -> any Mailer {
        guard let url = configuration.smtpURL else { return MailDirectory(configuration.mailDirectory) }
        guard let sender = EmailAddress(configuration.mailFrom), let mailer = SMTPMailer(url: url, sender: sender)
        else {
            throw ConfigurationError.mail
        }
        return mailer
    }

    private static func resolver(_ configuration: ServerConfiguration) throws -> UnboundResolver {
        guard let text = configuration.dnsServer else { return UnboundResolver() }
        guard let server = DNSServer(text) else { throw ConfigurationError.dnsServer(text) }
        return UnboundResolver(server: server)
    }

    /// - Throws: ``ConfigurationError/baseURL(_:)``
    var site: Site {
        get throws {
            guard let site = Site(baseURL: configuration.baseURL) else {
                throw ConfigurationError.baseURL(configuration.baseURL)
            }
            return site
        }
    }

    var usage: RequestMeter { RequestMeter(admission: admission, record: RecordRequestUsage(database: database)) }

    private var billingSchedules: BillingSchedules {
        let page = configuration.baseURL + PlanLimit.path
        return BillingSchedules(billing, notices: SendBillingNotices(database: database, vault: vault, address: page))
    }

    var housekeeping: Housekeeping {
        let base = configuration.baseURL
        let warnOfExpiry = WarnOfExpiry(database: database, vault: vault) { slug in
            "\(base)/dashboard/stores/\(slug)/settings"
        }
        return Housekeeping(
            database: database,
            provider: payments,
            vault: vault,
            signingKeys: signingKeys,
            handlers: [QueueLetter.kind: DeliverLetter(vault: vault, mailer: mailer, render: Letters.render).handle],
            booksYears: configuration.booksYears,
            more: [
                Schedule("domains", every: .seconds(3_600)) {
                    try await CheckDomain(database: database, resolver: resolver, vault: vault).due()
                },
                Schedule("warn of expiry", every: .seconds(3_600)) { try await warnOfExpiry() },
                Schedule("webhooks", every: .seconds(1)) { [deliverWebhooks] in
                    while try await deliverWebhooks() > 0 {}
                },
            ] + billingSchedules.all,
            worker: Self.program,
            logger: logger
        )
    }

    var holdKeys: HoldKeys { HoldKeys(database: database, vault: vault, program: Self.program) }

    /// Tells this program from others on the same database.
    private static var program: String { "\(ProcessInfo.processInfo.hostName) \(getpid())" }
}
