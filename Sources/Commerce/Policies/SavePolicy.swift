package import Postgres

/// Replaces one of a store's policies. As its owner or staff; a trigger keeps the version, for the orders that accept it.
package enum SavePolicy {
    /// - Parameter version: of the text that the new one was written over; whoever has replaced that meanwhile is not
    ///   written over.
    /// - Throws: ``StoreError/changedMeanwhile``
    package static func run(
        _ name: PolicyName, _ text: String, replacing version: String, in store: ID<Store>, on db: Connection
    ) async throws {
        let changed = try await db.execute(
            """
            UPDATE store_policies SET \(name.column) = NULLIF(\(text), '')
            WHERE store_id = \(store) AND md5(COALESCE(\(name.column), '')) = \(version)
            """
        )
        guard changed == 1 else { throw StoreError.changedMeanwhile }
    }
}
