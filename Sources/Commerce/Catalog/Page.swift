/// One page of a list, and where the next one starts.
package struct Page<Item: Sendable, Cursor: Sendable>: Sendable {
    package let items: [Item]
    /// Pass it to get the page after this one; nil on the last.
    package let next: Cursor?

    package init(items: [Item], next: Cursor?) {
        self.items = items
        self.next = next
    }

    /// From up to one item more than fit, which tells whether a page follows.
    package init(_ found: [Item], size: Int, cursor: (Item) -> Cursor) {
        items = Array(found.prefix(size))
        next = found.count > size ? items.last.map(cursor) : nil
    }
}

extension Page: Equatable where Item: Equatable, Cursor: Equatable {}
