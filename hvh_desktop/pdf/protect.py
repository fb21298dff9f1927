"""A finished PDF behind a passphrase, for what leaves the house as a file."""

from __future__ import annotations

import secrets
from functools import cache
from io import BytesIO
from typing import Literal

import pikepdf

from hvh_desktop.resources import resource_path

WORDS_IN_PASSPHRASE = 6
"""Six of some two thousand words: 65 bits, and still said by telephone in one breath."""
REVISION: Literal[6] = 6
"""AES with a key of 256 bits. Source: ISO 32000-2, 7.6."""
_MAY = pikepdf.Permissions(
    accessibility=True,
    extract=False,
    modify_annotation=False,
    modify_assembly=False,
    modify_form=False,
    modify_other=False,
    print_highres=True,
    print_lowres=True,
)


@cache
def passphrase_words() -> tuple[str, ...]:
    """The words that a passphrase is made of."""
    return tuple(resource_path("woorden.txt").read_text(encoding="utf-8").split())


def new_passphrase() -> str:
    """Six words with spaces between them; nobody keeps it."""
    return " ".join(secrets.choice(passphrase_words()) for _ in range(WORDS_IN_PASSPHRASE))


def protect(data: bytes, passphrase: str) -> bytes:
    """The same document, opened by ``passphrase`` only: printing is allowed, changing is not.

    The title is behind it too. Whoever may change it needs a second password, which is thrown
    away here. Each call gives other bytes.
    """
    encryption = pikepdf.Encryption(
        user=passphrase, owner=secrets.token_hex(32), R=REVISION, aes=True, allow=_MAY
    )
    target = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(target, encryption=encryption)
    return target.getvalue()
