"""A second shop in the same database, whose things the demo shop's visitors and owner must not get at."""

from dataclasses import dataclass
from uuid import UUID

_STATEMENTS = """
    INSERT INTO auth.users (id, email, email_confirmed_at)
        VALUES ('00000000-0000-4000-8000-0000000000a1', 'owner@neighbour.test', now());
    INSERT INTO store_owners (id, email) VALUES ('00000000-0000-4000-8000-0000000000a1', 'owner@neighbour.test');
    INSERT INTO stores (id, store_owner_id, store_name, store_slug)
        VALUES ('00000000-0000-4000-8000-0000000000b1', '00000000-0000-4000-8000-0000000000a1', 'Neighbour', 'neighbour');
    INSERT INTO products (id, store_id, name, slug, price, track_inventory)
        VALUES ('00000000-0000-4000-8000-0000000000c1', '00000000-0000-4000-8000-0000000000b1', 'Quiet lamp',
                'quiet-lamp', 40, false);
    INSERT INTO customers (id, store_id, email)
        VALUES ('00000000-0000-4000-8000-0000000000d1', '00000000-0000-4000-8000-0000000000b1', 'jean@example.com');
    INSERT INTO orders (id, store_id, customer_id, order_number, subtotal, total_amount, email, public_token)
        VALUES ('00000000-0000-4000-8000-0000000000e1', '00000000-0000-4000-8000-0000000000b1',
                '00000000-0000-4000-8000-0000000000d1', 'NEI-001001', 40, 40, 'jean@example.com',
                'ThisTokenOpensTheNeighboursOrder0123456789A')
"""


@dataclass
class Neighbour:
    store: UUID
    variant: UUID
    slug: str = "neighbour"
    product: str = "quiet-lamp"
    order: UUID = UUID("00000000-0000-4000-8000-0000000000e1")
    order_token: str = "ThisTokenOpensTheNeighboursOrder0123456789A"


def move_in(cluster):
    cluster.rows(_STATEMENTS)
    store = UUID("00000000-0000-4000-8000-0000000000b1")
    return Neighbour(store, cluster.value("SELECT id FROM product_variants WHERE store_id = %s", store))
