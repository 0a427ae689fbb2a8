"""An owner fills a shop: by hand, without a mouse, and from a file."""

from playwright.sync_api import expect

from browser.conftest import DESKTOP, PHONE
from browser.shopping import sign_in
from browser.test_accessibility import violations

CSV = """Handle,Title,Variant Price,Variant Inventory Tracker,Variant Inventory Qty
keyboard-jug,Keyboard jug,31,shopify,2
keyboard-jar,Keyboard jar,dear,shopify,2
"""


def type_into(page, label, text):
    """Goes on with the tabulator until the field has the focus, and types."""
    field = page.get_by_label(label, exact=True)
    press_until(page, field)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


def press_until(page, element):
    for _ in range(80):
        if element.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{element} is not reached by the tabulator")


def test_a_product_with_two_options_is_added_by_keyboard(demo, open_browser, screenshot):
    owner = open_browser(DESKTOP)
    sign_in(owner, demo)
    owner.get_by_role("link", name="All orders").wait_for()
    owner.goto(f"{demo.base}/dashboard/stores/demo/products/new")
    found = violations(owner)
    type_into(owner, "Name", "Keyboard scarf")
    type_into(owner, "Description", "Woven without a mouse.")
    type_into(owner, "Price in USD", "45")
    type_into(owner, "Option 1", "Size")
    type_into(owner, "Values of option 1", "Short, Long")
    type_into(owner, "Option 2", "Colour")
    type_into(owner, "Values of option 2", "Moss, Clay")
    press_until(owner, owner.get_by_role("button", name="Show variants"))
    owner.keyboard.press("Enter")
    owner.get_by_label("Stock of Short / Moss").wait_for()
    found += violations(owner)
    screenshot(owner, "product-new-variants")
    for variant in ("Short / Moss", "Short / Clay", "Long / Moss", "Long / Clay"):
        type_into(owner, f"Stock of {variant}", "3")
    press_until(owner, owner.get_by_role("button", name="Save product").last)
    owner.keyboard.press("Enter")
    expect(owner.get_by_role("status")).to_contain_text("Added")
    found += violations(owner)
    screenshot(owner, "product-edit")

    shopper = open_browser(PHONE)
    shopper.goto(f"{demo.shop}/products/keyboard-scarf")
    expect(shopper.get_by_role("heading", level=1)).to_have_text("Keyboard scarf")
    expect(shopper.locator("main")).to_contain_text("Colour")
    assert not found, "\n".join(dict.fromkeys(found))


def test_a_file_is_checked_and_imported(demo, open_browser, screenshot):
    owner = open_browser(DESKTOP)
    sign_in(owner, demo)
    owner.get_by_role("link", name="All orders").wait_for()
    owner.goto(f"{demo.base}/dashboard/stores/demo/imports/new")
    found = violations(owner)
    owner.get_by_label("CSV file").set_input_files(
        {"name": "keyboard.csv", "mimeType": "text/csv", "buffer": CSV.encode()})
    owner.get_by_role("button", name="Check the file").click()
    # The page looks again by itself.
    owner.get_by_role("button", name="Import now").wait_for()
    found += violations(owner)
    screenshot(owner, "import-checked")
    owner.get_by_role("button", name="Import now").click()
    owner.get_by_role("link", name="See the products").wait_for()
    found += violations(owner)
    for room in ("imports", "categories", "products", "products/archived"):
        owner.goto(f"{demo.base}/dashboard/stores/demo/{room}")
        found += violations(owner)
        screenshot(owner, room.replace("/", "-"))
    owner.goto(f"{demo.shop}/products/keyboard-jug")
    expect(owner.get_by_role("heading", level=1)).to_have_text("Keyboard jug")
    assert not found, "\n".join(dict.fromkeys(found))
