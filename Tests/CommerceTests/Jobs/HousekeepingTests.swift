import Commerce
import Foundation
import Logging
import Postgres
import TestSupport
import Testing

@Suite(.database) struct HousekeepingTests {
    @Test func `every round of the standing work goes through, with something to do`() async throws {
        let shop = try await Shop.open(cards: true)
        let provider = PretendProvider()
        try await shop.add()
        let placed = try await shop.place(shop.form(total: 25_00, payment: .card), provider: provider)
        try await shop.administrator.execute("UPDATE orders SET created_at = now() - interval '2 hours'")
        let housekeeping = Housekeeping(
            database: shop.database,
            provider: provider,
            vault: Shop.vault,
            worker: "test",
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        )

        for schedule in housekeeping.schedules { try await schedule.work() }

        #expect(try await shop.page(placed.id)?.order.status == .cancelled)
        #expect(try await shop.stock() == [10, 0])
    }
}
