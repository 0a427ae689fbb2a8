import Commerce
import Foundation
import Logging

/// Everything that can be set from outside, read once at the start.
struct ServerConfiguration: Sendable {
    /// A server of the operator's; the embedded one when nil.
    var databaseURL: Secret?
    /// For migrations and notifications, where `databaseURL` goes through a pooler.
    var databaseDirectURL: Secret?
    var home: URL
    var host: String
    var port: Int
    var baseURL: String
    /// 32 bytes or more in base64 or hexadecimal; made at the first start when nil.
    var secretKey: Secret?
    /// Keys before it, the newest first, separated by commas or spaces.
    var previousSecretKeys: Secret?
    var stripeAPIBase: String
    /// The platform's own keys of Stripe's, for selling plans; those in the database when nil.
    var stripeBillingSecretKey: Secret?
    var stripeBillingWebhookSecret: Secret?
    /// Stripe's price of each plan, where it is not in the table of plans.
    var stripePrices: [Plan.Kind: String]
    /// Where e-mails go; files under the home when nil.
    var smtpURL: Secret?
    /// What stands in From.
    var mailFrom: String
    /// Asked for the records that prove a domain; the system's name servers when nil.
    var dnsServer: String?
    /// Whether webhooks may go to private addresses and without TLS: for tests and closed networks.
    var webhooksToPrivateAddresses: Bool
    /// Networks of the proxies whose `X-Forwarded-For` is believed.
    var trustedProxies: String
    /// The base-2 logarithm of bcrypt's rounds.
    var passwordCost: Int
    /// Where the links of accounts may lead beside our own addresses; a list with commas.
    var authRedirects: String
    /// Whether addresses count as confirmed without a letter.
    var authAutoconfirm: Bool
    /// Seconds that an access token is good for.
    var accessTokenLifetime: Int
    /// Signs tokens in place of our own keys, where other services verify with it.
    var jwtSecret: Secret?
    /// What is registered at Google and Apple, by the provider's name.
    var identityProviders: [ProviderName: ProviderRegistration]
    /// What is logged: this and whatever is graver.
    var logLevel: Logger.Level
    /// How many years the books of an erased tenant are kept.
    var booksYears: Int
    /// Off: no request is refused for the number of others, and no store's share of the database is bounded.
    var hasQuotas: Bool
    /// Requests of all stores that are worked on together.
    var requestSlots: Int
    /// Of the pool's connections, those that one store may hold.
    var storeConnections: Int

    var mailDirectory: URL { home.appending(path: "mail", directoryHint: .isDirectory) }
}

extension ServerConfiguration: CustomStringConvertible {
    /// One setting a line; a ``Secret`` prints itself as redacted.
    var description: String {
        let settings: [(String, Any?)] = [
            ("DATABASE_URL", databaseURL), ("DATABASE_DIRECT_URL", databaseDirectURL), ("SELLUSGENIE_HOME", home.path),
            ("SELLUSGENIE_HOST", host), ("SELLUSGENIE_PORT", port), ("SELLUSGENIE_BASE_URL", baseURL),
            ("SELLUSGENIE_SECRET_KEY", secretKey), ("SELLUSGENIE_SECRET_KEY_PREVIOUS", previousSecretKeys),
            ("SELLUSGENIE_LOG_LEVEL", logLevel), ("STRIPE_API_BASE", stripeAPIBase), ("SMTP_URL", smtpURL),
            ("DNS_SERVER", dnsServer),
            ("SELLUSGENIE_LOG_LEVEL", logLevel), ("STRIPE_API_BASE", stripeAPIBase),
            ("STRIPE_BILLING_SECRET_KEY", stripeBillingSecretKey),
            ("STRIPE_BILLING_WEBHOOK_SECRET", stripeBillingWebhookSecret),
            ("STRIPE_PRICE_STARTER", stripePrices[.starter]),
            ("STRIPE_PRICE_PROFESSIONAL", stripePrices[.professional]),
            ("STRIPE_PRICE_ENTERPRISE", stripePrices[.enterprise]), ("SMTP_URL", smtpURL),
            ("SELLUSGENIE_MAIL_FROM", mailFrom), ("SELLUSGENIE_TRUSTED_PROXIES", trustedProxies),
            ("SELLUSGENIE_PASSWORD_COST", passwordCost), ("SELLUSGENIE_AUTH_REDIRECTS", authRedirects),
            ("SELLUSGENIE_AUTH_AUTOCONFIRM", authAutoconfirm),
            ("SELLUSGENIE_ACCESS_TOKEN_LIFETIME", accessTokenLifetime), ("SELLUSGENIE_JWT_SECRET", jwtSecret),
            ("GOOGLE_CLIENT_ID", identityProviders[.google]?.clientID),
            ("APPLE_CLIENT_ID", identityProviders[.apple]?.clientID),
            ("SELLUSGENIE_WEBHOOKS_TO_PRIVATE_ADDRESSES", webhooksToPrivateAddresses ? "yes" : "no"),
            ("SELLUSGENIE_BOOKS_YEARS", booksYears),
            ("SELLUSGENIE_QUOTAS", hasQuotas ? "on" : "off"),
            ("SELLUSGENIE_REQUEST_SLOTS", requestSlots), ("SELLUSGENIE_STORE_CONNECTIONS", storeConnections),
        ]
        return settings.map { name, value in "\(name)=\(value.map { "\($0)" } ?? "")" }.joined(separator: "\n")
    }
}
