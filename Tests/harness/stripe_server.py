"""localstripe: a server that speaks Stripe's language, written by others."""

import hashlib
import hmac
import json
import pathlib
import subprocess
import sys
import time

import requests

from harness.polling import until
from harness.ports import free_port

SECRET_KEY = "sk_test_of_the_demo_shop"
PUBLISHABLE_KEY = "pk_test_of_the_demo_shop"
WEBHOOK_SECRET = "whsec_of_the_demo_shop"


class StripeServer:
    def __init__(self, log):
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self._log = pathlib.Path(log)
        self._process = None

    def start(self):
        program = pathlib.Path(__file__).with_name("localstripe_on_loopback.py")
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, program, str(self.port)], stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
            )
        until(self._answers, 15, f"localstripe did not answer, see {self._log}:")
        return self

    def stop(self):
        self._process.terminate()
        self._process.wait(10)

    def send_webhooks_to(self, address):
        settings = {"url": address, "secret": WEBHOOK_SECRET}
        requests.post(f"{self.base}/_config/webhooks/shop", json=settings, timeout=10).raise_for_status()

    def intents(self):
        """All payment intents, by their id."""
        found, after = {}, {}
        while True:
            page = self._get("/v1/payment_intents", limit=100, **after)
            found |= {intent["id"]: intent for intent in page["data"]}
            if not page["has_more"]:
                return found
            after = {"starting_after": page["data"][-1]["id"]}

    def paid_intents(self):
        return {name: intent for name, intent in self.intents().items() if intent["status"] == "succeeded"}

    def intent(self, name):
        return self._get(f"/v1/payment_intents/{name}")

    def _get(self, path, **parameters):
        answer = requests.get(f"{self.base}{path}", params=parameters, auth=(SECRET_KEY, ""), timeout=10)
        answer.raise_for_status()
        return answer.json()

    def _answers(self):
        try:
            return requests.get(f"{self.base}/v1/payment_intents", auth=(SECRET_KEY, ""), timeout=2).ok
        except requests.RequestException:
            return False


def webhook(intent, event="evt_of_the_test", kind="payment_intent.succeeded"):
    """Body and headers as Stripe would send them for a payment intent."""
    now = int(time.time())
    body = json.dumps({"id": event, "object": "event", "type": kind, "created": now, "data": {"object": intent}})
    return body, {"Content-Type": "application/json", "Stripe-Signature": signature(body, now)}


def signature(body, signed_at, secret=WEBHOOK_SECRET):
    digest = hmac.new(secret.encode(), f"{signed_at}.{body}".encode(), hashlib.sha256).hexdigest()
    return f"t={signed_at},v1={digest}"
