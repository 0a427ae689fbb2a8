"""A tenant moves from one installation to another one, with its own PostgreSQL and its own master key."""

import json
import re
import subprocess
import tarfile

import pytest
import requests

from browser.test_tenants import members, sign_in
from harness.shop_keys import Vault, connect_stripe
from harness.stripe_server import SECRET_KEY

OWNER = ("demo@sellusgenie.test", "demo-password")
#: What stays, is made anew, or is counted by the place itself; compared apart.
LEFT = {
    "stores": {"subscription_status", "trial_expires_at", "read_only_from", "store_domain_token", "is_open"},
    "store_owners": {"subscription_tier", "trial_expires_at", "stripe_customer_id"},
    "payments": {"stripe_client_secret"},
    "email_configurations": {"api_key_encrypted"},
    "products": {"inventory_quantity"},
}
#: The servers' own work goes on at both places.
LIVELY = {"stock_refreshes", "analytics_sessions", "analytics_events", "analytics_summary", "audit_log"}


@pytest.fixture(scope="module")
def places(start):
    return start("old-place"), start("new-place", demo=False)


@pytest.fixture(scope="module")
def moved(places, homes):
    """The archive that arrived at the new place, with the demo's Stripe keys in it."""
    old, new = places
    store = connect_stripe(old)
    folder = homes / "moving"
    folder.mkdir()
    archive, phrase, other = folder / "tenant.tar", folder / "phrase", folder / "other"
    phrase.write_text("five random words of mine\n")
    other.write_text("five other words of mine\n")
    sealed = run(old, "tenants", "export", OWNER[0], "-o", archive, "--passphrase-file", phrase)
    assert "Sealed under the passphrase" in sealed and "stripe secret_key" in sealed
    # Wrong in every way first: nothing may be written.
    assert "does not open" in run(new, "tenants", "import", archive, "--passphrase-file", other, succeeds=False)
    assert "too short" in run(new, "tenants", "import", archive, "--passphrase-file", write(folder / "x", "x"), succeeds=False)
    assert "no passphrase" in run(new, "tenants", "import", archive, "--passphrase-file", folder / "none", succeeds=False)
    for name, damage in DAMAGES.items():
        broken = folder / "broken.tar"
        damage(archive, broken)
        said = run(new, "tenants", "import", broken, succeeds=False)
        assert said.startswith("Error: ") and said.rstrip().endswith("."), (name, said)
    assert new.cluster.value("SELECT count(*) FROM store_owners") == 0
    assert new.cluster.value("SELECT count(*) FROM auth.users") == 0
    arrived = run(new, "tenants", "import", archive, "--plan", "enterprise", "--passphrase-file", phrase)
    assert "2 secrets" in arrived
    return archive, store


def cut(archive, broken):
    broken.write_bytes(archive.read_bytes()[:-5_000])


def flip(archive, broken):
    data = bytearray(archive.read_bytes())
    data[len(data) // 2] ^= 1
    broken.write_bytes(data)


def climb(archive, broken):
    """As a hostile archiver writes it: a path that leads out of the folder."""
    with tarfile.open(archive) as source, tarfile.open(broken, "w", format=tarfile.USTAR_FORMAT) as target:
        for member in source:
            body = source.extractfile(member)
            if member.name.endswith("categories.csv"):
                member.name = "../" + member.name
            target.addfile(member, body)


def link(archive, broken):
    with tarfile.open(archive) as source, tarfile.open(broken, "w", format=tarfile.USTAR_FORMAT) as target:
        for member in source:
            body = source.extractfile(member)
            if member.name.endswith("categories.csv"):
                member.type, member.linkname, member.size = tarfile.SYMTYPE, "/etc/passwd", 0
            target.addfile(member, body)


DAMAGES = {"cut": cut, "flipped": flip, "climbing": climb, "link": link}


def write(path, text):
    path.write_text(text)
    return path


def run(program, *words, succeeds=True):
    done = subprocess.run(
        [program.executable, *map(str, words)], capture_output=True, text=True, timeout=120, cwd=program.home.parent,
        env=program._whole_environment())
    assert (done.returncode == 0) == succeeds, done.stdout + done.stderr
    return done.stdout if succeeds else done.stderr


def rows(program, table, store):
    schema, _, name = table.rpartition(".")
    owned = program.cluster.rows(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attname IN ('store_id', 'store_owner_id', 'user_id')"
        " AND attnum > 0", table)
    key = "store_id" if ("store_id",) in owned else None
    where = f"WHERE t.store_id = '{store}'" if key else ""
    found = program.cluster.rows(f"SELECT to_jsonb(t) FROM {table} t {where}")
    left = LEFT.get(name, set())
    return sorted(json.dumps({k: v for k, v in row.items() if k not in left}, sort_keys=True) for (row,) in found)


def test_every_row_is_there_as_it_was(places, moved):
    old, new = places
    archive, store = moved
    tables = sorted({member["table"] for member in members(archive)["members"]} - LIVELY - {"auth.users"})
    assert len(tables) > 30

    differing = [table for table in tables if rows(old, table, store) != rows(new, table, store)]

    assert differing == []
    people = "SELECT id, email, encrypted_password FROM auth.users ORDER BY id"
    assert old.cluster.rows(people) == new.cluster.rows(people)


def test_shop_and_dashboard_answer(places, moved):
    old, new = places
    for program in (old, new):
        shop = requests.get(f"{program.base}/s/demo", timeout=10)
        assert shop.status_code == 200
    owner = sign_in(new, *OWNER)
    for room in ("", "/orders", "/products", "/settings/payments"):
        assert owner.get(f"{new.base}/dashboard/stores/demo{room}", timeout=10).status_code == 200
    product = re.search(r'href="(/s/demo/products/[^"]+)"', requests.get(f"{new.base}/s/demo/products", timeout=10).text)
    assert requests.get(new.base + product[1], timeout=10).status_code == 200


def test_secrets_are_sealed_anew(places, moved):
    old, new = places
    _, store = moved
    sealed = "SELECT encrypted_key FROM system_api_keys WHERE store_id = %s AND key_type = 'secret_key'"
    here, there = old.cluster.value(sealed, store), new.cluster.value(sealed, store)

    assert here.split(".")[1] != there.split(".")[1]
    vault = Vault((new.home / "secret.key").read_text())
    assert vault.open(there, f"system_api_keys/{store}/stripe/secret_key") == SECRET_KEY


def test_who_is_there_already_is_not_brought_in_twice(places, moved):
    _, new = places
    archive, _ = moved
    orders = new.cluster.value("SELECT count(*) FROM orders")

    assert "has an account here already" in run(new, "tenants", "import", archive, succeeds=False)
    assert new.cluster.value("SELECT count(*) FROM orders") == orders
