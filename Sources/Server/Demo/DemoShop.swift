import Commerce
import Foundation
import Postgres

/// The shop of `serve --demo`: an owner, a catalogue and some weeks of business, the same each time.
struct DemoShop {
    static let slug = "demo"
    static let email = "demo@sellusgenie.test"
    static let password = "demo-password"

    let environment: ApplicationEnvironment

    func exists() async throws -> Bool {
        try await ask("SELECT EXISTS (SELECT FROM app.find_store(\(Self.slug)))")
    }

    /// Where visitors find it; nil where it is not open, or where somebody else has the address.
    func path() async throws -> String? {
        let isOpen = try await ask(
            """
            SELECT EXISTS (SELECT FROM stores s JOIN store_owners o ON o.id = s.store_owner_id
                WHERE s.store_slug = \(Self.slug) AND s.is_open AND s.deleted_at IS NULL AND lower(o.email) = \(Self.email))
            """
        )
        return isOpen ? "/s/\(Self.slug)" : nil
    }

    func databaseIsEmpty() async throws -> Bool {
        try await ask("SELECT NOT EXISTS (SELECT FROM store_owners)")
    }

    func make() async throws {
        let owner = try await findOrCreateOwner()
        try await environment.database.transaction(as: .billing) { db in _ = try await db.execute(Self.upgrade(owner)) }
        let store = ID<Store>(UUID())
        try await environment.database.transaction(as: .owner(user: owner, store: nil)) { db in
            _ = try await db.execute(Self.insert(store, owner: owner))
        }
        try await importCatalogue(into: store)
        try await DemoHistory(environment: environment, store: store).make()
    }

    /// A start that was interrupted may have left the owner behind.
    private func findOrCreateOwner() async throws -> ID<User> {
        let service = try Persona.service(store: nil).databaseActor
        let known = try await environment.database.read(
            as: service,
            ["SELECT id FROM store_owners WHERE lower(email) = \(Self.email)"]
        )
        if let row = known[0].first { return try row["id"] }
        guard let email = EmailAddress(Self.email) else { throw CreateOwnerError.addressTaken }
        return try await CreateOwner(database: environment.database, passwords: environment.passwords)(
            email: email,
            password: try Password(Self.password),
            name: "Demo Owner"
        ).id
    }

    private func importCatalogue(into store: ID<Store>) async throws {
        var chunks = [DemoCatalog.csv]
        let csv = try CSVReader { chunks.popLast() ?? [] }
        _ = try await ImportProducts(into: store, of: environment.database).run(csv, fileName: "demo.csv")
    }

    private func ask(_ question: SQL) async throws -> Bool {
        let service = try Persona.service(store: nil).databaseActor
        return try await environment.database.read(as: service, [question])[0][0][0]
    }

    /// The trial's fifty orders a month would stop the demo.
    private static func upgrade(_ owner: ID<User>) -> SQL {
        """
        UPDATE store_owner_subscriptions
        SET plan_type = 'professional', status = 'active', current_period_end = now() + interval '1 year'
        WHERE store_owner_id = \(owner)
        """
    }

    private static func insert(_ store: ID<Store>, owner: ID<User>) -> SQL {
        """
        INSERT INTO stores (id, store_owner_id, store_name, store_slug, store_tagline, store_email, currency, language,
            time_zone, shipping_flat_rate, shipping_free_from, primary_color)
        VALUES (\(store), \(owner), \(DemoCatalog.storeName), \(slug), \(DemoCatalog.tagline), \(email), 'USD', 'en',
            'UTC', 5.90, 75, '#2f5d50')
        """
    }
}
