"""A purchase paid by card: intent, confirmation, signed webhook and the browser's return, all at once."""

import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from playwright.sync_api import expect

from browser.conftest import DESKTOP
from browser.shopping import choose_product, fill_in_checkout
from harness.polling import until
from harness.shop_keys import connect_stripe
from harness.stripe_server import signature, webhook


@pytest.fixture(scope="module")
def card_shop(start, stripe):
    program = start("cards", STRIPE_API_BASE=stripe.base)
    program.webhook = f"{program.base}/webhooks/stripe/{connect_stripe(program)}"
    stripe.send_webhooks_to(program.webhook)
    return program


@pytest.fixture
def order(card_shop, open_browser, request):
    """An order that waits for its card, in a browser on its payment page."""
    email = re.sub(r"[^a-z]+", ".", request.node.name).strip(".") + "@example.com"
    page = open_browser(DESKTOP, java_script_enabled=False)
    page.goto(card_shop.shop)
    choose_product(page, lambda *_: None, "")
    page.get_by_role("button", name="Add to cart").click()
    page.get_by_role("link", name="Check out").click()
    fill_in_checkout(page, email)
    page.get_by_role("button", name="Place order").click()
    expect(page.get_by_text("Test mode")).to_be_visible()
    return Order(card_shop, page, email)


class Order:
    """An order as its buyer and as the database know it."""

    def __init__(self, program, page, email):
        self.page = page
        self.status_address = page.url.removesuffix("/payment")
        self._cluster = program.cluster
        self.id, self.intent = self._cluster.rows(
            "SELECT o.id, p.stripe_payment_intent_id FROM orders o JOIN payments p ON p.order_id = o.id"
            " WHERE o.email = %s",
            email,
        )[0]

    def choose_card(self, name):
        self.page.locator("label", has_text=name).click()
        self.page.get_by_role("button", name="Pay").last.click()

    def payment(self):
        return self._cluster.value("SELECT payment_status FROM orders WHERE id = %s", self.id)

    def events(self, kind):
        return self._cluster.value("SELECT count(*) FROM order_events WHERE order_id = %s AND kind = %s", self.id, kind)

    def stock_sold(self):
        query = "SELECT COALESCE(-sum(quantity), 0) FROM stock_movements WHERE order_id = %s AND reason = 'sale'"
        return self._cluster.value(query, self.id)

    def quantity(self):
        return self._cluster.value("SELECT sum(quantity) FROM order_items WHERE order_id = %s", self.id)


def test_a_card_that_is_accepted_pays_the_order(order, stripe, screenshot):
    screenshot(order.page, "stripe-payment")

    order.choose_card("Card that is accepted")

    expect(order.page.get_by_role("heading", level=1)).to_have_text("Thank you for your order")
    expect(order.page.locator(".state")).to_have_text("Paid")
    screenshot(order.page, "stripe-paid")
    assert stripe.intent(order.intent)["metadata"]["order_id"] == str(order.id)
    assert order.payment() == "paid"


def test_a_card_that_is_declined_leaves_the_order_open(order):
    order.choose_card("Card that is declined")

    expect(order.page.get_by_role("alert")).to_contain_text("declined")
    assert order.payment() == "pending"
    assert order.stock_sold() == 0

    order.choose_card("Card that is accepted")

    expect(order.page.locator(".state")).to_have_text("Paid")
    assert order.payment() == "paid"


def test_webhook_and_return_at_once_pay_once(order, card_shop, stripe):
    pay_at_stripe(stripe, order.intent)
    body, headers = webhook(stripe.intent(order.intent), event=f"evt_{order.id.hex}")
    calls = [lambda: requests.post(card_shop.webhook, data=body, headers=headers, timeout=30)] * 4
    calls += [lambda: requests.get(f"{order.status_address}/return", timeout=30)] * 4

    with ThreadPoolExecutor(len(calls)) as pool:
        answers = list(pool.map(lambda call: call(), calls))

    assert [answer.status_code for answer in answers] == [204] * 4 + [200] * 4
    # A webhook is stored first and may be worked off after it was answered.
    until(lambda: order.payment() == "paid", 15, "The order was not paid")
    assert order.events("paid") == 1
    assert order.stock_sold() == order.quantity()


def test_the_webhook_alone_pays_the_order(order, stripe):
    # localstripe sends it a second after the payment; no browser comes back.
    pay_at_stripe(stripe, order.intent)

    until(lambda: order.payment() == "paid", 15, "The order was not paid")
    order.page.goto(order.status_address)
    expect(order.page.locator(".state")).to_have_text("Paid")


@pytest.mark.parametrize(
    "forge",
    [
        lambda body: {},
        lambda body: {"Stripe-Signature": "t=1,v1=00"},
        lambda body: {"Stripe-Signature": signature(body, int(time.time()), secret="whsec_of_somebody_else")},
        lambda body: {"Stripe-Signature": signature(body, int(time.time()) - 3600)},
        lambda body: {"Stripe-Signature": signature(body + " ", int(time.time()))},
    ],
    ids=["unsigned", "nonsense", "another-secret", "an-hour-old", "another-body"],
)
def test_a_webhook_that_is_not_stripes_pays_nothing(order, card_shop, stripe, forge):
    intent = stripe.intent(order.intent) | {"status": "succeeded"}
    body, _ = webhook(intent, event=f"evt_forged_{order.id.hex}")

    answer = requests.post(card_shop.webhook, data=body, headers=forge(body), timeout=30)

    assert answer.status_code == 400
    assert order.payment() == "pending"


def test_a_browser_that_only_says_that_it_paid_pays_nothing(order):
    order.page.goto(f"{order.status_address}/return")

    assert order.payment() == "pending"


def pay_at_stripe(stripe, intent):
    """What Stripe's form does in the buyer's browser."""
    for path, fields in ((intent, {"payment_method": "pm_card_visa"}), (f"{intent}/confirm", {})):
        address = f"{stripe.base}/v1/payment_intents/{path}"
        requests.post(address, data=fields, auth=("sk_test_browser", ""), timeout=10).raise_for_status()
