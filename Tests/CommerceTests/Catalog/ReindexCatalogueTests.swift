import Commerce
import Foundation
import Logging
import Postgres
import Synchronization
import TestSupport
import Testing

@Suite(.database) struct ReindexCatalogueTests {
    /// A store with products whose plural is German.
    private func germanShop(products: Int) async throws -> CatalogueFixture {
        let shop = try await CatalogueFixture()
        try await shop.test.administrator.execute("UPDATE stores SET language = 'de' WHERE id = \(shop.store)")
        try await shop.test.administrator.execute("DELETE FROM jobs")
        try await shop.test.administrator.execute("DELETE FROM catalogue_reindexes")
        try await shop.test.administrator.execute(
            """
            INSERT INTO products (store_id, name, slug, price)
            SELECT \(shop.store), 'Blaue Tassen ' || n, 'tassen-' || n, 5 FROM generate_series(1, \(products)) n
            """
        )
        return shop
    }

    /// The first word is taken as its language stems it, and not as the beginning of another.
    private func found(_ words: String, _ shop: CatalogueFixture) async throws -> Int {
        try await shop.visiting {
            try await BrowseCatalogue.search(words, in: shop.store, size: 100, on: $0).items.count
        }
    }

    /// Products whose vector is not what the store's language makes of them.
    private func stale(_ shop: CatalogueFixture) async throws -> Int {
        try await shop.count(
            """
            SELECT count(*) FROM products WHERE store_id = \(shop.store)
                AND NOT search_vector @@ to_tsquery('pg_catalog.simple', 'tassen')
            """
        )
    }

    private func runner(_ shop: CatalogueFixture, _ handler: @escaping JobRunner.Handler) -> JobRunner {
        JobRunner(
            database: shop.test.database, handlers: [ReindexCatalogue.kind: handler], worker: "test",
            logger: Logger(label: "test.reindex"))
    }

    @Test func `a language is changed at once, and products are found before, while and after they are indexed anew`()
        async throws
    {
        let shop = try await germanShop(products: 40)
        try await shop.test.administrator.execute("UPDATE stores SET language = 'en' WHERE id = \(shop.store)")
        let before = try await stale(shop)
        let reindex = ReindexCatalogue(database: shop.test.database, slice: 15, patience: .zero)
        let runner = runner(shop, reindex.handle)
        var hits: [Int] = [try await found("Tassen blaue", shop)]

        for _ in 0..<5 {
            try await shop.test.administrator.execute("UPDATE jobs SET run_at = now()")
            guard try await runner.runDue() > 0 else { break }
            hits.append(try await found("Tassen blaue", shop))
        }

        #expect(before == 40)
        #expect(hits.count == 5 && hits.allSatisfy { $0 == 40 }, "\(hits)")
        #expect(try await stale(shop) == 0)
        #expect(try await shop.count("SELECT count(*) FROM catalogue_reindexes") == 0)
    }

    @Test func `a program that dies in the middle is followed by one that ends the work`() async throws {
        let shop = try await germanShop(products: 40)
        try await shop.test.administrator.execute("UPDATE stores SET language = 'en' WHERE id = \(shop.store)")
        try await shop.test.administrator.execute("UPDATE jobs SET run_at = now()")
        let slices = ReindexCatalogue(database: shop.test.database, slice: 10, patience: .zero)
        // Ten are indexed, and then the program is gone without a word: its continuation with it.
        let dying = runner(shop) { job in
            try await slices.handle(job)
            try await shop.test.administrator.execute("DELETE FROM jobs WHERE state = 'queued'")
            throw CancellationError()
        }
        _ = try await dying.runDue()
        let left = try await stale(shop)

        let whole = runner(shop, ReindexCatalogue(database: shop.test.database).handle)
        try await shop.test.administrator.execute("UPDATE jobs SET state = 'queued', run_at = now()")
        while try await whole.runDue() > 0 {}

        #expect(left == 30)
        #expect(try await stale(shop) == 0)
    }
}
