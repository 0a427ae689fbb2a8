"""What somebody tries who means no good."""

import statistics
import time

import jwt
import pytest
import requests
from harness.accounts import PASSWORD, Door
from harness.browsing import fragment
from supabase_auth.errors import AuthApiError


def test_errors_in_both_forms(door, realm):
    url, body = f"{realm}/auth/v1/token?grant_type=password", {"email": "nobody@people.test", "password": "wrong"}
    old = door.send("POST", url, json=body)
    new = door.send("POST", url, json=body, headers={"X-Supabase-Api-Version": "2024-01-01"})

    assert old.status_code == new.status_code == 400
    assert old.json() == {"code": 400, "error_code": "invalid_credentials", "msg": "Invalid login credentials"}
    assert new.json() == {"code": "invalid_credentials", "message": "Invalid login credentials"}
    assert new.headers["X-Supabase-Api-Version"] == "2024-01-01"
    assert old.headers["X-Sb-Error-Code"] == "invalid_credentials"


@pytest.mark.parametrize("path", ["signup", "token?grant_type=password", "token?grant_type=refresh_token",
                                  "token?grant_type=pkce", "token?grant_type=id_token", "token", "recover", "otp",
                                  "verify", "resend", "magiclink"])
@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'{"email": 7, "password": {}}', b"\xff\xfe",
                                  b'{"email": "a\\u0000@b.test", "password": "x"}', b'{"data": ' + b"[" * 5000,
                                  b'{"email": "a@b.test\\r\\nBcc: c@d.test", "password": "correct horse"}'],
                         ids=["empty", "half", "array", "null", "types", "bytes", "nul", "deep", "header"])
def test_bad_input_is_refused_and_never_fails(program, keys, addresses, mailbox, path, body):
    door = Door(program, keys, next(addresses), mailbox)
    for realm in (program.base, program.shop):
        answer = door.send("POST", f"{realm}/auth/v1/{path}", data=body, headers={"Content-Type": "application/json"})
        # Without any member a sign-up is an anonymous one.
        statuses = {200} if path == "signup" and body == b"" else range(400, 500)
        assert answer.status_code in statuses, answer.text
        assert answer.json()


def test_a_body_is_bounded(door, realm):
    answer = door.send("POST", f"{realm}/auth/v1/signup", json={"data": {"x": "y" * 100_000}})
    assert answer.status_code == 413


def test_an_address_shows_neither_by_answer_nor_by_time_whether_it_has_an_account(program, keys, addresses, mailbox):
    known = Door(program, keys, next(addresses), mailbox).account(program.shop).get_user().user.email
    url = f"{program.shop}/auth/v1"

    def attempt(path, email):
        door = Door(program, keys, next(addresses), mailbox)
        begin = time.perf_counter()
        answer = door.send("POST", f"{url}/{path}", json={"email": email, "password": "wrong horse battery"})
        return time.perf_counter() - begin, answer

    for path in ("token?grant_type=password", "recover"):
        pairs = [(attempt(path, known), attempt(path, Door.new_address())) for _ in range(3)]
        for (_, one), (_, two) in pairs:
            assert (one.status_code, one.text) == (two.status_code, two.text)
    (_, one), (_, two) = attempt("signup", known), attempt("signup", Door.new_address())
    assert one.status_code == two.status_code == 200
    assert one.json().keys() == two.json().keys()
    assert one.json()["identities"] == two.json()["identities"] == []

    times = [(attempt("token?grant_type=password", known)[0], attempt("token?grant_type=password", Door.new_address())[0])
             for _ in range(15)]
    slow, fast = (statistics.median(column) for column in zip(*times, strict=True))
    assert abs(slow - fast) < 0.5 * max(slow, fast), (slow, fast)


def test_guessing_locks_out_the_guesser_alone(program, keys, addresses, mailbox):
    victim = Door(program, keys, next(addresses), mailbox)
    email = victim.account(program.shop).get_user().user.email
    guesser = Door(program, keys, next(addresses), mailbox)
    url = f"{program.shop}/auth/v1/token?grant_type=password"

    answers = [guesser.send("POST", url, json={"email": email, "password": f"guess number {n}"}) for n in range(12)]

    assert answers[9].status_code == 400
    assert answers[-1].status_code == 429
    assert answers[-1].json()["error_code"] == "over_request_rate_limit"
    assert int(answers[-1].headers["Retry-After"]) > 0
    victim.client(program.shop).sign_in_with_password({"email": email, "password": PASSWORD})


