/// Where a storefront hangs: under `/s/{slug}`, or at the root of a host of its own.
package enum StoreMount: Sendable, Hashable {
    case path
    case host

    /// What stands before each path of the storefront.
    package func basePath(slug: String) -> String {
        switch self {
        case .path: "/s/\(slug)"
        case .host: ""
        }
    }
}
