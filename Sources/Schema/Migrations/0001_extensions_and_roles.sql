-- Extensions, schemas and roles. Everything here may already exist: on Supabase the extensions live in
-- `extensions` and anon, authenticated and service_role are the host's.

CREATE SCHEMA IF NOT EXISTS extensions;
CREATE SCHEMA IF NOT EXISTS app;
CREATE SCHEMA IF NOT EXISTS partitions;

CREATE EXTENSION IF NOT EXISTS "uuid-ossp" WITH SCHEMA extensions;
CREATE EXTENSION IF NOT EXISTS pgcrypto WITH SCHEMA extensions;
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA extensions;
CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA extensions;
CREATE EXTENSION IF NOT EXISTS btree_gin WITH SCHEMA extensions;

-- Personas. A token's `role` claim names one; nobody logs in as one.
DO $$
DECLARE
    persona text;
BEGIN
    FOREACH persona IN ARRAY ARRAY[
        'anon', 'authenticated', 'service_role', 'shopper', 'store_owner', 'store_staff', 'billing'
    ] LOOP
        IF to_regrole(persona) IS NULL THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN NOINHERIT', persona);
        END IF;
    END LOOP;

    -- Owns the SECURITY DEFINER functions and holds only the grants and policies that they need.
    IF to_regrole('sellusgenie_definer') IS NULL THEN
        CREATE ROLE sellusgenie_definer NOLOGIN NOINHERIT;
    END IF;

    -- The program logs in as this role. It owns nothing and may do nothing before app.enter.
    IF to_regrole('sellusgenie_app') IS NULL THEN
        CREATE ROLE sellusgenie_app LOGIN NOINHERIT;
    END IF;
END
$$;

GRANT anon, authenticated, service_role, shopper, store_owner, store_staff, billing TO sellusgenie_app;
-- A migrator without superuser hands functions over to this role, so it must be a member of it.
GRANT sellusgenie_definer TO CURRENT_USER;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON SCHEMA app, partitions FROM PUBLIC;
GRANT USAGE ON SCHEMA app TO
    sellusgenie_app, anon, authenticated, service_role, shopper, store_owner, store_staff, billing, sellusgenie_definer;
GRANT USAGE ON SCHEMA public TO
    anon, authenticated, service_role, shopper, store_owner, store_staff, billing, sellusgenie_definer;
GRANT USAGE ON SCHEMA extensions TO
    anon, authenticated, service_role, shopper, store_owner, store_staff, billing, sellusgenie_definer;