def test_nobody_is_flooded_with_letters(program, keys, addresses, mailbox):
    email = Door.new_address()
    codes = []
    for _ in range(5):
        door = Door(program, keys, next(addresses), mailbox)
        codes.append(door.send("POST", f"{program.shop}/auth/v1/recover", json={"email": email}))
    assert [answer.status_code for answer in codes] == [200, 200, 200, 429, 429]
    assert codes[-1].json()["error_code"] == "over_email_send_rate_limit"


@pytest.mark.parametrize("target", ["https://evil.example", "//evil.example", "https://app.example.evil.test/welcome",
                                    "javascript:alert(1)", "https://app.example/welcome/../x", "https://evil.example\\@x"])
def test_a_link_leads_nowhere_else(door, program, mailbox, target):
    email = door.new_address()
    door.send("POST", f"{program.shop}/auth/v1/signup", params={"redirect_to": target},
              json={"email": email, "password": PASSWORD})
    letter = mailbox.next(email)
    landing = door.send("GET", letter.link.split("&redirect_to=")[0], params={"redirect_to": target})
    assert landing.headers["Location"].startswith(f"{program.shop}#")
    authorize = door.send("GET", f"{program.shop}/auth/v1/authorize",
                          params={"provider": "google", "redirect_to": target})
    assert "evil" not in authorize.headers["Location"].replace(program.base, "")


def test_the_operators_list_is_followed(door, program, mailbox):
    email = door.new_address()
    door.send("POST", f"{program.base}/auth/v1/signup", params={"redirect_to": "https://app.example/welcome/ann"},
              json={"email": email, "password": PASSWORD})
    landing = door.send("GET", mailbox.next(email).link)
    assert landing.headers["Location"].startswith("https://app.example/welcome/ann#access_token=")


def test_letters_do_not_believe_the_host_header(door, program, mailbox):
    email = door.new_address()
    for headers in ({"Host": "evil.example"}, {"X-Forwarded-Host": "evil.example"}):
        door.send("POST", f"{program.base}/auth/v1/signup", headers=headers, json={"email": email, "password": PASSWORD})
    assert mailbox.next(email).link.startswith(f"{program.base}/auth/v1/verify?")


def test_a_token_of_others_making_opens_nothing(door, program):
    client = door.account(program.base)
    token = client.get_session().access_token
    claims = jwt.decode(token, options={"verify_signature": False})
    keys = requests.get(f"{program.base}/auth/v1/.well-known/jwks.json", timeout=30).json()["keys"]
    forged = [
        jwt.encode(claims, None, algorithm="none"),
        jwt.encode(claims, str(keys[0]), algorithm="HS256", headers={"kid": keys[0]["kid"]}),
        jwt.encode(claims | {"role": "service_role"}, "secret", algorithm="HS256", headers={"kid": "service"}),
        jwt.encode({"role": "service_role", "iss": "x", "iat": 0, "exp": 9_999_999_999}, "secret", algorithm="HS256"),
        token.rsplit(".", 1)[0] + ".", token[:-4] + "AAAA", "x", "",
    ]
    for forgery in forged:
        for path in ("user", "admin/users"):
            answer = door.send("GET", f"{program.base}/auth/v1/{path}", headers={"Authorization": f"Bearer {forgery}"})
            assert answer.status_code in (401, 403), (path, forgery)


def test_scripts_of_other_sites_may_ask_with_a_token_and_never_with_a_cookie(door, realm):
    answer = door.send("OPTIONS", f"{realm}/auth/v1/token", headers={"Origin": "https://app.example"})
    assert answer.status_code == 204
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_what_is_published(door, realm):
    settings = door.send("GET", f"{realm}/auth/v1/settings").json()
    assert settings["external"] == {"email": True, "phone": False, "anonymous_users": True, "google": True, "apple": True}
    assert door.send("GET", f"{realm}/auth/v1/health").json()["name"] == "SellUsGenie"
    keys = door.send("GET", f"{realm}/auth/v1/.well-known/jwks.json").json()["keys"]
    assert len(keys) >= 2 and all("d" not in key and key["alg"] == "ES256" for key in keys)
    missing = door.send("GET", f"{realm}/auth/v1/nothing")
    assert missing.status_code == 404 and missing.json()["code"] == 404


def test_an_expired_sign_in_cannot_be_used(door, realm):
    answer = door.send("GET", f"{realm}/auth/v1/verify?token=unknown&type=signup")
    assert fragment(answer)["error_code"] == "otp_expired"
    with pytest.raises(AuthApiError):
        door.client(realm).get_user("not a token")
