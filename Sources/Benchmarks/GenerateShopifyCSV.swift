import Foundation

/// Writes a product CSV as Shopify would, of any length and always the same for the same number of rows.
struct GenerateShopifyCSV {
    let rows: Int
    /// Most products of real shops come in a few variants.
    var rowsPerProduct = 3

    func write(to file: URL) throws {
        try Data().write(to: file)
        let handle = try FileHandle(forWritingTo: file)
        defer { try? handle.close() }
        try handle.write(contentsOf: Data(Self.header.utf8))
        var text = ""
        for row in 0..<rows {
            text += line(product: row / rowsPerProduct, variant: row % rowsPerProduct)
            guard text.utf8.count > 1_000_000 || row == rows - 1 else { continue }
            try handle.write(contentsOf: Data(text.utf8))
            text = ""
        }
    }

    private static let header = """
        Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,\
        Variant SKU,Variant Grams,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,\
        Variant Price,Variant Compare At Price,Image Src,Image Position,Image Alt Text,Gift Card

        """

    private static let sizes = ["Small", "Medium", "Large", "X-Large"]
    private static let nouns = ["Mug", "Bowl", "Lamp", "Throw", "Vase", "Basket", "Board", "Towel", "Candle", "Stool"]
    private static let materials = ["Oak", "Linen", "Stoneware", "Brass", "Wool", "Glass", "Seagrass"]

    private func line(product: Int, variant: Int) -> String {
        let size = Self.sizes[variant % Self.sizes.count]
        let stock = (product * 7 + variant) % 50
        let price = "\(10 + product % 190).\(variant)9"
        let sale = product.isMultiple(of: 5) ? "\(30 + product % 190).00" : ""
        let image = "https://pictures.example/\(product)-\(variant).jpg,\(variant + 1),Picture \(variant + 1)"
        return "item-\(product),\(head(of: product, isFirst: variant == 0)),\(size),,,"
            + "SKU-\(product)-\(variant),\(250 + product % 900),shopify,\(stock),deny,\(price),\(sale),\(image),false\n"
    }

    private func head(of product: Int, isFirst: Bool) -> String {
        guard isFirst else { return ",,,,,," }
        let noun = Self.nouns[product % Self.nouns.count]
        let material = Self.materials[product % Self.materials.count]
        let body = """
            "<p>A <strong>\(material.lowercased()) \(noun.lowercased())</strong>, number \(product) of its kind, made \
            to be used every day & to last.</p>
            <ul><li>Made of \(material.lowercased())</li><li>Care: ""wipe clean""</li></ul>"
            """
        return
            "\(material) \(noun) \(product),\(body),Maker \(product % 40),\(noun)s,\"\(material), \(noun)\",true,Size"
    }
}
