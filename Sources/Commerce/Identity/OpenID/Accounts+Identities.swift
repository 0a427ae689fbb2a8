import Foundation
import Postgres

/// Why a provider's word was not enough.
package enum ProviderSignInError: Error, Hashable {
    /// The provider gives no address, or has not verified it.
    case addressNotVerified
    /// The identity belongs to another account.
    case identityTaken
    case banned
}

extension ProviderSignInError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .addressNotVerified: "The provider has not verified your e-mail address; do that there first."
        case .identityTaken: "This sign-in belongs to another account already; use a different one."
        case .banned: "This account may not sign in at present; ask for help."
        }
    }
}

extension Accounts {
    /// Whose identity this is. One that is new belongs to the account of its address, because the provider and we have both
    /// seen that its owner reads that mail; an account whose address nobody has confirmed is nobody's yet, so its password is
    /// dropped.
    func account(of identity: ProviderIdentity, in realm: Realm, on db: Connection) async throws -> Account {
        if let known = try await db.first(Identity.owner(of: identity, in: realm)) {
            let account = try await db.one(Account.lock(try known["user_id"]), as: Account.self)
            return try await entering(account, identity, on: db)
        }
        guard let email = identity.email, identity.isVerified else { throw ProviderSignInError.addressNotVerified }
        var draft = AccountDraft(id: ids.make(), realm: realm, email: email, isConfirmed: true)
        draft.appMetadata = JSON(text: #"{"provider": "\#(identity.provider.rawValue)"}"#)
        draft.userMetadata = try JSON(encoding: identity.data)
        let isNew = try await db.first(Account.insert(draft, at: now())) != nil
        let account = try await db.one(Account.find(email: email.text, in: realm), as: Account.self)
        if !isNew, !account.isConfirmed {
            try await db.execute("UPDATE auth.users SET encrypted_password = NULL WHERE id = \(account.id)")
            try await db.execute(OneTimeToken.deleteAll(of: account.id))
        }
        return try await entering(account, identity, on: db)
    }

    /// Adds a way to sign in to the account of who is signed in.
    func link(_ identity: ProviderIdentity, to user: ID<User>, in realm: Realm, on db: Connection) async throws
        -> Account
    {
        let account = try await db.one(Account.lock(user), as: Account.self)
        guard identity.isVerified, identity.email != nil else { throw ProviderSignInError.addressNotVerified }
        if let known = try await db.first(Identity.owner(of: identity, in: realm)) {
            guard try known["user_id"] == user else { throw ProviderSignInError.identityTaken }
        }
        try await db.execute(try Identity.insert(identity, of: account, at: now()))
        // Of two accounts that add the same at once, one has it.
        guard try await db.one(Identity.owner(of: identity, in: realm))["user_id"] == user else {
            throw ProviderSignInError.identityTaken
        }
        try await db.execute(Identity.noteProviders(of: user))
        _ = try await db.query(AccountEvent.identityLinked.record(of: user))
        return account
    }

    private func entering(_ account: Account, _ identity: ProviderIdentity, on db: Connection) async throws -> Account {
        guard account.mayEnter(at: now()) else { throw ProviderSignInError.banned }
        try await db.execute(try Identity.insert(identity, of: account, at: now()))
        try await db.execute(Identity.noteProviders(of: account.id))
        if identity.isVerified, identity.email?.text.lowercased() == account.email?.lowercased() {
            try await db.execute(Account.confirm(account.id, at: now()))
            try await becomeCustomer(account.id, in: account.realm, on: db)
        }
        return try await db.one(Account.find(account.id, in: account.realm))
    }

    /// Takes a way to sign in away; the last one stays.
    /// - Throws: ``AccountError/lastIdentity``, ``AccountError/notFound``
    package func unlink(_ identity: String, of user: ID<User>, in realm: Realm) async throws {
        guard let id = UUID(uuidString: identity) else { throw AccountError.notFound }
        try await transaction { db in
            guard let account = try await db.first(Account.lock(user), as: Account.self), account.realm == realm else {
                throw AccountError.notFound
            }
            let all = try await db.query("SELECT id, provider FROM auth.identities WHERE user_id = \(user)")
            guard let given = try all.first(where: { try $0["id"] == id }) else { throw AccountError.notFound }
            // A password is a way in of its own beside a provider; the address is the password's other half.
            let hasPassword = try account.passwordHash != nil && given["provider"] != "email"
            guard all.count > 1 || hasPassword else { throw AccountError.lastIdentity }
            try await db.execute("DELETE FROM auth.identities WHERE id = \(id) AND user_id = \(user)")
            try await db.execute(Identity.noteProviders(of: user))
            _ = try await db.query(AccountEvent.identityUnlinked.record(of: user))
        }
    }
}

extension Identity {
    static func owner(of identity: ProviderIdentity, in realm: Realm) -> SQL {
        """
        SELECT user_id FROM auth.identities
        WHERE instance_id = \(realm) AND provider = \(identity.provider.rawValue) AND provider_id = \(identity.subject)
        """
    }

    static func insert(_ identity: ProviderIdentity, of account: Account, at date: Date) throws -> SQL {
        """
        INSERT INTO auth.identities (provider_id, user_id, instance_id, identity_data, provider, last_sign_in_at,
            created_at, updated_at)
        VALUES (\(identity.subject), \(account.id), \(account.realm), \(try JSON(encoding: identity.data)),
            \(identity.provider.rawValue), \(date), \(date), \(date))
        ON CONFLICT ON CONSTRAINT identities_are_one_users DO UPDATE SET identity_data = EXCLUDED.identity_data,
            last_sign_in_at = EXCLUDED.last_sign_in_at, updated_at = EXCLUDED.updated_at
        """
    }

    /// `app_metadata` names the ways in which an account's owner is known, the first one first.
    static func noteProviders(of user: ID<User>) -> SQL {
        """
        UPDATE auth.users u SET raw_app_meta_data = raw_app_meta_data || jsonb_build_object(
            'provider', COALESCE(p.names[1], 'email'), 'providers', to_jsonb(p.names))
        FROM (SELECT COALESCE(array_agg(i.provider ORDER BY i.created_at), '{}') AS names
            FROM auth.identities i WHERE i.user_id = \(user)) p
        WHERE u.id = \(user)
        """
    }
}
