"""What nobody should send, sent over real HTTP: a sentence each time, and never a 500."""

import re
import uuid

import pytest
import requests

from harness import neighbour
from harness.buyer import ADDRESS, Buyer
from harness.raw import exchange
from harness.refusals import assert_refused

UNKNOWN = "/00000000-0000-4000-8000-000000000000"
#: What stands where an id or a slug belongs.
WRONG_NAMES = ["not-a-uuid", "0", "-1", "' OR 1=1 --", "%FF%FE", "%00", "..%2F..%2Fetc%2Fpasswd", "x" * 5000, "🦄", "%"]
WRONG_QUANTITIES = ["-1", "0", "1.5", "", " ", "one", "10000", "2147483648", "99999999999999999999999999", "1e9", "NaN", "٣"]


@pytest.fixture(scope="module")
def other(demo):
    return neighbour.move_in(demo.cluster)


@pytest.fixture
def buyer(demo):
    return Buyer(demo.shop)


@pytest.fixture(scope="module")
def product(demo):
    """The address of a product that can be bought."""
    return _buyable(Buyer(demo.shop))


@pytest.fixture
def filled(buyer, product):
    """A buyer with something in the cart, and the form of the checkout."""
    assert buyer.put_into_cart(product).status_code == 303
    return (buyer, *buyer.checkout_form("bad@example.com"))


@pytest.fixture
def owner(demo):
    """The demo shop's owner, signed in."""
    owner = Buyer(f"{demo.base}/dashboard")
    form = owner.page("/sign-in").form("/session")
    answer = owner.post(form.action, form.filled(email="demo@sellusgenie.test", password="demo-password"))
    assert answer.status_code == 303
    return owner


def _buyable(buyer):
    for product in buyer.products():
        if buyer.put_into_cart(product).status_code == 303:
            return product
    raise AssertionError("Nothing on the first page of the demo shop can be bought.")


# Addresses

@pytest.mark.parametrize("name", WRONG_NAMES, ids=lambda name: name[:12])
@pytest.mark.parametrize("place", ["/products/", "/categories/", "/orders/", "/nowhere/"])
def test_a_page_that_is_not_there(buyer, place, name):
    assert_refused(buyer.get(place + name), 400, 404, 414)


@pytest.mark.parametrize("name", WRONG_NAMES, ids=lambda name: name[:12])
def test_a_shop_that_is_not_there(demo, name):
    assert_refused(requests.get(f"{demo.base}/s/{name}/", timeout=30, allow_redirects=False), 400, 404, 414)


@pytest.mark.parametrize(
    "query", ["q=%FF%FE", "q=%00", "q=" + "x" * 10_000, "q=%", "q[]=1&q[]=2", "q=' OR 1=1 --", "after=nonsense", "sort=1"]
)
@pytest.mark.parametrize("place", ["/search", "/products", "/cart", "/checkout"])
def test_a_query_that_makes_no_sense(buyer, place, query):
    answer = buyer.get(f"{place}?{query}")

    # Most of it may be ignored; what cannot be understood is refused in words.
    if answer.status_code != 200:
        assert_refused(answer, 400, 404, 414, 422)


# The cart

@pytest.mark.parametrize("quantity", WRONG_QUANTITIES)
def test_a_quantity_that_nobody_can_buy(buyer, product, quantity):
    assert_refused(buyer.put_into_cart(product, quantity=quantity), 422)


@pytest.mark.parametrize("quantity", [one for one in WRONG_QUANTITIES if one != "0"])
def test_a_quantity_that_no_cart_holds(filled, quantity):
    buyer, *_ = filled
    line = next(form for form in buyer.page("/cart").forms if "quantity" in form.fields)

    assert_refused(buyer.post(line.action, {"quantity": quantity}), 422)


@pytest.mark.parametrize("variant", WRONG_NAMES[:6] + [UNKNOWN[1:]])
@pytest.mark.parametrize("act", ["", "/removal"])
def test_a_line_that_is_not_in_the_cart(filled, variant, act):
    buyer, *_ = filled

    answer = buyer.post(f"/cart/lines/{variant}{act}", {"quantity": "1"})

    if not (act and answer.status_code == 303):
        assert_refused(answer, 400, 404, 422)


def test_options_that_do_not_exist(buyer, product):
    answer = buyer.put_into_cart(product, option1="no such size", option2="x" * 300, option3="🦄")

    if answer.status_code != 303:
        assert_refused(answer, 422)


# Bodies

