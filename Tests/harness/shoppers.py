"""Many buyers at once who do not give up: whatever is lost, they send the same form again."""

import collections
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import requests

from harness.buyer import Buyer, with_address
from harness.forms import read


@dataclass(frozen=True)
class Receipt:
    """An order that the shop has acknowledged to its buyer."""

    email: str
    key: str
    token: str


class Shoppers:
    def __init__(self, shop, products, within):
        self.receipts = []
        #: How often each status, or the name of what came instead of an answer, made a buyer try again.
        self.setbacks = collections.Counter()
        self._shop = shop
        self._products = products
        self._deadline = time.monotonic() + within
        self._acknowledged = threading.Condition()

    def buy(self, purchases, at_once):
        """Makes that many purchases, each to its end: placed, paid, and shown as paid."""
        with ThreadPoolExecutor(at_once) as pool:
            for purchase in [pool.submit(self._buy, number) for number in range(purchases)]:
                purchase.result()

    def wait_for(self, count):
        """Returns once so many orders are acknowledged."""
        with self._acknowledged:
            patience = self._deadline - time.monotonic()
            reached = self._acknowledged.wait_for(lambda: len(self.receipts) >= count, patience)
        assert reached, f"Only {len(self.receipts)} of {count} orders were acknowledged; setbacks: {self.setbacks}"

    def _buy(self, number):
        buyer = Buyer(self._shop, timeout=20)
        email = f"kill-{number}@example.com"
        product = self._products[number % len(self._products)]
        order_form = self._page(lambda: buyer.get(product)).form("/cart/lines")
        self._insist(lambda: buyer.post(order_form.action, order_form.fields), 303)
        checkout = self._page(lambda: buyer.get("/checkout")).form("/checkout")
        fields = with_address(checkout, email)
        placed = self._insist(lambda: buyer.post(checkout.action, fields), 303)
        payment = placed.headers["Location"]
        status_page = payment.removesuffix("/payment")
        self._keep(Receipt(email, fields["idempotency_key"], status_page.rsplit("/", 1)[1]))
        self._pay(buyer, payment, status_page)

    def _pay(self, buyer, payment, status_page):
        base = self._shop.removesuffix("/s/demo")
        while "Payment due" in (words := self._page(lambda: buyer.get(base + status_page)).words):
            page = self._page(lambda: buyer.get(base + payment))
            # Without a form it was paid between the two looks.
            for form in [form for form in page.forms if "card" in form.fields]:
                self._try(lambda: buyer.post(form.action, form.fields))
            self._give_up_in_the_end(status_page)
        assert "Paid" in words, f"{status_page} says neither that payment is due nor that it was made: {words}"

    def _keep(self, receipt):
        with self._acknowledged:
            self.receipts.append(receipt)
            self._acknowledged.notify_all()

    def _page(self, send):
        answer = self._insist(send, 200)
        return read(answer.text, answer.url)

    def _insist(self, send, status):
        while True:
            answer = self._try(send)
            if answer is not None and answer.status_code == status:
                return answer
            said = "nothing" if answer is None else read(answer.text, answer.url).words[:500]
            self._give_up_in_the_end(said)
            # As long as a person needs to press the button again.
            time.sleep(0.25)

    def _try(self, send):
        try:
            answer = send()
        except requests.RequestException as problem:
            self.setbacks[type(problem).__name__] += 1
            return None
        if answer.status_code >= 400:
            self.setbacks[answer.status_code] += 1
        return answer

    def _give_up_in_the_end(self, said):
        assert time.monotonic() < self._deadline, f"A buyer gave up; last heard: {said}; setbacks: {self.setbacks}"
