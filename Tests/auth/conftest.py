"""The program with accounts for Supabase's own client, and a provider that stands in for Google and Apple."""

import itertools

import oidc_provider_mock
import pytest
from harness.accounts import Door
from harness.auth_keys import auth_keys
from harness.mailbox import Mailbox
from oidc_provider_mock import User

PEOPLE = [
    User(sub="ann-at-google", claims={"email": "ann@google.test", "email_verified": True, "name": "Ann"}),
    User(sub="known-at-google", claims={"email": "known@people.test", "email_verified": True}),
    User(sub="taken-at-google", claims={"email": "taken@people.test", "email_verified": True}),
    User(sub="linked-at-google", claims={"email": "linked@google.test", "email_verified": True}),
    User(sub="unverified-at-google", claims={"email": "victim@people.test", "email_verified": False}),
]


@pytest.fixture(scope="session")
def provider():
    with oidc_provider_mock.run_server_in_thread(user_claims=PEOPLE) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(scope="session")
def program(start, provider):
    return start(
        "auth",
        SELLUSGENIE_PASSWORD_COST="5",
        SELLUSGENIE_TRUSTED_PROXIES="127.0.0.1, ::1",
        SELLUSGENIE_AUTH_REDIRECTS="https://app.example/welcome",
        GOOGLE_ISSUER=provider,
        GOOGLE_CLIENT_ID="google-client",
        GOOGLE_CLIENT_SECRET="google-secret",
        APPLE_ISSUER=provider,
        APPLE_CLIENT_ID="apple-client",
        APPLE_CLIENT_SECRET="apple-secret",
    )


@pytest.fixture(scope="session")
def keys(program):
    return auth_keys(program)


@pytest.fixture(scope="session")
def mailbox(program):
    return Mailbox(program.home)


@pytest.fixture(scope="session")
def addresses():
    """An address of its own for each who asks, so that one test's limits are not another's."""
    return (f"198.51.{high}.{low}" for high, low in itertools.product(range(256), range(1, 255)))


@pytest.fixture(params=["platform", "shop"])
def realm(request, program):
    """Where the accounts are: of owners and staff, or of a shop's customers."""
    return program.base if request.param == "platform" else program.shop


@pytest.fixture
def door(program, keys, addresses, mailbox):
    """Clients from an address of their own."""
    return Door(program, keys, next(addresses), mailbox)
