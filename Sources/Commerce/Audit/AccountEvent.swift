package import Postgres

/// What happens to an account itself. It belongs in the audit log without a store; whose account it is may read it.
package enum AccountEvent: String, Sendable, CaseIterable {
    case signedIn = "signed_in"
    case signInFailed = "sign_in_failed"
    case signedOut = "signed_out"
    case signedOutEverywhere = "signed_out_everywhere"
    case passwordChanged = "password_changed"
    case emailChanged = "email_changed"
    case factorAdded = "factor_added"
    case factorRemoved = "factor_removed"
    case recoveryCodesMade = "recovery_codes_made"
    case recoveryCodeUsed = "recovery_code_used"
    case identityLinked = "identity_linked"
    case identityUnlinked = "identity_unlinked"
    case accountDeleted = "account_deleted"
}

extension AccountEvent {
    /// Writes it down in the transaction that does it, as the service persona. From where comes with the claims.
    package func record(of user: ID<User>) -> SQL {
        "SELECT app.record_account_event(\(rawValue), \(user))"
    }

    /// The same, for whoever holds the session that is about to end; for nobody where there is none.
    static func recordSignOut(_ session: SessionToken) -> SQL {
        """
        SELECT app.record_account_event(\(AccountEvent.signedOut.rawValue), user_id)
        FROM browser_sessions WHERE token_hash = \(session.hash)
        """
    }
}
