"""A guest buys, and the owner finds the very order: with scripts on a phone, and without them on a desk."""

import pytest
from playwright.sync_api import expect

from browser.conftest import DESKTOP, PHONE
from browser.shopping import choose_product, fill_in_checkout, find_order, sign_in


@pytest.mark.parametrize(
    ("size", "scripts", "email"),
    [(PHONE, True, "ada@example.com"), (DESKTOP, False, "grace@example.com")],
    ids=["phone", "desk-without-scripts"],
)
def test_a_guest_buys_and_the_owner_finds_the_order(demo, open_browser, screenshot, request, size, scripts, email):
    look = request.node.callspec.id
    guest = open_browser(size, java_script_enabled=scripts)

    guest.goto(demo.shop)
    screenshot(guest, f"{look}-1-home")
    product = choose_product(guest, screenshot, look)
    screenshot(guest, f"{look}-4-product")
    guest.get_by_role("button", name="Add to cart").click()
    expect(guest.get_by_role("status")).to_contain_text("Added")
    expect(guest.locator("main")).to_contain_text(product)
    screenshot(guest, f"{look}-5-cart")

    guest.get_by_role("link", name="Check out").click()
    fill_in_checkout(guest, email)
    screenshot(guest, f"{look}-6-checkout")
    guest.get_by_role("button", name="Place order").click()
    expect(guest.get_by_role("heading", level=1)).to_have_text("Thank you for your order")
    expect(guest.locator("main")).to_contain_text(email)
    screenshot(guest, f"{look}-7-order")
    number = guest.locator("main .over").text_content().removeprefix("Order ").strip()

    owner = open_browser(DESKTOP, java_script_enabled=scripts)
    sign_in(owner, demo)
    find_order(owner, demo, number, screenshot, look)
    expect(owner.locator("main")).to_contain_text(product)
    expect(owner.locator("main")).to_contain_text(email)
    expect(owner.locator("main")).to_contain_text("St James's Square")
    screenshot(owner, f"{look}-9-dashboard-order")


def test_a_page_fits_the_width_of_a_phone(demo, open_browser):
    guest = open_browser(PHONE)
    for path in ("", "/products", "/search?q=shirt", "/cart"):
        guest.goto(demo.shop + path)
        width = guest.evaluate("document.documentElement.scrollWidth")
        assert width <= 390, f"{guest.url} is {width} pixels wide and has to be scrolled sideways"


def test_the_first_page_makes_a_picture_for_the_readme(demo, open_browser, results):
    guest = open_browser(DESKTOP)
    guest.goto(demo.shop, wait_until="networkidle")
    picture = results / "storefront.png"
    guest.screenshot(path=picture)
    assert guest.locator("main img").count() > 3
    assert picture.stat().st_size < 400_000, "docs/images/storefront.png is made from this and must stay small"
