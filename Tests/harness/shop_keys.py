"""Gives the demo shop keys of Stripe's, sealed as the program seals them, until owners have a page for it.

The form is that of Sources/Commerce/Secrets: `v1.NAME.WRAPPED.SEALED`, where a data key seals the
secret and the master key's derivative wraps the data key, both AES-256-GCM bound to the name of the row.
"""

import base64
import binascii
import hmac
import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from harness.stripe_server import PUBLISHABLE_KEY, SECRET_KEY, WEBHOOK_SECRET


def connect_stripe(program, master_key=None):
    """Lets the demo shop take cards; returns the shop's id."""
    store = program.cluster.value("SELECT id FROM stores WHERE store_slug = 'demo'")
    vault = Vault(master_key or (program.home / "secret.key").read_text())
    for kind, secret in (("secret_key", SECRET_KEY), ("webhook_secret", WEBHOOK_SECRET)):
        program.cluster.rows(
            "INSERT INTO system_api_keys (store_id, service_name, key_type, encrypted_key, key_hint)"
            " VALUES (%s, 'stripe', %s, %s, %s)",
            store,
            kind,
            vault.seal(secret, f"system_api_keys/{store}/stripe/{kind}"),
            secret[-4:],
        )
    program.cluster.rows(
        "UPDATE stores SET payment_enabled = true, stripe_publishable_key = %s WHERE id = %s", PUBLISHABLE_KEY, store
    )
    return store


class Vault:
    def __init__(self, master_key):
        derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"sellusgenie vault")
        self._key = derive.derive(base64.b64decode(master_key.strip()))
        self._name = binascii.hexlify(hmac.digest(self._key, b"key name", "sha256")[:4]).decode()

    def seal(self, secret, row):
        data_key = os.urandom(32)
        wrapped = _encrypt(self._key, data_key, row)
        return ".".join(["v1", self._name, wrapped, _encrypt(data_key, secret.encode(), row)])

    def open(self, text, row):
        """The secret, whose data key must be wrapped by this very master key."""
        _, name, wrapped, sealed = text.split(".")
        assert name == self._name
        return _decrypt(_decrypt(self._key, wrapped, row), sealed, row).decode()


def _decrypt(key, text, row):
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    return AESGCM(key).decrypt(data[:12], data[12:], row.encode())


def _encrypt(key, data, row):
    nonce = os.urandom(12)
    sealed = nonce + AESGCM(key).encrypt(nonce, data, row.encode())
    return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()
