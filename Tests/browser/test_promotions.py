"""A code from the owner's form to the shopper's order."""

from playwright.sync_api import expect

from browser.conftest import DESKTOP, PHONE
from browser.shopping import choose_product, fill_in_checkout, sign_in
from browser.test_accessibility import violations


def test_a_code_is_made_and_used(demo, open_browser, screenshot):
    owner = open_browser(DESKTOP)
    sign_in(owner, demo)
    owner.get_by_role("link", name="Promotions").click()
    owner.get_by_role("link", name="New promotion").click()
    screenshot(owner, "promotion-new")
    found = violations(owner)
    owner.get_by_label("Name").fill("Opening week")
    owner.get_by_label("Code").fill("hello10")
    owner.get_by_label("Percent off").fill("ten")
    owner.get_by_role("button", name="Start the promotion").click()
    expect(owner.locator("#percent-problem")).to_contain_text("such as 10")
    found += violations(owner)
    owner.get_by_label("Percent off").fill("10")
    owner.get_by_role("button", name="Start the promotion").click()
    expect(owner.get_by_role("status")).to_contain_text("Saved")

    shopper = open_browser(PHONE)
    shopper.goto(demo.shop)
    choose_product(shopper, lambda page, name: None, "")
    shopper.get_by_role("button", name="Add to cart").click()
    shopper.get_by_label("Discount code").fill("NOSUCHCODE")
    shopper.get_by_role("button", name="Apply").click()
    expect(shopper.locator(".typed-codes")).to_contain_text("the shop has no such code")
    shopper.get_by_label("Discount code").fill("Hello10")
    shopper.get_by_role("button", name="Apply").click()
    expect(shopper.locator(".summary")).to_contain_text("Opening week (HELLO10)")
    screenshot(shopper, "promotion-cart")
    found += violations(shopper)
    shopper.get_by_role("button", name="Remove NOSUCHCODE").click()
    shopper.get_by_role("link", name="Check out").click()
    expect(shopper.locator(".summary")).to_contain_text("Opening week (HELLO10)")
    fill_in_checkout(shopper, "carol@example.com")
    screenshot(shopper, "promotion-checkout")
    found += violations(shopper)
    shopper.get_by_role("button", name="Place order").click()
    shopper.get_by_role("heading", name="Thank you").wait_for()
    expect(shopper.locator("main")).to_contain_text("Discount")

    owner.reload()
    expect(owner.locator("tbody tr", has_text="HELLO10").locator(".number")).to_have_text("1")
    screenshot(owner, "promotion-list")
    owner.set_viewport_size({"width": 390, "height": 844})
    screenshot(owner, "promotion-list-phone")
    owner.locator("tbody a").first.click()
    screenshot(owner, "promotion-edit-phone")
    found += violations(owner)
    assert not found, "\n".join(dict.fromkeys(found))
