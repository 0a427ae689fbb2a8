import Commerce
import Foundation
import HTTPSupport
import Logging
import Postgres
import Providers

/// What the surfaces and the background work are built from.
struct ApplicationEnvironment: Sendable {
    let configuration: ServerConfiguration
    let secretKey: SecretKey
    let database: Database
    let passwords: PasswordHasher
    let payments: any PaymentProvider
    let vault: SecretVault
    let events: EventRecorder
    let logger: Logger

    /// - Throws: ``ConfigurationError/stripeBase(_:)``
    init(configuration: ServerConfiguration, secretKey: SecretKey, database: Database, logger: Logger) throws {
        guard let stripe = URL(string: configuration.stripeAPIBase), stripe.host() != nil else {
            throw ConfigurationError.stripeBase(configuration.stripeAPIBase)
        }
        self.configuration = configuration
        self.secretKey = secretKey
        self.database = database
        self.passwords = PasswordHasher(cost: configuration.passwordCost)
        self.payments = Stripe(base: stripe)
        self.vault = SecretVault(current: secretKey)
        self.events = EventRecorder(record: RecordEvents(database: database), logger: logger)
        self.logger = logger
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

    var housekeeping: Housekeeping {
        Housekeeping(
            database: database,
            provider: payments,
            vault: vault,
            worker: "\(ProcessInfo.processInfo.hostName) \(getpid())",
            logger: logger
        )
    }
}