BODIES = {
    "nothing": b"",
    "no form": b"\x00\x01\x02\x03",
    "json": b'{"product": "x", "quantity": 1}',
    "broken utf-8": b"product=%FF%FE&email=%C3%28&quantity=1",
    "raw broken utf-8": b"product=\xff\xfe&email=\xc3\x28",
    "nul": b"product=%00&email=a%00b%40example.com&password=%00",
    "half an escape": b"product=%4&email=%",
    "a field twice": b"product=a&product=b&quantity=1&quantity=2",
    "ten thousand fields": b"&".join(b"f%d=1" % number for number in range(10_000)),
}


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "application/json", "text/plain", "nonsense", None])
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
@pytest.mark.parametrize("place", ["/s/demo/cart/lines", "/s/demo/checkout", "/dashboard/session"])
def test_a_body_that_is_no_form_of_ours(demo, place, body, kind):
    headers = {"Content-Type": kind} if kind else {}

    answer = requests.post(demo.base + place, data=body, headers=headers, allow_redirects=False, timeout=30)

    assert_refused(answer, 303, 400, 403, 404, 413, 415, 422)


@pytest.mark.parametrize("place", ["/s/demo/cart/lines", "/s/demo/checkout", "/dashboard/session", "/webhooks/stripe/x"])
def test_ten_megabytes(demo, place):
    body = b"email=" + b"x" * 10_000_000
    head = (
        f"POST {place} HTTP/1.1\r\nHost: localhost:{demo.port}\r\nConnection: close\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
    )

    declared = exchange(demo.port, f"{head}Content-Length: {len(body)}\r\n\r\n".encode(), body)
    chunk = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    chunked = exchange(demo.port, f"{head}Transfer-Encoding: chunked\r\n\r\n".encode(), chunk)

    for status in (declared, chunked):
        assert status in (400, 403, 404, 413), f"{place} answered {status}"
    assert demo.is_ready()


@pytest.mark.parametrize(
    "lines",
    [
        b"GET /s/demo/\xff\xfe HTTP/1.1\r\nHost: localhost",
        b"GET /s/demo/ HTTP/1.1\r\nHost: \xff.localhost",
        b"GET /s/demo/ HTTP/1.1",
        b"GET /s/demo/cart HTTP/1.1\r\nHost: localhost\r\nCookie: cart=\xff\xfe; ;;=",
        b"GET http://[::1 HTTP/1.1\r\nHost: localhost",
        b"GET /s/demo/ HTTP/1.1\r\nHost: localhost\r\nX-Long: " + b"x" * 200_000,
        b"NONSENSE",
        b"POST /s/demo/checkout HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1",
    ],
    ids=["path", "host", "no-host", "cookie", "address", "header", "line", "length"],
)
def test_bytes_that_are_hardly_http(demo, lines):
    status = exchange(demo.port, lines + b"\r\nConnection: close\r\n\r\n")

    assert status < 500, f"answered {status}"
    assert demo.is_ready()


# The checkout

@pytest.mark.parametrize("missing", ["email", *ADDRESS])
def test_a_field_that_is_missing(filled, missing):
    buyer, address, fields = filled

    without = buyer.post(address, {name: value for name, value in fields.items() if name != missing})
    empty = buyer.post(address, fields | {missing: "  "})

    if missing == "shipping_postal_code":
        # Not every country has them.
        return
    for answer in (without, empty):
        assert_refused(answer, 422)
        assert f'id="{missing}-error"' in answer.text, f"Nothing is said beside {missing}."


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("email", "nobody"),
        ("email", "a@b@c"),
        ("email", "x" * 300 + "@example.com"),
        ("shipping_name", "x" * 10_000),
        ("shipping_country", "XX"),
        ("shipping_country", "Great Britain"),
        ("shipping_city", "🦄" * 1000),
        ("shipping_phone", "x" * 500),
        ("notes", "x" * 50_000),
        ("idempotency_key", ""),
        ("idempotency_key", "short"),
        ("idempotency_key", "ü" * 40),
        ("idempotency_key", "x" * 5000),
        ("total_seen", ""),
        ("total_seen", "-1"),
        ("total_seen", "1"),
        ("total_seen", "99999999999999999999999999"),
    ],
    ids=lambda value: value[:16],
)
def test_a_field_that_is_wrong(filled, name, value):
    buyer, address, fields = filled

    assert_refused(buyer.post(address, fields | {name: value}), 422)


@pytest.mark.parametrize("token", ["", "nonsense", "AAAA" * 11, "x" * 5000])
def test_a_form_that_we_did_not_give_out(filled, token):
    buyer, address, fields = filled

    assert_refused(buyer.post(address, fields | {"form_token": token}), 403)


def test_a_form_from_another_site(filled):
    buyer, address, fields = filled

    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert_refused(buyer.post(address, fields, headers=headers), 403)


def test_a_key_used_for_another_order(filled, product):
    buyer, address, fields = filled
    first = buyer.post(address, fields)
    assert first.status_code == 303

    # The same again is the same order, another with the same key is refused.
    again = buyer.post(address, fields)
    assert again.status_code == 303
    assert again.headers["Location"] == first.headers["Location"]
    assert buyer.put_into_cart(product).status_code == 303
    assert_refused(buyer.post(address, fields | {"shipping_name": "Somebody Else"}), 422)


def test_text_is_shown_as_text(filled):
    buyer, address, fields = filled
    script = "<script>alert(1)</script>"

    answer = buyer.post(address, fields | {"shipping_name": script, "email": f'"{script}'})

    assert_refused(answer, 422)
    assert script not in answer.text


