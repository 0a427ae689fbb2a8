package import Postgres

/// What an owner says about a category.
package struct CategoryDetails: Hashable, Sendable {
    package let name: String
    /// Nil takes one that looks like the name, or leaves the one there is.
    package let slug: String?
    package let parent: ID<Category>?
    package let description: String?
    package let isActive: Bool
    package let sortOrder: Int

    package init(
        name: String,
        slug: String? = nil,
        parent: ID<Category>? = nil,
        description: String? = nil,
        isActive: Bool = true,
        sortOrder: Int = 0
    ) {
        self.name = name
        self.slug = slug
        self.parent = parent
        self.description = description
        self.isActive = isActive
        self.sortOrder = sortOrder
    }
}

/// Why a category is not added, or stays as it is.
package enum CategoryError: Error, Hashable {
    case unknown
    case slugTaken
    /// It would be inside itself, by way of its own subcategories.
    case insideItself
    case unknownParent

    fileprivate init?(_ error: PostgresError) {
        switch error.constraint {
        case "categories_slug_is_unique": self = .slugTaken
        case "categories_form_a_tree", "categories_not_their_own_parent": self = .insideItself
        case "categories_parent_in_same_store": self = .unknownParent
        default: return nil
        }
    }

    fileprivate static func naming<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as PostgresError {
            throw CategoryError(error) ?? error
        }
    }
}

/// Adds and changes categories. The database keeps them a tree, whoever moves what at the same time.
package enum EditCategory {
    /// - Throws: ``CategoryError``
    package static func add(
        _ category: CategoryDetails, in store: ID<Store>, on db: Connection
    ) async throws -> ID<Category> {
        try await CategoryError.naming {
            try await db.one(
                """
                INSERT INTO categories (store_id, name, slug, parent_id, description, is_active, sort_order)
                VALUES (\(store), \(category.name), COALESCE(\(category.slug), \(Category.slug(for: category.name))),
                    \(category.parent), \(category.description), \(category.isActive), \(Int32(category.sortOrder)))
                RETURNING id
                """
            )["id"]
        }
    }

    /// - Parameter agree: sees the category that is changed, which nobody else changes then; what it throws leaves it.
    /// - Throws: ``CategoryError``
    package static func change(
        _ id: ID<Category>,
        to category: CategoryDetails,
        in store: ID<Store>,
        on db: Connection,
        if agree: (CategoryShelf) throws -> Void = { _ in }
    ) async throws {
        let changed = try await CategoryError.naming {
            // What the trigger waits for too. Before a row is locked, or two moves would wait for each other's rows.
            _ = try await db.query("SELECT pg_advisory_xact_lock(hashtextextended(\(store)::text, 0))")
            if let found = try await db.first(CategoryShelf.find(id, in: store), as: CategoryShelf.self) {
                try agree(found)
            }
            return try await db.execute(
                """
                UPDATE categories SET name = \(category.name), slug = COALESCE(\(category.slug), slug),
                    parent_id = \(category.parent), description = \(category.description),
                    is_active = \(category.isActive), sort_order = \(Int32(category.sortOrder))
                WHERE store_id = \(store) AND id = \(id)
                """
            )
        }
        guard changed == 1 else { throw CategoryError.unknown }
    }
}

extension Category {
    /// A name without Latin letters gets an address from its hash, as in an import.
    fileprivate static func slug(for name: String) -> SQL {
        "COALESCE(app.slugify(\(name)), 'category-' || left(md5(\(name)), 8))"
    }

    /// The category whose address looks like this name; made where there is none.
    static func findOrMake(_ name: String, in store: ID<Store>, on db: Connection) async throws -> ID<Category>? {
        let found = try await db.pipeline([
            """
            INSERT INTO categories (store_id, name, slug) VALUES (\(store), \(name), \(slug(for: name)))
            ON CONFLICT (store_id, slug) DO NOTHING
            """,
            "SELECT id FROM categories WHERE store_id = \(store) AND slug = \(slug(for: name))",
        ])
        return try found[1].first.map { try $0["id"] }
    }
}
