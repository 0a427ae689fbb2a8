"""What schemathesis changes about the requests that it makes up: a cart with something in it, and a new idempotency key
each time, since the document's example names one request only."""

import os
import uuid

import schemathesis


@schemathesis.hook
def before_call(context, case, kwargs):
    if lacks_something(case):
        return
    if 1 <= len(case.headers.get("Cart-Token", "")) <= 200:
        case.headers["Cart-Token"] = os.environ["CART_TOKEN"]
    if len(case.headers.get("Idempotency-Key", "")) >= 16:
        case.headers["Idempotency-Key"] = str(uuid.uuid4())


def lacks_something(case):
    """A request without a parameter that is required: changed, it would no longer be judged as such."""
    scenario = getattr(case.meta and case.meta.phase.data, "scenario", None)
    return scenario is not None and scenario.name == "MISSING_PARAMETER"
