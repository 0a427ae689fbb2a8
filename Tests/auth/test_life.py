"""The life of an account with Supabase's own client, on the platform and in a shop."""

import pytest
from harness.accounts import PASSWORD
from harness.browsing import fragment, query
from supabase_auth.errors import AuthApiError, AuthError, AuthWeakPasswordError


def refused(code):
    return pytest.raises(AuthApiError, check=lambda error: error.code == code)


def test_sign_up_letter_sign_in_and_out(door, realm, mailbox):
    client, email = door.client(realm), door.new_address()
    answer = client.sign_up({"email": email, "password": PASSWORD, "options": {"data": {"name": "Ann"}}})
    assert answer.session is None
    assert answer.user.email == email
    with refused("email_not_confirmed"):
        client.sign_in_with_password({"email": email, "password": PASSWORD})

    landing = door.send("GET", mailbox.next(email).link)
    assert landing.status_code == 303
    assert landing.headers["Location"].startswith(realm)
    assert fragment(landing)["type"] == "signup"
    opened = client.set_session(fragment(landing)["access_token"], fragment(landing)["refresh_token"])
    assert opened.user.user_metadata == {"name": "Ann"}

    session = client.sign_in_with_password({"email": email.upper(), "password": PASSWORD}).session
    assert session.user.app_metadata["providers"] == ["email"]
    assert session.user.role == ("shopper" if "/s/" in realm else "authenticated")
    claims = client.get_claims()["claims"]
    assert claims["iss"] == f"{realm}/auth/v1"
    assert claims["aud"] == "authenticated"
    assert claims["email"] == email
    assert claims["amr"][0]["method"] == "password"
    assert claims["session_id"]

    client.sign_out()
    assert client.get_session() is None
    with refused("session_not_found"):
        client.get_user(session.access_token)


def test_a_session_is_refreshed_and_a_used_token_ends_it(door, realm):
    client = door.account(realm)
    first = client.get_session()
    second = client.refresh_session().session
    third = client.refresh_session().session
    assert len({first.refresh_token, second.refresh_token, third.refresh_token}) == 3

    again = door.client(realm).refresh_session(first.refresh_token).session
    assert again.refresh_token == third.refresh_token
    with refused("refresh_token_not_found"):
        door.client(realm).refresh_session("A" * 32)


def test_who_is_signed_in_changes_data_and_password(door, realm, mailbox):
    client = door.account(realm)
    other = door.client(realm)
    email = client.get_user().user.email
    other.sign_in_with_password({"email": email, "password": PASSWORD})

    assert client.update_user({"data": {"size": "L", "list": [1, {"a": None}]}}).user.user_metadata["size"] == "L"
    with refused("same_password"):
        client.update_user({"password": PASSWORD})
    client.update_user({"password": "another good one"})

    assert mailbox.next(email).subject == "Your password was changed"
    with refused("session_not_found"):
        other.get_user()
    assert client.get_user().user.email == email
    other.sign_in_with_password({"email": email, "password": "another good one"})


def test_sign_out_reaches_as_far_as_asked(door, realm):
    client = door.account(realm)
    email = client.get_user().user.email
    sessions = [client]
    for _ in range(2):
        other = door.client(realm)
        other.sign_in_with_password({"email": email, "password": PASSWORD})
        sessions.append(other)
    tokens = [each.get_session().access_token for each in sessions]

    sessions[0].sign_out({"scope": "local"})
    with refused("session_not_found"):
        client.get_user(tokens[0])
    client.get_user(tokens[1])
    sessions[1].sign_out({"scope": "others"})
    with refused("session_not_found"):
        client.get_user(tokens[2])
    client.get_user(tokens[1])


def test_a_forgotten_password(door, realm, mailbox):
    client = door.account(realm)
    email = client.get_user().user.email
    forgetful = door.client(realm)
    forgetful.reset_password_for_email(email, {"redirect_to": f"{realm}/account"})
    letter = mailbox.next(email)

    landing = door.send("GET", letter.link)

    assert landing.headers["Location"].startswith(f"{realm}/account#")
    assert fragment(landing)["type"] == "recovery"
    forgetful.set_session(fragment(landing)["access_token"], fragment(landing)["refresh_token"])
    forgetful.update_user({"password": "remembered this time"})
    forgetful.sign_in_with_password({"email": email, "password": "remembered this time"})
    spent = door.send("GET", letter.link)
    assert fragment(spent)["error_code"] == "otp_expired"


