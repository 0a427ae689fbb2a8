import Foundation
import Postgres
import TestSupport
import Testing

@Suite(.database)
struct HomepageSwapTests {
    private static let homepages = (0..<4).map { _ in UUID() }

    @Test func `sessions that swap the homepage at once leave one, and nobody ever sees none`() async throws {
        let stores = try await TwoStores.open()
        try await makeHomepages(stores)

        try await simultaneously(5) { number, connection in
            for round in 0..<40 {
                if number == 4 {
                    try await TwoStores.transaction(
                        on: connection, as: "service_role", in: TwoStores.a.store, [Self.demandOne])
                } else {
                    let page = Self.homepages[(number + round) % 4]
                    try await TwoStores.transaction(
                        on: connection, as: "store_owner", in: TwoStores.a.store, sub: TwoStores.a.owner,
                        Self.swap(to: page))
                }
            }
        }

        #expect(try await stores.count("SELECT count(*) FROM pages WHERE page_type = 'homepage' AND is_published") == 1)
    }

    @Test func `a second homepage is refused`() async throws {
        let stores = try await TwoStores.open()
        try await makeHomepages(stores)

        let error = await #expect(throws: PostgresError.self) {
            try await stores.administrator.execute(
                "UPDATE pages SET is_published = true WHERE id = \(Self.homepages[1])")
        }

        #expect(error?.constraint == "pages_one_homepage_per_store")
    }

    private func makeHomepages(_ stores: TwoStores) async throws {
        for (number, page) in Self.homepages.enumerated() {
            try await stores.administrator.execute(
                """
                INSERT INTO pages (id, store_id, title, slug, page_type, is_published)
                VALUES (\(page), \(TwoStores.a.store), 'Home', \("home-\(number)"), 'homepage', \(number == 0))
                """
            )
        }
    }

    /// A division by zero unless exactly one homepage is published.
    private static let demandOne: SQL = """
        SELECT 1 / (count(*) = 1)::int FROM pages
        WHERE store_id = \(TwoStores.a.store) AND page_type = 'homepage' AND is_published
        """

    /// As an editor swaps: the old page goes and the new one comes in two statements, in the order he likes.
    private static func swap(to page: UUID) -> [SQL] {
        [
            "SET CONSTRAINTS pages_one_homepage_per_store DEFERRED",
            "SELECT FROM pages WHERE store_id = \(TwoStores.a.store) AND page_type = 'homepage' ORDER BY id FOR UPDATE",
            "UPDATE pages SET is_published = true WHERE store_id = \(TwoStores.a.store) AND id = \(page)",
            """
            UPDATE pages SET is_published = false
            WHERE store_id = \(TwoStores.a.store) AND page_type = 'homepage' AND is_published AND id <> \(page)
            """,
        ]
    }
}
