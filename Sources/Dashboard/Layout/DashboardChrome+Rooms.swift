import Commerce

extension DashboardChrome.Room {
    var title: String {
        switch self {
        case .overview: "Home"
        case .orders: "Orders"
        case .products: "Products"
        case .customers: "Customers"
        case .promotions: "Promotions"
        case .audit: "Audit log"
        case .settings: "Settings"
        case .plan: "Plan"
        }
    }

    /// Below the store's own path.
    var path: String {
        switch self {
        case .overview: ""
        case .orders: "/orders"
        case .products: "/products"
        case .customers: "/customers"
        case .promotions: "/promotions"
        case .audit: "/audit"
        case .settings: "/settings"
        case .plan: ""
        }
    }

    /// Whoever lacks it does not see the room.
    var permission: Permission {
        switch self {
        case .overview, .orders: .ordersRead
        case .products: .productsRead
        case .customers: .customersRead
        case .promotions: .promotionsRead
        case .audit: .auditRead
        case .settings: .storeWrite
        case .plan: .ordersRead
        }
    }
}
