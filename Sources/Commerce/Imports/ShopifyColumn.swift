/// The columns of Shopify's product CSV that are read; the others are for advertising networks.
enum ShopifyColumn: String, CaseIterable {
    case handle = "Handle"
    case title = "Title"
    case body = "Body (HTML)"
    case vendor = "Vendor"
    case type = "Type"
    case tags = "Tags"
    case published = "Published"
    case status = "Status"
    case option1Name = "Option1 Name"
    case option1Value = "Option1 Value"
    case option2Name = "Option2 Name"
    case option2Value = "Option2 Value"
    case option3Name = "Option3 Name"
    case option3Value = "Option3 Value"
    case sku = "Variant SKU"
    case grams = "Variant Grams"
    case tracker = "Variant Inventory Tracker"
    case quantity = "Variant Inventory Qty"
    case policy = "Variant Inventory Policy"
    case price = "Variant Price"
    case compareAtPrice = "Variant Compare At Price"
    case requiresShipping = "Variant Requires Shipping"
    case taxable = "Variant Taxable"
    case barcode = "Variant Barcode"
    case imageSource = "Image Src"
    case imagePosition = "Image Position"
    case imageAlt = "Image Alt Text"
    case giftCard = "Gift Card"
    case seoTitle = "SEO Title"
    case seoDescription = "SEO Description"
    case variantImage = "Variant Image"

    /// Names and values of the three options, by position.
    static let options: [(name: ShopifyColumn, value: ShopifyColumn)] = [
        (.option1Name, .option1Value), (.option2Name, .option2Value), (.option3Name, .option3Value),
    ]

    /// Without these a file is no product CSV.
    static let required: [ShopifyColumn] = [.handle, .title, .price]

    /// Where each column stands in a header.
    static func positions(in header: [String]) throws(CSVError) -> [ShopifyColumn: Int] {
        var positions: [ShopifyColumn: Int] = [:]
        for (position, name) in header.enumerated() {
            guard let column = ShopifyColumn(rawValue: name) else { continue }
            positions[column] = positions[column] ?? position
        }
        let missing = required.filter { positions[$0] == nil }
        guard missing.isEmpty else { throw .missingColumns(missing.map(\.rawValue)) }
        return positions
    }
}
