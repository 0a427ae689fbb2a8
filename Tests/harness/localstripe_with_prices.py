"""localstripe_with_prices.py --port PORT …: localstripe, whose plans are also called prices.

Stripe renamed plans to prices in 2020 and added words to a change of subscription; localstripe knows the older words only.
What is added to a change is left out here: localstripe always prorates.
"""

from localstripe import server
from localstripe.resources import Invoice, Subscription, store

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


made, changed, previewed = Subscription.__init__, Subscription._update, Invoice._api_create_preview_invoice
Subscription.__init__, Subscription._update = create, update

for route in list(server.app.router.routes()):
    if route.resource and route.resource.canonical == "/v1/invoices/create_preview":
        route._handler = server.api_extra(lambda **fields: preview(Invoice, **fields), "/v1/invoices/create_preview")

server.start()
