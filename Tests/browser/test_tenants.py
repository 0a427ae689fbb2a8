"""The operator's commands beside a running server, and the console in a browser."""

import json
import os
import re
import subprocess
import tarfile

import pytest
import requests

from browser.conftest import DESKTOP, PHONE
from browser.test_accessibility import violations

OPERATOR = {"email": "op@example.test", "password": "operator-password"}


@pytest.fixture(scope="module")
def installation(start):
    return start("operated")


def run(program, *words, typed="", succeeds=True):
    """A command on the program's home, while the program runs."""
    done = subprocess.run(
        [program.executable, *words], input=typed, capture_output=True, text=True, timeout=120,
        cwd=program.home.parent, env=os.environ | {"SELLUSGENIE_HOME": str(program.home), "SELLUSGENIE_BASE_URL": program.base})
    assert (done.returncode == 0) == succeeds, done.stdout + done.stderr
    return done.stdout if succeeds else done.stderr


def tenants(program, *words):
    return json.loads(run(program, "tenants", "list", "--json", *words))["tenants"]


def members(archive):
    with tarfile.open(archive) as tar:
        manifest = json.load(tar.extractfile("manifest.json"))
        # Any tape archiver reads it; the hashes are those of the members.
        names = {m["name"] for m in manifest["members"]} | {"manifest.json"}
        assert set(tar.getnames()) - {"secrets.sealed"} == names
    return manifest


def test_the_demo_moves_away_and_comes_back(installation, tmp_path_factory):
    program = installation
    folder = tmp_path_factory.mktemp("archives")
    first, second = folder / "first.tar", folder / "second.tar"
    (demo,) = tenants(program, "demo@")
    assert [s["slug"] for s in demo["stores"]] == ["demo"] and demo["orders"] == 24

    run(program, "tenants", "export", "demo@sellusgenie.test", "--output", str(first))
    assert "already" in run(program, "tenants", "export", "demo", "-o", str(first), succeeds=False)
    assert "erase that tenant first" in run(program, "tenants", "import", str(first), succeeds=False)
    assert "Nothing was erased" in run(program, "tenants", "erase", "demo", typed="no\n", succeeds=False)
    left = run(program, "tenants", "erase", "demo", typed="demo@sellusgenie.test\n")
    assert "24 orders" in left and "without a name" in left
    assert tenants(program, "demo@") == []
    assert program.cluster.value("SELECT count(*) FROM closed_books WHERE kind = 'order'") == 24
    assert requests.get(program.shop, timeout=10).status_code == 404

    assert "Would have imported" in run(program, "tenants", "import", str(first), "--dry-run")
    assert tenants(program, "demo@") == []
    arrived = run(program, "tenants", "import", str(first), "--plan", "professional", "--rename", "demo=again")
    assert "shops again" in arrived
    run(program, "tenants", "export", "again", "--output", str(second))

    before, after = members(first), members(second)
    differing = {m["table"] for m, n in zip(before["members"], after["members"]) if m != n}
    assert len(before["members"]) == len(after["members"])
    # The shop's new name; and the server's own jobs go on beside.
    assert differing <= {"stores", "products", "stock_refreshes", "analytics_sessions", "analytics_summary"}, differing
    assert program.cluster.value("SELECT count(*) FROM app.stock_discrepancies") == 0
    assert requests.get(f"{program.base}/s/again", timeout=10).status_code == 200
    # The owner's password came along.
    assert sign_in(program, "demo@sellusgenie.test", "demo-password").get(
        f"{program.base}/dashboard/stores/again/orders", timeout=10).status_code == 200


def sign_in(program, email, password):
    browser = requests.Session()
    door = browser.get(f"{program.base}/dashboard/sign-in", timeout=10).text
    token = door.split('name="form_token" value="')[1].split('"')[0]
    browser.post(
        f"{program.base}/dashboard/session", timeout=30, data={"form_token": token, "email": email, "password": password})
    return browser


