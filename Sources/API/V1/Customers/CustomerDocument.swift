import Commerce
import Foundation
import HTTPSupport
import Pricing

/// A customer as programs see him.
struct CustomerDocument: Encodable {
    let id: String
    let email: String
    let name: String
    @OrNull private(set) var phone: String?
    let country: String
    let hasAccount: Bool
    let isBarred: Bool
    let acceptsMarketing: Bool
    @OrNull private(set) var marketingChangedAt: Date?
    let spent: String
    let orders: Int
    let tags: [String]
    @OrNull private(set) var notes: String?
    let since: Date

    init(_ customer: CustomerRecord) {
        id = customer.id.description
        email = customer.email
        name = customer.name
        phone = customer.phone
        country = customer.country
        hasAccount = customer.hasAccount
        isBarred = customer.isBarred
        acceptsMarketing = customer.acceptsMarketing
        marketingChangedAt = customer.marketingChangedAt
        spent = customer.spent.plain
        orders = customer.orders
        tags = customer.tags
        notes = customer.notes
        since = customer.since
    }

    static let schema = JSONSchema.answer(
        "Customer",
        [
            .required("id", .text(.uuid)),
            .required("email", .text()),
            .required("name", .text(), "May be empty."),
            .required("phone", .text().orNull),
            .required("country", .text(), "ISO 3166's two letters."),
            .required("has_account", .boolean, "Signs in; a guest does not."),
            .required("is_barred", .boolean, "By the store's people."),
            .required("accepts_marketing", .boolean, "Wants letters about offers."),
            .required("marketing_changed_at", .text(.dateTime).orNull, "When he said so."),
            .required(
                "spent", .text(matching: "-?[0-9]{1,10}(\\.[0-9]{1,3})?"), "What he paid, less what he got back."),
            .required("orders", .integer(), "Those that were not cancelled."),
            .required("tags", .list(of: .text())),
            .required("notes", .text().orNull, "Of the store's people."),
            .required("since", .text(.dateTime)),
        ])
}

/// A segment by its name.
struct SegmentDocument: Encodable {
    let id: String
    let name: String

    init(_ segment: Segment) {
        id = segment.id.description
        name = segment.name
    }

    static let schema = JSONSchema.answer(
        "CustomerSegment", [.required("id", .text(.uuid)), .required("name", .text())])
}
