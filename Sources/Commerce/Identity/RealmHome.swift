import Postgres

/// How a realm presents itself: in whose name and language its letters speak, and where its links lead.
package struct RealmHome: Hashable, Sendable {
    package let realm: Realm
    package let name: String
    /// BCP 47, such as `en` or `de-AT`.
    package let language: String
    /// Before every path of the realm, without a slash at its end: `https://shops.example`, `https://shops.example/s/demo`
    /// or `https://own-domain.example`.
    package let base: String
    /// Where a link may lead back to: each of them, and whatever is below.
    let ownAddresses: [String]

    /// The address of the realm's tokens and of their keys.
    package var issuer: String { base + "/auth/v1" }

    /// The same realm under the name by which a browser found it, where that is one of the realm's own.
    package func base(at authority: String?) -> String {
        guard let authority = authority?.lowercased() else { return base }
        return ownAddresses.first { address in
            let rest = address.drop { $0 != "/" }.drop { $0 == "/" }
            return rest.prefix { $0 != "/" }.lowercased() == authority
        } ?? base
    }

    /// Under whichever of its addresses a token was asked for, and since before the shop had a domain of its own.
    var issuers: [String] { ownAddresses.map { $0 + "/auth/v1" } }
}

extension RealmHome {
    static func platform(_ settings: AccountSettings) -> RealmHome {
        RealmHome(
            realm: .platform, name: "SellUsGenie", language: "en", base: settings.baseURL,
            ownAddresses: [settings.baseURL])
    }

    static func find(_ store: ID<Store>) -> SQL {
        """
        SELECT store_name, language, store_slug,
            CASE WHEN store_domain_verified_at IS NOT NULL THEN lower(store_domain) END AS domain
        FROM stores WHERE id = \(store) AND deleted_at IS NULL
        """
    }

    init(row: Row, store: ID<Store>, _ settings: AccountSettings) throws {
        let slug: String = try row["store_slug"]
        let domain: String? = try row["domain"]
        let parts = settings.baseURL.split(separator: "://", maxSplits: 1).map(String.init)
        let below = "\(settings.baseURL)/s/\(slug)"
        realm = .store(store)
        name = try row["store_name"]
        language = try row["language"]
        base = domain.map { "\(parts[0])://\($0)" } ?? below
        ownAddresses =
            [below, "\(parts[0])://\(slug).\(parts.count > 1 ? parts[1] : "")"]
            + (domain.map { ["\(parts[0])://\($0)"] } ?? [])
    }
}

extension Accounts {
    /// - Throws: ``AccountError/notFound`` for a store that is gone.
    func home(of realm: Realm, on db: Connection) async throws -> RealmHome {
        guard let store = realm.store else { return .platform(settings) }
        guard let row = try await db.first(RealmHome.find(store)) else { throw AccountError.notFound }
        return try RealmHome(row: row, store: store, settings)
    }

    /// Where a realm is found and what it is called.
    package func home(of realm: Realm) async throws -> RealmHome {
        guard realm.store != nil else { return .platform(settings) }
        return try await transaction { db in try await home(of: realm, on: db) }
    }
}
