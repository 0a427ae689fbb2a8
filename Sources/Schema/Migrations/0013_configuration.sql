-- Keys and settings of outside services. Values are sealed by the program (AES-256-GCM, key version inside the value);
-- the database never sees a plain one.

CREATE TABLE public.system_api_keys (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    -- NULL: a key of the platform.
    store_id uuid REFERENCES public.stores (id) ON DELETE CASCADE,
    service_name text NOT NULL,
    key_type text NOT NULL,
    encrypted_key text NOT NULL,
    key_hint text CONSTRAINT system_api_keys_hint_is_short CHECK (length(key_hint) <= 4),
    is_active boolean NOT NULL DEFAULT true,
    expires_at timestamptz,
    last_used_at timestamptz,
    usage_count integer NOT NULL DEFAULT 0
        CONSTRAINT system_api_keys_usage_not_negative CHECK (usage_count >= 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
-- While a key is rotated its predecessor stays, inactive.
CREATE UNIQUE INDEX system_api_keys_one_active_per_service
    ON public.system_api_keys (store_id, service_name, key_type) NULLS NOT DISTINCT WHERE is_active;

CREATE TABLE public.email_configurations (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    store_id uuid NOT NULL REFERENCES public.stores (id) ON DELETE CASCADE,
    provider text NOT NULL CONSTRAINT email_configurations_provider_is_known
        CHECK (provider IN ('sendgrid', 'resend', 'mailgun', 'ses', 'smtp')),
    api_key_encrypted text NOT NULL,
    from_email text NOT NULL,
    from_name text NOT NULL,
    reply_to_email text,
    welcome_template_id text,
    order_confirmation_template_id text,
    shipping_notification_template_id text,
    is_active boolean NOT NULL DEFAULT true,
    last_tested_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (store_id, id),
    CONSTRAINT email_configurations_one_per_store UNIQUE (store_id)
);

CREATE TABLE public.analytics_configurations (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    store_id uuid NOT NULL REFERENCES public.stores (id) ON DELETE CASCADE,
    ga4_measurement_id text CONSTRAINT analytics_configurations_ga4_id_is_one CHECK (ga4_measurement_id ~ '^G-[A-Z0-9]+$'),
    ga4_api_secret text,
    ga4_enabled boolean NOT NULL DEFAULT false,
    meta_pixel_id text CONSTRAINT analytics_configurations_pixel_id_is_one CHECK (meta_pixel_id ~ '^[0-9]+$'),
    meta_access_token text,
    meta_enabled boolean NOT NULL DEFAULT false,
    -- Stored, never served on a shared origin.
    custom_tracking_code text,
    is_active boolean NOT NULL DEFAULT true,
    last_tested_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (store_id, id),
    CONSTRAINT analytics_configurations_one_per_store UNIQUE (store_id)
);