def test_a_link_for_an_application_with_pkce(door, realm, mailbox):
    client, email = door.client(realm, flow_type="pkce"), door.new_address()
    client.sign_up({"email": email, "password": PASSWORD})
    letter = mailbox.next(email)
    assert letter.token.startswith("pkce_")

    landing = door.send("GET", letter.link)

    code = query(landing)["code"]
    with pytest.raises(AuthError):
        door.client(realm).exchange_code_for_session({"auth_code": code, "code_verifier": "x" * 64})
    session = client.exchange_code_for_session({"auth_code": code}).session
    assert session.user.email == email
    with pytest.raises(AuthError):
        client.exchange_code_for_session({"auth_code": code, "code_verifier": "x" * 64})


def test_a_link_or_digits_in_place_of_a_password(door, realm, mailbox):
    client, email = door.client(realm), door.new_address()
    client.sign_in_with_otp({"email": email})
    letter = mailbox.next(email)
    with refused("otp_expired"):
        client.verify_otp({"email": email, "token": "000000" if letter.code != "000000" else "1", "type": "email"})

    session = client.verify_otp({"email": email, "token": letter.code, "type": "email"}).session

    assert session.user.email_confirmed_at
    client.sign_in_with_otp({"email": email})
    letter = mailbox.next(email)
    session = client.verify_otp({"token_hash": letter.token, "type": "magiclink"}).session
    assert session.user.email == email


def test_an_address_changes_by_two_letters(door, realm, mailbox):
    client = door.account(realm)
    old, new = client.get_user().user.email, door.new_address()
    assert client.update_user({"email": new}).user.new_email == new

    first = client.verify_otp({"email": new, "token": mailbox.next(new).code, "type": "email_change"})
    assert first.session is None
    assert client.get_user().user.email == old
    client.verify_otp({"token_hash": mailbox.next(old).token, "type": "email_change"})

    assert client.get_user().user.email == new
    assert mailbox.next(old).subject == "Your e-mail address was changed"


def test_a_letter_is_sent_again(door, realm, mailbox):
    client, email = door.client(realm), door.new_address()
    client.sign_up({"email": email, "password": PASSWORD})
    first = mailbox.next(email)
    client.resend({"type": "signup", "email": email})
    second = mailbox.next(email)

    assert fragment(door.send("GET", first.link))["error_code"] == "otp_expired"
    assert fragment(door.send("GET", second.link))["access_token"]


def test_digits_show_that_an_owner_still_reads_his_mail(door, realm, mailbox):
    client = door.account(realm)
    client.reauthenticate()
    code = mailbox.next(client.get_user().user.email).code
    with refused("reauthentication_not_valid"):
        client.update_user({"password": "another good one", "nonce": "000000" if code != "000000" else "1"})
    client.update_user({"password": "another good one", "nonce": code})


def test_a_guest_becomes_somebody(door, realm, mailbox):
    client, email = door.client(realm), door.new_address()
    guest = client.sign_in_anonymously()
    assert guest.user.is_anonymous
    assert client.get_claims()["claims"]["is_anonymous"]

    client.update_user({"email": email})
    client.verify_otp({"email": email, "token": mailbox.next(email).code, "type": "email_change"})

    user = client.get_user().user
    assert (user.id, user.email, user.is_anonymous) == (guest.user.id, email, False)
    client.update_user({"password": PASSWORD})
    client.sign_in_with_password({"email": email, "password": PASSWORD})


@pytest.mark.parametrize("password", ["short", "password1", "x" * 73])
def test_a_weak_password_is_refused(door, realm, password):
    with pytest.raises(AuthWeakPasswordError):
        door.client(realm).sign_up({"email": door.new_address(), "password": password})


def test_one_address_has_an_account_here_and_there(door, program):
    email = door.new_address()
    owner = door.account(program.base, email)
    shopper = door.account(program.shop, email)

    assert owner.get_user().user.id != shopper.get_user().user.id
    with pytest.raises(AuthApiError, check=lambda error: error.code == "bad_jwt"):
        door.client(program.base).get_user(shopper.get_session().access_token)
