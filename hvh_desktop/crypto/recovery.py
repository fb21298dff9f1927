"""Recovery sheets: one secret over three sheets of words (SLIP-39); any two give it back.

The checksum on each sheet says which sheet holds a typing error. The words are secret: no
message repeats them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hvh_desktop.errors import UserError

if TYPE_CHECKING:
    from shamir_mnemonic.share import Share

SHEETS = 3
NEEDED = 2
WORDS = 33
PREFIX = 4


@dataclass(frozen=True)
class RecoverySheet:
    """One sheet, to print and to keep apart from the others."""

    number: int
    series: int
    vault_id: str
    words: tuple[str, ...] = field(repr=False)

    @property
    def text(self) -> str:
        return " ".join(self.words)


def split_secret(secret: bytes | bytearray, vault_id: str, series: int) -> list[RecoverySheet]:
    from shamir_mnemonic import generate_mnemonics

    groups = generate_mnemonics(1, [(NEEDED, SHEETS)], bytes(secret))
    return [
        RecoverySheet(number, series, vault_id, tuple(words.split()))
        for number, words in enumerate(groups[0], start=1)
    ]


def join_sheets(texts: Sequence[str]) -> bytearray:
    """The secret from at least two typed sheets; UserError names each sheet that is wrong."""
    from shamir_mnemonic import MnemonicError, combine_mnemonics

    shares: dict[str, Share] = {}
    problems: dict[str, str] = {}
    for number, text in enumerate(texts, start=1):
        if not text.strip():
            continue
        share = _read_sheet(text)
        if isinstance(share, str):
            problems[f"blad_{number}"] = share
        else:
            shares[f"blad_{number}"] = share
    if problems:
        named = " en ".join(field_name.replace("_", " ") for field_name in problems)
        raise UserError(f"Er klopt iets niet op {named}. Kijk de woorden na.", problems)
    _check_together(shares)
    try:
        chosen = [share.mnemonic() for share in list(shares.values())[:NEEDED]]
        return bytearray(combine_mnemonics(chosen))
    except MnemonicError:
        raise UserError(_NOT_TOGETHER) from None


_NOT_TOGETHER = (
    "Deze bladen horen niet bij elkaar. Gebruik twee bladen die op dezelfde dag zijn afgedrukt."
)


def _read_sheet(text: str) -> Share | str:
    """The share on one sheet, or a sentence about what is wrong with it."""
    from shamir_mnemonic import MnemonicError, Share
    from shamir_mnemonic.wordlist import WORDLIST

    full = {word: word for word in WORDLIST} | {word[:PREFIX]: word for word in WORDLIST}
    typed = re.findall(r"[^\W\d_]+", text.casefold())
    unknown = [place for place, word in enumerate(typed, start=1) if word not in full]
    if unknown:
        places = ", ".join(str(place) for place in unknown[:5])
        noun = "Woord" if len(unknown) == 1 else "De woorden"
        verb = "staat" if len(unknown) == 1 else "staan"
        return f"{noun} {places} {verb} niet in de lijst met woorden. Kijk de spelling na."
    if len(typed) != WORDS:
        return f"Dit blad heeft {WORDS} woorden. Je hebt er {len(typed)} ingevuld."
    try:
        return Share.from_mnemonic(" ".join(full[word] for word in typed))
    except MnemonicError:
        return "Er staat een verkeerd woord op dit blad, of twee woorden zijn verwisseld."


def _check_together(shares: dict[str, Share]) -> None:
    seen: dict[int, str] = {}
    for name, share in shares.items():
        if share.index in seen:
            sentence = f"Dit is hetzelfde blad als {seen[share.index].replace('_', ' ')}."
            if share == shares[seen[share.index]]:
                raise UserError(f"{sentence} Pak een ander blad.", {name: sentence})
        seen[share.index] = name
    if len(shares) < NEEDED:
        raise UserError("Vul twee van de drie herstelbladen in.")
    if len({share.group_parameters() for share in shares.values()}) > 1:
        raise UserError(_NOT_TOGETHER)
    if len(seen) < NEEDED or next(iter(shares.values())).member_threshold != NEEDED:
        raise UserError(_NOT_TOGETHER)
