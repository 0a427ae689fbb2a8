"""A hundred purchases while the program and PostgreSQL are killed: what was acknowledged is there, once."""

import os
import threading
import time

import pytest

from harness.polling import until
from harness.shoppers import Shoppers
from kill.killer import Killer

PURCHASES = 100
AT_ONCE = 8
WITHIN = 170
WAYS = ["program"] * 5 + ["postmaster"] * 3 + ["session"] * 2 + ["both"]


@pytest.fixture(scope="module")
def stock_before(shop, products):
    return _stock(shop)


@pytest.fixture(scope="module")
def survived(shop, products, stock_before):
    """The buyers and their receipts, after all was killed again and again and has come to rest."""
    seed = os.environ.get("SELLUSGENIE_KILL_SEED") or str(time.time_ns())
    print(f"To strike in the same order again: SELLUSGENIE_KILL_SEED={seed}")
    shoppers = Shoppers(shop.shop, products, WITHIN)
    killer = Killer(shop, seed)
    failures = []
    striking = threading.Thread(target=_noting(failures, lambda: killer.strike(shoppers, list(WAYS), PURCHASES - 10)))

    striking.start()
    try:
        shoppers.buy(PURCHASES, AT_ONCE)
    finally:
        striking.join()
        print(f"Strikes: {killer.strikes}\nWhat made buyers try again: {dict(shoppers.setbacks)}")

    assert not failures, failures
    assert len(killer.strikes) == len(WAYS)
    until(lambda: not _held(shop), 30, "Some reservations were neither sold nor released")
    return shoppers


def test_every_acknowledged_order_is_there(shop, survived):
    tokens = {token: email for token, email in shop.cluster.rows(f"SELECT public_token, email FROM {_ORDERS}")}

    assert len(survived.receipts) == PURCHASES
    assert {receipt.token: receipt.email for receipt in survived.receipts}.items() <= tokens.items()


def test_no_order_is_there_twice(shop, survived):
    orders = shop.cluster.value(f"SELECT count(*) FROM {_ORDERS}")
    carts = shop.cluster.value(f"SELECT count(DISTINCT cart_session_id) FROM {_ORDERS}")
    keys = shop.cluster.rows(
        f"SELECT k.key, count(DISTINCT k.order_id) FROM idempotency_keys k LEFT JOIN {_ORDERS} ON o.id = k.order_id"
        " WHERE o.id IS NOT NULL OR k.order_id IS NULL GROUP BY k.key"
    )

    assert orders == carts == PURCHASES
    assert dict(keys) == {receipt.key: 1 for receipt in survived.receipts}


def test_no_money_without_its_order_and_no_order_without_its_money(shop, stripe, survived):
    paid = _of(shop, stripe.paid_intents())
    orders = shop.cluster.rows(
        "SELECT o.id, o.payment_status, p.status, p.stripe_payment_intent_id, (o.total_amount * 100)::int"
        f" FROM {_ORDERS} JOIN payments p ON p.order_id = o.id"
    )

    assert {(payment, status) for _, payment, status, *_ in orders} == {("paid", "succeeded")}
    assert {intent: (str(order), cents) for order, _, _, intent, cents in orders} == {
        name: (intent["metadata"]["order_id"], intent["amount"]) for name, intent in paid.items()
    }


def test_stock_is_the_sum_of_its_movements(shop, survived, stock_before):
    sold = dict(
        shop.cluster.rows(
            f"SELECT i.variant_id, sum(i.quantity) FROM {_ORDERS} JOIN order_items i ON i.order_id = o.id GROUP BY 1"
        )
    )

    assert shop.cluster.rows("SELECT * FROM app.stock_discrepancies") == []
    assert _stock(shop) == {
        variant: (on_hand - sold.get(variant, 0), 0) for variant, (on_hand, _) in stock_before.items()
    }


def test_every_reservation_was_sold(shop, survived):
    states = shop.cluster.rows(
        f"SELECT DISTINCT r.state FROM {_ORDERS} LEFT JOIN stock_reservations r ON r.holder_id = o.id"
    )

    assert states == [("sold",)]


def test_order_numbers_have_no_gap(shop, survived):
    numbers = shop.cluster.rows(
        "SELECT substring(order_number FROM '[0-9]+$')::int FROM orders WHERE store_id = %s ORDER BY 1", shop.store
    )
    last = shop.cluster.value("SELECT last_number FROM order_counters WHERE store_id = %s", shop.store)

    assert [number for (number,) in numbers] == list(range(numbers[0][0], last + 1))


def test_nothing_is_left_half_done(shop, survived):
    points = shop.cluster.rows("SELECT DISTINCT recovery_point, locked_at IS NULL FROM idempotency_keys")
    dead = shop.cluster.rows("SELECT kind, last_error FROM jobs WHERE state = 'dead'")

    assert points == [("finished", True)]
    assert dead == []


#: The orders of this test, and none of the demo's own.
_ORDERS = "(SELECT * FROM orders WHERE email LIKE 'kill-%@example.com') AS o"


def _stock(shop):
    """What is on hand and what is reserved, by variant."""
    levels = shop.cluster.rows("SELECT variant_id, on_hand, reserved FROM stock_levels WHERE store_id = %s", shop.store)
    return {variant: (on_hand, reserved) for variant, on_hand, reserved in levels}


def _held(shop):
    return shop.cluster.value("SELECT count(*) FROM stock_reservations WHERE state = 'held'")


def _of(shop, intents):
    """Those of this shop: others are paid at the same server."""
    store = str(shop.store)
    return {name: intent for name, intent in intents.items() if intent["metadata"].get("store_id") == store}


def _noting(failures, body):
    """`body` for a thread of its own, whose failure would otherwise be lost."""

    def run():
        try:
            body()
        except BaseException as failure:
            failures.append(failure)

    return run
