"""What people do at the doors of dashboard and shop, in the words that they see."""

import time

import pyotp
from playwright.sync_api import expect

from harness.mailbox import Mailbox

PASSWORD = "a lamp on the windowsill"


def sign_up(page, program, email, name):
    page.get_by_label("Name").fill(name)
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mailbox")
    page.goto(Mailbox(program.home).next(email).link)
    page.get_by_role("button", name="Confirm").click()


def add_authenticator(page, take=lambda page, name: None):
    """Adds one, gives its code of now, and returns the app."""
    page.get_by_role("button", name="Add an authenticator").click()
    expect(page.locator(".scan svg")).to_be_visible()
    take(page, "factor")
    app = pyotp.TOTP(page.locator(".scan code").inner_text().replace(" ", ""))
    page.get_by_label("Six-digit code").fill(app.at(_now()))
    page.get_by_role("button", name="Turn on").click()
    expect(page.get_by_role("status")).to_contain_text("Two-step sign-in is on")
    return app


def sign_in(page, email, app):
    """With the code of the next half minute: the one of now has been used, and clocks may differ by that much."""
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Six-digit code").fill(app.at(_now() + 30))
    page.get_by_role("button", name="Sign in").click()


def _now():
    return int(time.time())
