-- The specification's named indexes, mended where the decisions say, and those it lacks. Composite indexes begin with
-- store_id, except where a look-up has no store yet.

SET LOCAL search_path = pg_catalog, extensions, public, pg_temp;

CREATE INDEX idx_stores_owner_active ON public.stores (store_owner_id, is_active);
CREATE INDEX idx_products_store_active ON public.products (store_id, is_active);
CREATE INDEX idx_orders_store_status ON public.orders (store_id, status, created_at DESC);
CREATE INDEX idx_customers_store_email ON public.customers (store_id, email);

CREATE INDEX idx_products_category ON public.products (store_id, category_id) WHERE is_active = true;
CREATE INDEX idx_products_featured ON public.products (store_id, created_at DESC, id DESC)
    WHERE is_featured = true AND is_active = true;
CREATE INDEX idx_cart_items_customer ON public.cart_items (customer_id, store_id);
CREATE INDEX idx_cart_items_session ON public.cart_items (session_id, store_id);

CREATE INDEX idx_analytics_events_store_date ON public.analytics_events (store_id, occurred_at DESC);
CREATE INDEX idx_analytics_summary_store_date ON public.analytics_summary (store_id, date DESC);

CREATE INDEX idx_products_search ON public.products USING gin (store_id, search_vector);
CREATE INDEX idx_customers_name ON public.customers USING gin (
    store_id,
    to_tsvector('pg_catalog.simple'::regconfig, app.unaccent(COALESCE(first_name, '') || ' ' || COALESCE(last_name, '')))
);

-- Typing errors and parts of names.
CREATE INDEX products_name_similar ON public.products USING gin (store_id, lower(app.unaccent(name)) gin_trgm_ops);
CREATE INDEX customers_name_similar ON public.customers USING gin (
    store_id,
    lower(app.unaccent(COALESCE(first_name, '') || ' ' || COALESCE(last_name, '') || ' ' || email)) gin_trgm_ops
);

-- Lists: newest first, paged by keyset.
CREATE INDEX products_newest ON public.products (store_id, created_at DESC, id DESC);
CREATE INDEX products_newest_active ON public.products (store_id, created_at DESC, id DESC) WHERE is_active;
CREATE INDEX products_newest_in_category ON public.products (store_id, category_id, created_at DESC, id DESC);
CREATE INDEX products_by_price ON public.products (store_id, price, id) WHERE is_active;
CREATE INDEX products_by_name ON public.products (store_id, name, id) WHERE is_active;
CREATE INDEX products_tags ON public.products USING gin (store_id, tags);
CREATE INDEX orders_newest ON public.orders (store_id, created_at DESC, id DESC);
CREATE INDEX orders_of_customer ON public.orders (store_id, customer_id, created_at DESC, id DESC);
CREATE INDEX orders_policy_revision ON public.orders (store_id, policy_revision_id) WHERE policy_revision_id IS NOT NULL;
CREATE INDEX customers_newest ON public.customers (store_id, created_at DESC, id DESC);
CREATE INDEX pages_newest ON public.pages (store_id, created_at DESC, id DESC);
CREATE INDEX pages_scheduled ON public.pages (scheduled_for) WHERE scheduled_for IS NOT NULL;
CREATE INDEX categories_in_order ON public.categories (store_id, sort_order, name) WHERE is_active;

-- The other side of foreign keys.
CREATE INDEX order_items_order ON public.order_items (store_id, order_id, position);
CREATE INDEX order_items_product ON public.order_items (store_id, product_id);
CREATE INDEX order_items_variant ON public.order_items (store_id, variant_id);
CREATE INDEX payments_order ON public.payments (store_id, order_id);
CREATE INDEX payments_newest ON public.payments (store_id, created_at DESC, id DESC);
CREATE INDEX cart_items_product ON public.cart_items (store_id, product_id, variant_id);
CREATE INDEX cart_items_abandoned ON public.cart_items (updated_at);
CREATE INDEX pages_draft_revision ON public.pages (store_id, draft_revision_id) WHERE draft_revision_id IS NOT NULL;
CREATE INDEX pages_published_revision ON public.pages (store_id, published_revision_id)
    WHERE published_revision_id IS NOT NULL;
CREATE INDEX store_owner_subscriptions_owner ON public.store_owner_subscriptions (store_owner_id);
CREATE INDEX store_owner_subscriptions_stripe ON public.store_owner_subscriptions (stripe_subscription_id)
    WHERE stripe_subscription_id IS NOT NULL;
CREATE INDEX system_api_keys_store ON public.system_api_keys (store_id, service_name, key_type);
CREATE INDEX dashboard_sessions_store ON public.dashboard_sessions (store_id);
CREATE INDEX store_policies_current_revision ON public.store_policies (store_id, current_revision_id)
    WHERE current_revision_id IS NOT NULL;
