-- Functions that tables, triggers and policies need. Bodies in SQL-standard form are resolved when they are made, so
-- no search_path can redirect them, and the planner can inline them.

-- What app.enter has set for this transaction. Outside of it each is NULL, so policies show nothing.
CREATE FUNCTION app.store_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
RETURN NULLIF(current_setting('app.store', true), '')::uuid;

CREATE FUNCTION app.user_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
RETURN NULLIF(current_setting('app.user_id', true), '')::uuid;

CREATE FUNCTION app.customer_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
RETURN NULLIF(current_setting('app.customer_id', true), '')::uuid;

-- The signed claim of a guest's cart; it is compared with cart_items.session_id.
CREATE FUNCTION app.cart_id() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN NULLIF(current_setting('app.cart_id', true), '');

-- The subject of the token, where no app.enter was asked: the functions of `authenticated` read it here, because a host's
-- auth schema is closed to their owner.
CREATE FUNCTION app.claimed_user_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid;

-- The one order whose token the visitor holds.
CREATE FUNCTION app.order_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
RETURN NULLIF(current_setting('app.order_id', true), '')::uuid;

CREATE FUNCTION app.persona() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN NULLIF(current_setting('app.persona', true), '');

-- Whether the staff member of this transaction holds a permission such as 'products.write'.
CREATE FUNCTION app.may(permission text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN position(' ' || permission || ' ' IN COALESCE(current_setting('app.permissions', true), '')) > 0;

-- Time-ordered (RFC 9562, version 7): 48 bits of milliseconds over a random UUID, whose version bits 0100 become 0111.
CREATE FUNCTION app.uuid_v7() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE
RETURN encode(
    set_bit(set_bit(
        overlay(
            uuid_send(gen_random_uuid())
            PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3)
            FROM 1 FOR 6
        ),
        52, 1), 53, 1),
    'hex')::uuid;

-- 244 random bits as 64 hexadecimal digits.
CREATE FUNCTION app.random_token() RETURNS text LANGUAGE sql VOLATILE PARALLEL SAFE
RETURN replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');

-- unaccent() is only STABLE because its dictionary could be replaced; ours names the dictionary, so indexes may use it.
DO $$
DECLARE
    home name := (SELECT nspname FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace WHERE extname = 'unaccent');
BEGIN
    EXECUTE format(
        'CREATE FUNCTION app.unaccent(input text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
         RETURN %1$I.unaccent(%2$L::regdictionary, input)', home, quote_ident(home) || '.unaccent');
END
$$;

CREATE FUNCTION app.slugify(input text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN NULLIF(trim(BOTH '-' FROM left(regexp_replace(lower(app.unaccent(input)), '[^a-z0-9]+', '-', 'g'), 200)), '');

-- Letters of any script, digits, dashes and underscores, as Shopify's handles are; never a slash, a dot or a space.
CREATE FUNCTION app.is_slug(input text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN length(input) BETWEEN 1 AND 255 AND input ~ '^[[:alnum:]_][[:alnum:]_-]*$' AND input = lower(input);

-- The text search configuration of a BCP 47 language tag such as 'de-AT'.
CREATE FUNCTION app.text_search_config(language text) RETURNS regconfig LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE split_part(lower(language), '-', 1)
    WHEN 'ar' THEN 'pg_catalog.arabic'::regconfig
    WHEN 'da' THEN 'pg_catalog.danish'::regconfig
    WHEN 'de' THEN 'pg_catalog.german'::regconfig
    WHEN 'en' THEN 'pg_catalog.english'::regconfig
    WHEN 'es' THEN 'pg_catalog.spanish'::regconfig
    WHEN 'fi' THEN 'pg_catalog.finnish'::regconfig
    WHEN 'fr' THEN 'pg_catalog.french'::regconfig
    WHEN 'hu' THEN 'pg_catalog.hungarian'::regconfig
    WHEN 'it' THEN 'pg_catalog.italian'::regconfig
    WHEN 'nb' THEN 'pg_catalog.norwegian'::regconfig
    WHEN 'nl' THEN 'pg_catalog.dutch'::regconfig
    WHEN 'no' THEN 'pg_catalog.norwegian'::regconfig
    WHEN 'pt' THEN 'pg_catalog.portuguese'::regconfig
    WHEN 'ro' THEN 'pg_catalog.romanian'::regconfig
    WHEN 'ru' THEN 'pg_catalog.russian'::regconfig
    WHEN 'sv' THEN 'pg_catalog.swedish'::regconfig
    WHEN 'tr' THEN 'pg_catalog.turkish'::regconfig
    ELSE 'pg_catalog.simple'::regconfig
END;

CREATE FUNCTION app.touch_updated_at() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END
$$;
