-- Pages with their revisions, and the policies that an order accepts.

CREATE TABLE public.pages (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL REFERENCES public.stores (id) ON DELETE CASCADE,
    title text NOT NULL,
    slug text NOT NULL CONSTRAINT pages_slug_fits_a_url CHECK (app.is_slug(slug)),
    page_type text NOT NULL DEFAULT 'page' CONSTRAINT pages_page_type_is_known
        CHECK (page_type IN ('page', 'homepage', 'product', 'collection', 'blog', 'system')),

    -- The published document. Editing writes a revision; publishing copies one here.
    content jsonb NOT NULL DEFAULT '{"sections": []}',

    meta_title text,
    meta_description text,
    og_image text,

    is_published boolean NOT NULL DEFAULT false,
    published_at timestamptz,
    scheduled_for timestamptz,

    is_system_page boolean NOT NULL DEFAULT false,
    system_page_type text,
    template_name text NOT NULL DEFAULT 'default',

    draft_revision_id uuid,
    published_revision_id uuid,
    -- Drawn by UPDATE … RETURNING, so that two editors never write the same number.
    last_revision_number integer NOT NULL DEFAULT 0,

    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),

    UNIQUE (store_id, id),
    CONSTRAINT pages_slug_is_unique UNIQUE (store_id, slug),
    -- Deferrable, so that one transaction can swap the homepage.
    CONSTRAINT pages_one_homepage_per_store EXCLUDE (store_id WITH =)
        WHERE (page_type = 'homepage' AND is_published = true) DEFERRABLE INITIALLY IMMEDIATE
);

CREATE TABLE public.page_revisions (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL,
    page_id uuid NOT NULL,
    revision_number integer NOT NULL,
    content jsonb NOT NULL,
    changed_by uuid REFERENCES public.store_owners (id) ON DELETE SET NULL,
    -- Whoever changed it, staff included.
    changed_by_user uuid,
    change_summary text,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (store_id, id),
    CONSTRAINT page_revisions_number_is_unique UNIQUE (store_id, page_id, revision_number),
    CONSTRAINT page_revisions_page_in_same_store FOREIGN KEY (store_id, page_id)
        REFERENCES public.pages (store_id, id) ON DELETE CASCADE
);
CREATE INDEX page_revisions_changed_by ON public.page_revisions (changed_by) WHERE changed_by IS NOT NULL;

ALTER TABLE public.pages
    ADD CONSTRAINT pages_draft_revision_in_same_store FOREIGN KEY (store_id, draft_revision_id)
        REFERENCES public.page_revisions (store_id, id) ON DELETE SET NULL (draft_revision_id),
    ADD CONSTRAINT pages_published_revision_in_same_store FOREIGN KEY (store_id, published_revision_id)
        REFERENCES public.page_revisions (store_id, id) ON DELETE SET NULL (published_revision_id);

CREATE TABLE public.store_policies (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    store_id uuid NOT NULL REFERENCES public.stores (id) ON DELETE CASCADE,
    privacy_policy text,
    terms_of_service text,
    returns_policy text,
    shipping_policy text,
    about_us text,
    policies_last_updated timestamptz NOT NULL DEFAULT now(),
    -- The newest row of policy_revisions, which a trigger writes.
    current_revision_id uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (store_id, id),
    CONSTRAINT store_policies_one_per_store UNIQUE (store_id)
);

-- Append only: what the policies said, for the orders that accepted them.
CREATE TABLE public.policy_revisions (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL REFERENCES public.stores (id) ON DELETE CASCADE,
    privacy_policy text,
    terms_of_service text,
    returns_policy text,
    shipping_policy text,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (store_id, id)
);

ALTER TABLE public.store_policies
    ADD CONSTRAINT store_policies_current_revision_in_same_store FOREIGN KEY (store_id, current_revision_id)
        REFERENCES public.policy_revisions (store_id, id) ON DELETE SET NULL (current_revision_id);

ALTER TABLE public.orders
    ADD CONSTRAINT orders_policy_revision_in_same_store FOREIGN KEY (store_id, policy_revision_id)
        REFERENCES public.policy_revisions (store_id, id) ON DELETE RESTRICT;
