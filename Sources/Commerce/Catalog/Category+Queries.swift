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
