import HTTPSupport

/// What stands around every room of the dashboard.
struct DashboardChrome: Sendable {
    let email: String
    /// Nil outside of any store.
    let store: StoreLink?
    /// The other stores that the person may enter.
    let otherStores: [StoreLink]
    /// What the person's role lets them see.
    let rooms: [Room]
    /// The plan is the owner's alone.
    let ownsStore: Bool
    let formToken: String
    let room: Room?

    /// The rooms in the navigation.
    enum Room: CaseIterable, Sendable {
        case overview
        case orders
        case products
        case customers
        case promotions
        case audit
        case settings
        case plan
    }

    /// A store, by name and by its place in the dashboard.
    struct StoreLink: Sendable, Hashable {
        let name: String
        let slug: String
        var isOpen = true

        /// The address of a room.
        func path(_ path: String) -> String { "/dashboard/stores/\(slug)\(path)" }
    }
}
