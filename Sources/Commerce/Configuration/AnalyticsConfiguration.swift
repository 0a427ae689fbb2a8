package import Postgres

/// Where a store's figures also go: to Google Analytics, to Meta.
package struct AnalyticsConfiguration: Hashable, Sendable {
    /// A service's public id, its secret and whether it is used. A secret that is nil stays as it is.
    package struct Service: Hashable, Sendable {
        package let id: String?
        package let secret: Secret?
        package let isEnabled: Bool

        package init(id: String?, secret: Secret? = nil, isEnabled: Bool) {
            self.id = id
            self.secret = secret
            self.isEnabled = isEnabled
        }
    }

    package let googleAnalytics: Service
    package let meta: Service

    package init(googleAnalytics: Service, meta: Service) {
        self.googleAnalytics = googleAnalytics
        self.meta = meta
    }

    /// Its sealed columns.
    package enum SealedSecret: String, Sendable {
        case googleAnalytics = "ga4_api_secret"
        case meta = "meta_access_token"

        fileprivate func row(_ store: ID<Store>) -> String { "analytics_configurations/\(store)/\(rawValue)" }
    }
}

/// Keeps it, the secrets sealed. Owners may do so, and never read them again.
package enum SaveAnalyticsConfiguration {
    package static func run(
        _ configuration: AnalyticsConfiguration, in store: ID<Store>, vault: SecretVault, on db: Connection
    ) async throws {
        let (google, meta) = (configuration.googleAnalytics, configuration.meta)
        try await db.execute(
            """
            INSERT INTO analytics_configurations (store_id, ga4_measurement_id, ga4_enabled, meta_pixel_id, meta_enabled)
            VALUES (\(store), \(google.id), \(google.isEnabled), \(meta.id), \(meta.isEnabled))
            ON CONFLICT (store_id) DO UPDATE
            SET ga4_measurement_id = \(google.id), ga4_enabled = \(google.isEnabled), meta_pixel_id = \(meta.id),
                meta_enabled = \(meta.isEnabled)
            """
        )
        try await keep(google.secret, as: .googleAnalytics, in: store, vault: vault, on: db)
        try await keep(meta.secret, as: .meta, in: store, vault: vault, on: db)
    }

    private static func keep(
        _ secret: Secret?, as column: AnalyticsConfiguration.SealedSecret, in store: ID<Store>, vault: SecretVault,
        on db: Connection
    ) async throws {
        guard let secret else { return }
        let sealed = try vault.seal(secret, for: column.row(store))
        try await db.execute(
            """
            UPDATE analytics_configurations SET \(SQL.identifier(column.rawValue)) = \(sealed),
                \(SQL.identifier(column.rawValue + "_hint")) = \(secret.hint)
            WHERE store_id = \(store)
            """
        )
    }
}

/// Opens one of its secrets, for the program alone; nothing where the store has none.
package enum FindAnalyticsSecret {
    package static func run(
        _ column: AnalyticsConfiguration.SealedSecret, in store: ID<Store>, vault: SecretVault, on db: Connection
    ) async throws -> Secret? {
        let row = try await db.first(
            """
            SELECT \(SQL.identifier(column.rawValue)) AS sealed FROM analytics_configurations
            WHERE store_id = \(store) AND is_active
            """
        )
        guard let sealed = try row?.decode("sealed", as: String?.self) else { return nil }
        return try vault.open(sealed, for: column.row(store))
    }
}
