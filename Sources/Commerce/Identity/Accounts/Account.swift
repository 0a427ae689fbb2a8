package import Foundation
package import Postgres

/// What deciding about a row of `auth.users` needs.
package struct Account: Hashable, Sendable {
    package let id: ID<User>
    package let realm: Realm
    /// Nil for somebody who has given none yet: an anonymous visitor.
    package let email: String?
    package let isConfirmed: Bool
    package let isAnonymous: Bool
    /// Whether a second factor is asked for.
    package let hasFactor: Bool
    /// The address it is being changed to; empty when none.
    let newEmail: String
    /// How many of the two letters of such a change have been answered.
    let emailChangeSteps: Int16
    let passwordHash: PasswordHash?
    let bannedUntil: Date?

    package var user: SignedInUser { SignedInUser(id: id, email: email ?? "") }

    package func mayEnter(at date: Date) -> Bool {
        bannedUntil.map { $0 <= date } ?? true
    }
}

extension Account: PostgresRow {
    package init(row: Row) throws {
        id = try row["id"]
        realm = try row["realm"]
        email = try row["email"]
        isConfirmed = try row["is_confirmed"]
        isAnonymous = try row["is_anonymous"]
        hasFactor = try row["has_factor"]
        newEmail = try row["email_change"]
        emailChangeSteps = try row["email_change_confirm_status"]
        passwordHash = try row["encrypted_password"]
        bannedUntil = try row["banned_until"]
    }
}
