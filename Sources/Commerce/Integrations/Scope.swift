/// What an integration may do: the permissions of staff, in the same words.
package enum Scope: String, CaseIterable, Codable, Hashable, Sendable {
    case readStore = "store.read"
    case writeStore = "store.write"
    case readProducts = "products.read"
    case writeProducts = "products.write"
    case readInventory = "inventory.read"
    case writeInventory = "inventory.write"
    case readOrders = "orders.read"
    case writeOrders = "orders.write"
    case readPayments = "payments.read"
    case readCustomers = "customers.read"
    case writeCustomers = "customers.write"
    case readPromotions = "promotions.read"
    case writePromotions = "promotions.write"
    case readGiftCards = "giftcards.read"
    case writeGiftCards = "giftcards.write"
    case readContent = "content.read"
    case writeContent = "content.write"
    case readAnalytics = "analytics.read"
    case readImports = "imports.read"
}

extension Set<Scope> {
    /// Who may write may read.
    package func allow(_ scope: Scope) -> Bool {
        contains(scope) || Scope(rawValue: scope.rawValue.replacing(".read", with: ".write")).map(contains) == true
    }
}
