import Commerce
import HTTPSupport

extension StaffIndex {
    /// What the page shows.
    struct Model: Sendable {
        let store: Store
        let members: [Member]
        let invitations: [Pending]
        let isEditable: Bool
        let typed: Typed
        let notice: Notice?
    }

    /// What was typed about somebody to invite.
    struct Typed: Sendable {
        var email = ""
        var role = StaffRole.support.rawValue
    }

    struct Member: Sendable {
        let path: String
        let email: String
        let role: StaffRole
        let since: String

        init(_ member: StaffList.Member, in shop: Shop) {
            path = "/dashboard/stores/\(shop.slug)/settings/staff/\(member.id)/events"
            email = member.email
            role = member.role
            since = StoreDates.short(member.since, in: shop)
        }
    }

    struct Pending: Sendable {
        let path: String
        let email: String
        let role: StaffRole
        let state: Badge
        let until: String

        init(_ pending: StaffList.Pending, in shop: Shop) {
            path = "/dashboard/stores/\(shop.slug)/settings/staff/invitations/\(pending.id)/events"
            email = pending.email
            role = pending.role
            state =
                pending.hasExpired ? Badge(word: "Expired", tone: .bad) : Badge(word: "Invited", tone: .waiting)
            until = StoreDates.short(pending.expiresAt, in: shop)
        }
    }
}
