import Commerce
import Foundation
import HTTPSupport
import Hummingbird
import Pricing

/// `GET /api/v1/products`: all products in an order that never changes, so that who pages through sees each once.
struct ProductList: Sendable {
    let api: CommerceAPI

    private static let limits = 1...100
    private static let usual = 50

    struct Document: Encodable {
        let data: [Entry]
        /// What to send as `after` for the next page; null on the last.
        let next: String?

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(data, forKey: .data)
            try container.encode(next, forKey: .next)
        }

        enum CodingKeys: CodingKey {
            case data, next
        }
    }

    @Sendable func show(_ request: Request, context: APIKeyRequestContext) async throws -> JSONDocument {
        try context.require(.readProducts)
        let query = try Query(request)
        let limit = try Self.limit(query["limit"])
        let last = try Self.cursor(query["after"])
        // One more than asked for tells whether there is a next page.
        let entries = try await api.read(context) { db in
            try await ListProductEntries.run(after: last, limit: limit + 1, in: context.store, on: db)
        }
        let page = entries.prefix(limit)
        let next = entries.count > limit ? page.last.map { Data($0.id.description.utf8).base64URL } : nil
        return try JSONDocument(Document(data: page.map(Entry.init), next: next))
    }

    private static func limit(_ text: String) throws(APIProblem) -> Int {
        guard !text.isEmpty else { return usual }
        guard let limit = Int(text), limits.contains(limit) else {
            throw .parameter("limit", "send a number from \(limits.lowerBound) to \(limits.upperBound)")
        }
        return limit
    }

    private static func cursor(_ text: String) throws(APIProblem) -> ID<Product>? {
        guard !text.isEmpty else { return nil }
        guard let data = Data(base64URL: text), let id = ID<Product>(String(decoding: data, as: UTF8.self)) else {
            throw .parameter("after", "send what stood in next, unchanged")
        }
        return id
    }
}

extension ProductList {
    struct Entry: Encodable {
        let id: String
        let name: String
        let slug: String
        let active: Bool
        /// A decimal number as text, because JSON's numbers are read as binary fractions.
        let price: String
        let currency: String
        /// Null where nobody counts.
        let stock: Int?

        init(_ entry: ProductEntry) {
            id = entry.id.description
            name = entry.name
            slug = entry.slug
            active = entry.isActive
            price = entry.price.plain
            currency = entry.price.currency.code
            stock = entry.stock
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(id, forKey: .id)
            try container.encode(name, forKey: .name)
            try container.encode(slug, forKey: .slug)
            try container.encode(active, forKey: .active)
            try container.encode(price, forKey: .price)
            try container.encode(currency, forKey: .currency)
            try container.encode(stock, forKey: .stock)
        }

        enum CodingKeys: CodingKey {
            case id, name, slug, active, price, currency, stock
        }
    }
}
