"""A Python client that somebody else's generator makes from the document runs a whole thread: a product is added, found,
put into a cart, ordered, and seen by the shop."""

import importlib
import json
import os
import pathlib
import subprocess
import sys
import uuid

import pytest

from harness.storefront import ADDRESS


@pytest.fixture(scope="module")
def client(document, tmp_path_factory):
    directory = tmp_path_factory.mktemp("client")
    described = directory / "openapi.json"
    described.write_text(json.dumps(document))
    subprocess.run(
        [
            sys.executable, "-m", "openapi_python_client", "generate", "--path", described, "--meta", "none",
            "--output-path", directory / "commerce_client", "--fail-on-warning",
        ],
        check=True, timeout=120, env=dict(os.environ, PATH=f"{pathlib.Path(sys.executable).parent}:{os.environ['PATH']}"))
    sys.path.insert(0, str(directory))
    yield importlib.import_module("commerce_client")
    sys.path.remove(str(directory))


def test_the_whole_thread(service, key, client):
    def ask(group, name, **arguments):
        operation = importlib.import_module(f"commerce_client.api.{group}.{name}")
        answer = operation.sync_detailed(**arguments)
        assert answer.status_code < 300, f"{name}: {answer.content}"
        return answer.parsed

    models = importlib.import_module("commerce_client.models")
    base = f"{service.base}/api/v1"
    owner = client.AuthenticatedClient(base_url=base, token=key)
    shopper = client.Client(base_url=base)
    name = f"Rice bowl {uuid.uuid4().hex[:8]}"

    product = ask(
        "products", "add_product", client=owner, idempotency_key=str(uuid.uuid4()),
        body=models.ProductInput(
            name=name, is_active=True, variants=[models.VariantInput(price="12.00", stock=4)]))
    found = ask("storefront", "list_shop_products", client=shopper, shop="demo", q=name)
    assert found.data[0].slug == product.slug
    shown = ask("storefront", "show_shop_product", client=shopper, shop="demo", product=product.slug)
    cart = ask("storefront", "add_cart", client=shopper, shop="demo").token
    filled = ask(
        "storefront", "add_cart_item", client=shopper, shop="demo", cart_token=cart,
        body=models.CartItemInput(variant=shown.variants[0].id, quantity=2))
    assert filled.subtotal == "24.00"
    quote = ask(
        "storefront", "quote_cart", client=shopper, shop="demo", cart_token=cart, body=models.QuoteInput(country="GB"))
    placed = ask(
        "storefront", "place_order", client=shopper, shop="demo", cart_token=cart, idempotency_key=str(uuid.uuid4()),
        body=models.OrderInput(
            email="ada@example.com", expected_total=quote.total,
            shipping_address=models.AddressInput.from_dict(ADDRESS)))
    seen = ask("orders", "show_store_order", client=owner, order=placed.id)
    assert (seen.total, seen.items[0].quantity) == (quote.total, 2)
    left = ask("storefront", "show_shop_product", client=shopper, shop="demo", product=product.slug)
    assert left.variants[0].available == 2
