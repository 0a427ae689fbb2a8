import Commerce
import Foundation
import HTTPSupport

/// A page of a list, and what leads to the next one.
struct PageDocument<Element: Encodable & Sendable>: Encodable, Sendable {
    let data: [Element]
    @OrNull private(set) var next: String?

    init<Found>(_ page: Page<Found, String>, document: (Found) throws -> Element) rethrows {
        data = try page.items.map(document)
        next = page.next.map(PageCursor.text)
    }
}

extension JSONSchema {
    static func page(of schema: JSONSchema) -> JSONSchema {
        .answer(
            "\(schema.name ?? "Value")Page",
            [
                .required("data", .list(of: schema, 0...PageCursor.limits.upperBound)),
                .required("next", .text().orNull, "What to send as `after` for the next page; null on the last."),
            ])
    }
}

/// What every list takes.
enum PageCursor {
    static let limits = 1...100

    static let limit = Parameter.integer("limit", limits, usual: 50, "How many to answer at most.")
    static let after = Parameter.text("after", 1...500, "What stood in `next` of the page before.")

    static func text(_ cursor: String) -> String { Data(cursor.utf8).base64URL }

    /// - Throws: what is no cursor of ours.
    static func value<Value: LosslessStringConvertible>(
        _ text: String?, as type: Value.Type = Value.self
    ) throws(APIProblem) -> Value? {
        guard let text else { return nil }
        guard let data = Data(base64URL: text), let value = Value(String(decoding: data, as: UTF8.self)) else {
            throw .parameter("after", "send what stood in next, unchanged")
        }
        return value
    }
}
