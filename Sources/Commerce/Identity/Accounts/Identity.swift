import Foundation
import Postgres

/// One of the ways in which an account's owner is known: by e-mail, by Google, by Apple.
enum Identity {
    /// The one that Supabase Auth keeps beside an address; its id is the account's.
    static func insertEmail(of user: ID<User>, at date: Date) -> SQL {
        """
        INSERT INTO auth.identities (provider_id, user_id, instance_id, identity_data, provider, created_at, updated_at)
        SELECT u.id::text, u.id, \(Realm.column), jsonb_build_object('sub', u.id, 'email', u.email,
            'email_verified', u.email_confirmed_at IS NOT NULL, 'phone_verified', false), 'email', \(date), \(date)
        FROM auth.users u WHERE u.id = \(user)
        ON CONFLICT ON CONSTRAINT identities_are_one_users DO UPDATE SET identity_data = EXCLUDED.identity_data,
            updated_at = EXCLUDED.updated_at
        """
    }
}
