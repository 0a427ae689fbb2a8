"""What buyers and owners do in a browser, in the words that they see."""

import json

from playwright.sync_api import expect

from harness.buyer import ADDRESS


def choose_product(page, screenshot, look):
    """By a category, then by a search for what was found there; returns the product's name."""
    page.locator("main .tiles a").first.click()
    screenshot(page, f"{look}-2-category")
    name, options = _find_something_to_choose(page)
    page.get_by_role("searchbox").fill(name)
    page.get_by_role("searchbox").press("Enter")
    found = page.locator("main .card", has=page.get_by_text(name, exact=True)).first
    expect(found).to_be_visible()
    screenshot(page, f"{look}-3-search")
    found.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    for option, value in zip(page.locator("fieldset.option").all(), options, strict=True):
        option.locator("label.pill", has=page.get_by_text(value, exact=True)).click()
    return name


def _find_something_to_choose(page):
    """A product of the list on the page that has options, and those of its last variant that is not sold out."""
    for address in page.locator("main .card a").evaluate_all("links => links.map(link => link.href)"):
        page.goto(address)
        choices = [one["options"] for one in _variants(page) if one["available"] and one["options"]]
        if choices:
            return page.get_by_role("heading", level=1).inner_text(), choices[-1]
    raise AssertionError("Nothing in the first category has options and is not sold out.")


def _variants(page):
    """What the page's script knows about the variants; without scripts it is there too."""
    data = page.locator("[data-variants]")
    return json.loads(data.get_attribute("data-variants")) if data.count() else []


def fill_in_checkout(page, email):
    page.get_by_label("E-mail").fill(email)
    for name, value in ADDRESS.items():
        field = page.locator(f"[name={name}]")
        if name == "shipping_country":
            field.select_option(value)
        else:
            field.fill(value)


def sign_in(page, demo, password="demo-password"):
    page.goto(f"{demo.base}/dashboard")
    page.get_by_label("E-mail address").fill("demo@sellusgenie.test")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def find_order(page, demo, number, screenshot, look):
    """By its number, in the list of orders."""
    page.get_by_role("link", name="Orders").first.click()
    page.get_by_label("Search orders").fill(number)
    page.get_by_label("Search orders").press("Enter")
    expect(page.locator("tbody tr")).to_have_count(1)
    screenshot(page, f"{look}-8-dashboard-orders")
    page.get_by_role("link", name=number).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Order {number}")
