import Postgres

/// What a tenant takes along and what stays. Tables that are in no list travel when they have a `store_id` or a
/// `store_owner_id`; any other makes a test fail.
package enum TenantLuggage {
    /// Tables with a tenant's rows that stay behind, and why.
    package static let leftBehind = [
        "jobs": "work of this installation, which it finishes itself",
        "outbox": "announcements of this installation, which it delivers itself",
        "webhook_endpoints": "their secrets are known to receivers that trust this installation; add them again",
        "webhook_deliveries": "what this installation has told, and tells itself",
        "idempotency_keys": "answers to requests that were made here, kept for a day",
        "catalogue_reindexes": "work of this installation, which it finishes itself",
        "import_uploads": "files that are being imported here",
        "stripe_events": "messages of Stripe to this installation; what followed from them is in payments and refunds",
        "dashboard_sessions": "people sign in again at the new address",
        "browser_sessions": "people sign in again at the new address",
        "staff_invitations": "their links lead here and expire in days; invite again",
        "system_api_keys": "sealed with this installation's master key; enter them again, or export with a passphrase",
        "store_owner_subscriptions": "a contract with this installation",
        "billing_notices": "letters about the contract with this installation",
        "store_request_usage": "what was asked of this installation",
        "store_transfers": "their links lead here and expire in days; offer again",
        "domain_checks": "a domain is proved anew at the new place",
        "former_store_slugs": "addresses of this installation",
        "auth.sessions": "people sign in again at the new address",
        "auth.refresh_tokens": "people sign in again at the new address",
        "auth.one_time_tokens": "links in letters of this installation",
        "auth.flow_state": "sign-ins under way",
        "auth.mfa_factors": "sealed with this installation's master key; set up again, or export with a passphrase",
        "auth.mfa_recovery_codes": "known by this installation's key alone; new ones are made at the new address",
        "auth.mfa_challenges": "sign-ins under way",
        "auth.mfa_amr_claims": "people sign in again at the new address",
    ]

    /// Tables without any tenant's own rows.
    package static let shared = [
        "plan_limits": "the plans of this installation",
        "staff_permissions": "the roles of this program",
        "billing_events": "messages of Stripe to the operator",
        "closed_books": "what erased tenants left",
        "master_keys": "which keys this installation seals with",
        "key_holders": "which programs run here",
        "rate_limits": "who has asked how often",
        "token_signing_keys": "what this installation signs tokens with",
    ]

    /// Columns that stay behind, and what stands in their place on arrival: nil is the column's default.
    static let withheldColumns: [String: [String: SQL?]] = [
        "stores": [
            "stripe_webhook_secret": nil, "store_domain_token": nil, "store_domain_verified_at": nil,
            "subscription_status": nil, "trial_expires_at": nil, "read_only_from": nil,
        ],
        "store_owners": ["subscription_tier": nil, "trial_expires_at": nil, "stripe_customer_id": nil],
        "payments": ["stripe_client_secret": nil],
        "email_configurations": ["api_key_encrypted": "''", "api_key_hint": nil],
        "analytics_configurations": [
            "ga4_api_secret": nil, "ga4_api_secret_hint": nil, "meta_access_token": nil, "meta_access_token_hint": nil,
        ],
        // Links under way, and whatever gives rights.
        "auth.users": [
            "role": nil, "aud": nil, "is_super_admin": nil,
            "raw_app_meta_data": #"'{"provider": "email", "providers": ["email"]}'::jsonb"#,
            "confirmation_token": nil, "confirmation_sent_at": nil, "recovery_token": nil, "recovery_sent_at": nil,
            "email_change_token_new": nil, "email_change": nil, "email_change_sent_at": nil,
            "email_change_token_current": nil, "email_change_confirm_status": nil, "phone_change": nil,
            "phone_change_token": nil, "phone_change_sent_at": nil, "reauthentication_token": nil,
            "reauthentication_sent_at": nil,
        ],
    ]
}
