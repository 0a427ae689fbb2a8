"""Recognisable secrets, planted by every way that a secret can enter, are found in no table, log or crash report."""

import os
import re
import signal
import subprocess

import requests

from harness.buyer import Buyer
from harness.polling import until

MARK = "PLANTEDb7Qx"
STRIPE = f"sk_test_{MARK}Stripe0123456789"
WEBHOOK = f"whsec_{MARK}Webhook0123456789"
EMAIL = f"re_{MARK}Email0123456789"
COMMAND = f"{MARK}Command0123456789"
PASSWORD = f"{MARK}Password0123456789"
MASTER = (f"{MARK}Master" + "0" * 47 + "=")[:44]


def plant(program):
    """Returns what was planted, and what the program made that is as secret."""
    owner = Buyer(f"{program.base}/dashboard")
    door = owner.page("/sign-in").form("/session")
    # A mistyped password is a secret too.
    assert owner.post(door.action, door.filled(email="demo@sellusgenie.test", password=PASSWORD)).status_code == 422
    door = owner.page("/sign-in").form("/session")
    assert owner.post(door.action, door.filled(email="demo@sellusgenie.test", password="demo-password")).status_code == 303
    session = owner.session.cookies.get("dashboard_session", path="/dashboard")
    payments = owner.page("/stores/demo/settings/payments").form("/settings/payments")
    # Once refused, once kept.
    for publishable, status in (("nonsense", 422), ("pk_test_of_the_demo_shop", 303)):
        answer = owner.post(
            payments.action, payments.filled(publishable=publishable, secret=STRIPE, webhook_secret=WEBHOOK)
        )
        assert answer.status_code == status and MARK not in answer.text
    email = owner.page("/stores/demo/settings/email").form("/settings/email")
    fields = email.filled(provider="resend", key=EMAIL, sender="shop@example.test", sender_name="Shop")
    assert owner.post(email.action, fields).status_code == 303
    form = owner.page("/stores/demo/settings/keys").form("/settings/keys")
    made = owner.post(form.action, form.filled(name="Till") | {"scope-products.read": "yes"})
    (token,) = set(re.findall(r"sug_[0-9A-Za-z]{49}", made.text))
    headers = {"Authorization": f"Bearer {token}"}
    assert requests.get(f"{program.base}/api/v1/products", headers=headers, timeout=10).status_code == 200
    # A slow or failing webhook is where a signature could be logged.
    store = program.cluster.value("SELECT id FROM stores WHERE store_slug = 'demo'")
    signed = {"Stripe-Signature": "t=1,v1=00"}
    assert requests.post(f"{program.base}/webhooks/stripe/{store}", data="{}", headers=signed, timeout=10).status_code == 400
    run = [program.executable, "keys", "set", "meta", "access_token", "--store", "demo"]
    subprocess.run(run, input=COMMAND + "\n", text=True, env=program._whole_environment(), check=True, timeout=60)
    return [MARK, STRIPE, WEBHOOK, EMAIL, COMMAND, PASSWORD, MASTER, token, session, "demo-password"]


def everything_stored(cluster):
    """Every row of every table, and what PostgreSQL tells of statements."""
    for (table,) in cluster.rows(
        "SELECT format('%I.%I', table_schema, table_name) FROM information_schema.tables"
        " WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')"
    ):
        yield table, "\n".join(row[0] or "" for row in cluster.rows(f"SELECT t::text FROM {table} AS t"))
    for view in ("pg_stat_activity", "pg_prepared_statements", "pg_settings"):
        yield view, "\n".join(row[0] or "" for row in cluster.rows(f"SELECT t::text FROM {view} AS t"))
    if cluster.rows("SELECT FROM pg_extension WHERE extname = 'pg_stat_statements'"):
        yield "pg_stat_statements", "\n".join(r[0] for r in cluster.rows("SELECT query FROM pg_stat_statements"))


def test_planted_secrets_are_found_nowhere(start, homes):
    # Crashes are reported as Swift's runtime does by itself: nobody sets SWIFT_BACKTRACE for the program.
    os.environ.pop("SWIFT_BACKTRACE", None)
    program = start("planted", SELLUSGENIE_SECRET_KEY=MASTER, SELLUSGENIE_LOG_LEVEL="trace")
    secrets = plant(program)
    # Uses are written a few seconds later, and are part of what is read.
    until(lambda: program.cluster.value("SELECT count(*) FROM api_keys WHERE last_used_at IS NOT NULL"), 20, "No use was written")

    places = dict(everything_stored(program.cluster))
    assert len(places) > 50 and "resend" in places["public.email_configurations"]
    program.process.send_signal(signal.SIGABRT)
    until(lambda: "Backtrace took" in program.log.read_text(errors="replace"), 120, "No crash was reported")
    report = program.log.read_text(errors="replace").partition("*** Program crashed")[2]
    # Symbols and lines of the source were found, so that what stands there is what an operator would send on.
    assert "Registers:" in report and "at /" in report
    # A signal that was sent, and not raised by an instruction, is over once it is reported.
    program.kill()
    program.process = None
    places["the crash report"] = report
    places["the program's log"] = program.log.read_text(errors="replace").replace("(demo@sellusgenie.test, demo-password)", "")
    for log in sorted((program.home / "postgres" / "log").glob("*")):
        places[f"PostgreSQL's {log.name}"] = log.read_text(errors="replace")
    assert "debug" in places["the program's log"] or "trace" in places["the program's log"]

    found = [(secret[:24], place) for place, text in places.items() for secret in secrets if secret and secret in text]
    assert found == []
    assert not list(homes.glob("core*")) and not list(program.home.glob("core*"))
