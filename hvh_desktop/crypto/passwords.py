"""What a password must be, and how much work it costs to try one."""

from __future__ import annotations

import time
import unicodedata
from dataclasses import dataclass

from hvh_desktop.errors import UserError

SHORTEST = 12
LONGEST = 1000
FEWEST_DIFFERENT = 5
UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Controls, signs that turn the direction of text, and what is no sign at all."""
OBVIOUS = frozenset(
    {
        "wachtwoord",
        "welkom",
        "welkomwelkom",
        "huisvanherstel",
        "huisvanhersteltwente",
        "herstel",
        "almelo",
        "twente",
        "geheim",
        "qwerty",
        "qwertyuiop",
        "azerty",
        "asdfghjkl",
        "abcdefghijkl",
        "password",
        "letmein",
        "iloveyou",
        "ikhouvanjou",
        "administrator",
        "beheerder",
        "mentor",
        "lente",
        "zomer",
        "herfst",
        "winter",
        "nederland",
    }
)
ROWS = (
    "0123456789012345",
    "9876543210987654",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
)


@dataclass(frozen=True)
class KdfCost:
    """The cost of one try with Argon2id."""

    memory_kib: int
    rounds: int
    lanes: int

    @classmethod
    def floor(cls) -> KdfCost:
        """The least that the app ever uses."""
        return cls(64 * 1024, 3, 4)

    @classmethod
    def cheap(cls) -> KdfCost:
        """For tests only: no protection at all. The app never passes it."""
        return cls(32, 1, 1)

    def is_sane(self) -> bool:
        """Values from a file: no more than a laptop can do, no less than Argon2 accepts."""
        return (
            1 <= self.lanes <= 16
            and 8 * self.lanes <= self.memory_kib <= 1024 * 1024
            and 1 <= self.rounds <= 64
        )


def calibrate(target_seconds: float = 1.0) -> KdfCost:
    """The cost that takes about a second here: first more memory (to 256 MiB), then more rounds."""
    from hvh_desktop.crypto.primitives import derive_key

    floor = KdfCost.floor()
    derive_key("proef", bytes(16), KdfCost.cheap())
    started = time.perf_counter()
    derive_key("proef", bytes(16), floor)
    taken = max(time.perf_counter() - started, 0.001)
    factor = int(min(4, max(1, target_seconds / taken)))
    rounds = int(floor.rounds * target_seconds / (taken * factor))
    return KdfCost(floor.memory_kib * factor, min(16, max(floor.rounds, rounds)), floor.lanes)


def fold_name(user_name: str) -> str:
    """How a user name is compared: capitals, accents' spelling, spaces and signs that cannot be
    seen make no difference.
    """
    signs = unicodedata.normalize("NFKC", user_name).casefold()
    seen = (s for s in signs if s.isspace() or unicodedata.category(s) not in UNSEEN[:2])
    return " ".join("".join(seen).split())


def check_user_name(user_name: str) -> str:
    """How it is compared. Refuses one that is empty or too long, or has signs nobody sees."""
    folded = fold_name(user_name)
    sentence = ""
    if not folded or len(folded) > 100:
        sentence = "Vul een gebruikersnaam in van hoogstens 100 tekens."
    elif any(unicodedata.category(sign) in UNSEEN for sign in user_name.strip()):
        sentence = "In de gebruikersnaam staan onzichtbare tekens. Typ hem opnieuw."
    if sentence:
        raise UserError(sentence, {"gebruikersnaam": sentence})
    return folded


def check_password(user_name: str, password: str) -> None:
    """Raise UserError when the password is too easy to guess."""
    sentence = _problem(fold_name(user_name), unicodedata.normalize("NFKC", password))
    if sentence:
        raise UserError(sentence, {"nieuw_wachtwoord": sentence})


def _problem(name: str, password: str) -> str | None:
    folded = "".join(password.casefold().split())
    letters = "".join(sign for sign in folded if sign.isalpha())
    if len(password) < SHORTEST:
        return f"Kies een wachtwoord van ten minste {SHORTEST} tekens. Een korte zin werkt goed."
    if len(password) > LONGEST:
        return f"Kies een wachtwoord van hoogstens {LONGEST} tekens."
    plain_name = "".join(name.split())
    name_letters = "".join(filter(str.isalpha, plain_name))
    is_name = bool(name_letters and letters) and not letters.replace(name_letters, "")
    if plain_name and (is_name or not folded.replace(plain_name, "")):
        return "Kies een wachtwoord dat niet je gebruikersnaam is."
    if letters in OBVIOUS or len(set(folded)) < FEWEST_DIFFERENT or any(folded in r for r in ROWS):
        return "Dit wachtwoord is te makkelijk te raden. Kies bijvoorbeeld vier losse woorden."
    return None
