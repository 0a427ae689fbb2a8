import Commerce
import Foundation
import Postgres
import TestSupport
import Testing

/// What the database holds about the places of a delivery time, whoever asks at once.
@Suite(.database) struct DeliverySlotTests {
    @Test func `of 32 checkouts at once a time takes as many orders as it has places`() async throws {
        let shop = try await Shop.open()
        let slot = try await shop.makeSlot(places: 4)
        let orders = try await shop.makeOrders(32)

        let booked = await shop.race(orders.map { book(slot, $0) }, refusedBy: "delivery_bookings_within_capacity")

        #expect(booked == 4)
        #expect(try await shop.taken(slot) == 4)
        #expect(try await shop.count("delivery_bookings") == 4)
    }

    @Test func `a given-up order gives its place back, once`() async throws {
        let shop = try await Shop.open()
        let slot = try await shop.makeSlot(places: 2)
        let orders = try await shop.makeOrders(3)
        for order in orders.prefix(2) { try await shop.service(book(slot, order)) }

        for _ in 0..<3 { try await shop.service("SELECT app.release_delivery(\(orders[0]))") }

        #expect(try await shop.taken(slot) == 1)
        try await shop.service(book(slot, orders[2]))
        #expect(try await shop.taken(slot) == 2)
    }

    @Test func `another weekday, a day that is past and another store's time cannot be chosen`() async throws {
        let shop = try await Shop.open()
        let other = try await Shop.open()
        let slot = try await shop.makeSlot(places: 2)
        let foreign = try await other.makeSlot(places: 2)
        let order = try await shop.makeOrders(1)[0]

        let booked = await shop.race(
            [book(slot, order, inDays: 8), book(slot, order, inDays: -7), book(foreign, order)],
            refusedBy: "delivery_bookings_are_for_open_slots"
        )

        #expect(booked == 0)
        #expect(try await other.count("delivery_bookings") == 0)
    }

    private func book(_ slot: UUID, _ order: UUID, inDays days: Int32 = 7) -> SQL {
        "SELECT app.book_delivery(\(slot), now()::date + \(days), \(order))"
    }
}

extension Shop {
    /// A time on today's weekday.
    fileprivate func makeSlot(places: Int32) async throws -> UUID {
        let (method, slot) = (UUID(), UUID())
        try await service(
            """
            INSERT INTO shipping_methods (id, store_id, kind, pickup_address, name, price)
            VALUES (\(method), \(store), 'pickup', '1 High Street', 'Pickup', '{}')
            """
        )
        try await service(
            """
            INSERT INTO delivery_slots (id, store_id, method_id, weekday, starts, ends, capacity)
            VALUES (\(slot), \(store), \(method), extract(isodow FROM now()::date + 7), '08:00', '09:00', \(places))
            """
        )
        return slot
    }

    fileprivate func taken(_ slot: UUID) async throws -> Int {
        try await number("SELECT taken AS n FROM delivery_slot_counts WHERE slot_id = \(slot)")
    }
}
