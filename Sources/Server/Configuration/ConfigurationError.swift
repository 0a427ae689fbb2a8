/// A setting that cannot be used; each description says how it should look.
enum ConfigurationError: Error, Equatable {
    case notInRange(name: String, value: String, range: ClosedRange<Int>)
    case noSuchChoice(name: String, value: String, choices: [String])
    case secretKeyTooShort
    case secretKeyFile(path: String, reason: String)
    case secretKeyReadable(path: String, mode: String)
    case baseURL(String)
    case stripeBase(String)
    case mail
    case jwtSecretTooShort
    case dnsServer(String)
    case trustedProxies(String)
    case logLevel(String)
}

extension ConfigurationError: CustomStringConvertible {
    var description: String {
        switch self {
        case .notInRange(let name, let value, let range):
            "\(name) is \"\(value)\"; it must be a number from \(range.lowerBound) to \(range.upperBound)."
        case .noSuchChoice(let name, let value, let choices):
            "\(name) is \"\(value)\"; it must be one of: \(choices.joined(separator: ", "))."
        case .secretKeyTooShort:
            "A master key must hold at least 32 bytes in base64 or hexadecimal; make one with: openssl rand -base64 32"
        case .secretKeyFile(let path, let reason):
            "The master key in \(path) cannot be read or made (\(reason)); restore it from its backup or check permissions."
        case .secretKeyReadable(let path, let mode):
            "The master key in \(path) can be read by others (mode \(mode)); close it with: chmod 600 \(path)"
        case .stripeBase(let text):
            "STRIPE_API_BASE is \"\(text)\"; it must look like https://api.stripe.com."
        case .mail:
            "SMTP_URL must look like smtp://user:password@mail.example:587, and SELLUSGENIE_MAIL_FROM like shop@mail.example."
        case .jwtSecretTooShort:
            "SELLUSGENIE_JWT_SECRET must have at least 32 characters; make one with: openssl rand -base64 32"
        case .dnsServer(let text):
            "DNS_SERVER is \"\(text)\"; it must be an IP address such as 9.9.9.9, or one with a port: 127.0.0.1@5353."
        case .trustedProxies(let text):
            "SELLUSGENIE_TRUSTED_PROXIES is \"\(text)\"; it must list networks such as 10.0.0.0/8, 192.0.2.7."
        case .logLevel(let text):
            "SELLUSGENIE_LOG_LEVEL is \"\(text)\"; it must be trace, debug, info, notice, warning, error or critical."
        case .baseURL(let text):
            "SELLUSGENIE_BASE_URL is \"\(text)\"; it must look like https://shops.example or http://localhost:8080."
        }
    }
}
