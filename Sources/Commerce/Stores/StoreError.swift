package import Postgres

/// Why a store is not opened, or stays as it is.
package enum StoreError: Error, Hashable {
    /// There is no such store, or it is not the person's.
    case unknown
    case slugTaken
    case slugReserved
    case domainTaken
    /// The operator has closed a store of the same owner.
    case ownerSuspended
    case planAllowsNoMoreStores
    case planAllowsNoMoreDomains
    /// The owner's plan is not paid, or has ended.
    case planUnpaid
    /// Somebody else saved since the form was opened.
    case changedMeanwhile
    /// A store that was deleted more than thirty days ago is being erased.
    case restoredTooLate
}

extension StoreError {
    package init?(_ error: PostgresError) {
        switch error.constraint {
        case "stores_slug_is_unique": self = .slugTaken
        case "stores_slug_is_not_reserved": self = .slugReserved
        case "stores_verified_domain_is_unique": self = .domainTaken
        case "stores_wait_for_the_suspended": self = .ownerSuspended
        case "plan_allows_more_stores": self = .planAllowsNoMoreStores
        case "plan_allows_custom_domain": self = .planAllowsNoMoreDomains
        case "stores_wait_for_payment": self = .planUnpaid
        case "stores_are_restored_within_thirty_days": self = .restoredTooLate
        default: return nil
        }
    }

    /// Runs `body`, and says by its name what a constraint refused.
    static func naming<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as PostgresError {
            throw StoreError(error) ?? error
        }
    }
}
