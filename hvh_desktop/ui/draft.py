"""Keeps what is typed as a concept, 800 ms after the last key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from hvh_desktop.db import AMSTERDAM, Compartment
from hvh_desktop.db.drafts import DraftKey, DraftRow, find_draft, record_draft, remove_draft
from hvh_desktop.text import date_words, format_time
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context, Seen

AGAIN_MS = 10_000
"""After a failure (a full disk) it is tried again without being asked."""


class DraftKeeper(QObject):
    """Watches one form. Call ``touch`` at every change of the user and ``keep`` on leaving."""

    kept = Signal(str)
    """The words for the footer: "Concept bewaard 14.03"."""

    def __init__(
        self,
        context: Context,
        key: DraftKey,
        values: Callable[[], Mapping[str, Any]],
        *,
        compartment: Compartment = Compartment.team,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._key, self._values = context, key, values
        self._compartment = compartment
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.keep)
        self._is_dirty = False
        self.seen: Seen = context.seen
        """What stood in the form when it was filled, or when the draft in it was begun: what a
        colleague's laptop brought after that, the writer did not see. For ``Context.perform``."""

    def find(self) -> DraftRow | None:
        """The draft that is still there from an earlier time. Call it when the form is filled."""
        draft = self._context.read(lambda s: find_draft(s, self._compartment, self._key))
        self.seen = (draft.seen if draft is not None else None) or self._context.seen
        return draft

    def touch(self, *_: object) -> None:
        """The user changed something."""
        self._is_dirty = True
        self._timer.start(theme.duration("concept_na"))

    def keep(self) -> None:
        """Keep the draft now, if anything changed since the last time."""
        self._timer.stop()
        if not self._is_dirty:
            return
        values = dict(self._values())
        kept = self._context.perform(
            lambda session: record_draft(session, self._key, values, self.seen),
            compartment=self._compartment,
            done=self._say,
        )
        if not kept:
            self._timer.start(AGAIN_MS)

    def remove(self) -> None:
        """The draft became the real thing, or was thrown away."""
        self.forget()
        self._context.perform(
            lambda session: remove_draft(session, self._key), compartment=self._compartment
        )

    def removal(self) -> Callable[[], None]:
        """Removes what is kept; for a job, because it needs nothing of this object."""
        database, compartment, key = self._context.database, self._compartment, self._key

        def remove() -> None:
            with database.transaction(compartment) as session:
                remove_draft(session, key)

        return remove

    def forget(self) -> None:
        """Stop watching what was typed until now, without touching what is kept."""
        self._timer.stop()
        self._is_dirty = False

    def _say(self, moment: datetime) -> None:
        self._is_dirty = False
        self.kept.emit(kept_at(moment))


def kept_at(moment: datetime) -> str:
    """ "Concept bewaard 14.03" in the time of the house."""
    return f"Concept bewaard {moment.astimezone(AMSTERDAM):%H.%M}"


def draft_banner(draft: DraftRow, start_over: Callable[[], None]) -> kit.NoticeBanner:
    """Says that a draft is shown, with a way to throw it away."""
    moment = draft.saved_at.astimezone(AMSTERDAM)
    text = (
        f"Je was hier al aan begonnen. Dit is je concept van {date_words(moment.date())}, "
        f"{format_time(moment.time())}."
    )
    away = kit.Button("Gooi weg", "stil", small=True, name="gooi_weg", on_click=start_over)
    return kit.NoticeBanner(text, "info", action=away)
