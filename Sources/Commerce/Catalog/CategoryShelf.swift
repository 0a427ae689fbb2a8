package import Postgres

/// A category as its owner sees it, open or hidden.
package struct CategoryShelf: Hashable, Sendable {
    package let id: ID<Category>
    package let parentID: ID<Category>?
    package let name: String
    package let slug: String
    package let description: String?
    package let isActive: Bool
    package let sortOrder: Int
}

extension CategoryShelf: PostgresRow {
    /// All of a store's, in the owner's order.
    package static func list(in store: ID<Store>) -> SQL {
        "SELECT \(columns) FROM categories WHERE store_id = \(store) ORDER BY sort_order, name, id"
    }

    /// A page of them, in the order in which they were added.
    package static func list(after last: ID<Category>?, limit: Int, in store: ID<Store>) -> SQL {
        """
        SELECT \(columns) FROM categories WHERE store_id = \(store) AND (\(last)::uuid IS NULL OR id > \(last))
        ORDER BY id LIMIT \(limit)
        """
    }

    package static func find(_ id: ID<Category>, in store: ID<Store>) -> SQL {
        "SELECT \(columns) FROM categories WHERE store_id = \(store) AND id = \(id)"
    }

    private static let columns: SQL = "id, parent_id, name, slug, description, is_active, sort_order"

    package init(row: Row) throws {
        id = try row["id"]
        parentID = try row["parent_id"]
        name = try row["name"]
        slug = try row["slug"]
        description = try row["description"]
        isActive = try row["is_active"]
        sortOrder = try Int(row["sort_order"] as Int32)
    }
}

extension Sequence<CategoryShelf> {
    /// As a tree is read: each category below the one it is in, with how deep that is.
    package var inTreeOrder: [(category: CategoryShelf, depth: Int)] {
        let children = Dictionary(grouping: self, by: \.parentID)
        func below(_ parent: ID<Category>?, depth: Int) -> [(CategoryShelf, Int)] {
            (children[parent] ?? []).flatMap { [($0, depth)] + below($0.id, depth: depth + 1) }
        }
        return below(nil, depth: 0)
    }
}
