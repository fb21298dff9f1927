"""The register of laptops as this laptop knows it, in ``laptops.json`` beside the databases.

Everything in it is signed and is verified again when it is read. What the authority of the house
said once stays known here, whatever a hub serves later.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from uuid import UUID

from hvh_desktop.crypto.files import replace_file
from hvh_desktop.crypto.succession import is_one_line
from hvh_desktop.errors import EnvironmentProblem
from hvh_desktop.sync.house import register
from hvh_desktop.sync.house.register import NO_STATE, BadEntry, RegisterState

REGISTER_FILE = "laptops.json"
Signed = tuple[bytes, bytes]
"""An entry and its signature."""
_NOT_WRITTEN = (
    "De lijst van laptops kon niet worden bewaard. Misschien is de schijf vol of is de map "
    "alleen-lezen. De gegevens zelf zijn veilig. Maak ruimte en probeer het opnieuw."
)


@dataclass(frozen=True)
class KnownRegister:
    """The entries of the hub, and what was said before and this hub does not have."""

    entries: tuple[Signed, ...] = ()
    lost: tuple[Signed, ...] = ()
    chain: RegisterState = NO_STATE
    """The state that the entries of the hub give; its number and hash are those of the hub."""
    agreed: str = ""
    """Which vault here was the same as which vault of the house, the last time."""

    @cached_property
    def state(self) -> RegisterState:
        """What counts here: also what a restored hub forgot."""
        return register.with_given_back(self.chain, self.lost)

    @cached_property
    def _chains(self) -> Sequence[bytes]:
        return register.chains_over(self.entries)

    def chain_at(self, number: int) -> bytes | None:
        """The hash over the entries of the hub up to this one; None when it is not here."""
        return self._chains[number] if 0 <= number < len(self._chains) else None

    def follow(self, entries: Sequence[Signed]) -> KnownRegister:
        """With entries that come next; ``BadEntry`` when they do not, or name another authority
        than was named before."""
        chain = register.fold(entries, self.chain)
        if not is_one_line(chain.line, self.state.line):
            raise BadEntry("another authority")
        thinned = tuple((register.thin(entry), signature) for entry, signature in entries)
        return replace(self, entries=(*self.entries, *thinned), chain=chain)._settled()

    def fork(self, entries: Sequence[Signed]) -> KnownRegister:
        """The hub begins elsewhere than we thought: follow it, and forget nothing that the
        authority said. ``BadEntry`` when it is another house."""
        fresh = KnownRegister().follow(entries)
        same = is_one_line(fresh.chain.line, self.state.line)
        if (not same or fresh.chain.site != self.chain.site) and self.chain.number:
            raise BadEntry("another house")
        said = (*register.authority_entries(self.entries), *self.lost)
        return replace(fresh, lost=said)._settled()

    def after(self, number: int) -> Sequence[tuple[int, Signed]]:
        """The entries after this number, each with the number before it."""
        return list(enumerate(self.entries[number:], start=number))

    def _settled(self) -> KnownRegister:
        """Without what the hub has again."""
        state, still = self.chain, []
        for lost in dict.fromkeys(self.lost):
            before, state = state, register.with_given_back(state, [lost])
            if state is not before or self._comes_later(lost):
                still.append(lost)
        return replace(self, lost=tuple(still))

    def _comes_later(self, lost: Signed) -> bool:
        """A laptop that was taken off, and whose admission is lost too."""
        said = register.read_head(lost[0])
        return said["soort"] == "laptop_af" and self.chain.find(UUID(said["id"])) is None


def load_register(folder: Path) -> KnownRegister:
    """What this laptop knows; nothing when the file is gone or damaged: the hub has it."""
    try:
        whole = json.loads((folder / REGISTER_FILE).read_text(encoding="ascii"))
        known = KnownRegister(lost=_read(whole["kwijt"]), agreed=str(whole["kluis"]))
        return known.follow(_read(whole["regels"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError, BadEntry):
        return KnownRegister()


def save_register(folder: Path, known: KnownRegister) -> None:
    """Replace the file whole."""
    content = json.dumps(
        {"regels": _out(known.entries), "kwijt": _out(known.lost), "kluis": known.agreed}
    )
    try:
        replace_file(folder / REGISTER_FILE, content.encode("ascii"))
    except OSError:
        raise EnvironmentProblem(_NOT_WRITTEN) from None


def _read(rows: Sequence[Sequence[str]]) -> tuple[Signed, ...]:
    return tuple((base64.b64decode(entry), base64.b64decode(sign)) for entry, sign in rows)


def _out(entries: Sequence[Signed]) -> list[list[str]]:
    return [[base64.b64encode(part).decode("ascii") for part in pair] for pair in entries]
