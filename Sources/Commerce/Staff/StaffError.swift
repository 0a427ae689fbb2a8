package import Postgres

/// Why nobody joins a store, or it does not change hands.
package enum StaffError: Error, Hashable {
    /// There is no such person or invitation in this store.
    case unknown
    case alreadyInvited
    case alreadyWorksHere
    /// The store is the person's own.
    case ownsTheStore
    case planAllowsNoMoreStaff
    case planAllowsNoMoreStores
    case planAllowsNoMoreDomains
    /// Whoever would take the store over has not paid their plan.
    case planUnpaid
    /// The link was used, withdrawn or has expired.
    case linkUsedUp
    /// Somebody has an account under the address; they sign in instead.
    case hasAccount
}

extension StaffError {
    package init?(_ error: PostgresError) {
        switch error.constraint {
        case "staff_invitations_one_open_per_address", "store_transfers_one_open_per_store": self = .alreadyInvited
        case "plan_allows_more_staff": self = .planAllowsNoMoreStaff
        case "plan_allows_more_stores": self = .planAllowsNoMoreStores
        case "plan_allows_custom_domain": self = .planAllowsNoMoreDomains
        case "stores_wait_for_payment": self = .planUnpaid
        case "store_transfers_are_accepted_once": self = .linkUsedUp
        default: return nil
        }
    }

    static func naming<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as PostgresError {
            throw StaffError(error) ?? error
        }
    }
}
