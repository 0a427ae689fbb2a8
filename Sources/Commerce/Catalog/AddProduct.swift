import Foundation
package import Postgres
import Pricing

/// Puts a product on the shelf with its options, variants and stock: all of it or nothing.
package enum AddProduct {
    /// - Throws: ``ProductError``; the database's own error where the plan allows no more products.
    package static func run(
        _ product: NewProduct,
        as id: ID<Product>,
        in store: ID<Store>,
        ids: IDGenerator = .timeOrdered,
        on db: Connection
    ) async throws {
        try await ProductError.naming {
            let category = try await product.details.category.id(in: store, on: db)
            var slug = product.details.slug
            if slug == nil { slug = try await ProductSlug.take(for: product.details.name, in: store, on: db) }
            let variants = product.variants.map { (id: ids.make(Variant.self), row: $0) }
            _ = try await db.pipeline(
                [product.insert(as: id, slug: slug ?? "product-\(id)", category: category, in: store)]
                    + product.insertOptions(of: id, in: store)
                    + variants.enumerated().map { $1.row.insert(as: $1.id, of: id, position: $0 + 1, in: store) }
            )
            _ = try await db.pipeline(variants.compactMap { $0.row.shelve(as: $0.id) })
        }
    }
}

extension NewProduct {
    fileprivate func insert(as id: ID<Product>, slug: String, category: ID<Category>?, in store: ID<Store>) -> SQL {
        """
        INSERT INTO products (id, store_id, category_id, slug, name, body_html, description, price, compare_at_price,
            sku, barcode, weight, track_inventory, is_active, is_featured, image_url, image_alt, gallery_images,
            gallery_alts, meta_title, meta_description, published_at)
        VALUES (\(id), \(store), \(category), \(slug), \(details.name), \(details.bodyHTML), \(details.plainText),
            \(cheapest?.price.decimal ?? 0), \(cheapest?.compareAtPrice?.decimal), \(only?.sku), \(only?.barcode),
            \(variants.first?.weight), \(isCounted), \(details.isActive), \(details.isFeatured),
            \(details.images.first?.url), \(details.images.first?.alt), \(details.gallery.map(\.url)),
            \(details.gallery.map(\.alt)), \(details.metaTitle), \(details.metaDescription),
            CASE WHEN \(details.isActive) THEN now() END)
        """
    }

    fileprivate func insertOptions(of id: ID<Product>, in store: ID<Store>) -> [SQL] {
        options.enumerated().map { position, option in
            """
            INSERT INTO product_options (store_id, product_id, position, name, option_values)
            VALUES (\(store), \(id), \(Int16(position + 1)), \(option.name), \(option.values))
            """
        }
    }
}

extension NewProduct.Row {
    fileprivate func insert(as id: ID<Variant>, of product: ID<Product>, position: Int, in store: ID<Store>) -> SQL {
        """
        INSERT INTO product_variants (id, store_id, product_id, position, option1, option2, option3, sku, barcode, price,
            compare_at_price, weight, track_inventory)
        VALUES (\(id), \(store), \(product), \(Int32(position)), \(value(0)), \(value(1)), \(value(2)), \(sku), \(barcode),
            \(price.decimal), \(compareAtPrice?.decimal), \(weight), \(stock != nil))
        """
    }

    private func value(_ position: Int) -> String? { values.indices.contains(position) ? values[position] : nil }

    /// The first movement of the variant's ledger.
    fileprivate func shelve(as id: ID<Variant>) -> SQL? {
        guard let stock, stock > 0 else { return nil }
        return "SELECT app.adjust_stock(\(id), \(Int32(clamping: stock)), 'initial')"
    }
}
