import Commerce
import HTTPSupport
import Logging
import Postgres

/// What the surfaces are built from.
struct ApplicationEnvironment: Sendable {
    let configuration: ServerConfiguration
    let secretKey: SecretKey
    let database: Database
    let passwords: PasswordHasher
    let logger: Logger

    init(configuration: ServerConfiguration, secretKey: SecretKey, database: Database, logger: Logger) {
        self.configuration = configuration
        self.secretKey = secretKey
        self.database = database
        self.passwords = PasswordHasher(cost: configuration.passwordCost)
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
}
