"""An owner comes in with Google, for whom oidc-provider-mock stands in, and connects it to the account."""

import re

import oidc_provider_mock
import pytest
from oidc_provider_mock import User
from playwright.sync_api import expect

from browser.accounts import sign_up
from browser.conftest import DESKTOP, PHONE

PEOPLE = [
    User(sub="gina", claims={"email": "gina@google.test", "email_verified": True, "name": "Gina"}),
    User(sub="otto", claims={"email": "otto@google.test", "email_verified": True}),
    User(sub="unverified", claims={"email": "gina@people.example", "email_verified": False}),
]


@pytest.fixture(scope="module")
def shop(start):
    with oidc_provider_mock.run_server_in_thread(user_claims=PEOPLE) as server:
        yield start(
            "providers",
            SELLUSGENIE_PASSWORD_COST="5",
            GOOGLE_ISSUER=f"http://localhost:{server.server_port}",
            GOOGLE_CLIENT_ID="google-client",
            GOOGLE_CLIENT_SECRET="google-secret",
        )


def consent(page, subject):
    page.locator("input[name=sub]").fill(subject)
    page.locator("button, input[type=submit]").first.click()


def test_google_opens_the_dashboard_and_a_shop_without_a_password(shop, open_browser, screenshot):
    for place, door in (("dashboard", f"{shop.base}/dashboard"), ("shop", f"{shop.shop}/account")):
        guest = open_browser(PHONE if place == "shop" else DESKTOP, java_script_enabled=False)
        guest.goto(f"{door}/sign-in")
        screenshot(guest, f"providers-{place}-sign-in")
        guest.get_by_role("link", name="Continue with Google").click()
        consent(guest, "gina")
        expect(guest).to_have_url(re.compile("/dashboard/stores/new" if place == "dashboard" else "/s/demo/account$"))

    guest = open_browser(DESKTOP)
    guest.goto(f"{shop.base}/dashboard/sign-in")
    guest.get_by_role("link", name="Continue with Google").click()
    consent(guest, "unverified")
    expect(guest.get_by_role("alert")).to_contain_text("has not verified your e-mail address")


def test_google_is_connected_and_disconnected(shop, open_browser, screenshot):
    owner = open_browser(DESKTOP)
    owner.goto(f"{shop.base}/dashboard/sign-up")
    sign_up(owner, shop, "otto@people.example", "Otto Owner")
    owner.goto(f"{shop.base}/dashboard/account")
    screenshot(owner, "providers-account")
    owner.get_by_role("button", name="Connect Google").click()
    consent(owner, "otto")
    expect(owner.get_by_role("status")).to_contain_text("Connected.")
    assert "otto@google.test" in owner.locator("main").inner_text()
    owner.get_by_role("button", name="Disconnect").click()
    expect(owner.get_by_role("status")).to_contain_text("Disconnected.")
