"""localstripe_on_loopback.py PORT: localstripe, reachable from this machine only and without its file in /tmp.

One thing more is mended: Stripe lets a buyer whose card was declined try another, localstripe does not.
"""

import sys

from aiohttp import web
from localstripe.resources import PaymentIntent, store
from localstripe.server import app

# It would be written after each request, and belongs to whoever ran localstripe first.
store.dump_to_disk = lambda: None


def forget_the_declined_card(intent, **fields):
    if "payment_method" in fields and intent.latest_charge and intent.latest_charge.status == "failed":
        intent.latest_charge = None
    update(intent, **fields)


update = PaymentIntent._update
PaymentIntent._update = forget_the_declined_card

web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), access_log=None, print=None)
