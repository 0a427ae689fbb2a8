import Postgres

/// What a member of staff is in a store.
package enum StaffRole: String, CaseIterable, Hashable, Sendable {
    case manager
    case fulfilment
    case support
    case readOnly = "read_only"
}

extension StaffRole: PostgresEncodable, PostgresDecodable {}

extension StaffRole {
    /// The same table as `staff_permissions`, which decides in the database; a test holds them equal.
    package var permissions: Set<Permission> {
        switch self {
        case .manager: Set(Permission.allCases).subtracting([.staffWrite, .tenancyWrite])
        case .fulfilment: [.productsRead, .inventoryRead, .inventoryWrite, .ordersRead, .ordersWrite, .customersRead]
        case .support:
            [
                .productsRead, .inventoryRead, .ordersRead, .ordersWrite, .paymentsRead, .customersRead,
                .customersWrite, .promotionsRead, .giftCardsRead, .contentRead,
            ]
        case .readOnly:
            [
                .productsRead, .inventoryRead, .ordersRead, .paymentsRead, .customersRead, .promotionsRead,
                .giftCardsRead, .contentRead, .analyticsRead, .importsRead,
            ]
        }
    }
}
