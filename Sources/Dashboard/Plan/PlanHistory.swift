import Commerce
import Foundation
import HTTPSupport
import Postgres

/// What was asked of an owner's stores, a line for each month.
struct PlanHistory: Sendable {
    let rows: [Row]

    struct Row: Sendable {
        let month: String
        let orders: String
        let requests: String
        let refused: String
        /// Of the busiest month's requests, in hundredths.
        let share: Int
        let hasRefusals: Bool
    }

    init(_ months: [UsageMonth]) {
        let most = months.map(\.requests).max() ?? 0
        rows = months.map { month in
            Row(
                month: Self.name(month.month),
                orders: Counts.text(month.orders),
                requests: Counts.text(month.requests),
                refused: Counts.text(month.refused),
                share: most == 0 ? 0 : month.requests * 100 / most,
                hasRefusals: month.refused > 0
            )
        }
    }

    /// `November 2026`.
    private static func name(_ day: CalendarDate) -> String {
        let locale = Locale(identifier: "en-GB")
        let (year, month, _) = day.components
        var calendar = Calendar(identifier: .gregorian)
        calendar.locale = locale
        return "\(calendar.monthSymbols[month - 1]) \(year)"
    }
}

extension PlanHistory {
    var view: HTML {
        guard !rows.isEmpty else { return .empty }
        return """
            <section class="card"><h2>Month by month</h2>
            <table class="months"><thead><tr><th scope="col">Month</th><th scope="col" class="number">Orders</th>\
            <th scope="col" class="number">Requests</th><th scope="col" class="number">Refused</th></tr></thead>\
            <tbody>\(rows.map(\.view))</tbody></table>
            <p class="soft">All stores together, in months of UTC. A request is a page, a form or a call of the API. \
            Refused are those that came faster, or more at once, than the plan allows; whoever sent them was asked to \
            come again.</p></section>
            """
    }
}

extension PlanHistory.Row {
    var view: HTML {
        """
        <tr><th scope="row">\(month)</th><td class="count" data-label="orders">\(orders)</td>\
        <td class="count" data-label="requests">\(requests)<progress max="100" value="\(share)" aria-hidden="true"></progress></td>\
        <td class="count\(hasRefusals ? " low" : "")" data-label="refused">\(refused)</td></tr>
        """
    }
}
