package import Commerce

/// Which shop is at an address; asked of the database once in a while and not for every page.
package actor ShopDirectory {
    private let find: @Sendable (String) async throws -> Store?
    private var known: [String: Entry] = [:]

    private struct Entry {
        let shop: Shop
        let expiry: ContinuousClock.Instant
    }

    /// A closed shop or a new colour shows after this time at the latest.
    private static let lifetime = Duration.seconds(5)
    /// Ten thousand shops of about a kilobyte.
    private static let capacity = 10_000

    /// A directory that asks `find` for what it does not know.
    package init(find: @escaping @Sendable (String) async throws -> Store?) {
        self.find = find
    }

    /// The shop with this slug or domain. What is not there is not remembered, so a new shop is there at once.
    package func shop(at address: String) async throws -> Shop? {
        let now = ContinuousClock.now
        if let entry = known[address], entry.expiry > now { return entry.shop }
        guard let store = try await find(address) else {
            known[address] = nil
            return nil
        }
        if known.count >= Self.capacity { known.removeAll() }
        let shop = Shop(store)
        known[address] = Entry(shop: shop, expiry: now + Self.lifetime)
        return shop
    }
}
