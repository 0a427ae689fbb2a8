"""A storefront of one's own: the demo shop through the API, without a key."""

import uuid

import requests

ADDRESS = {"name": "Ada Lovelace", "line1": "12 St James's Square", "city": "London", "country": "GB"}


class OwnStorefront:
    def __init__(self, program):
        self.root = f"{program.base}/api/v1/shops/demo"
        self.cart = self.ask("POST", "/carts")["token"]

    def ask(self, method, path, body=None, **headers):
        """The answer's document; anything but a good answer is an error."""
        answer = requests.request(method, self.root + path, json=body, headers=headers, timeout=20)
        assert answer.ok, f"{method} {path} answered {answer.status_code}: {answer.text}"
        return answer.json()

    def some_variant(self):
        """One that is for sale."""
        for product in self.ask("GET", "/products?limit=50")["data"]:
            for variant in self.ask("GET", f"/products/{product['slug']}")["variants"]:
                if variant["available"] is None or variant["available"] > 5:
                    return variant["id"]
        raise AssertionError("Everything is sold out.")

    def put_into_cart(self, variant, quantity=1):
        return self.ask(
            "POST", "/cart/items", {"variant": variant, "quantity": quantity}, **{"Cart-Token": self.cart})

    def order(self):
        total = self.ask("POST", "/cart/quotes", {"country": "GB"}, **{"Cart-Token": self.cart})["total"]
        body = {"email": "ada@example.com", "shipping_address": ADDRESS, "expected_total": total}
        headers = {"Cart-Token": self.cart, "Idempotency-Key": str(uuid.uuid4())}
        return self.ask("POST", "/orders", body, **headers)
