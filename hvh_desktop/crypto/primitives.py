"""The few operations that we borrow from crypto libraries, as small functions on bytes.

Nothing here knows what a vault is. A failure to open is ``None``: the caller knows what it means.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import TYPE_CHECKING

from hvh_desktop.errors import EnvironmentProblem

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.hpke import Suite

    from hvh_desktop.crypto.passwords import KdfCost

KEY_SIZE = 32
NONCE_SIZE = 12
TAG_SIZE = 16
NO_MEMORY = (
    "Deze computer heeft op dit moment te weinig vrij geheugen om het wachtwoord te controleren. "
    "Er is niets veranderd. Sluit andere programma’s en probeer het opnieuw."
)

Key = bytes | bytearray


def new_key() -> bytearray:
    return bytearray(secrets.token_bytes(KEY_SIZE))


def canonical(value: object) -> bytes:
    """One way to write a JSON value, so that what is signed is exactly what is used."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return text.encode("ascii")


def fingerprint(*parts: object) -> str:
    return hashlib.sha256(canonical(list(parts))).hexdigest()


def sha256(*parts: Key) -> bytes:
    """Hash of the parts after one another; each but the last must have a fixed size."""
    found = hashlib.sha256()
    for part in parts:
        found.update(part)
    return found.digest()


def derive_key(password: str, salt: bytes, cost: KdfCost) -> bytearray:
    """Password to key with Argon2id."""
    import unicodedata

    from argon2.exceptions import HashingError
    from argon2.low_level import Type, hash_secret_raw

    secret = unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
    try:
        raw = hash_secret_raw(
            secret, salt, cost.rounds, cost.memory_kib, cost.lanes, KEY_SIZE, Type.ID
        )
    except (HashingError, MemoryError):
        raise EnvironmentProblem(NO_MEMORY) from None
    return bytearray(raw)


def expand(secret: Key, purpose: bytes) -> bytearray:
    """A separate key per purpose from one strong secret."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return bytearray(HKDF(SHA256(), KEY_SIZE, salt=None, info=purpose).derive(bytes(secret)))


def close_box(key: Key, plaintext: Key, aad: bytes) -> bytes:
    """AES-256-GCM with a fresh random nonce in front."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(NONCE_SIZE)
    return nonce + AESGCM(key).encrypt(nonce, plaintext, aad)


def open_box(key: Key, box: bytes, aad: bytes) -> bytearray | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    size = len(box) - NONCE_SIZE - TAG_SIZE
    if size < 0:
        return None
    plaintext = bytearray(size)
    try:
        AESGCM(key).decrypt_into(box[:NONCE_SIZE], box[NONCE_SIZE:], aad, plaintext)
    except InvalidTag:
        return None
    return plaintext


def _suite() -> Suite:
    from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def seal_public(private: Key) -> bytes:
    """The public half of a key that others can seal to."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.from_private_bytes(bytes(private)).public_key().public_bytes_raw()


def seal_to(public: bytes, plaintext: Key, info: bytes) -> bytes:
    """HPKE (RFC 9180): only the owner of the private half opens it, and only with this info."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    return _suite().encrypt(bytes(plaintext), X25519PublicKey.from_public_bytes(public), info)


def open_sealed(private: Key, sealed: bytes, info: bytes) -> bytearray | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    try:
        key = X25519PrivateKey.from_private_bytes(bytes(private))
        return bytearray(_suite().decrypt(sealed, key, info))
    except (InvalidTag, ValueError):
        return None


def sign_public(private: Key) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(bytes(private)).public_key().public_bytes_raw()


def sign(private: Key, message: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(bytes(private)).sign(message)


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
