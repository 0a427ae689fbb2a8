"""localstripe_with_prices.py --port PORT …: localstripe, whose plans are also called prices, and that sells them on a page.

Stripe renamed plans to prices in 2020 and added words to a change of subscription; localstripe knows the older words only.
What is added to a change is left out here: localstripe always prorates. Checkout Sessions it does not know at all; here they
have the parameters that Stripe documents for a subscription, and no others.
"""

from localstripe import server
from localstripe.resources import Invoice, StripeObject, Subscription, store

# It would be written after each request, and belongs to whoever ran localstripe first.
store.dump_to_disk = lambda: None


def with_plans(items):
    for item in items or []:
        if "price" in item:
            item["plan"] = item.pop("price")
    return items


def create(subscription, items=None, **fields):
    made(subscription, items=with_plans(items), **fields)


def update(subscription, items=None, proration_behavior=None, payment_behavior=None, **fields):
    changed(subscription, items=with_plans(items), **fields)


def preview(cls, customer=None, subscription=None, subscription_details=None):
    details = {k: v for k, v in (subscription_details or {}).items() if k != "proration_behavior"}
    details["items"] = with_plans(details.get("items"))
    return previewed(customer=customer, subscription=subscription, subscription_details=details)


class CheckoutSession(StripeObject):
    object = "checkout.session"
    _id_prefix = "cs_test_"

    def __init__(self, mode, customer, line_items, success_url, cancel_url, client_reference_id=None, subscription_data=None):
        super().__init__()
        assert mode == "subscription" and "{CHECKOUT_SESSION_ID}" in success_url
        self.mode, self.customer, self.client_reference_id = mode, customer, client_reference_id
        self.success_url, self.cancel_url = success_url, cancel_url
        self.status, self.payment_status, self.subscription = "open", "unpaid", None
        self.url = f"https://checkout.stripe.com/c/pay/{self.id}"
        self._items, self._data = line_items, subscription_data or {}

    def _pay(self):
        """What the buyer's button does, with the card that the customer has on file."""
        if self.status == "open":
            bought = Subscription(customer=self.customer, items=self._items, **self._data)
            # Stripe calls a trial by its name; here it would stay incomplete.
            bought.status = "trialing" if bought.trial_end else bought.status
            self.status, self.payment_status, self.subscription, self.url = "complete", "paid", bought.id, None
        return self


made, changed, previewed = Subscription.__init__, Subscription._update, Invoice._api_create_preview_invoice
Subscription.__init__, Subscription._update = create, update

for route in list(server.app.router.routes()):
    if route.resource and route.resource.canonical == "/v1/invoices/create_preview":
        route._handler = server.api_extra(lambda **fields: preview(Invoice, **fields), "/v1/invoices/create_preview")

for method, url, answer in (
    ("POST", "/v1/checkout/sessions", CheckoutSession._api_create),
    ("GET", "/v1/checkout/sessions/{id}", CheckoutSession._api_retrieve),
    ("POST", "/_config/checkout/sessions/{id}/payment", lambda id: CheckoutSession._api_retrieve(id)._pay()),
):
    server.app.router.add_route(method, url, server.api_extra(answer, url))

server.start()
