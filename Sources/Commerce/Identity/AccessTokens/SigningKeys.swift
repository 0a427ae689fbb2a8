import Crypto
package import Foundation
import JWTKit
package import Postgres

/// The keys of access tokens: read from the database once in a while, made at first need, changed by age.
package actor SigningKeys {
    /// What verifies or signs under one name.
    struct Entry: Sendable {
        let algorithm: String
        let keys: JWTKeyCollection
    }

    /// The name under which the keys of applications are signed: by a secret that is derived from the installation's root, so
    /// that they outlive the change of the others.
    static let serviceKeyID = "service"
    private static let lifetime: TimeInterval = 60
    /// How soon an unknown name makes us look again; without a pause, made-up names would ask each time.
    private static let pause: TimeInterval = 5

    private let database: Database
    private let vault: SecretVault
    private let service: SymmetricKey
    private let shared: SymmetricKey?
    private let now: @Sendable () -> Date
    private var known: [SigningKey] = []
    private var readAt = Date.distantPast
    private var verifiers: [String: Entry] = [:]
    private var signer: (kid: String, keys: JWTKeyCollection)?

    /// - Parameter sharedSecret: signs instead of our own keys where other services verify with it, as with Supabase.
    package init(
        database: Database, vault: SecretVault, secretKey: SecretKey, sharedSecret: Secret? = nil,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.database = database
        self.vault = vault
        service = secretKey.key(for: .serviceTokens)
        shared = sharedSecret.map { SymmetricKey(data: Data($0.reveal().utf8)) }
        self.now = now
    }

    /// The set that verifiers fetch. Shared secrets are not in it.
    package func published() async throws -> JSONValue {
        guard shared == nil else { return ["keys": .array([])] }
        try await refresh()
        return ["keys": .array(known.map(\.publicKey))]
    }

    /// Retires the key that signs; the one that was published after it takes over.
    package func rotate() async throws {
        let date = now()
        // The one that takes over, where there is none yet, and the one after it.
        let (heir, next) = (
            try SigningKey.make(.next, vault: vault, at: date), try SigningKey.make(.next, vault: vault, at: date)
        )
        try await database.transaction(as: .service(store: nil)) { db in
            // One at a time: two at once would retire the key that the other has just begun to use.
            try await db.execute("SELECT pg_advisory_xact_lock(hashtext('token_signing_keys'))")
            _ = try await db.pipeline([heir] + SigningKey.advance(at: date) + [next])
        }
        readAt = .distantPast
        try await refresh()
    }

    /// - Parameter age: of the key that signs.
    package func rotateIfOlder(than age: TimeInterval) async throws {
        guard shared == nil else { return }
        try await refresh()
        guard let began = known.first(where: { $0.state == .current })?.activatedAt,
            now().timeIntervalSince(began) > age
        else { return }
        try await rotate()
    }

    func sign(_ token: AccessToken) async throws -> String {
        if let shared {
            return try await JWTKeyCollection().add(hmac: HMACKey(key: shared), digestAlgorithm: .sha256).sign(token)
        }
        try await refresh()
        guard let signer else { throw SecretVaultError.malformed }
        return try await signer.keys.sign(token, kid: JWKIdentifier(string: signer.kid))
    }

    /// What verifies tokens with this header; nil where nothing does. The name decides the key, and the key the algorithm.
    func entry(kid: String?, algorithm: String) async throws -> Entry? {
        if algorithm == "HS256" {
            if kid == Self.serviceKeyID { return await Self.symmetric(service, kid: kid) }
            return if let shared { await Self.symmetric(shared, kid: nil) } else { nil }
        }
        guard let kid, algorithm == "ES256" else { return nil }
        try await refresh()
        if verifiers[kid] == nil, now().timeIntervalSince(readAt) > Self.pause {
            readAt = .distantPast
            try await refresh()
        }
        return verifiers[kid]
    }

    static func symmetric(_ key: SymmetricKey, kid: String?) async -> Entry {
        let keys = await JWTKeyCollection().add(
            hmac: HMACKey(key: key), digestAlgorithm: .sha256, kid: kid.map { JWKIdentifier(string: $0) })
        return Entry(algorithm: "HS256", keys: keys)
    }

    private func refresh() async throws {
        let date = now()
        guard date.timeIntervalSince(readAt) > Self.lifetime || signer == nil else { return }
        var read = try await read()
        if !read.contains(where: { $0.state == .current }) || !read.contains(where: { $0.state == .next }) {
            try await make()
            read = try await self.read()
        }
        var verifiers: [String: Entry] = [:]
        for key in read { verifiers[key.kid] = Entry(algorithm: "ES256", keys: try await key.verifier()) }
        if let current = read.first(where: { $0.state == .current }), current.kid != signer?.kid {
            signer = (current.kid, try await current.signer(vault: vault))
        }
        (known, self.verifiers, readAt) = (read, verifiers, date)
    }

    private func read() async throws -> [SigningKey] {
        try await database.read(as: try Persona.service(store: nil).databaseActor, SigningKey.list)
    }

    private func make() async throws {
        let statements = try [SigningKey.State.current, .next].map {
            try SigningKey.make($0, vault: vault, at: now())
        }
        _ = try await database.read(as: try Persona.service(store: nil).databaseActor, statements)
    }
}

extension SecretKey.Purpose {
    static let serviceTokens = Self("service tokens")
}
