"""Authenticator apps, as pyotp is one."""

import time

import pyotp
import pytest
from harness.accounts import PASSWORD
from supabase_auth.errors import AuthApiError


def test_a_second_factor_is_enrolled_asked_for_and_removed(door, realm):
    client = door.account(realm)
    email = client.get_user().user.email
    enrolled = client.mfa.enroll({"factor_type": "totp", "friendly_name": "Phone"})
    assert enrolled.totp.qr_code.startswith("data:image/svg+xml;utf-8,<svg")
    app = pyotp.parse_uri(enrolled.totp.uri)
    assert app.secret == enrolled.totp.secret

    client.mfa.challenge_and_verify({"factor_id": enrolled.id, "code": app.now()})
    level = client.mfa.get_authenticator_assurance_level()
    assert (level.current_level, level.next_level) == ("aal2", "aal2")

    other = door.client(realm)
    other.sign_in_with_password({"email": email, "password": PASSWORD})
    level = other.mfa.get_authenticator_assurance_level()
    assert (level.current_level, level.next_level) == ("aal1", "aal2")
    for refused in [
        lambda: other.update_user({"password": "another good one"}),
        lambda: other.mfa.unenroll({"factor_id": enrolled.id}),
    ]:
        with pytest.raises(AuthApiError, check=lambda error: error.code == "insufficient_aal"):
            refused()
    # The code of this half minute is used up; the one of the next is taken already.
    with pytest.raises(AuthApiError, check=lambda error: error.code == "mfa_verification_failed"):
        other.mfa.challenge_and_verify({"factor_id": enrolled.id, "code": app.now()})
    other.mfa.challenge_and_verify({"factor_id": enrolled.id, "code": app.at(time.time() + 30)})

    assert [factor.friendly_name for factor in other.mfa.list_factors().totp] == ["Phone"]
    other.mfa.unenroll({"factor_id": enrolled.id})
    assert other.mfa.list_factors().all == []


def test_another_persons_factor_is_not_there(door, realm):
    client, stranger = door.account(realm), door.account(realm)
    enrolled = client.mfa.enroll({"factor_type": "totp", "friendly_name": "Phone"})

    for attempt in [
        lambda: stranger.mfa.challenge({"factor_id": enrolled.id}),
        lambda: stranger.mfa.unenroll({"factor_id": enrolled.id}),
    ]:
        with pytest.raises(AuthApiError, check=lambda error: error.code == "mfa_factor_not_found"):
            attempt()


def test_a_challenge_is_answered_once(door, realm):
    client = door.account(realm)
    enrolled = client.mfa.enroll({"factor_type": "totp", "friendly_name": "Phone"})
    app = pyotp.parse_uri(enrolled.totp.uri)
    challenge = client.mfa.challenge({"factor_id": enrolled.id})
    answer = {"factor_id": enrolled.id, "challenge_id": challenge.id}
    client.mfa.verify(answer | {"code": app.now()})

    with pytest.raises(AuthApiError, check=lambda error: error.code == "mfa_challenge_expired"):
        client.mfa.verify(answer | {"code": app.at(time.time() + 30)})
