"""Accounts in the hands of the operator's programs."""

import uuid

import pytest
from harness.accounts import PASSWORD
from harness.browsing import fragment
from supabase_auth.errors import AuthApiError


@pytest.fixture
def admin(door, realm):
    return door.client(realm, "service_role").admin


def test_an_account_is_made_found_changed_and_deleted(door, realm, admin):
    email = door.new_address()
    made = admin.create_user(
        {"email": email, "password": PASSWORD, "email_confirm": True, "user_metadata": {"name": "Ann"},
         "app_metadata": {"plan": "gold"}}
    ).user
    assert made.app_metadata["plan"] == "gold"
    assert admin.get_user_by_id(made.id).user.email == email
    assert made.id in [user.id for user in admin.list_users(page=1, per_page=50)]
    door.client(realm).sign_in_with_password({"email": email, "password": PASSWORD})

    changed = admin.update_user_by_id(made.id, {"ban_duration": "24h", "app_metadata": {"plan": None}}).user
    assert "plan" not in changed.app_metadata
    with pytest.raises(AuthApiError):
        door.client(realm).sign_in_with_password({"email": email, "password": PASSWORD})
    admin.update_user_by_id(made.id, {"ban_duration": "none", "password": "another good one"})
    door.client(realm).sign_in_with_password({"email": email, "password": "another good one"})

    admin.delete_user(made.id)
    with pytest.raises(AuthApiError, check=lambda error: error.code == "user_not_found"):
        admin.get_user_by_id(made.id)


def test_pages_of_accounts(admin, door):
    for _ in range(3):
        admin.create_user({"email": door.new_address()})
    one, two = admin.list_users(page=1, per_page=2), admin.list_users(page=2, per_page=2)
    assert len(one) == 2 and not {user.id for user in one} & {user.id for user in two}


def test_an_invitation_is_accepted(door, realm, admin, mailbox):
    email = door.new_address()
    admin.invite_user_by_email(email, {"data": {"team": "north"}})

    landing = door.send("GET", mailbox.next(email).link)

    assert fragment(landing)["type"] == "invite"
    client = door.client(realm)
    client.set_session(fragment(landing)["access_token"], fragment(landing)["refresh_token"])
    assert client.update_user({"password": PASSWORD}).user.user_metadata == {"team": "north"}
    with pytest.raises(AuthApiError, check=lambda error: error.code == "email_exists"):
        admin.invite_user_by_email(email)


@pytest.mark.parametrize("kind", ["signup", "invite", "magiclink", "recovery"])
def test_links_for_ones_own_letters(door, realm, admin, kind):
    email = door.new_address()
    if kind in ("magiclink", "recovery"):
        admin.create_user({"email": email, "email_confirm": True})

    link = admin.generate_link({"type": kind, "email": email, "password": PASSWORD})

    assert link.properties.verification_type == kind
    landing = door.send("GET", link.properties.action_link)
    assert fragment(landing)["access_token"]


def test_the_service_key_is_demanded(door, realm):
    for key in ("anon", None):
        headers = {"Authorization": f"Bearer {door.keys[key]}"} if key else {}
        for method, path in [
            ("GET", "admin/users"), ("POST", "admin/users"), ("DELETE", f"admin/users/{uuid.uuid4()}"),
            ("POST", "invite"), ("POST", "admin/generate_link"),
        ]:
            answer = door.send(method, f"{realm}/auth/v1/{path}", headers=headers, json={})
            assert answer.status_code == (403 if key else 401), path
    token = door.account(realm).get_session().access_token
    answer = door.send("GET", f"{realm}/auth/v1/admin/users", headers={"Authorization": f"Bearer {token}"})
    assert answer.json()["error_code"] == "not_admin"


def test_a_realm_does_not_see_anothers_accounts(door, program):
    made = door.client(program.base, "service_role").admin.create_user({"email": door.new_address()}).user
    with pytest.raises(AuthApiError, check=lambda error: error.code == "user_not_found"):
        door.client(program.shop, "service_role").admin.get_user_by_id(made.id)
