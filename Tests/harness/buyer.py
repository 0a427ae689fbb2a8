"""A buyer without a browser: follows the shop's links and fills in its forms, one cookie jar for each."""

import requests

from harness.forms import read

ADDRESS = {
    "shipping_name": "Ada Lovelace",
    "shipping_line1": "12 St James's Square",
    "shipping_city": "London",
    "shipping_postal_code": "SW1Y 4JH",
    "shipping_country": "GB",
}


class Buyer:
    def __init__(self, shop, timeout=30):
        self.shop = shop
        self._timeout = timeout
        self.session = requests.Session()

    def get(self, address):
        return self.session.get(self._absolute(address), timeout=self._timeout)

    def post(self, address, fields, **options):
        options.setdefault("allow_redirects", False)
        return self.session.post(self._absolute(address), data=fields, timeout=self._timeout, **options)

    def page(self, address):
        """A page that has to be there."""
        answer = self.get(address)
        assert answer.status_code == 200, f"GET {answer.url} answered {answer.status_code}"
        return read(answer.text, answer.url)

    def products(self):
        """The addresses of the products on the first page of the list."""
        prefix = f"{self.shop}/products/"
        return list(dict.fromkeys(link for link in self.page("/products").links if link.startswith(prefix)))

    def put_into_cart(self, product, **choice):
        """Sends the form of a product's page."""
        form = self.page(product).form("/cart/lines")
        return self.post(form.action, form.filled(**choice))

    def checkout_form(self, email):
        """The checkout's address and its fields, filled in."""
        form = self.page("/checkout").form("/checkout")
        return form.action, with_address(form, email)

    def _absolute(self, address):
        return self.shop + address if address.startswith("/") else address


def with_address(form, email):
    """The fields of a checkout as Ada fills them in."""
    return form.filled(email=email, **ADDRESS)
