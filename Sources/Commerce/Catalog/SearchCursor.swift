/// The last result of a page of search results.
package struct SearchCursor: Equatable, Sendable {
    package let rank: Double
    package let id: ID<Product>

    package init(rank: Double, id: ID<Product>) {
        self.rank = rank
        self.id = id
    }
}

/// As it stands in an address: `0.607927,0198….`
extension SearchCursor: LosslessStringConvertible {
    package init?(_ description: String) {
        let parts = description.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 2, let rank = Double(parts[0]), rank.isFinite, let id = ID<Product>(String(parts[1]))
        else {
            return nil
        }
        self.init(rank: rank, id: id)
    }

    package var description: String { "\(rank),\(id)" }
}
