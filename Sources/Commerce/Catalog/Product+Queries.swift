import Foundation
package import Postgres
import Pricing

extension Product {
    /// The three statements behind a product's page, for one round trip; ``init(results:)`` reads their rows.
    package static func find(slug: String, in store: ID<Store>) -> [SQL] {
        let product: SQL = "(SELECT id FROM products WHERE store_id = \(store) AND slug = \(slug) AND is_active)"
        return [head(slug: slug, in: store), options(of: product, in: store), variants(of: product, in: store)]
    }

    /// Where a product that had this slug is found now.
    package static func redirect(from slug: String, in store: ID<Store>) -> SQL {
        """
        SELECT p.slug FROM slug_redirects r JOIN products p ON p.store_id = r.store_id AND p.id = r.target_id
        WHERE r.store_id = \(store) AND r.kind = 'product' AND r.slug = \(slug) AND p.is_active
        """
    }

    private static func head(slug: String, in store: ID<Store>) -> SQL {
        """
        SELECT p.id, p.slug, p.name, p.vendor, p.price, p.compare_at_price, p.body_html, p.description,
            p.meta_title, p.meta_description, p.image_url, p.image_alt, p.gallery_images, p.gallery_alts,
            c.name AS category_name, c.slug AS category_slug,
            (SELECT currency FROM stores WHERE id = \(store)) AS currency
        FROM products p LEFT JOIN categories c ON c.store_id = p.store_id AND c.id = p.category_id AND c.is_active
        WHERE p.store_id = \(store) AND p.slug = \(slug) AND p.is_active
        """
    }

    private static func options(of product: SQL, in store: ID<Store>) -> SQL {
        """
        SELECT name, option_values FROM product_options
        WHERE store_id = \(store) AND product_id = \(product) ORDER BY position
        """
    }

    private static func variants(of product: SQL, in store: ID<Store>) -> SQL {
        """
        SELECT v.id, v.option1, v.option2, v.option3, v.sku, v.price, v.compare_at_price, v.image_url,
            v.requires_shipping, l.available, NOT l.tracked OR l.backorder AS is_unlimited,
            (SELECT currency FROM stores WHERE id = \(store)) AS currency
        FROM product_variants v LEFT JOIN stock_levels l ON l.store_id = v.store_id AND l.variant_id = v.id
        WHERE v.store_id = \(store) AND v.product_id = \(product) AND v.is_active
        ORDER BY v.position, v.id
        """
    }

    /// The product from the rows of ``find(slug:in:)``; nil when there is none.
    package init?(results: [[Row]]) throws {
        guard let row = results[0].first else { return nil }
        try self.init(head: row)
        options = try results[1].map(ProductOption.init(row:))
        variants = try results[2].map(Variant.init(row:))
    }

    private init(head row: Row) throws {
        let currency = try Currency(row["currency"])
        id = try row["id"]
        slug = try row["slug"]
        name = try row["name"]
        vendor = try row["vendor"]
        price = try Money(row["price"], currency)
        compareAtPrice = try (row["compare_at_price"] as Decimal?).map { try Money($0, currency) }
        bodyHTML = try row["body_html"]
        summary = try row["description"]
        metaTitle = try row["meta_title"]
        metaDescription = try row["meta_description"]
        category = try CategoryLink(name: row["category_name"], slug: row["category_slug"])
        images = try ProductImage.all(row)
    }
}

extension Product.CategoryLink {
    fileprivate init?(name: String?, slug: String?) {
        guard let name, let slug else { return nil }
        self.init(name: name, slug: slug)
    }
}

extension ProductImage {
    /// The main picture, then the gallery.
    static func all(_ row: Row) throws -> [ProductImage] {
        let urls: [String] = try row["gallery_images"]
        let alts: [String] = try row["gallery_alts"]
        let gallery = urls.enumerated().map { position, url in
            ProductImage(url: url, alt: alts.indices.contains(position) ? alts[position] : "")
        }
        let main: ProductImage? = try ProductImage(url: row["image_url"], alt: row["image_alt"])
        return [main].compactMap { $0 } + gallery.filter { $0.url != main?.url }
    }
}

extension ProductOption: PostgresRow {
    package init(row: Row) throws {
        name = try row["name"]
        values = try row["option_values"]
    }
}

extension Variant: PostgresRow {
    package init(row: Row) throws {
        let currency = try Currency(row["currency"])
        id = try row["id"]
        optionValues = try [row["option1"], row["option2"], row["option3"]].compactMap { (value: String?) in value }
        sku = try row["sku"]
        price = try Money(row["price"], currency)
        compareAtPrice = try (row["compare_at_price"] as Decimal?).map { try Money($0, currency) }
        imageURL = try row["image_url"]
        requiresShipping = try row["requires_shipping"]
        let isUnlimited: Bool? = try row["is_unlimited"]
        let available: Int32? = try row["available"]
        availability = isUnlimited == true ? .unlimited : .limited(max(0, Int(available ?? 0)))
    }
}
