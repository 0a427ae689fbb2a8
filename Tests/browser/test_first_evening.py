"""An owner's first evening, from signing up to two shops with staff, a larger plan, customers and a program of their own."""

import re

import pytest
import requests
from playwright.sync_api import expect
from supabase_auth import SyncGoTrueClient
from supabase_auth.errors import AuthApiError

from browser.accounts import PASSWORD, sign_up
from browser.conftest import DESKTOP, PHONE
from harness.auth_keys import auth_keys
from harness.mailbox import Mailbox
from harness.till import Till

OWNER, HAND, SHOPPER = "olive@evening.example", "pat@evening.example", "sam@evening.example"


@pytest.fixture(scope="module")
def till(results):
    till = Till(results / "till.log", starter=19_00, professional=59_00, enterprise=249_00).start()
    yield till
    till.stop()


@pytest.fixture(scope="module")
def program(start, till):
    program = start("evening", demo=False, SELLUSGENIE_PASSWORD_COST="5", **till.settings())
    till.report_to(program)
    return program


def test_the_first_evening(program, till, open_browser, screenshot):
    owner = open_browser(DESKTOP)
    till.serve_page(owner)
    owner.goto(program.base + "/")
    owner.get_by_role("link", name="Sign up").click()
    sign_up(owner, program, OWNER, "Olive Owner")

    open_store(owner, program, "Blue Bottle")
    owner.goto(program.base + "/dashboard/plan")
    expect(owner.locator("main")).to_contain_text("Trial")
    open_store(owner, program, "Red Kettle")
    expect(owner.get_by_role("alert")).to_contain_text("1 store")

    buy(owner, program, "Starter")
    screenshot(owner, "evening-plan")
    open_store(owner, program, "Red Kettle")
    expect(owner).to_have_url(re.compile("/dashboard/stores/red-kettle"))
    open_store(owner, program, "Green Pan")
    expect(owner.get_by_role("alert")).to_contain_text("2 stores")

    hand = invite(owner, program, open_browser, "blue-bottle", HAND, "Fulfilment")
    assert hand.goto(f"{program.base}/dashboard/stores/blue-bottle/orders").status == 200
    assert hand.goto(f"{program.base}/dashboard/stores/blue-bottle/settings").status == 403
    assert hand.goto(f"{program.base}/dashboard/stores/red-kettle/orders").status == 404

    shopper = open_browser(PHONE)
    shopper.goto(f"{program.base}/s/blue-bottle/account/sign-up")
    sign_up(shopper, program, SHOPPER, "Sam Shopper")
    expect(shopper.get_by_role("heading", level=1)).to_have_text("Hello, Sam")
    shopper.goto(f"{program.base}/s/red-kettle/account")
    expect(shopper.get_by_role("button", name="Sign in")).to_be_visible()

    key = make_key(owner, program, "blue-bottle")
    assert ask(program, "/store", key).json()["slug"] == "blue-bottle"
    assert ask(program, "/products", key).status_code == 200
    assert ask(program, "/products", key[:-1] + ("a" if key[-1] != "a" else "b")).status_code == 401

    anon = auth_keys(program)["anon"]
    assert signs_in(program.base, anon, OWNER) == OWNER
    assert signs_in(f"{program.base}/s/blue-bottle", anon, SHOPPER) == SHOPPER
    for realm, stranger in ((f"{program.base}/s/red-kettle", SHOPPER), (program.base, SHOPPER), (f"{program.base}/s/blue-bottle", OWNER)):
        with pytest.raises(AuthApiError, check=lambda error: error.code == "invalid_credentials"):
            signs_in(realm, anon, stranger)

    log = owner.request.get(f"{program.base}/dashboard/stores/blue-bottle/audit.csv").text()
    for kind in ("store", "invitation", "staff", "API key", "customer"):
        assert f",{kind}," in log, f"the log says nothing of {kind}"
    assert "Olive Owner" in log
    assert re.search(f"{HAND},\\w+,created,staff,", log), "who accepted is not named"
    assert key not in log and PASSWORD not in log
    owner.goto(f"{program.base}/dashboard/stores/blue-bottle/audit")
    screenshot(owner, "evening-audit")
    owner.get_by_role("link", name="Account").last.click()
    expect(owner.locator(".log")).to_contain_text("plan")


def open_store(page, program, name):
    page.goto(program.base + "/dashboard/stores/new")
    page.get_by_label("Name of the store").fill(name)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Open the store").click()


def buy(page, program, plan):
    page.goto(program.base + "/dashboard/plan")
    page.get_by_role("button", name=f"Choose {plan}").click()
    page.get_by_role("button", name="Pay and subscribe").click()
    expect(page.get_by_role("status")).to_contain_text("Your plan has begun")


def invite(page, program, open_browser, slug, email, role):
    page.goto(f"{program.base}/dashboard/stores/{slug}/settings/staff")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Role", exact=True).select_option(label=role)
    page.get_by_role("button", name="Send the invitation").click()
    guest = open_browser(DESKTOP)
    guest.goto(Mailbox(program.home).next(email).link)
    guest.get_by_label("Choose a password").fill(PASSWORD)
    guest.get_by_role("button", name="Make the account and accept").click()
    expect(guest).to_have_url(re.compile(f"/dashboard/stores/{slug}"))
    return guest


def make_key(page, program, slug):
    page.goto(f"{program.base}/dashboard/stores/{slug}/settings/keys")
    page.get_by_label("Name", exact=True).fill("The till in the shop")
    page.get_by_label("Read products").check()
    page.get_by_role("button", name="Make the key").click()
    return page.locator(".token code").inner_text()


def ask(program, path, key):
    return requests.get(f"{program.base}/api/v1{path}", headers={"Authorization": f"Bearer {key}"}, timeout=10)


def signs_in(realm, key, email):
    client = SyncGoTrueClient(url=f"{realm}/auth/v1", headers={"apikey": key}, auto_refresh_token=False)
    return client.sign_in_with_password({"email": email, "password": PASSWORD}).user.email