def test_an_operator_is_made_and_looks_around(installation, open_browser, screenshot):
    program = installation
    assert "is no e-mail address" in run(program, "tenants", "create", "nobody", succeeds=False)
    weak = ("tenants", "create", OPERATOR["email"], "--password-stdin")
    assert "at least" in run(program, *weak, typed="short\n", succeeds=False)
    made = run(
        program, "tenants", "create", OPERATOR["email"], "--plan", "starter", "--store", "Blue Bottle", "--password-stdin",
        typed=OPERATOR["password"] + "\n")
    assert "/s/blue-bottle" in made and "Next:" in made
    assert "no account" in run(program, "operators", "add", "else@example.test", succeeds=False)
    run(program, "operators", "add", OPERATOR["email"])
    assert OPERATOR["email"] in run(program, "operators")
    program.cluster.rows(
        "INSERT INTO jobs (kind, state, attempts, last_error) VALUES ('letters.send', 'dead', 20, %s)",
        "The mail server did not take the message (550 no such user); check SMTP_URL.")

    found = []
    for size, name in ((DESKTOP, "desk"), (PHONE, "phone")):
        page = open_browser(size)
        page.goto(f"{program.base}/dashboard/sign-in")
        page.get_by_label("E-mail address").fill(OPERATOR["email"])
        page.get_by_label("Password").fill(OPERATOR["password"])
        page.get_by_role("button", name="Sign in").click()
        for path in ("", "/tenants", "/jobs"):
            page.goto(f"{program.base}/operator{path}")
            found += violations(page)
            screenshot(page, f"operator{path.replace('/', '-')}-{name}")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        page.goto(f"{program.base}/operator/tenants")
        page.get_by_role("link", name=OPERATOR["email"]).click()
        found += violations(page)
        page.get_by_label("Reason").fill("Two invoices are unpaid")
        page.get_by_role("button", name="Suspend").click()
        page.get_by_text("Two invoices are unpaid").wait_for()
        screenshot(page, f"operator-tenant-{name}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.goto(f"{program.base}/dashboard/stores/blue-bottle")
        page.get_by_text("Two invoices are unpaid").wait_for()
        found += violations(page)
        screenshot(page, f"operator-suspended-{name}")
        page.goto(f"{program.base}/operator/tenants")
        page.get_by_role("link", name=OPERATOR["email"]).click()
        page.get_by_role("button", name="Resume Blue Bottle").click()
        page.get_by_text("Open", exact=True).wait_for()
        page.get_by_role("link", name="What was done here").click()
        # The operator's own doing, with the reason.
        page.get_by_text("Store suspended").first.wait_for()
        assert page.get_by_text("Two invoices are unpaid").count() > 0
        found += violations(page)
        screenshot(page, f"operator-audit-{name}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not found, "\n".join(dict.fromkeys(found))


def test_commands_suspend_resume_and_retry(installation):
    program = installation
    assert "no owner or store" in run(program, "tenants", "suspend", "--store", "none", "--reason", "x", succeeds=False)
    assert "Suspended 1 store" in run(program, "tenants", "suspend", "--store", "blue-bottle", "--reason", "Unpaid")
    assert [t["email"] for t in tenants(program, "--suspended")] == [OPERATOR["email"]]
    assert "already" in run(program, "tenants", "suspend", "--store", "blue-bottle", "--reason", "x", succeeds=False)
    assert "Resumed 1 store" in run(program, "tenants", "resume", OPERATOR["email"])

    (dead,) = json.loads(run(program, "jobs", "list", "--state", "dead", "--json"))["jobs"]
    assert dead["kind"] == "letters.send" and dead["store"] is None and dead["maxAttempts"] >= dead["attempts"] == 20
    # Programs read these: a field is never absent and keeps its name.
    assert list(dead) == "attempts createdAt id kind lastError maxAttempts runAt state store".split()
    tenant = tenants(program, OPERATOR["email"])[0]
    assert list(tenant) == "createdAt email id lastOrderAt name orders plan products status stores suspended".split()
    assert list(tenant["stores"][0]) == (
        "deletedAt domain id isOpen lastOrderAt name orders ordersThisMonth pages products slug staff suspendedAt"
        " suspendedReason").split()
    assert tenant["name"] is None and tenant["lastOrderAt"] is None and tenant["stores"][0]["domain"] is None
    operators = json.loads(run(program, "operators", "list", "--json"))["operators"]
    assert [list(entry) for entry in operators] == [["email", "lastSignInAt"]]
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", operators[0]["lastSignInAt"])
    assert "1 job is queued again" in run(program, "jobs", "retry", dead["id"])
    assert "no dead job" in run(program, "jobs", "retry", "0", succeeds=False)


def test_an_owner_who_is_made_chooses_the_password(installation):
    program = installation
    made = run(program, "tenants", "create", "invited@example.test", "--store", "Paper Boat")
    (link,) = re.findall(r"http\S+/new-password\S+", made)
    assert "seven days" in made
    browser = requests.Session()
    page = browser.get(link, timeout=10)
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.text))
    action = re.search(r'<form[^>]*action="([^"]+)"', page.text)[1]
    browser.post(program.base + action, data=fields | {"password": "chosen by myself"}, timeout=30)
    assert browser.get(f"{program.base}/dashboard/stores/paper-boat", timeout=10).status_code == 200
    assert "no longer good" in requests.get(link, timeout=10).text
    assert sign_in(program, "invited@example.test", "chosen by myself").get(
        f"{program.base}/dashboard/stores/paper-boat", timeout=10).status_code == 200
