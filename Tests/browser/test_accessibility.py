"""Every page of a purchase, looked at by axe."""

from axe_playwright_python.sync_playwright import Axe

from browser.accounts import PASSWORD, add_authenticator, sign_up
from browser.conftest import DESKTOP, PHONE
from browser.shopping import choose_product, fill_in_checkout, sign_in



def violations(page):
    """The violations that shut somebody out, each with the first place where it is."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{page.url}: {one['id']} ({one['impact']}): {one['help']}; {one['nodes'][0]['html'][:200]}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


def test_nobody_is_shut_out_of_a_purchase(demo, open_browser):
    found = []
    for size in (PHONE, DESKTOP):
        guest = open_browser(size)
        guest.goto(demo.shop)
        found += violations(guest)
        choose_product(guest, lambda page, name: found.extend(violations(page)), "")
        found += violations(guest)
        guest.get_by_role("button", name="Add to cart").click()
        guest.get_by_role("link", name="Check out").wait_for()
        found += violations(guest)
        guest.get_by_role("link", name="Check out").click()
        found += violations(guest)
        # With nothing filled in, every sentence about what is missing is on the page.
        guest.get_by_role("button", name="Place order").click()
        guest.locator(".error").first.wait_for()
        found += violations(guest)
        fill_in_checkout(guest, "mary@example.com")
        guest.get_by_role("button", name="Place order").click()
        guest.get_by_role("heading", name="Thank you").wait_for()
        found += violations(guest)
        guest.goto(f"{demo.shop}/orders/nobody-knows-this-one")
        found += violations(guest)
    assert not found, "\n".join(dict.fromkeys(found))


def test_nobody_is_shut_out_of_the_dashboard(demo, open_browser):
    owner = open_browser(DESKTOP)
    owner.goto(f"{demo.base}/dashboard")
    found = violations(owner)
    sign_in(owner, demo, password="wrong-password")
    owner.get_by_role("alert").wait_for()
    found += violations(owner)
    sign_in(owner, demo)
    owner.get_by_role("link", name="All orders").wait_for()
    found += violations(owner)
    owner.get_by_role("link", name="Orders").first.click()
    found += violations(owner)
    owner.locator("tbody a").first.click()
    found += violations(owner)
    owner.get_by_role("link", name="Products").first.click()
    found += violations(owner)
    owner.locator("tbody a").first.click()
    owner.locator("input[name^=price-]").first.fill("nothing")
    owner.get_by_role("button", name="Save").click()
    owner.locator(".error").first.wait_for()
    found += violations(owner)
    # What was asked of the shop in two months, so that the history of the plan is there.
    demo.cluster.rows(
        """
        INSERT INTO store_request_usage (store_id, date, requests, over_rate)
        SELECT id, (date_trunc('month', now()) - n * interval '20 days')::date, 4000, 20 FROM stores, generate_series(0, 1) n
        ON CONFLICT DO NOTHING
        """
    )
    for room in ("stores/demo/audit", "stores/demo/audit?kind=product", "plan"):
        owner.goto(f"{demo.base}/dashboard/{room}")
        found += violations(owner)
    assert not found, "\n".join(dict.fromkeys(found))


def test_nobody_is_shut_out_of_opening_and_setting_up_a_store(demo, open_browser):
    owner = open_browser(DESKTOP)
    sign_in(owner, demo)
    owner.get_by_role("link", name="All orders").wait_for()
    found = []
    owner.goto(f"{demo.base}/dashboard/stores/new")
    found += violations(owner)
    owner.get_by_label("Name of the store").fill("Second shop")
    owner.get_by_role("button", name="Continue").click()
    owner.get_by_label("Address").fill("admin")
    owner.get_by_role("button", name="Open the store").click()
    owner.locator(".error").first.wait_for()
    found += violations(owner)
    rooms = ("", "/store", "/address", "/domain", "/staff", "/payments", "/email", "/keys", "/policies", "/policies/terms", "/closing")
    pages = [f"stores/demo/settings{room}" for room in rooms] + ["stores/demo/audit", "plan", "plan/invoices", "account"]
    for page in pages:
        answer = owner.goto(f"{demo.base}/dashboard/{page}")
        assert answer.status == 200, f"{page} answered {answer.status}"
        found += violations(owner)
    owner.goto(f"{demo.base}/dashboard/stores/demo/settings/closing")
    owner.get_by_label("Type").fill("something else")
    owner.get_by_role("button", name="Delete the store").click()
    owner.locator(".error").first.wait_for()
    found += violations(owner)
    owner.goto(f"{demo.base}/dashboard/invitations/nobody-knows-this-one")
    found += violations(owner)
    assert not found, "\n".join(dict.fromkeys(found))


def test_nobody_is_shut_out_of_an_account(demo, open_browser):
    found = []
    places = (("dashboard", f"{demo.base}/dashboard", f"{demo.base}/dashboard/account"), ("shop", *[f"{demo.shop}/account"] * 2))
    for place, doors, rooms in places:
        guest = open_browser(PHONE)
        email = f"{place}@people.example"
        for page in ("sign-in", "sign-up", "forgotten-password", "sign-in-link", "confirmation-letter"):
            guest.goto(f"{doors}/{page}")
            found += violations(guest)
        for page in ("confirm", "new-password"):
            guest.goto(f"{rooms}/{page}?token=none&type=signup")
            found += violations(guest)
        guest.goto(f"{doors}/sign-up")
        guest.get_by_label("Name").fill("Axel Axe")
        guest.get_by_label("E-mail address").fill(email)
        guest.get_by_label("Password").fill("short")
        guest.get_by_role("button", name="Create account").click()
        guest.locator(".error").first.wait_for()
        found += violations(guest)
        sign_up(guest, demo, email, "Axel Axe")
        found += violations(guest)
        guest.goto(rooms if place == "dashboard" else f"{rooms}/security")
        found += violations(guest)
        add_authenticator(guest, lambda page, name: found.extend(violations(page)))
        # The recovery codes, and then the page that asks for one.
        found += violations(guest)
        guest.goto(rooms if place == "dashboard" else f"{rooms}/security")
        found += violations(guest)
        guest.goto(rooms)
        guest.get_by_role("button", name="Sign out").first.click()
        guest.goto(f"{doors}/sign-in")
        guest.get_by_label("E-mail address").fill(email)
        guest.get_by_label("Password").fill(PASSWORD)
        guest.get_by_role("button", name="Sign in").click()
        found += violations(guest)
        guest.get_by_role("link", name="Use a recovery code").click()
        guest.get_by_label("Recovery code").fill("22222-22222")
        guest.get_by_role("button", name="Sign in").click()
        guest.locator(".error").first.wait_for()
        found += violations(guest)
    for scheme in ("light", "dark"):
        guest = open_browser(DESKTOP, color_scheme=scheme)
        guest.goto(demo.base + "/")
        found += violations(guest)
    assert not found, "\n".join(dict.fromkeys(found))
