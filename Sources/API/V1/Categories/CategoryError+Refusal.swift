package import Commerce
package import HTTPSupport
package import HTTPTypes

extension CategoryError: APIRefusal {
    package static var documented: [any APIRefusal] { [slugTaken, insideItself, unknownParent] }

    package var status: HTTPResponse.Status {
        switch self {
        case .unknown: .notFound
        case .slugTaken, .insideItself, .unknownParent: .conflict
        }
    }

    package var code: String {
        switch self {
        case .unknown: "not_found"
        case .slugTaken: "slug_taken"
        case .insideItself: "category_inside_itself"
        case .unknownParent: "parent_unknown"
        }
    }

    package var detail: String {
        switch self {
        case .unknown: "There is no such category; check its id."
        case .slugTaken: "Another category has this slug; send another, or none for one that looks like the name."
        case .insideItself: "The category would be inside itself; choose a parent that is not below it."
        case .unknownParent: "The store has no such parent; send the id of one of its categories, or null."
        }
    }

    package var faults: [APIFault] {
        switch self {
        case .unknown: []
        case .slugTaken: [APIFault("/slug", .taken, "is another category's")]
        case .insideItself: [APIFault("/parent", .unknown, "is below the category")]
        case .unknownParent: [APIFault("/parent", .unknown, "is no category of the store")]
        }
    }
}
