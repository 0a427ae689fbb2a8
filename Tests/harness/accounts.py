"""Clients of `/auth/v1`: Supabase's own, unchanged, and plain requests."""

import uuid

import requests
from supabase_auth import SyncGoTrueClient

PASSWORD = "correct horse battery"


class Door:
    """Everything that one test does comes from one address."""

    def __init__(self, program, keys, address, mailbox):
        self.program = program
        self.keys = keys
        self.address = address
        self.mailbox = mailbox

    def client(self, realm, key="anon", **options):
        headers = {"apikey": self.keys[key], "X-Forwarded-For": self.address}
        if key == "service_role":
            headers["Authorization"] = f"Bearer {self.keys[key]}"
        return SyncGoTrueClient(url=f"{realm}/auth/v1", headers=headers, auto_refresh_token=False, **options)

    def send(self, method, url, **options):
        headers = {"X-Forwarded-For": self.address} | options.pop("headers", {})
        return requests.request(method, url, headers=headers, allow_redirects=False, timeout=30, **options)

    @staticmethod
    def new_address():
        return f"{uuid.uuid4().hex[:12]}@people.test"

    def account(self, realm, email=None, **options):
        """Somebody who has signed up, answered the letter, and signed in."""
        email = email or self.new_address()
        client = self.client(realm, **options)
        client.sign_up({"email": email, "password": PASSWORD})
        letter = self.mailbox.next(email)
        self.send("GET", letter.link)
        client.sign_in_with_password({"email": email, "password": PASSWORD})
        return client
