import CDemoFiles

/// The sample shop of `serve --demo`: a small homeware shop with products, prices and pictures of our own.
package enum DemoCatalog {
    package static let storeName = "Fern & Kiln"
    package static let tagline = "Quiet things for the house, made by hand"

    /// A product CSV as Shopify writes it, for ``ImportProducts``.
    package static let csv: [UInt8] = files["products.csv"] ?? []

    /// The pictures by file name; the catalogue expects them under `/assets/demo/`.
    package static let pictures: [String: [UInt8]] = files.filter { $0.key.hasSuffix(".svg") }

    private static let files: [String: [UInt8]] = {
        var files: [String: [UInt8]] = [:]
        var index = 0
        while let file = demo_file(index)?.pointee {
            files[String(cString: file.name)] = Array(UnsafeBufferPointer(start: file.content, count: file.length))
            index += 1
        }
        return files
    }()
}
