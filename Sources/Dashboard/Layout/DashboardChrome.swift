import HTTPSupport

/// What stands around every room of the dashboard.
struct DashboardChrome: Sendable {
    let email: String
    let store: StoreLink
    /// The owner's other stores.
    let otherStores: [StoreLink]
    let formToken: String
    let room: Room

    /// The rooms in the navigation.
    enum Room: Sendable {
        case overview
        case orders
        case products
        case settings
    }

    /// A store, by name and by its place in the dashboard.
    struct StoreLink: Sendable, Hashable {
        let name: String
        let slug: String

        func path(_ path: String) -> String { "/dashboard/stores/\(slug)\(path)" }
    }
}
