import Foundation
import Postgres

extension OneTimeToken {
    /// So many wrong digits, and only the link is left.
    static let codeAttempts = 5

    private static let columns: SQL = "id, user_id, token_type, relates_to, flow_state_id"

    static func insert(
        _ kind: Kind, for user: ID<User>, to address: String, secret: OneTimeSecret, codeHash: Bytes, flow: UUID?,
        at date: Date, for lifetime: TimeInterval
    ) -> SQL {
        """
        INSERT INTO auth.one_time_tokens (user_id, token_type, token_hash, code_hash, relates_to, flow_state_id,
            expires_at, created_at, updated_at)
        VALUES (\(user), \(kind), \(OneTimeSecret.hash(ofLink: secret.link)), \(codeHash), \(address), \(flow),
            \(date + lifetime), \(date), \(date))
        ON CONFLICT (user_id, token_type) DO UPDATE SET token_hash = EXCLUDED.token_hash,
            code_hash = EXCLUDED.code_hash, code_attempts = 0, relates_to = EXCLUDED.relates_to,
            flow_state_id = EXCLUDED.flow_state_id, expires_at = EXCLUDED.expires_at, created_at = EXCLUDED.created_at,
            updated_at = EXCLUDED.updated_at
        """
    }

    /// Spends the token of a link: of two who do it at once, one gets the row.
    static func spend(link: String, kinds: [Kind], in realm: Realm, at date: Date) -> SQL {
        """
        DELETE FROM auth.one_time_tokens t USING auth.users u
        WHERE t.token_hash = \(OneTimeSecret.hash(ofLink: link)) AND t.token_type = ANY (\(kinds.map(\.rawValue)))
            AND t.expires_at > \(date) AND u.id = t.user_id AND \(Realm.column) = \(realm) AND u.deleted_at IS NULL
        RETURNING t.id, t.user_id, t.token_type, t.relates_to, t.flow_state_id
        """
    }

    /// Whether a link would still do, without spending it: for the page that asks before it does something.
    static func isOpen(link: String, kinds: [Kind], in realm: Realm, at date: Date) -> SQL {
        """
        SELECT EXISTS (SELECT FROM auth.one_time_tokens t JOIN auth.users u ON u.id = t.user_id
        WHERE t.token_hash = \(OneTimeSecret.hash(ofLink: link)) AND t.token_type = ANY (\(kinds.map(\.rawValue)))
            AND t.expires_at > \(date) AND \(Realm.column) = \(realm) AND u.deleted_at IS NULL)
        """
    }

    /// Counts an attempt at the digits that went to an address; no row where there is nothing to attempt any more.
    static func attempt(codeAt address: String, kinds: [Kind], in realm: Realm, at date: Date) -> SQL {
        """
        UPDATE auth.one_time_tokens t SET code_attempts = code_attempts + 1
        FROM auth.users u
        WHERE lower(t.relates_to) = lower(\(address)) AND t.token_type = ANY (\(kinds.map(\.rawValue)))
            AND t.expires_at > \(date) AND t.code_attempts < \(Int16(codeAttempts))
            AND u.id = t.user_id AND \(Realm.column) = \(realm) AND u.deleted_at IS NULL
        RETURNING t.id, t.user_id, t.token_type, t.relates_to, t.flow_state_id, t.code_hash
        """
    }

    static func delete(_ id: ID<OneTimeToken>) -> SQL {
        "DELETE FROM auth.one_time_tokens WHERE id = \(id) RETURNING \(columns)"
    }

    /// A changed password makes every open letter of the account worthless.
    static func deleteAll(of user: ID<User>) -> SQL {
        "DELETE FROM auth.one_time_tokens WHERE user_id = \(user)"
    }

    static let forgetExpired: SQL = "DELETE FROM auth.one_time_tokens WHERE expires_at < now() - interval '1 day'"
}
