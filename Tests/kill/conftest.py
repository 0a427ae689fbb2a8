"""A shop that takes cards, with enough on its shelves for all who come."""

import pytest

from harness.buyer import Buyer
from harness.shop_keys import connect_stripe

PRODUCTS = 8


@pytest.fixture(scope="module")
def shop(start, stripe):
    program = start("kill", STRIPE_API_BASE=stripe.base)
    program.store = connect_stripe(program)
    stripe.send_webhooks_to(f"{program.base}/webhooks/stripe/{program.store}")
    return program


@pytest.fixture(scope="module")
def products(shop):
    """The addresses of some products, restocked."""
    addresses = Buyer(shop.shop).products()[:PRODUCTS]
    slugs = [address.rsplit("/", 1)[1] for address in addresses]
    variants = shop.cluster.rows(
        "SELECT v.id FROM product_variants v JOIN products p ON p.id = v.product_id"
        " WHERE p.store_id = %s AND p.slug = ANY(%s)",
        shop.store,
        slugs,
    )
    restock = "; ".join(f"SELECT app.adjust_stock('{variant}', 1000, 'received', NULL)" for (variant,) in variants)
    shop.cluster.rows(f"BEGIN; SELECT app.enter('service_role', '{{}}', '{shop.store}'); {restock}; COMMIT")
    return addresses
