package import Postgres
import Pricing

/// Opens a store with its first pages and policies: all of it or nothing. Whoever opens their first store becomes an
/// owner, and the trial begins.
package struct CreateStore: Sendable {
    private let database: Database
    private let ids: IDGenerator

    package init(database: Database, ids: IDGenerator = .timeOrdered) {
        self.database = database
        self.ids = ids
    }

    /// - Throws: ``StoreError`` when the address is not to be had, or the plan allows no more stores or is not paid.
    package func callAsFunction(_ store: NewStore, for owner: SignedInUser) async throws -> ID<Store> {
        let id = ids.make(Store.self)
        let pages = try StarterPage.all(of: store).map { try $0.insert(in: id) }
        try await StoreError.naming {
            try await database.transaction(as: .service(store: nil), retry: .conflicts()) { db in
                try await db.execute(BecomeOwner.insert(owner.id, name: nil))
                try await db.execute(store.insert(as: id, of: owner.id))
                _ = try await db.pipeline(pages + [StarterPolicies(store).save(in: id)])
                if store.wantsSamples { try await db.execute(AddSampleProducts.enqueue(in: id)) }
            }
        }
        return id
    }
}

extension NewStore {
    fileprivate func insert(as id: ID<Store>, of owner: ID<User>) -> SQL {
        """
        INSERT INTO stores (id, store_owner_id, store_name, store_slug, store_country, currency, currency_exponent,
            language, time_zone, template, primary_color, secondary_color)
        VALUES (\(id), \(owner), \(name), \(slug), \(country), \(currency.code), \(Int16(currency.exponent)),
            \(language), \(timeZone), \(template.rawValue), \(template.primaryColour), \(template.secondaryColour))
        """
    }
}