# Cookies

@pytest.mark.parametrize("cookie", ["nonsense", "a.b", "A" * 200, "", "x" * 4000])
def test_a_forged_cart_is_no_cart(demo, cookie):
    for path in ("/cart", "/checkout"):
        answer = requests.get(demo.shop + path, headers={"Cookie": f"cart={cookie}"}, timeout=30)
        assert answer.status_code == 200
        assert "cart is empty" in answer.text


def test_a_cart_of_another_shop_is_no_cart(demo, other, filled):
    buyer, *_ = filled
    cookie = buyer.session.cookies["cart"]

    answer = requests.get(f"{demo.base}/s/{other.slug}/cart", headers={"Cookie": f"cart={cookie}"}, timeout=30)

    assert answer.status_code == 200
    assert "cart is empty" in answer.text


@pytest.mark.parametrize("cookie", ["nonsense", "A" * 43, "x" * 4000, str(uuid.uuid4())])
def test_a_forged_session_leads_to_the_door(demo, cookie):
    rooms = f"{demo.base}/dashboard/stores/demo/orders"

    for method in ("GET", "POST"):
        answer = requests.request(
            method, rooms, headers={"Cookie": f"dashboard_session={cookie}"}, allow_redirects=False, timeout=30
        )
        assert_refused(answer, 303, 401, 404)
        if answer.is_redirect:
            assert "/dashboard/sign-in" in answer.headers["Location"]


def test_an_expired_session_leads_to_the_door(demo, owner):
    rooms = "/stores/demo/orders"
    assert owner.get(rooms).status_code == 200
    demo.cluster.rows("UPDATE browser_sessions SET"
                      " last_used_at = now() - interval '60 days', expires_at = now() - interval '1 day'")

    answer = owner.session.get(f"{demo.base}/dashboard{rooms}", allow_redirects=False, timeout=30)

    assert answer.status_code == 303
    assert "/dashboard/sign-in" in answer.headers["Location"]


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("demo@sellusgenie.test", "wrong"),
        ("nobody@sellusgenie.test", "demo-password"),
        ("demo@sellusgenie.test", ""),
        ("", ""),
        ("x" * 5000, "x" * 5000),
        ("' OR 1=1 --", "' OR 1=1 --"),
    ],
    ids=["password", "address", "no-password", "nothing", "long", "quotes"],
)
def test_a_wrong_sign_in(demo, email, password):
    door = Buyer(f"{demo.base}/dashboard")
    form = door.page("/sign-in").form("/session")

    assert_refused(door.post(form.action, form.filled(email=email, password=password)), 401, 422)


# Other shops

def test_a_visitor_does_not_get_at_another_shop(demo, other, buyer, filled):
    assert requests.get(f"{demo.base}/s/{other.slug}/products/{other.product}", timeout=30).status_code == 200
    assert requests.get(f"{demo.base}/s/{other.slug}/orders/{other.order_token}", timeout=30).status_code == 200
    shopper, *_ = filled

    assert_refused(buyer.get(f"/products/{other.product}"), 404)
    assert_refused(buyer.get(f"/orders/{other.order_token}"), 404)
    assert_refused(buyer.get(f"/orders/{other.order_token}/payment"), 404)
    assert_refused(buyer.get(f"/orders/{other.order_token}/return"), 404)
    assert_refused(buyer.get(f"/orders/{other.order}"), 404)
    assert_refused(buyer.post("/cart/lines", {"product": other.product, "quantity": "1"}), 404, 422)
    assert_refused(shopper.post(f"/cart/lines/{other.variant}", {"quantity": "1"}), 404, 422)


def test_an_owner_does_not_get_at_another_shop(other, owner):
    home, away = "/stores/demo", f"/stores/{other.slug}"
    token = re.search(r'name="form_token" value="([^"]+)"', owner.get(f"{home}/orders").text).group(1)
    shipped = {"event": "shipped", "form_token": token}

    for path in ("/orders", f"/orders/{other.order}", "/products"):
        assert_refused(owner.get(away + path), 403, 404)
    assert_refused(owner.get(f"{home}/orders/{other.order}"), 404)
    assert_refused(owner.post(f"{home}/orders/{other.order}/events", shipped), 404)
    assert_refused(owner.post(f"{away}/orders/{other.order}/events", shipped), 403, 404)


@pytest.mark.parametrize("name", [*WRONG_NAMES, UNKNOWN[1:]], ids=lambda name: name[:12])
def test_an_owner_asks_for_what_is_not_there(owner, name):
    for path in (f"/stores/{name}/orders", f"/stores/demo/orders/{name}", f"/stores/demo/{name}"):
        assert_refused(owner.get(path), 400, 404, 414)
    for query in (f"after={name}", f"q={name}", f"status={name}"):
        answer = owner.get(f"/stores/demo/orders?{query}")
        if answer.status_code != 200:
            assert_refused(answer, 400, 404, 414, 422)
