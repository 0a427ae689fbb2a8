package import Commerce
package import Foundation

/// A page of a shop that somebody looked at.
package struct PageView: Sendable, Hashable {
    package let store: ID<Store>
    package let visit: Visit
    /// The path within the shop, without the query, which may hold what somebody typed.
    package let path: String
    package let referrer: String?
    package let userAgent: String?
    package let time: Date
}
