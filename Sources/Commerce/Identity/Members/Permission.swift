/// What somebody may do in a store: the names that `staff_permissions` and the policies use.
package enum Permission: String, CaseIterable, Hashable, Sendable {
    case storeRead = "store.read"
    case storeWrite = "store.write"
    case productsRead = "products.read"
    case productsWrite = "products.write"
    case inventoryRead = "inventory.read"
    case inventoryWrite = "inventory.write"
    case ordersRead = "orders.read"
    case ordersWrite = "orders.write"
    case paymentsRead = "payments.read"
    case paymentsWrite = "payments.write"
    case customersRead = "customers.read"
    case customersWrite = "customers.write"
    case contentRead = "content.read"
    case contentWrite = "content.write"
    case analyticsRead = "analytics.read"
    case auditRead = "audit.read"
    case importsRead = "imports.read"
    case importsWrite = "imports.write"
    case staffRead = "staff.read"
    /// Who else works here: the owner's alone.
    case staffWrite = "staff.write"
    /// The store itself, its address, domain, keys, pause, deletion and next owner: the owner's alone.
    case tenancyWrite = "tenancy.write"
}
