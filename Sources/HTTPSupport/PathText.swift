package import Hummingbird

/// What stands in the path of an address, checked before anybody works with it.
package enum PathText {
    /// The parameter `slug`; what is no slug of anything is not found.
    package static func slug(_ context: some RequestContext) throws(RequestProblem) -> String {
        guard let slug = context.parameters.get("slug"), slug.utf8.count <= 255,
            !slug.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F })
        else { throw .notFound }
        return slug
    }

    /// A typed parameter such as an id; what is none is not found.
    package static func value<Value: LosslessStringConvertible>(
        _ name: String,
        _ context: some RequestContext
    ) throws(RequestProblem) -> Value {
        guard let text = context.parameters.get(name), let value = Value(text) else { throw .notFound }
        return value
    }
}
