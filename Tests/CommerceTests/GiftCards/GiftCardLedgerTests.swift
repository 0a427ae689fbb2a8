import Commerce
import Foundation
import Postgres
import TestSupport
import Testing

/// What the database holds about money on gift cards, whoever asks at once.
@Suite(.database) struct GiftCardLedgerTests {
    @Test func `of 32 checkouts at once a card pays what is on it`() async throws {
        let shop = try await Shop.open()
        let card = try await shop.makeGiftCard(50)
        let orders = try await shop.makeOrders(32)

        let paid = await shop.race(orders.map { spend(7, of: card, $0) }, refusedBy: "gift_cards_balance_not_negative")

        #expect(paid == 7)
        #expect(try await shop.balance(card) == 1)
        #expect(try await shop.number("SELECT count(*) AS n FROM app.gift_card_discrepancies") == 0)
    }

    @Test func `an order spends a card once`() async throws {
        let shop = try await Shop.open()
        let card = try await shop.makeGiftCard(50)
        let order = try await shop.makeOrders(1)[0]

        let paid = await shop.race(
            (0..<8).map { _ in spend(7, of: card, order) }, refusedBy: "gift_card_entries_once_for_each_order"
        )

        #expect(paid == 1)
        #expect(try await shop.balance(card) == 43)
    }

    @Test func `what a given-up order had spent comes back, once`() async throws {
        let shop = try await Shop.open()
        let card = try await shop.makeGiftCard(50)
        let order = try await shop.makeOrders(1)[0]
        try await shop.service(spend(20, of: card, order))

        for _ in 0..<3 { try await shop.service("SELECT app.return_gift_cards(\(order))") }

        #expect(try await shop.balance(card) == 50)
        #expect(try await shop.count("gift_card_entries") == 3)
        #expect(try await shop.number("SELECT count(*) AS n FROM app.gift_card_discrepancies") == 0)
    }

    @Test func `a card that is off or over pays nothing`() async throws {
        let shop = try await Shop.open()
        let (off, over) = (try await shop.makeGiftCard(50), try await shop.makeGiftCard(50))
        let order = try await shop.makeOrders(1)[0]
        try await shop.service("UPDATE gift_cards SET is_active = false WHERE id = \(off)")
        try await shop.service("UPDATE gift_cards SET expires_at = now() - interval '1 second' WHERE id = \(over)")

        let paid = await shop.race(
            [spend(1, of: off, order), spend(1, of: over, order)], refusedBy: "gift_cards_are_spent_while_valid"
        )

        #expect(paid == 0)
    }

    @Test func `another store's card is unknown`() async throws {
        let shop = try await Shop.open()
        let other = try await Shop.open()
        let foreign = try await other.makeGiftCard(50)
        let order = try await shop.makeOrders(1)[0]

        let paid = await shop.race([spend(1, of: foreign, order)], refusedBy: "gift_card_entries_card_in_same_store")

        #expect(paid == 0)
        #expect(try await other.balance(foreign) == 50)
    }

    private func spend(_ amount: Int, of card: UUID, _ order: UUID) -> SQL {
        "SELECT app.enter_gift_card(\(card), \(Decimal(-amount)), 'spent', \(order))"
    }
}

extension Shop {
    fileprivate func makeGiftCard(_ amount: Int) async throws -> UUID {
        let id = UUID()
        try await service(
            """
            INSERT INTO gift_cards (id, store_id, code_hash, last_characters, initial_amount, currency)
            VALUES (\(id), \(store), sha256(\(id.uuidString)::bytea), 'ABCD', \(Decimal(amount)), 'USD')
            """
        )
        try await service("SELECT app.enter_gift_card(\(id), \(Decimal(amount)), 'issued')")
        return id
    }

    fileprivate func balance(_ card: UUID) async throws -> Decimal {
        try await administrator.one("SELECT balance FROM gift_cards WHERE id = \(card)").decode("balance")
    }
}
