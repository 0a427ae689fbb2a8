import Commerce
import Testing

@Suite struct OrderStatusTests {
    @Test func `the transition table is this one`() {
        let expected = """
            pending: accepted→processing paid→processing cancelled→cancelled
            processing: paid→processing shipped→shipped delivered→delivered cancelled→cancelled refunded→refunded
            shipped: paid→shipped delivered→delivered refunded→refunded
            delivered: paid→delivered refunded→refunded
            cancelled: paid→cancelled refunded→refunded
            refunded:
            """

        let table = OrderStatus.allCases.map { status in
            let moves = OrderEvent.allCases.compactMap { event in
                status.next(after: event).map { " \(event.rawValue)→\($0.rawValue)" }
            }
            return "\(status.rawValue):" + moves.joined()
        }

        #expect(table.joined(separator: "\n") == expected)
    }
}
