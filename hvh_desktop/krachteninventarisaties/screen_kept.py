"""A part of the page that keeps every keystroke: a draft while typing, the entity on leaving."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.db import Session
from hvh_desktop.db.drafts import DraftKey, remove_draft
from hvh_desktop.krachteninventarisaties.screen_parts import kept_words
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.draft import DraftKeeper


class KeptView(QWidget):
    """Subclasses say what stands in their inputs, what is kept, and how it is written."""

    touched = Signal()
    kept = Signal(str)

    def __init__(self, context: Context, key: DraftKey, *, is_fixed: bool) -> None:
        super().__init__()
        self.context, self.is_fixed, self._key = context, is_fixed, key
        self._has_draft = False
        self.keeper = DraftKeeper(context, key, self.typed, parent=self)
        self.keeper.kept.connect(self._say_kept)
        self.draft_place = QVBoxLayout()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(8)

    # ------------------------------------------------------------------- what a subclass answers

    def values(self) -> dict[str, Any]:
        """What stands in the inputs, as the service wants it."""
        raise NotImplementedError

    def kept_values(self) -> dict[str, Any]:
        """The same, as it is kept now."""
        raise NotImplementedError

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Put values in the inputs; a draft's values are as they were typed."""
        raise NotImplementedError

    def write(self, session: Session, values: Mapping[str, Any]) -> None:
        """Keep the values through the service."""
        raise NotImplementedError

    def typed(self) -> dict[str, Any]:
        """What the draft holds."""
        return self.values()

    def may_leave(self) -> bool:
        """Can all that was typed be kept? Else say at the field what is wrong."""
        return True

    # ----------------------------------------------------------------------------------- keeping

    def watch(self, signals: Iterable[SignalInstance]) -> None:
        """Show what is kept or typed earlier, and follow the inputs from now on."""
        self.show_values(self.kept_values())
        if not self.is_fixed:
            self._find_draft()
        for signal in signals:
            signal.connect(self._touch)

    def is_changed(self) -> bool:
        """Does something stand here that is not kept yet?"""
        return self.values() != self.kept_values()

    def save(self, extra: Mapping[str, Any] | None = None) -> bool:
        """Keep all and let the draft go. False: something typed cannot be kept yet."""
        if self.is_fixed:
            return True
        if not self.may_leave():
            self.keeper.keep()
            return False
        values = {**self.values(), **(extra or {})}
        if self.is_changed() or extra:
            if not self.context.perform(
                lambda session: self._keep(session, values), seen=self.keeper.seen
            ):
                self.keeper.keep()
                return False
            self.keeper.forget()
        elif self._has_draft:
            self.keeper.remove()
        self.keeper.forget()
        self._has_draft = False
        kit.clear(self.draft_place)
        return True

    def _keep(self, session: Session, values: Mapping[str, Any]) -> None:
        self.write(session, values)
        remove_draft(session, self._key)

    def _touch(self) -> None:
        self.keeper.touch()
        self.touched.emit()

    def _say_kept(self, words: str) -> None:
        self._has_draft = True
        self.kept.emit(words)

    def _find_draft(self) -> None:
        draft = self.keeper.find()
        if draft is None:
            return
        self._has_draft = True
        self.show_values({**self.kept_values(), **draft.values})
        at = kept_words(draft.saved_at, self.context.today())
        button = kit.Button(
            "Gooi weg", "stil", small=True, name="concept_weg", on_click=self._drop_draft
        )
        banner = kit.NoticeBanner(
            f"Er staat nog een concept van {at}. Het wordt bewaard als je verder gaat.",
            "warn",
            icon="pencil-simple",
            action=button,
        )
        banner.setObjectName("concept_gevonden")
        self.draft_place.addWidget(banner)

    def _drop_draft(self) -> None:
        self.keeper.remove()
        self._has_draft = False
        kit.clear(self.draft_place)
        self.show_values(self.kept_values())
        self.setFocus()
