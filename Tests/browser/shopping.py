"""What buyers and owners do in a browser, in the words that they see."""

from playwright.sync_api import expect

from harness.buyer import ADDRESS


def choose_product(page, screenshot, look):
    """By a category, then by a search for what was found there; returns the product's name."""
    page.locator("main .tiles a").first.click()
    screenshot(page, f"{look}-2-category")
    title = page.locator("main .card-title").first.inner_text()
    page.get_by_role("searchbox").fill(title)
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator("main .card").first).to_be_visible()
    screenshot(page, f"{look}-3-search")
    # The first that has something to choose and is not sold out.
    addresses = page.locator("main .card a").evaluate_all("links => links.map(link => link.href)")
    for address in addresses:
        page.goto(address)
        add = page.get_by_role("button", name="Add to cart")
        if page.locator("fieldset.option").count() and add.is_enabled():
            break
    for option in page.locator("fieldset.option").all():
        option.locator("label.pill").last.click()
        if not page.get_by_role("button", name="Add to cart").is_enabled():
            option.locator("label.pill").first.click()
    return page.get_by_role("heading", level=1).inner_text()


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
