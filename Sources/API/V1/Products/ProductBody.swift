import Commerce
import Foundation
import HTTPSupport
import Pricing

/// What programs say about a product, apart from its variants.
struct ProductDetailsBody: Decodable {
    let name: String
    let slug: String?
    let descriptionHtml: String?
    let category: UUID?
    let images: [Image]?
    let metaTitle: String?
    let metaDescription: String?
    let isActive: Bool?
    let isFeatured: Bool?

    struct Image: Decodable {
        let url: String
        let alt: String?
    }

    func details(_ faults: inout [APIFault]) -> ProductDetails {
        ProductDetails(
            name: name.trimmingCharacters(in: .whitespacesAndNewlines),
            slug: slug,
            description: description(&faults),
            category: category.map { .existing(ID($0)) } ?? .none,
            images: (images ?? []).map { ProductImage(url: $0.url, alt: $0.alt ?? "") },
            metaTitle: metaTitle,
            metaDescription: metaDescription,
            isActive: isActive ?? false,
            isFeatured: isFeatured ?? false
        )
    }

    private func description(_ faults: inout [APIFault]) -> SanitisedHTML? {
        guard let html = descriptionHtml, !html.isEmpty else { return nil }
        do {
            return try SanitisedHTML(sanitising: html)
        } catch {
            faults.append(APIFault("/description_html", .outOfRange, "cannot be taken: \(error)"))
            return nil
        }
    }

    static let fields: [JSONSchema.Field] = [
        .required("name", .words(upTo: 500).example("Tea bowl")),
        .optional(
            "slug", .text(matching: "[a-z0-9_][a-z0-9_-]*", 1...255), "Without it one that looks like the name."),
        .optional("description_html", .text(0...100_000).orNull, "Kept without scripts, styles and forms."),
        .optional("category", .text(.uuid).orNull),
        .optional("images", .list(of: image, 0...21), "The first is the main one."),
        .optional("meta_title", .text(0...500).orNull),
        .optional("meta_description", .text(0...5_000).orNull),
        .optional("is_active", .boolean, "Shown in the shop, and sold. Without it false."),
        .optional("is_featured", .boolean, "On the home page. Without it false."),
    ]

    private static let image = JSONSchema.input(
        "ImageInput",
        [
            .required(
                "url",
                .text(matching: "https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[\\x21-\\x7E]*)?", 9...2_048)
                    .example("https://pictures.example/bowl.jpg")),
            .optional("alt", .text(0...500), "What it shows, for those who do not see it."),
        ])
}

/// A new product.
struct ProductBody: Decodable {
    let details: ProductDetailsBody
    let options: [OptionBody]
    let variants: [VariantBody]

    struct OptionBody: Decodable {
        let name: String
        let values: [String]
    }

    enum CodingKeys: String, CodingKey {
        case options, variants
    }

    init(from decoder: any Decoder) throws {
        details = try ProductDetailsBody(from: decoder)
        let values = try decoder.container(keyedBy: CodingKeys.self)
        options = try values.decodeIfPresent([OptionBody].self, forKey: .options) ?? []
        variants = try values.decode([VariantBody].self, forKey: .variants)
    }

    /// - Throws: ``APIProblem/body(_:)`` for what no schema can say.
    func product(in currency: Currency) throws(APIProblem) -> NewProduct {
        var faults = combinationFaults
        let details = details.details(&faults)
        let rows = variants.enumerated().map { number, variant in
            variant.row(in: currency, at: "/variants/\(number)", &faults)
        }
        guard faults.isEmpty else { throw .body(faults) }
        return NewProduct(
            details: details,
            options: options.map { ProductOption(name: $0.name, values: $0.values) },
            variants: rows.compactMap(\.self)
        )
    }

    var hasStock: Bool { variants.contains { ($0.stock ?? 0) > 0 } }

    /// Each variant has a value of every option, and no two the same.
    private var combinationFaults: [APIFault] {
        var seen: Set<[String]> = []
        return variants.enumerated().compactMap { number, variant in
            let values = variant.values ?? []
            guard values.count == options.count, zip(values, options).allSatisfy({ $1.values.contains($0) }) else {
                return APIFault("/variants/\(number)/values", .unknown, "must have a value of each option")
            }
            guard seen.insert(values).inserted else {
                return APIFault("/variants/\(number)/values", .taken, "are another variant's")
            }
            return nil
        }
    }

    static let schema = JSONSchema.input(
        "ProductInput",
        ProductDetailsBody.fields + [
            .optional("options", .list(of: option, 0...3), "In what the variants differ; none for a simple product."),
            .required("variants", .list(of: VariantBody.schema, 1...2_048), "One for a simple product."),
        ])

