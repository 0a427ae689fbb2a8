import Foundation
package import Postgres
import Pricing

extension ProductSummary {
    /// Up to `limit` products for sale, those of one category when it is given, after the product `cursor`.
    package static func list(
        in store: ID<Store>, category: ID<Category>? = nil, sort: ProductSort = .newest,
        after cursor: ID<Product>? = nil, limit: Int
    ) -> SQL {
        let inCategory: SQL = if let category { " AND p.category_id = \(category)" } else { "" }
        let afterCursor: SQL = if let cursor { sort.condition(after: cursor, in: store) } else { "" }
        return """
            SELECT \(columns(in: store)) FROM \(offers)
            WHERE p.store_id = \(store) AND p.is_active\(inCategory)\(afterCursor)
            ORDER BY \(sort.order) LIMIT \(limit)
            """
    }

    /// The newest of the products that the owner put on the home page.
    package static func listFeatured(in store: ID<Store>, limit: Int) -> SQL {
        """
        SELECT \(columns(in: store)) FROM \(offers)
        WHERE p.store_id = \(store) AND p.is_active AND p.is_featured
        ORDER BY p.created_at DESC, p.id DESC LIMIT \(limit)
        """
    }

    /// The newest of the other products in a product's category.
    package static func listRelated(to product: ID<Product>, in store: ID<Store>, limit: Int) -> SQL {
        """
        SELECT \(columns(in: store)) FROM \(offers)
        WHERE p.store_id = \(store) AND p.is_active AND p.id <> \(product)
            AND p.category_id = (SELECT category_id FROM products WHERE store_id = \(store) AND id = \(product))
        ORDER BY p.created_at DESC, p.id DESC LIMIT \(limit)
        """
    }

    /// Products that fit what was searched for, best first, each with its `rank`.
    package static func search(
        _ text: String, in store: ID<Store>, after cursor: SearchCursor? = nil, limit: Int
    ) -> SQL {
        """
        SELECT \(columns(in: store)), found.rank::float8 AS rank
        FROM app.search_products(\(text), \(Int32(clamping: limit)), \(cursor?.rank)::float8::real, \(cursor?.id)) AS found
        JOIN \(offers) ON p.id = found.product_id
        WHERE p.store_id = \(store) AND p.is_active
        -- As the function pages.
        ORDER BY found.rank DESC, p.id
        """
    }

    /// Products with what their variants say. Joined and not asked with EXISTS, which PostgreSQL would answer for every
    /// product of the store before it takes the first page.
    private static let offers: SQL = """
        products p CROSS JOIN LATERAL (
            SELECT COALESCE(bool_or(v.price > p.price), false) AS has_price_range,
                COALESCE(bool_or(NOT l.tracked OR l.backorder OR l.available > 0), false) AS is_available
            FROM product_variants v LEFT JOIN stock_levels l ON l.store_id = v.store_id AND l.variant_id = v.id
            WHERE v.store_id = p.store_id AND v.product_id = p.id AND v.is_active
        ) AS offer
        """

    private static func columns(in store: ID<Store>) -> SQL {
        """
        p.id, p.slug, p.name, p.price, p.compare_at_price, p.image_url, p.image_alt, p.created_at,
        (SELECT currency FROM stores WHERE id = \(store)) AS currency, offer.has_price_range, offer.is_available
        """
    }
}

extension ProductSort {
    var order: SQL {
        switch self {
        case .newest: "p.created_at DESC, p.id DESC"
        case .priceAscending: "p.price_in_hundredths, p.id"
        case .priceDescending: "p.price_in_hundredths DESC, p.id DESC"
        }
    }

    /// The cursor is a product, so its place is read from its row: a cursor cannot be forged into nonsense, and stays
    /// exact to the microsecond.
    func condition(after cursor: ID<Product>, in store: ID<Store>) -> SQL {
        let column: SQL = self == .newest ? "created_at" : "price_in_hundredths"
        let comparison: SQL = self == .priceAscending ? ">" : "<"
        return """
             AND (p.\(column), p.id) \(comparison) (
                (SELECT \(column) FROM products WHERE store_id = \(store) AND id = \(cursor)), \(cursor)::uuid
            )
            """
    }
}

extension ProductSummary: PostgresRow {
    package init(row: Row) throws {
        let currency = try Currency(row["currency"])
        id = try row["id"]
        slug = try row["slug"]
        name = try row["name"]
        price = try Money(row["price"], currency)
        compareAtPrice = try (row["compare_at_price"] as Decimal?).map { try Money($0, currency) }
        hasPriceRange = try row["has_price_range"]
        isAvailable = try row["is_available"]
        image = try ProductImage(url: row["image_url"], alt: row["image_alt"])
    }
}

extension ProductImage {
    init?(url: String?, alt: String?) {
        guard let url else { return nil }
        self.init(url: url, alt: alt ?? "")
    }
}
