package import Pricing

/// Reads Shopify's product CSV product by product: the rows of one handle, which stand together, are one product.
package final class ShopifyProductReader {
    /// What the file holds next.
    package enum Item: Equatable {
        case product(ProductDraft, rows: Int)
        /// Nothing of a product with a problem is imported.
        case rejected([RowProblem], rows: Int)
    }

    private let csv: CSVReader
    private let currency: Currency
    private let positions: [ShopifyColumn: Int]
    /// The row after the product that was read last.
    private var upcoming: ShopifyRow?
    private var pendingFaults: [RowProblem] = []
    private var firstLineOfHandle: [String: Int] = [:]

    package init(_ csv: CSVReader, currency: Currency) throws {
        self.csv = csv
        self.currency = currency
        positions = try ShopifyColumn.positions(in: csv.columns)
    }

    /// How many bytes of the file have been read.
    package var bytesRead: Int { csv.bytesRead }

    /// The next product; nil at the end of the file.
    package func next() throws -> Item? {
        if upcoming == nil { upcoming = try readRow() }
        if !pendingFaults.isEmpty { return takeFaults() }
        guard let first = upcoming else { return nil }
        let handle = first[.handle].lowercased()
        guard !handle.isEmpty else {
            upcoming = nil
            return .rejected([first.problem(.handle, .missing)], rows: 1)
        }
        let (rows, faults) = try readGroup(startingWith: first, handle: handle)
        return item(handle: handle, rows: rows, faults: faults)
    }

    private func takeFaults() -> Item {
        defer { pendingFaults = [] }
        return .rejected(pendingFaults, rows: pendingFaults.count)
    }

    /// The next sound row; broken ones on the way to it wait in `pendingFaults`.
    private func readRow() throws -> ShopifyRow? {
        while let record = try csv.next() {
            switch record {
            case .success(let row): return ShopifyRow(row, positions: positions)
            case .failure(let problem): pendingFaults.append(problem)
            }
            // So many broken rows are told at once, not gathered.
            if pendingFaults.count == 100 { return nil }
        }
        return nil
    }

    private func readGroup(
        startingWith first: ShopifyRow, handle: String
    ) throws -> (rows: [ShopifyRow], faults: [RowProblem]) {
        var rows = [first]
        var faults: [RowProblem] = []
        while true {
            upcoming = try readRow()
            guard let row = upcoming, row[.handle].lowercased() == handle else { return (rows, faults) }
            rows.append(row)
            // A broken row between two of this product was its own: without it the product would be incomplete.
            faults += pendingFaults
            pendingFaults = []
        }
    }

    private func item(handle: String, rows: [ShopifyRow], faults: [RowProblem]) -> Item {
        let count = rows.count + faults.count
        if let line = firstLineOfHandle[handle] {
            return .rejected([rows[0].problem(.handle, .scatteredHandle(firstLine: line))], rows: count)
        }
        firstLineOfHandle[handle] = rows[0].line
        if rows[0][.giftCard].lowercased() == "true" {
            return .rejected([rows[0].problem(.giftCard, .giftCard)], rows: count)
        }
        var builder = ShopifyProductBuilder(currency: currency)
        guard let product = builder.build(handle: handle, rows: rows, faults: faults) else {
            return .rejected(builder.problems, rows: count)
        }
        return .product(product, rows: count)
    }
}
