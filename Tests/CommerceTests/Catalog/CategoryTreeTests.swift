import Commerce
import Foundation
import Postgres
import TestSupport
import Testing

@Suite(.database) struct CategoryTreeTests {
    @Test(arguments: 0..<5) func `of two moves that together make a circle one is refused`(_: Int) async throws {
        let shop = try await CatalogueFixture()
        let (first, second) = (ID<Commerce.Category>(UUID()), ID<Commerce.Category>(UUID()))
        for (id, name) in [(first, "first"), (second, "second")] {
            try await shop.test.administrator.execute(
                "INSERT INTO categories (id, store_id, name, slug) VALUES (\(id), \(shop.store), \(name), \(name))")
        }

        let outcomes = await withTaskGroup(of: CategoryError?.self) { group in
            for (id, name, parent) in [(first, "first", second), (second, "second", first)] {
                group.addTask { await move(id, name, into: parent, shop) }
            }
            return await group.reduce(into: [CategoryError?]()) { $0.append($1) }
        }

        #expect(outcomes.filter { $0 == nil }.count == 1)
        #expect(outcomes.contains(.insideItself))
        let circles = try await shop.count(
            "SELECT count(*) FROM categories WHERE store_id = \(shop.store) AND parent_id IS NOT NULL")
        #expect(circles == 1)
    }

    private func move(
        _ id: ID<Commerce.Category>, _ name: String, into parent: ID<Commerce.Category>, _ shop: CatalogueFixture
    ) async -> CategoryError? {
        do {
            try await shop.test.database.transaction(as: .service(store: shop.store)) { db in
                let details = CategoryDetails(name: name, parent: parent)
                try await EditCategory.change(id, to: details, in: shop.store, on: db)
            }
            return nil
        } catch {
            return error as? CategoryError ?? .unknown
        }
    }
}
