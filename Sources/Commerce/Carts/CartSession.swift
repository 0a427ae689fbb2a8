/// The name of a guest's cart. Whoever holds one has shown a signed token; see `CartTokens`.
package struct CartSession: Hashable, Sendable, RawRepresentable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }
}
