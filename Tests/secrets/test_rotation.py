"""The master key changes while the program serves; a rotation may be killed, repeated and followed by another."""

import base64
import json
import os
import subprocess
import threading
import uuid

import pytest

from harness.buyer import Buyer
from harness.polling import until
from harness.shop_keys import Vault, connect_stripe

LETTERS = 6_000


def keys(program, *arguments, input=None, check=True):
    """`sellusgenie keys …` beside the running program."""
    ended = subprocess.run(
        [program.executable, "keys", *arguments],
        cwd=program.home.parent,
        env=program._whole_environment(),
        input=input,
        capture_output=True,
        text=True,
        timeout=90,
    )
    assert not check or ended.returncode == 0, ended.stderr
    return ended


def wrapped_by(program):
    """How many stored secrets each master key wraps."""
    rows = program.cluster.rows(
        "SELECT split_part(sealed, '.', 2), count(*) FROM ("
        " SELECT encrypted_key AS sealed FROM system_api_keys"
        " UNION ALL SELECT payload ->> 'sealed' FROM jobs WHERE kind = 'letters.send') AS s GROUP BY 1"
    )
    return dict(rows)


class Visitor(threading.Thread):
    """Asks for pages all the time, and counts what was no page."""

    def __init__(self, shop):
        super().__init__()
        self.failures, self.pages = [], 0
        self._shop, self._end = shop, threading.Event()

    def run(self):
        buyer = Buyer(self._shop)
        while not self._end.is_set():
            answer = buyer.get("/products")
            self.pages += 1
            if answer.status_code != 200:
                self.failures.append(answer.status_code)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self._end.set()
        self.join()


def test_rotation_under_traffic_killed_and_repeated(start):
    program = start("rotate")
    store = connect_stripe(program)
    vault = Vault((program.home / "secret.key").read_text())
    # Not due for a day: they wait where a rotation finds them.
    for _ in range(0, LETTERS, 1_000):
        letters = []
        for _ in range(1_000):
            id = str(uuid.uuid4())
            letters.append(json.dumps({"id": id, "sealed": vault.seal("{}", f"letters/{id}")}))
        program.cluster.rows(
            "INSERT INTO jobs (kind, payload, run_at) SELECT 'letters.send', l::jsonb, now() + interval '1 day'"
            " FROM unnest(%s::text[]) AS l",
            letters,
        )
    owner = Buyer(f"{program.base}/dashboard")
    door = owner.page("/sign-in").form("/session")
    assert owner.post(door.action, door.filled(email="demo@sellusgenie.test", password="demo-password")).status_code == 303
    open_form = owner.page("/stores/demo/settings/payments").form("/settings/payments")
    (before,) = wrapped_by(program)

    with Visitor(program.shop) as visitor:
        rotation = subprocess.Popen(
            [program.executable, "keys", "rotate"], cwd=program.home.parent, env=program._whole_environment()
        )
        until(lambda: len(wrapped_by(program)) > 1, 60, "Nothing was wrapped anew", every=0.005)
        rotation.kill()
        rotation.wait()
        killed_at = wrapped_by(program)
        assert killed_at[before] > 0, "The rotation was over before it was killed"
        said = keys(program, "rotate").stdout
        (second,) = wrapped_by(program)
        assert second != before and second in said
        keys(program, "rotate")
        (third,) = wrapped_by(program)
        assert third not in (before, second)
    assert visitor.failures == [] and visitor.pages > 10

    # Who was signed in still is, and the form that was open is still good.
    saved = owner.post(
        open_form.action,
        open_form.filled(
            publishable="pk_test_of_the_demo_shop", secret="sk_test_of_the_demo_shop", webhook_secret="whsec_of_the_demo_shop"
        ),
    )
    assert saved.status_code == 303 and "done=saved" in saved.headers["Location"]
    listed = json.loads(keys(program, "list", "--json").stdout)["keys"]
    assert {key["master_key"] for key in listed} == {third}
    assert all(not key["warnings"] for key in listed)
    # Every value opens with the key that is left.
    assert len((program.home / "secret.key").read_text().split()) == 1
    assert (program.home / "secret.key").stat().st_mode & 0o777 == 0o600
    assert (program.home / "retired.keys").stat().st_mode & 0o777 == 0o600
    now = Vault((program.home / "secret.key").read_text())
    sealed = program.cluster.value(
        "SELECT encrypted_key FROM system_api_keys WHERE store_id = %s AND key_type = 'webhook_secret'", store
    )
    assert now.open(sealed, f"system_api_keys/{store}/stripe/webhook_secret") == "whsec_of_the_demo_shop"
    for payload in program.cluster.rows("SELECT payload FROM jobs WHERE kind = 'letters.send' ORDER BY random() LIMIT 50"):
        assert now.open(payload[0]["sealed"], f"letters/{payload[0]['id']}") == "{}"


def test_rotation_by_the_environment(start):
    first, second, other = (base64.b64encode(os.urandom(32)).decode() for _ in range(3))
    program = start("rotate-env", SELLUSGENIE_SECRET_KEY=first)
    connect_stripe(program, first)
    # What was not given cannot be rotated to.
    assert "SELLUSGENIE_SECRET_KEY_PREVIOUS" in keys(program, "rotate", check=False).stderr
    program.stop()

    program._environment |= {"SELLUSGENIE_SECRET_KEY": second, "SELLUSGENIE_SECRET_KEY_PREVIOUS": first}
    program.start()
    keys(program, "rotate")
    program.stop()
    assert first not in program.log.read_text() and second not in program.log.read_text()

    del program._environment["SELLUSGENIE_SECRET_KEY_PREVIOUS"]
    program.start()
    assert not any(key["warnings"] for key in json.loads(keys(program, "list", "--json").stdout)["keys"])
    program.stop()

    program._environment["SELLUSGENIE_SECRET_KEY"] = other
    with pytest.raises(AssertionError, match="was not given"):
        program.start()
    program.process = None
