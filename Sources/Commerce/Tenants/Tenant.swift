package import Foundation
import Postgres

/// An owner with all that is theirs, as the operator sees it.
package struct Tenant: Hashable, Sendable {
    /// The owner's account.
    package let id: ID<User>
    package let email: String
    package let name: String?
    package let plan: String
    package let planStatus: String
    package let stores: [TenantStore]
    package let createdAt: Date

    package var products: Int { stores.reduce(0) { $0 + $1.products } }
    package var orders: Int { stores.reduce(0) { $0 + $1.orders } }
    package var lastOrderAt: Date? { stores.compactMap(\.lastOrderAt).max() }
    package var isSuspended: Bool { stores.contains { $0.suspendedAt != nil } }
}

/// One store of a tenant: what it is called and how much is in it, and nothing of its customers.
package struct TenantStore: Hashable, Sendable, Decodable {
    package let id: ID<Store>
    package let slug: String
    package let name: String
    /// Proved or not.
    package let domain: String?
    package let isOpen: Bool
    package let products: Int
    package let pages: Int
    package let staff: Int
    /// All that were ever numbered.
    package let orders: Int
    package let ordersThisMonth: Int
    package let lastOrderAt: Date?
    package let requestsThisMonth: Int
    /// Of the requests, those beyond what the plan allows at once.
    package let refusedThisMonth: Int
    package let suspendedAt: Date?
    package let suspendedReason: String?
    package let deletedAt: Date?
}
