package import Foundation

/// Somebody's right to use the dashboard for a while.
package struct DashboardSession: Hashable, Sendable {
    /// How long a session lasts after its last use.
    package static let lifetime: TimeInterval = 14 * 24 * 3_600

    package let user: SignedInUser
    package let token: SessionToken
    package let openedAt: Date

    package var expiresAt: Date { openedAt + Self.lifetime }
}
