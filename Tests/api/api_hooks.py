"""What schemathesis changes about the requests that it makes up: a cart with something in it, and a new idempotency key
each time, since the document's example names one request only."""

import os
import uuid

import schemathesis


@schemathesis.hook
def before_call(context, case, kwargs):
    sent = {}
    if 1 <= len(case.headers.get("Cart-Token", "")) <= 200:
        sent["Cart-Token"] = os.environ["CART_TOKEN"]
    if len(case.headers.get("Idempotency-Key", "")) >= 16:
        sent["Idempotency-Key"] = str(uuid.uuid4())
    kwargs["headers"] = (kwargs.get("headers") or {}) | sent
