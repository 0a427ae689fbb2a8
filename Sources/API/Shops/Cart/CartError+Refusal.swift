package import Commerce
package import HTTPSupport
package import HTTPTypes

extension CartError: APIRefusal {
    package static var documented: [any APIRefusal] { [quantity, unknownVariant, unknownItem, tooManyItems] }

    package var status: HTTPResponse.Status {
        switch self {
        case .quantity: .unprocessableContent
        case .unknownItem: .notFound
        case .unknownVariant, .tooManyItems: .conflict
        }
    }

    package var detail: String {
        switch self {
        case .quantity: "A cart takes up to \(Cart.quantityLimit) pieces of one thing; send fewer."
        case .unknownVariant: "The shop does not sell this; send the id of a variant of one of its products."
        case .unknownItem: "There is no such item in the cart; add it first."
        case .tooManyItems:
            "A cart holds up to \(Cart.itemLimit) different things; take one out before you add another."
        }
    }

    package var faults: [APIFault] {
        switch self {
        case .quantity: [APIFault("/quantity", .outOfRange, "makes more pieces than a cart takes")]
        case .unknownVariant: [APIFault("/variant", .unknown, "is not sold here")]
        case .unknownItem, .tooManyItems: []
        }
    }
}
