import Commerce
import HTTPSupport
import Hummingbird
import Postgres

extension Dashboard {
    /// The products of a store and the categories they lie in.
    func addProducts(to store: RouterGroup<SignedInRequestContext>) {
        let index = ProductIndex(dashboard: self)
        store.get("products", use: index.show)
        store.get("products/archived", use: index.showArchived)
        store.post("products/:product/restorations", use: index.restore)
        let new = ProductNew(dashboard: self)
        store.get("products/new", use: new.show)
        store.post("products", use: new.create)
        let product = ProductEdit(dashboard: self)
        store.get("products/:product", use: product.show)
        store.post("products/:product", use: product.save)
        store.post("products/:product/archive", use: product.archive)
        let categories = CategoryIndex(dashboard: self)
        store.get("categories", use: categories.show)
        store.post("categories", use: categories.add)
        let category = CategoryEdit(dashboard: self)
        store.get("categories/:category", use: category.show)
        store.post("categories/:category", use: category.save)
    }

    func categories(_ store: Store, _ context: SignedInRequestContext) async throws -> [CategoryShelf] {
        try await read(store, context) { db in try await db.query(CategoryShelf.list(in: store.id)) }
    }

    /// What was refused because of the plan of whoever owns the store.
    func planNotice(_ limit: PlanLimit.Kind, in store: Store) async throws -> Notice {
        let allowance = try await database.transaction(as: .service(store: nil)) { db in
            try await PlanAllowance.find(in: store.id, on: db)
        }
        return PlanNotice.notice(limit, allowance)
    }
}
