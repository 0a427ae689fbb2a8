/// A shelf of the shop, possibly inside another.
package struct Category: Equatable, Sendable {
    package let id: ID<Category>
    package let parentID: ID<Category>?
    package let name: String
    package let slug: String
    package let description: String?
    package let imageURL: String?
}
