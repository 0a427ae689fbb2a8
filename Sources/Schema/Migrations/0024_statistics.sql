-- An import fills a shop faster than autovacuum looks. Where few stores are known, a new one counts as one row until then,
-- every index looks as good as any other, and each thousand rows takes longer than those before: 2.4 s after 6,000.
--
-- Owned by whoever migrates, because only a table's owner may do this.
CREATE FUNCTION app.analyze_catalogue() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    ANALYZE public.products, public.product_variants, public.product_options, public.stock_levels;
END
$$;
REVOKE ALL ON FUNCTION app.analyze_catalogue() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.analyze_catalogue() TO service_role;
