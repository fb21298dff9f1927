"""The laptops of the house as a person sees them: which, when last used and by whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from hvh_desktop.crypto import Keyring
from hvh_desktop.crypto.laptop import words_of
from hvh_desktop.db import Change, Compartment, Session
from hvh_desktop.errors import UserError
from hvh_desktop.medewerkers.service import get_medewerker_names
from hvh_desktop.rights import Right, require
from hvh_desktop.sync.house import carrying
from hvh_desktop.sync.house.admission import Asking
from hvh_desktop.sync.house.register import Decision, Laptop, Reason, RegisterState
from hvh_desktop.sync.house.register_file import load_register
from hvh_desktop.sync.line.link import LINK_FILE, read_link
from hvh_desktop.sync.thread import leaving
from hvh_desktop.sync.thread.leaving import Brought
from hvh_desktop.verbindingen.late import LateGroup, decide_late, group_late
from hvh_desktop.verbindingen.service_namen import list_laptopnamen
from hvh_desktop.verbindingen.words import laptop_name

Ask = Callable[..., Any]
"""``Syncing.ask``: work with the line and the files, and what came of it."""

_LOOKED = (Compartment.log, Compartment.register)
"""Where a beheerder can see that somebody worked on a laptop."""


@dataclass(frozen=True)
class LaptopRow:
    """One laptop of the house."""

    id: UUID
    woorden: tuple[str, ...]
    is_deze: bool
    is_in: bool
    reden: Reason | None
    laatst: datetime | None
    """The last moment at which something was written on it, as far as is known here."""
    door: str
    naam: str = ""
    """What a beheerder calls it."""

    @property
    def title(self) -> str:
        """What a person calls it, with the words by which he recognises it."""
        return laptop_name(self.woorden, self.naam)


def list_laptops(session: Session, laptops: Mapping[UUID, Laptop]) -> tuple[LaptopRow, ...]:
    """This laptop first, then who is in, then who was taken off."""
    require(session.actor, Right.change_laptops)
    used, names = _last_used(session), get_medewerker_names(session)
    called = list_laptopnamen(session)
    rows = [
        _row(one, session.device, used.get(one.id), names, called.get(one.id, ""))
        for one in laptops.values()
    ]
    return tuple(sorted(rows, key=lambda row: (not row.is_deze, not row.is_in, row.woorden)))


def _row(
    laptop: Laptop,
    own: UUID,
    used: tuple[datetime, UUID] | None,
    names: Mapping[UUID, str],
    naam: str,
) -> LaptopRow:
    moment, user = used or (None, None)
    return LaptopRow(
        laptop.id,
        words_of(laptop.sign_public, laptop.seal_public),
        laptop.id == own,
        laptop.is_in,
        laptop.reason,
        moment,
        names.get(user, "") if user else "",
        naam,
    )


def _last_used(session: Session) -> dict[UUID, tuple[datetime, UUID]]:
    found: dict[UUID, tuple[datetime, UUID]] = {}
    newest = select(Change.device, Change.user, func.max(Change.at)).group_by(Change.device)
    for compartment in _LOOKED:
        if not session.holds(compartment):
            continue
        bind = {"bind": session.engine_of(compartment)}
        for device, user, at in session.execute(newest, bind_arguments=bind):
            if device not in found or found[device][0] < at:
                found[device] = (at, user)
    return found


@dataclass(frozen=True)
class AtTheHub:
    """What waits there for a beheerder."""

    asking: tuple[Asking, ...]
    late: tuple[LateGroup, ...]


@dataclass(frozen=True)
class LaptopDesk:
    """What a beheerder does with laptops. ``ask`` has work done on the thread that syncs; only
    ``laptops`` needs no network."""

    folder: Path
    keyring: Keyring
    ask: Ask

    def laptops(self) -> Mapping[UUID, Laptop]:
        """As this laptop knows them."""
        return self._register().laptops

    def _register(self) -> RegisterState:
        return load_register(self.folder).state

    def list_asking(self) -> Sequence[Asking]:
        """Laptops that ask to come in."""
        found: Sequence[Asking] = self.ask(lambda line, _: tuple(line.house.list_asking()))
        return found

    def list_late(self) -> tuple[LateGroup, ...]:
        """What stands apart at the hub, by laptop or by colleague."""
        return group_late(
            self.ask(lambda line, _: tuple(line.house.list_quarantine())), self._register()
        )

    def look(self) -> AtTheHub:
        """Both at once."""
        asking, aside = self.ask(
            lambda line, _: (tuple(line.house.list_asking()), tuple(line.house.list_quarantine()))
        )
        return AtTheHub(asking, group_late(aside, self._register()))

    def decide_late(self, late: LateGroup, besluit: Decision) -> None:
        """About all of this group that was shown."""
        self.ask(lambda line, files: decide_late(line, files, self.keyring, late.hashes, besluit))

    def admit(self, asking: Asking) -> None:
        """Let in the laptop whose words were compared."""
        link = read_link(self.folder)
        server = link.mark if link is not None else ""
        self.ask(
            lambda line, files: files.house.admit(line.house, self.keyring, asking, server=server)
        )

    def refuse(self, laptop: UUID) -> None:
        """It is not one of ours."""
        self.ask(lambda line, _: line.house.refuse(laptop))

    def refuse_all(self) -> int:
        """None of those who ask is one of ours; how many they were."""
        return int(self.ask(lambda line, _: line.house.refuse_all()))

    def take_off(self, laptop: UUID, reason: Reason) -> None:
        """It goes out for good."""
        self.ask(lambda line, files: files.house.take_off(line.house, self.keyring, laptop, reason))

    def count_left(self) -> int:
        """Parts that the hub may not have of this laptop; also those that somebody else opens."""
        left = self.ask(leaving.find_left)
        return int(left.envelopes + len(left.closed))

    def write_rescue(self, path: Path) -> int:
        """Keep what the hub lacks, sealed as it would have travelled. Needs no network."""
        return int(self.ask(lambda _, files: leaving.write_rescue(files, path), needs_line=False))

    def read_rescue(self, path: Path) -> Brought:
        """Bring what another laptop kept to the hub."""
        brought: Brought = self.ask(
            lambda line, files: leaving.import_rescue(line, files.house.state.site, path)
        )
        return brought

    def leave(self, *, is_rescued: bool) -> None:
        """Sign this laptop off."""
        self.ask(
            lambda line, files: leaving.leave(line, files, self.keyring, is_rescued=is_rescued)
        )

    def write_admission(self, path: Path) -> None:
        """For on the stick, once the laptop is let in."""
        link = (self.folder / LINK_FILE).read_text(encoding="utf-8")
        content = self.ask(lambda line, _: carrying.write_admission(line.house, link))
        try:
            path.write_bytes(content)
        except OSError:
            raise UserError("Het bestand kon niet worden bewaard. Kies een andere plek.") from None
