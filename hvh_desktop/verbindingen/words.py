"""The words in which a person reads about streams, laptops and moments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from hvh_desktop.rights import Compartment
from hvh_desktop.sync.thread.state import Tally, moment_words
from hvh_desktop.text import plural

STREAM_NAMES = {
    Compartment.team: "Dossiers",
    Compartment.behandeling: "Behandeling",
    Compartment.instroom: "Instroom",
    Compartment.register: "Collega’s en afspraken van het huis",
    Compartment.log: "Wie keek er",
}


def stream_name(stream: str) -> str:
    """What a stream holds, as a person calls it."""
    return STREAM_NAMES.get(Compartment(stream), stream) if stream in set(Compartment) else stream


def tally_words(tally: Tally, now: datetime) -> str:
    """How one stream stands: "Alles verstuurd", or what waits and why."""
    parts: list[str] = []
    if tally.waiting:
        since = f" sinds {moment_words(tally.waiting_since, now)}" if tally.waiting_since else ""
        parts.append(f"{plural(tally.waiting, 'wijziging wacht', 'wijzigingen wachten')}{since}")
    if tally.left:
        parts.append(f"{tally.left} {'wacht' if tally.left == 1 else 'wachten'} op een collega")
    if tally.to_apply:
        parts.append(f"{tally.to_apply} van collega’s nog te verwerken")
    if tally.for_update:
        parts.append(f"{tally.for_update} voor een nieuwere versie")
    if tally.for_key:
        parts.append(
            f"{tally.for_key} {'wacht' if tally.for_key == 1 else 'wachten'} op een sleutel"
        )
    if tally.held:
        parts.append(f"{tally.held} {'staat' if tally.held == 1 else 'staan'} apart bij de server")
    if tally.aside:
        parts.append(f"{tally.aside} apart gehouden")
    return ", ".join(parts) if parts else "Alles verstuurd"


def laptop_name(words: Sequence[str], naam: str = "") -> str:
    """ "Balie (‘adem boom’)", or "Laptop ‘adem boom’" without a name: two of its eight words are
    enough to speak of it, and stand beside every name."""
    if not words:
        return f"{naam} (hier nog onbekend)" if naam else "Een laptop die hier nog onbekend is"
    short = f"‘{' '.join(words[:2])}’"
    return f"{naam} ({short})" if naam else f"Laptop {short}"
