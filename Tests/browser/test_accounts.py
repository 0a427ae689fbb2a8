"""An owner and a shopper make accounts, read their letters, add an authenticator app and sign in with it."""

import re

from playwright.sync_api import expect

from browser.accounts import add_authenticator, sign_in, sign_up
from browser.conftest import DESKTOP, PHONE
from browser.shopping import fill_in_checkout


def test_an_owner_signs_up_from_the_first_page_and_signs_in_in_two_steps(demo, open_browser, screenshot):
    owner = open_browser(DESKTOP, java_script_enabled=False)
    owner.goto(demo.base + "/")
    screenshot(owner, "welcome-desktop")
    owner.get_by_role("link", name="Sign up").click()
    screenshot(owner, "accounts-sign-up")
    sign_up(owner, demo, "olive@owner.example", "Olive Owner")
    expect(owner).to_have_url(re.compile("/dashboard"))

    owner.goto(demo.base + "/dashboard/account")
    screenshot(owner, "accounts-dashboard")
    app = add_authenticator(owner, lambda page, name: screenshot(page, f"accounts-dashboard-{name}"))
    owner.get_by_role("button", name="Sign out").last.click()
    owner.goto(demo.base + "/dashboard/account")
    screenshot(owner, "accounts-sign-in")
    sign_in(owner, "olive@owner.example", app)
    expect(owner.get_by_role("heading", level=1)).to_have_text("Your account")


def test_a_shopper_has_an_account_in_a_shop(demo, open_browser, screenshot):
    shopper = open_browser(PHONE)
    shopper.goto(demo.shop)
    shopper.get_by_role("link", name="Sign in").click()
    screenshot(shopper, "accounts-shop-sign-in")
    shopper.get_by_role("link", name="Create one").click()
    sign_up(shopper, demo, "sam@shopper.example", "Sam Shopper")
    expect(shopper.get_by_role("heading", level=1)).to_have_text("Hello, Sam")

    shopper.goto(demo.shop + "/products")
    shopper.locator("main .card a").first.click()
    shopper.get_by_role("button", name="Add to cart").click()
    shopper.get_by_role("link", name="Check out").click()
    expect(shopper.get_by_label("E-mail")).to_have_value("sam@shopper.example")
    fill_in_checkout(shopper, "sam@shopper.example")
    shopper.get_by_role("button", name="Place order").click()
    expect(shopper.get_by_role("heading", level=1)).to_have_text("Thank you for your order")
    number = shopper.locator("main .over").text_content().removeprefix("Order ").strip()
    shopper.goto(demo.shop + "/account")
    expect(shopper.get_by_role("link", name=number)).to_be_visible()
    screenshot(shopper, "accounts-shop")

    shopper.goto(demo.shop + "/account/security")
    screenshot(shopper, "accounts-shop-security")
    app = add_authenticator(shopper, lambda page, name: screenshot(page, f"accounts-shop-{name}"))
    shopper.goto(demo.shop + "/account")
    shopper.get_by_role("button", name="Sign out").click()
    sign_in(shopper, "sam@shopper.example", app)
    expect(shopper.get_by_role("heading", level=1)).to_have_text("Hello, Sam")


def test_the_first_page_and_the_accounts_fit_the_width_of_a_phone(demo, open_browser, screenshot):
    guest = open_browser({**PHONE, "viewport": {"width": 320, "height": 640}})
    for path in ("/", "/dashboard/sign-in", "/dashboard/sign-up", "/s/demo/account/sign-in", "/s/demo/account/sign-up"):
        guest.goto(demo.base + path)
        width = guest.evaluate("document.documentElement.scrollWidth")
        assert width <= 320, f"{guest.url} is {width} pixels wide and has to be scrolled sideways"
    guest = open_browser(PHONE)
    guest.goto(demo.base + "/")
    screenshot(guest, "welcome-phone")
