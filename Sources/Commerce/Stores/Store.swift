/// A shop, as every page of its storefront needs it.
package struct Store: Hashable, Sendable {
    package let id: ID<Store>
    package let name: String
    package let slug: String
}
