import Commerce
import Configuration
import Foundation
import Logging
import SystemPackage

extension ServerConfiguration {
    /// What the command line says; it wins over everything else.
    struct Arguments: Sendable {
        var host: String?
        var port: Int?
    }

    /// Arguments before the environment, the environment before `.env`, that before the defaults.
    static func read(
        arguments: Arguments = Arguments(),
        environment: [String: String] = ProcessInfo.processInfo.environment,
        environmentFile: FilePath = ".env"
    ) async throws -> ServerConfiguration {
        let reader = ConfigReader(providers: [
            InMemoryProvider(name: "arguments", values: values(of: arguments)),
            EnvironmentVariablesProvider(environmentVariables: environment),
            try await EnvironmentVariablesProvider(environmentFilePath: environmentFile, allowMissing: true),
        ])
        return try ServerConfiguration(reader)
    }

    private static func values(of arguments: Arguments) -> [AbsoluteConfigKey: ConfigValue] {
        var values: [AbsoluteConfigKey: ConfigValue] = [:]
        if let host = arguments.host { values[["sellusgenie", "host"]] = ConfigValue(.string(host), isSecret: false) }
        if let port = arguments.port { values[["sellusgenie", "port"]] = ConfigValue(.int(port), isSecret: false) }
        return values
    }

    private init(_ reader: ConfigReader) throws {
        databaseURL = reader.secret("database.url")
        databaseDirectURL = reader.secret("database.direct.url")
        home = try Self.home(chosen: reader.text("sellusgenie.home"))
        host = reader.text("sellusgenie.host") ?? "127.0.0.1"
        port = try reader.number("sellusgenie.port", in: 0...65_535) ?? 8_080
        baseURL = reader.text("sellusgenie.base.url") ?? "http://\(Self.address(of: host)):\(port)"
        secretKey = reader.secret("sellusgenie.secret.key")
        previousSecretKeys = reader.secret("sellusgenie.secret.key.previous")
        stripeAPIBase = reader.text("stripe.api.base") ?? "https://api.stripe.com"
        stripeBillingSecretKey = reader.secret("stripe.billing.secret.key")
        stripeBillingWebhookSecret = reader.secret("stripe.billing.webhook.secret")
        stripePrices = [:]
        for kind in Plan.Kind.allCases { stripePrices[kind] = reader.text("stripe.price.\(kind.rawValue)") }
        smtpURL = reader.secret("smtp.url")
        mailFrom = reader.text("sellusgenie.mail.from") ?? "shop@localhost.localdomain"
        dnsServer = reader.text("dns.server")
        trustedProxies = reader.text("sellusgenie.trusted.proxies") ?? ""
        webhooksToPrivateAddresses =
            try reader.choice("sellusgenie.webhooks.to.private.addresses", of: ["yes": true, "no": false]) ?? false
        passwordCost = try reader.number("sellusgenie.password.cost", in: 4...20) ?? 12
        authRedirects = reader.text("sellusgenie.auth.redirects") ?? ""
        authAutoconfirm = try reader.number("sellusgenie.auth.autoconfirm", in: 0...1) == 1
        accessTokenLifetime = try reader.number("sellusgenie.access.token.lifetime", in: 60...3_600) ?? 1_800
        jwtSecret = reader.secret("sellusgenie.jwt.secret")
        if let secret = jwtSecret, secret.reveal().utf8.count < 32 { throw ConfigurationError.jwtSecretTooShort }
        identityProviders = Dictionary(
            uniqueKeysWithValues: ProviderName.allCases.compactMap { name in
                reader.registration(of: name).map { (name, $0) }
            })
        logLevel = try reader.level("sellusgenie.log.level") ?? .info
        booksYears = try reader.number("sellusgenie.books.years", in: 0...100) ?? ClosedBooks.usualYears
        hasQuotas = try reader.choice("sellusgenie.quotas", of: ["on": true, "off": false]) ?? true
        requestSlots = try reader.number("sellusgenie.request.slots", in: 1...100_000) ?? 256
        storeConnections = try reader.number("sellusgenie.store.connections", in: 1...1_000) ?? 4
    }

    /// Where a browser on this machine finds a server that listens on `host`.
    private static func address(of host: String) -> String {
        switch host {
        case "0.0.0.0", "::": "localhost"
        default: host.contains(":") ? "[\(host)]" : host
        }
    }
}

extension ConfigReader {
    /// An empty value counts as none: `DATABASE_URL= make run` means what it looks like.
    fileprivate func text(_ key: String) -> String? {
        string(forKey: ConfigKey(key)).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Nil where no client is registered.
    fileprivate func registration(of provider: ProviderName) -> ProviderRegistration? {
        let ids = (text("\(provider.rawValue).client.id") ?? "").split(separator: ",").map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        guard let first = ids.first, let secret = secret("\(provider.rawValue).client.secret") else { return nil }
        let issuer = text("\(provider.rawValue).issuer") ?? provider.standardIssuer
        var registration = ProviderRegistration(issuer: issuer, clientID: first, clientSecret: secret)
        registration.otherClientIDs = Array(ids.dropFirst())
        return registration
    }

    fileprivate func secret(_ key: String) -> Secret? {
        string(forKey: ConfigKey(key), isSecret: true).flatMap { $0.isEmpty ? nil : Secret($0) }
    }

    fileprivate func level(_ key: String) throws -> Logger.Level? {
        guard let text = text(key) else { return nil }
        guard let level = Logger.Level(rawValue: text.lowercased()) else { throw ConfigurationError.logLevel(text) }
        return level
    }

    fileprivate func choice<Value>(_ key: String, of choices: [String: Value]) throws -> Value? {
        guard let text = text(key) else { return nil }
        guard let value = choices[text.lowercased()] else {
            let name = key.replacing(".", with: "_").uppercased()
            throw ConfigurationError.noSuchChoice(name: name, value: text, choices: choices.keys.sorted())
        }
        return value
    }

    fileprivate func number(_ key: String, in range: ClosedRange<Int>) throws -> Int? {
        let name = key.replacing(".", with: "_").uppercased()
        guard let text = int(forKey: ConfigKey(key)).map(String.init) ?? text(key) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw ConfigurationError.notInRange(name: name, value: text, range: range)
        }
        return number
    }
}
