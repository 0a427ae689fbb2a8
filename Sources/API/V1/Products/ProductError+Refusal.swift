package import Commerce
package import HTTPSupport
package import HTTPTypes

extension ProductError: APIRefusal {
    package static var documented: [any APIRefusal] { [slugTaken, skuTaken, unknownCategory] }

    package var status: HTTPResponse.Status {
        switch self {
        case .unknown: .notFound
        case .changedMeanwhile: .preconditionFailed
        case .stockChanged, .stockReserved, .slugTaken, .skuTaken, .unknownCategory: .conflict
        }
    }

    package var code: String {
        switch self {
        case .unknown: "not_found"
        case .changedMeanwhile: "changed_meanwhile"
        case .stockChanged: "stock_changed"
        case .stockReserved: "stock_reserved"
        case .slugTaken: "slug_taken"
        case .skuTaken: "sku_taken"
        case .unknownCategory: "category_unknown"
        }
    }

    package var detail: String {
        switch self {
        case .unknown: "There is no such product; check its id."
        case .changedMeanwhile: "Somebody changed it since you read it; read it again, and send your change for that."
        case .stockChanged: "Somebody sold or counted meanwhile; read the inventory again, and send what you counted."
        case .stockReserved: "Orders hold more pieces than that; send at least as many as are reserved."
        case .slugTaken:
            "Another product has this slug, perhaps one in the archive; send another, or none for one like the name."
        case .skuTaken: "Another product has this SKU; give each its own."
        case .unknownCategory: "The store has no such category; send the id of one of its categories, or null."
        }
    }

    package var faults: [APIFault] {
        switch self {
        case .slugTaken: [APIFault("/slug", .taken, "is another product's")]
        case .unknownCategory: [APIFault("/category", .unknown, "is no category of the store")]
        case .skuTaken: [APIFault("/variants", .taken, "have an SKU of another product's")]
        case .unknown, .changedMeanwhile, .stockChanged, .stockReserved: []
        }
    }
}
