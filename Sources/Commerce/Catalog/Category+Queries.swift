package import Postgres

extension Category {
    /// Every open category of a store, in the owner's order.
    package static func list(in store: ID<Store>) -> SQL {
        """
        SELECT id, parent_id, name, slug, description, image_url FROM categories
        WHERE store_id = \(store) AND is_active
        ORDER BY sort_order, name, id
        """
    }

    /// The open categories that are in no other, each with a picture: its own, or that of its newest product.
    package static func listTopmost(in store: ID<Store>, limit: Int) -> SQL {
        """
        SELECT c.id, c.parent_id, c.name, c.slug, c.description, COALESCE(c.image_url, (
                SELECT p.image_url FROM products p
                WHERE p.store_id = \(store) AND p.category_id = c.id AND p.is_active AND p.image_url IS NOT NULL
                ORDER BY p.created_at DESC, p.id DESC LIMIT 1
            )) AS image_url
        FROM categories c
        WHERE c.store_id = \(store) AND c.parent_id IS NULL AND c.is_active
        ORDER BY c.sort_order, c.name, c.id LIMIT \(limit)
        """
    }

    package static func find(slug: String, in store: ID<Store>) -> SQL {
        """
        SELECT id, parent_id, name, slug, description, image_url FROM categories
        WHERE store_id = \(store) AND slug = \(slug) AND is_active
        """
    }
}

extension Category: PostgresRow {
    package init(row: Row) throws {
        id = try row["id"]
        parentID = try row["parent_id"]
        name = try row["name"]
        slug = try row["slug"]
        description = try row["description"]
        imageURL = try row["image_url"]
    }
}
