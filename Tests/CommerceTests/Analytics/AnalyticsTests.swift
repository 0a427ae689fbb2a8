import Commerce
import Foundation
import Logging
import Postgres
import TestSupport
import Testing

@Suite(.database) struct AnalyticsTests {
    private let browser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    /// 23:30 UTC, which is the next day in Vienna.
    private let late = Date(timeIntervalSince1970: 1_790_206_200)

    @Test func `page views and a purchase are the day's figures`() async throws {
        let shop = try await Shop.open()
        let now = Date()
        try await RecordEvents(database: shop.database)([
            view("s-1", "v-1", in: shop, at: now - 90), view("s-1", "v-1", in: shop, at: now - 30),
            view("s-2", "v-2", in: shop, at: now - 60), view("s-3", "v-2", in: shop, at: now - 50),
        ])
        try await shop.add(2)
        _ = try await shop.place(shop.form(total: 45_00))
        try await DispatchOutbox(database: shop.database)()

        try await runJobs(shop)

        let day = try await shop.administrator.one(
            """
            SELECT sum(total_sessions) AS sessions, sum(unique_visitors) AS visitors, sum(page_views) AS views,
                sum(total_orders) AS orders, sum(total_revenue) AS revenue, sum(bounced_sessions) AS bounced,
                sum(converted_sessions) AS converted
            FROM analytics_summary WHERE store_id = \(shop.store)
            """
        )
        #expect(try day.decode("sessions", as: Int.self) == 3)
        #expect(try day.decode("visitors", as: Int.self) == 2)
        #expect(try day.decode("views", as: Int.self) == 4)
        #expect(try day.decode("orders", as: Int.self) == 1)
        #expect(try day.decode("revenue", as: Decimal.self) == 45)
        #expect(try day.decode("bounced", as: Int.self) == 2)
        #expect(try day.decode("converted", as: Int.self) == 1)
    }

    @Test func `a purchase is counted once, however often the outbox is emptied`() async throws {
        let shop = try await Shop.open()
        try await shop.add()
        _ = try await shop.place(shop.form(total: 25_00))

        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<6 { group.addTask { try await DispatchOutbox(database: shop.database)() } }
            try await group.waitForAll()
        }

        #expect(try await shop.count("analytics_events") == 1)
    }

    @Test func `what one program is delivering another passes by`() async throws {
        let shop = try await Shop.open()
        try await shop.add()
        _ = try await shop.place(shop.form(total: 25_00))

        try await shop.database.transaction(as: .service(store: nil)) { db in
            _ = try await db.query("SELECT id FROM outbox FOR UPDATE")
            #expect(try await DispatchOutbox(database: shop.database)() == 0)
        }

        #expect(try await shop.count("analytics_events") == 0)
        #expect(try await DispatchOutbox(database: shop.database)() == 2)
    }

    @Test func `a day is the store's day`() async throws {
        let shop = try await Shop.open()
        try await shop.administrator.execute("UPDATE stores SET time_zone = 'Europe/Vienna' WHERE id = \(shop.store)")
        try await RecordEvents(database: shop.database)([view("s-1", "v-1", in: shop, at: late)])

        try await runJobs(shop)

        let row = try await shop.administrator.one("SELECT date::text AS date, page_views FROM analytics_summary")
        #expect(try row.decode("date", as: String.self) == "2026-09-24")
        #expect(try row.decode("page_views", as: Int.self) == 1)
    }

    @Test func `bots, forged purchases and events of unknown stores are not counted`() async throws {
        let shop = try await Shop.open()
        let visit = Visit(session: "s-1")
        try await RecordEvents(database: shop.database)([
            AnalyticsEvent(.pageView, in: shop.store, visit: visit, userAgent: "Googlebot/2.1", at: Date()),
            AnalyticsEvent(.pageView, in: shop.store, visit: visit, userAgent: nil, at: Date()),
            AnalyticsEvent(.purchase, in: shop.store, visit: visit, userAgent: browser, at: Date()),
            AnalyticsEvent(.pageView, in: ID(UUID()), visit: visit, userAgent: browser, at: Date()),
            AnalyticsEvent(.pageView, in: shop.store, visit: visit, userAgent: browser, at: Date()),
        ])

        #expect(try await shop.count("analytics_events") == 1)
    }

    @Test func `what is kept of an address is a network, and NUL is left out`() async throws {
        let shop = try await Shop.open()
        let page = AnalyticsEvent(
            .pageView,
            in: shop.store,
            visit: Visit(session: "s\0-1"),
            page: "/a\0b",
            userAgent: browser,
            address: InetAddress("203.0.113.77"),
            properties: ["q": "mug\0"],
            at: Date()
        )

        try await RecordEvents(database: shop.database)([page])

        let row = try await shop.administrator.one("SELECT host(ip_address) AS ip, page_url FROM analytics_events")
        #expect(try row.decode("ip", as: String.self) == "203.0.113.0")
        #expect(try row.decode("page_url", as: String.self) == "/ab")
    }

    private func view(_ session: String, _ visitor: String, in shop: Shop, at date: Date) -> AnalyticsEvent {
        AnalyticsEvent(
            .pageView,
            in: shop.store,
            visit: Visit(session: session, visitor: visitor),
            page: "/",
            userAgent: browser,
            at: date
        )
    }

    private func runJobs(_ shop: Shop) async throws {
        try await shop.administrator.execute("UPDATE jobs SET run_at = now() - interval '1 second'")
        let runner = JobRunner(
            database: shop.database,
            handlers: [SummarizeDay.kind: SummarizeDay(database: shop.database).handle],
            worker: "test",
            logger: Logger(label: "test")
        )
        while try await runner.runDue() > 0 {}
    }
}
