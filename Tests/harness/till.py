"""Stripe Billing as the platform uses it: localstripe with prices, and its page on which a plan is bought."""

import pathlib
import subprocess
import sys

import requests

from harness.polling import until
from harness.ports import free_port

SECRET_KEY = "sk_test_of_the_platform"
WEBHOOK_SECRET = "whsec_of_the_platform"


class Till:
    def __init__(self, log, **monthly):
        self.base = f"http://127.0.0.1:{free_port()}"
        self._log = pathlib.Path(log)
        self._monthly = monthly
        self._process = None

    def start(self):
        program = pathlib.Path(__file__).with_name("localstripe_with_prices.py")
        port = self.base.rpartition(":")[2]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, program, "--port", port, "--from-scratch"],
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)
        until(self._answers, 15, f"localstripe did not answer, see {self._log}:")
        for plan, amount in self._monthly.items():
            self._post("/v1/plans", {
                "id": f"price_{plan}", "amount": amount, "currency": "usd", "interval": "month", "product[name]": plan})
        return self

    def stop(self):
        self._process.terminate()
        self._process.wait(10)

    def settings(self):
        """What the program is told of it."""
        prices = {f"STRIPE_PRICE_{plan.upper()}": f"price_{plan}" for plan in self._monthly}
        return prices | {
            "STRIPE_API_BASE": self.base,
            "STRIPE_BILLING_SECRET_KEY": SECRET_KEY,
            "STRIPE_BILLING_WEBHOOK_SECRET": WEBHOOK_SECRET,
        }

    def report_to(self, program):
        self._post("/_config/webhooks/platform", {"url": f"{program.base}/webhooks/stripe", "secret": WEBHOOK_SECRET})

    def serve_page(self, page):
        """Stands in for Stripe's page in a browser: a button that pays with a good card and leads back."""
        page.route("https://checkout.stripe.com/c/pay/*", lambda route: route.fulfill(
            content_type="text/html",
            body=f"<title>Checkout</title><form action='{route.request.url}/paid'><button>Pay and subscribe</button></form>"))
        page.route("https://checkout.stripe.com/c/pay/*/paid*", self._lead_back)

    def _lead_back(self, route):
        paid = self._pay(route.request.url.split("/")[-2])
        address = paid["success_url"].replace("{CHECKOUT_SESSION_ID}", paid["id"])
        route.fulfill(content_type="text/html", body=f"<title>Paid</title><meta http-equiv='refresh' content='0; url={address}'>")

    def _pay(self, session):
        customer = self._get(f"/v1/checkout/sessions/{session}")["customer"]
        card = {"type": "card", "card[number]": "4242424242424242", "card[exp_month]": 12, "card[exp_year]": 2040, "card[cvc]": 123}
        method = self._post("/v1/payment_methods", card).json()["id"]
        self._post(f"/v1/payment_methods/{method}/attach", {"customer": customer})
        self._post(f"/v1/customers/{customer}", {"invoice_settings[default_payment_method]": method})
        return self._post(f"/_config/checkout/sessions/{session}/payment", {}).json()

    def _get(self, path):
        answer = requests.get(self.base + path, auth=(SECRET_KEY, ""), timeout=10)
        answer.raise_for_status()
        return answer.json()

    def _post(self, path, fields):
        answer = requests.post(self.base + path, data=fields, auth=(SECRET_KEY, ""), timeout=10)
        answer.raise_for_status()
        return answer

    def _answers(self):
        try:
            return requests.get(f"{self.base}/v1/plans", auth=(SECRET_KEY, ""), timeout=2).ok
        except requests.RequestException:
            return False
