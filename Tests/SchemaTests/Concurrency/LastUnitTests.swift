import Foundation
import Postgres
import TestSupport
import Testing

@Suite(.database)
struct LastUnitTests {
    @Test func `of 16 holders at once as many get a unit as there are units`() async throws {
        let stores = try await TwoStores.open()
        try await stores.act(
            as: "service_role", "SELECT app.import_stock(ARRAY[\(TwoStores.a.thing)], ARRAY[3], 'import')")

        try await simultaneously(16) { _, connection in
            do {
                try await TwoStores.transaction(
                    on: connection, as: "service_role", in: TwoStores.a.store,
                    ["SELECT app.reserve_stock(\(UUID()), ARRAY[\(TwoStores.a.thing)], ARRAY[1], '1 hour')"])
            } catch let error as PostgresError {
                #expect(error.constraint == "stock_levels_never_oversold")
            }
        }

        #expect(try await stores.count("SELECT count(*) FROM stock_reservations") == 3)
        #expect(
            try await stores.count("SELECT available FROM stock_levels WHERE variant_id = \(TwoStores.a.thing)") == 0)
        #expect(try await stores.count("SELECT count(*) FROM app.stock_discrepancies") == 0)
    }
}