    private static let option = JSONSchema.input(
        "ProductOptionInput",
        [
            .required("name", .words(upTo: 255).example("Size")),
            .required("values", .list(of: .words(upTo: 255), 1...2_048).example(["S", "L"])),
        ])
}

/// A variant of a new product.
struct VariantBody: Decodable {
    let values: [String]?
    let price: String
    let compareAtPrice: String?
    let sku: String?
    let barcode: String?
    let weight: Int?
    let stock: Int?

    func row(in currency: Currency, at pointer: String, _ faults: inout [APIFault]) -> NewProduct.Row? {
        let (price, before) = prices(in: currency, at: pointer, &faults)
        return price.map {
            NewProduct.Row(
                values: values ?? [], price: $0, compareAtPrice: before, sku: sku, barcode: barcode, weight: weight,
                stock: stock)
        }
    }

    private func prices(
        in currency: Currency, at pointer: String, _ faults: inout [APIFault]
    ) -> (Money?, Money?) {
        let price = Money(sent: price, currency, at: "\(pointer)/price", &faults)
        let before = compareAtPrice.flatMap { Money(sent: $0, currency, at: "\(pointer)/compare_at_price", &faults) }
        if let price, let before, before.minorUnits <= price.minorUnits {
            faults.append(APIFault("\(pointer)/compare_at_price", .outOfRange, "must be more than the price, or null"))
        }
        return (price, before)
    }

    static let fields: [JSONSchema.Field] = [
        .required("price", .amount),
        .optional("compare_at_price", .amount.orNull, "What it cost before."),
        .optional("sku", .words(upTo: 255).orNull),
        .optional("barcode", .words(upTo: 255).orNull),
        .optional("weight", .integer(0...999_999).orNull, "In grams."),
    ]

    static let schema = JSONSchema.input(
        "VariantInput",
        fields + [
            .optional("values", .list(of: .text(1...255), 0...3), "One of each option."),
            .optional("stock", .integer(0...1_000_000).orNull, "Pieces on the shelf; null where nobody counts."),
        ])
}

/// A change of a product: all of its details, and of its variants those that are named.
struct ProductChangeBody: Decodable {
    let details: ProductDetailsBody
    let variants: [Row]

    struct Row: Decodable {
        let id: UUID
        let price: String
        let compareAtPrice: String?
        let sku: String?
        let barcode: String?
        let weight: Int?
    }

    enum CodingKeys: String, CodingKey {
        case variants
    }

    init(from decoder: any Decoder) throws {
        details = try ProductDetailsBody(from: decoder)
        variants =
            try decoder.container(keyedBy: CodingKeys.self).decodeIfPresent([Row].self, forKey: .variants) ?? []
    }

    /// - Throws: ``APIProblem/body(_:)`` for what no schema can say.
    func change(of sheet: ProductSheet, in currency: Currency) throws(APIProblem) -> ProductChange {
        var faults: [APIFault] = []
        let known = Set(sheet.variants.map(\.id))
        let details = details.details(&faults)
        let rows = variants.enumerated().map { number, row in
            if !known.contains(ID(row.id)) {
                faults.append(APIFault("/variants/\(number)/id", .unknown, "is no variant of the product"))
            }
            return row.change(in: currency, at: "/variants/\(number)", &faults)
        }
        guard faults.isEmpty else { throw .body(faults) }
        return ProductChange(details: details, variants: rows.compactMap(\.self))
    }

    static let schema = JSONSchema.input(
        "ProductChangeInput",
        ProductDetailsBody.fields + [
            .optional(
                "variants",
                .list(
                    of: .input("VariantChangeInput", [.required("id", .text(.uuid))] + VariantBody.fields), 0...2_048),
                "Those that are left out stay as they are.")
        ])
}

extension ProductChangeBody.Row {
    fileprivate func change(
        in currency: Currency, at pointer: String, _ faults: inout [APIFault]
    ) -> ProductChange.Row? {
        let body = VariantBody(
            values: nil, price: price, compareAtPrice: compareAtPrice, sku: sku, barcode: barcode, weight: weight,
            stock: nil)
        return body.row(in: currency, at: pointer, &faults).map {
            ProductChange.Row(
                id: ID(id), price: $0.price, compareAtPrice: $0.compareAtPrice, sku: $0.sku, barcode: $0.barcode,
                weight: $0.weight, stock: nil)
        }
    }
}

extension Money {
    /// What was sent as an amount; nil stands among the faults.
    init?(sent text: String, _ currency: Currency, at pointer: String, _ faults: inout [APIFault]) {
        guard let value = Decimal(string: text, locale: nil), let amount = try? Money(value, currency) else {
            faults.append(
                APIFault(
                    pointer, .outOfRange,
                    "must be an amount of \(currency.code), with at most \(currency.exponent) decimals"))
            return nil
        }
        self = amount
    }
}
