package import Foundation
package import Pricing

/// An invoice as the provider has it.
package struct BillingInvoice: Hashable, Sendable {
    package let id: String
    /// Nothing while it is a draft.
    package let number: String?
    package let date: Date
    package let total: Money
    package let status: Status
    /// Where it can be looked at and paid.
    package let page: String?
    package let document: String?

    package struct Status: RawRepresentable, Hashable, Sendable {
        package let rawValue: String

        package init(rawValue: String) {
            self.rawValue = rawValue
        }

        package static let open = Status(rawValue: "open")
        package static let paid = Status(rawValue: "paid")
    }

    package init(
        id: String,
        number: String?,
        date: Date,
        total: Money,
        status: Status,
        page: String?,
        document: String?
    ) {
        self.id = id
        self.number = number
        self.date = date
        self.total = total
        self.status = status
        self.page = page
        self.document = document
    }
}
