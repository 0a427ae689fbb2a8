"""Google and Apple, for whom oidc-provider-mock stands in."""

import re
import urllib.parse

import pytest
import requests
from harness.accounts import PASSWORD
from harness.browsing import fragment, query
from supabase_auth.errors import AuthApiError


class Traveller:
    """A browser on its way to the provider and back."""

    def __init__(self, door):
        self.session = requests.Session()
        self.session.headers["X-Forwarded-For"] = door.address

    def get(self, url):
        return self.session.get(url, allow_redirects=False, timeout=30)

    def consent(self, departure, subject):
        """At the provider's page; the address that it leads back to."""
        answer = self.session.post(
            departure.headers["Location"], data={"sub": subject}, allow_redirects=False, timeout=30)
        return answer.headers["Location"]

    def sign_in(self, url, subject):
        return self.get(self.consent(self.get(url), subject))


@pytest.mark.parametrize("name", ["google", "apple"])
def test_signing_in_with_a_provider(door, realm, name):
    client = door.client(realm, flow_type="pkce")
    address = client.sign_in_with_oauth({"provider": name, "options": {"redirect_to": f"{realm}/account"}}).url

    landing = Traveller(door).sign_in(address, "ann-at-google")

    assert landing.headers["Location"].startswith(f"{realm}/account?code=")
    user = client.exchange_code_for_session({"auth_code": query(landing)["code"]}).user
    assert user.email == "ann@google.test"
    assert name in user.app_metadata["providers"]
    assert user.user_metadata["name"] == "Ann"
    assert user.email_confirmed_at


def test_without_pkce_the_session_is_in_the_fragment(door, realm):
    landing = Traveller(door).sign_in(f"{realm}/auth/v1/authorize?provider=google", "ann-at-google")

    assert door.client(realm).get_user(fragment(landing)["access_token"]).user.email == "ann@google.test"
    assert "access_token" not in landing.headers["Location"].split("#")[0]


def test_a_verified_address_leads_to_the_account_that_has_it(door, realm):
    client = door.client(realm, "service_role")
    known = client.admin.create_user({"email": "known@people.test", "password": PASSWORD, "email_confirm": True}).user

    landing = Traveller(door).sign_in(f"{realm}/auth/v1/authorize?provider=google", "known-at-google")

    user = door.client(realm).get_user(fragment(landing)["access_token"]).user
    assert user.id == known.id
    assert sorted(user.app_metadata["providers"]) == ["email", "google"]


def test_who_signed_up_with_anothers_address_gets_nothing_of_it(door, realm):
    thief = door.client(realm)
    thief.sign_up({"email": "taken@people.test", "password": PASSWORD})

    Traveller(door).sign_in(f"{realm}/auth/v1/authorize?provider=google", "taken-at-google")

    with pytest.raises(AuthApiError, check=lambda error: error.code == "invalid_credentials"):
        thief.sign_in_with_password({"email": "taken@people.test", "password": PASSWORD})


def test_an_address_that_the_provider_has_not_verified_opens_nothing(door, realm):
    landing = Traveller(door).sign_in(f"{realm}/auth/v1/authorize?provider=google", "unverified-at-google")

    assert fragment(landing)["error_code"] == "provider_email_needs_verification"


def test_a_way_to_sign_in_is_added_and_taken_away(door, realm):
    client = door.account(realm)
    traveller = Traveller(door)
    token = client.get_session().access_token
    departure = traveller.session.get(
        f"{realm}/auth/v1/user/identities/authorize?provider=google",
        headers={"Authorization": f"Bearer {token}"}, allow_redirects=False, timeout=30)
    traveller.get(traveller.consent(departure, "linked-at-google"))

    identities = client.get_user_identities().identities
    assert sorted(each.provider for each in identities) == ["email", "google"]
    google = next(each for each in identities if each.provider == "google")
    client.unlink_identity(google)
    (last,) = client.get_user_identities().identities
    with pytest.raises(AuthApiError, check=lambda error: error.code == "single_identity_not_deletable"):
        client.unlink_identity(last)


def test_the_way_back_belongs_to_the_browser_that_set_out(door, realm):
    departure = Traveller(door).get(f"{realm}/auth/v1/authorize?provider=google")
    back = Traveller(door).consent(departure, "ann-at-google")

    landing = Traveller(door).get(back)

    assert fragment(landing)["error_code"] == "bad_oauth_state"


def test_a_way_back_is_gone_once(door, realm):
    traveller = Traveller(door)
    back = traveller.consent(traveller.get(f"{realm}/auth/v1/authorize?provider=google"), "ann-at-google")
    assert fragment(traveller.get(back))["access_token"]
    traveller.session.cookies.set("auth_flow", query_of(back)["state"])

    assert fragment(traveller.get(back))["error_code"] == "bad_oauth_state"


def test_an_id_token_signs_in_for_its_audience_and_nonce_alone(door, realm, provider):
    token = id_token(provider, "google-client", "a nonce")
    client = door.client(realm)
    session = client.sign_in_with_id_token({"provider": "google", "token": token, "nonce": "a nonce"}).session
    assert session.user.email == "ann@google.test"

    head, body, signature = token.split(".")
    forged = [
        (token, "another nonce"), (id_token(provider, "another-client", "a nonce"), "a nonce"),
        (f"{head}.{body}.{signature[:-8]}AAAAAAAA", "a nonce"), (f"{head}.{body}.", "a nonce"),
    ]
    for forgery, nonce in forged:
        with pytest.raises(AuthApiError, check=lambda error: error.code == "bad_oauth_callback"):
            client.sign_in_with_id_token({"provider": "google", "token": forgery, "nonce": nonce})


def id_token(provider, client, nonce):
    """As an application for telephones gets it."""
    query = urllib.parse.urlencode({
        "response_type": "code", "client_id": client, "redirect_uri": "http://localhost/back",
        "scope": "openid email profile", "nonce": nonce, "state": "s"})
    back = requests.post(f"{provider}/oauth2/authorize?{query}", data={"sub": "ann-at-google"},
                         allow_redirects=False, timeout=30).headers["Location"]
    answer = requests.post(f"{provider}/oauth2/token", timeout=30, data={
        "grant_type": "authorization_code", "code": query_of(back)["code"], "client_id": client,
        "client_secret": "x", "redirect_uri": "http://localhost/back"})
    return answer.json()["id_token"]


def query_of(address):
    return dict(urllib.parse.parse_qsl(urllib.parse.urlparse(address).query))


def test_a_provider_that_is_not_there_is_said_so(door, realm):
    answer = door.send("GET", f"{realm}/auth/v1/authorize?provider=facebook")
    assert answer.status_code == 400
    assert re.search("Unsupported provider", answer.json()["msg"])
