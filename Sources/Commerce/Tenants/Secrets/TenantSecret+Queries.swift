import Postgres

extension TenantRows {
    /// Every secret of the tenant, with a name that a person reads. A host keeps the factors of its accounts to itself.
    var secrets: SQL {
        let isHosts = catalogue.table("auth.schema_migrations") != nil
        return """
            SELECT 'key' AS place, k.store_id, NULL::uuid AS user_id, NULL::uuid AS id, k.service_name AS name,
                k.key_type AS type, k.key_hint AS hint, k.expires_at, k.encrypted_key AS sealed,
                format('%s: %s %s%s', s.store_slug, k.service_name, k.key_type, ' (…' || k.key_hint || ')') AS title
            FROM system_api_keys k JOIN stores s ON s.id = k.store_id
            WHERE k.store_id IN \(storeList) AND k.is_active
            UNION ALL
            SELECT 'email', e.store_id, NULL, NULL, e.provider, 'api_key', e.api_key_hint, NULL, e.api_key_encrypted,
                format('%s: %s api_key', s.store_slug, e.provider)
            FROM email_configurations e JOIN stores s ON s.id = e.store_id
            WHERE e.store_id IN \(storeList) AND e.api_key_encrypted <> ''
            UNION ALL
            SELECT 'tracking', a.store_id, NULL, NULL, secret.name, 'secret', secret.hint, NULL, secret.value,
                format('%s: analytics %s', s.store_slug, secret.name)
            FROM analytics_configurations a JOIN stores s ON s.id = a.store_id,
                LATERAL (VALUES ('ga4_api_secret', a.ga4_api_secret, a.ga4_api_secret_hint),
                    ('meta_access_token', a.meta_access_token, a.meta_access_token_hint)) AS secret (name, value, hint)
            WHERE a.store_id IN \(storeList) AND secret.value IS NOT NULL\(isHosts ? "" : factors)
            ORDER BY title, id
            """
    }

    private var factors: SQL {
        """

        UNION ALL
        SELECT 'factor', NULL, f.user_id, f.id, COALESCE(f.friendly_name, ''), f.status, NULL, NULL, f.secret,
            format('authenticator app of %s', u.email)
        FROM auth.mfa_factors f JOIN auth.users u ON u.id = f.user_id
        WHERE f.status = 'verified' AND f.user_id IN (\(travelling))
        """
    }
}

extension TenantSecret {
    /// Puts a secret where it belongs, in the store that was entered.
    func insert(_ sealed: String) throws(ArchiveSecretsError) -> SQL {
        switch place {
        case .key:
            return """
                INSERT INTO system_api_keys (store_id, service_name, key_type, encrypted_key, key_hint, expires_at)
                VALUES (app.store_id(), \(name), \(type), \(sealed), \(hint), \(expiry))
                """
        case .email:
            return """
                UPDATE email_configurations SET api_key_encrypted = \(sealed), api_key_hint = \(hint)
                WHERE store_id = app.store_id()
                """
        case .tracking:
            guard Self.trackingColumns.contains(name) else { throw .misplaced(title) }
            return """
                UPDATE analytics_configurations
                SET \(SQL.identifier(name)) = \(sealed), \(SQL.identifier(name + "_hint")) = \(hint)
                WHERE store_id = app.store_id()
                """
        case .factor:
            // Accounts that stayed out are not this tenant's.
            return """
                INSERT INTO auth.mfa_factors (id, user_id, friendly_name, factor_type, status, secret)
                SELECT \(id), k.id, NULLIF(\(name), ''), 'totp', 'verified', \(sealed)
                FROM kept_accounts k WHERE k.id = \(user)
                """
        }
    }
}
