"""One rule of the house: what counts now and why, what counted before, and a new value."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.beheer.form import BELEIDSREGEL
from hvh_desktop.beheer.screen_waarde import ValueEditor
from hvh_desktop.beheer.service import (
    BeleidDetail,
    VersionRow,
    change_beleidsregel,
    get_beleidsregel,
)
from hvh_desktop.db import Compartment, Session
from hvh_desktop.db.drafts import DraftKey
from hvh_desktop.errors import UserError
from hvh_desktop.forms import summary
from hvh_desktop.text import date_words
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.dialogs import ask
from hvh_desktop.ui.form_page import FormPage, Sections
from hvh_desktop.ui.form_view import FormView

HYPOTHESE = ("Hypothese", "warn", "question")
_NOT_ASKED = "Het programma rekent hier nog niet mee. Je kunt de waarde wel al vastleggen."
_FIXED = "Deze waarde staat vast in het programma."


class RuleSections(Sections):
    """The card of now, and the card with the editor above the date and the source."""

    def __init__(self, editor: ValueEditor, now: QWidget) -> None:
        self.editor = editor
        super().__init__(
            ("Nieuwe waarde", FormView(BELEIDSREGEL, [BELEIDSREGEL.names()])), above={0: editor}
        )
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(0, now)
        editor.changed.connect(self.changed)

    @property
    def blocks(self) -> dict[str, kit.FieldBlock]:
        return {**self.editor.blocks, **super().blocks}

    def values(self) -> dict[str, Any]:
        return super().values() | {"waarde": self.editor.value()}

    def typed(self) -> dict[str, Any]:
        return super().typed() | self.editor.typed()

    def set_values(self, values: Mapping[str, Any]) -> None:
        super().set_values(values)
        self.editor.set_typed(values)

    def check(self) -> bool:
        found = self.editor.problems() | self.views[0].problems()
        if found:
            self.show_problems(UserError(summary(found.values()), found))
        else:
            self.clear_problems()
        return not found


class BeleidsregelPage(FormPage):
    """A rule as it is; a beheerder writes down what it becomes."""

    compartment = Compartment.register
    help_page = "beheer"

    def __init__(self, context: Context, *, sleutel: str, **address: Any) -> None:
        super().__init__(context, sleutel=sleutel, **address)
        self.sleutel = sleutel
        self._detail: BeleidDetail = context.read(lambda s: get_beleidsregel(s, sleutel))
        row, waarde = self._detail.row, self._detail.waarde
        self.editor = ValueEditor(sleutel, waarde, self._detail.keuzes)
        sections = RuleSections(self.editor, self._now())
        self.build(
            row.titel,
            sections,
            DraftKey("beleidsregel", BELEIDSREGEL.version, sleutel),
            subline=row.omschrijving,
            acts=[kit.Button("Terug", name="terug", on_click=self._back)],
            below=kit.column(16, self._history()) if len(self._detail.versies) > 1 else None,
        )
        sections.cards[0].setVisible(not self._detail.vast)
        if self._detail.vast:
            self._footer = kit.Footer(kit.Button("Terug", name="terug", on_click=self._back))

    def _now(self) -> QWidget:
        version = next(version for version in self._detail.versies if version.is_nu)
        vast = self._detail.vast
        told = kit.NoticeBanner(f"{_FIXED} {vast}", "stil", icon="lock-simple") if vast else None
        if self._detail.is_ongebruikt:
            told = kit.NoticeBanner(_NOT_ASKED, "stil")
        title = f"Dit geldt nu, sinds {date_words(version.geldig_vanaf)}"
        return kit.Card(_value(version), *_source(version), told, title=title, gap=8)

    def _history(self) -> QWidget:
        card = kit.Card(title="Wat er gold en gaat gelden", count=len(self._detail.versies), gap=8)
        for number, version in enumerate(self._detail.versies):
            if number:
                card.add(kit.line())
            card.add(self._version(number, version))
        return card

    def _version(self, number: int, version: VersionRow) -> QWidget:
        take = kit.Button(
            "Neem deze over",
            "stil",
            small=True,
            name=f"neem_over_{number}",
            on_click=lambda: self.take(version),
        )
        take.setAccessibleName(f"Neem de waarde van {date_words(version.geldig_vanaf)} over")
        take.setVisible(not self._detail.vast and not version.is_nu)
        since = kit.Label(f"Vanaf {date_words(version.geldig_vanaf)}", semibold=True, wrap=True)
        badge = self._badge(version)
        head = kit.beside((since, 1), *([kit.Badge(*badge)] if badge else []), take)
        return kit.column(head, 4, _value(version), *_source(version), gap=4)

    def _badge(self, version: VersionRow) -> tuple[str, str, str] | None:
        if version.is_nu:
            return "Geldt nu", "good", "check"
        if version.geldig_vanaf > self.context.today():
            return "Geldt later", "info", "calendar-blank"
        return None

    def take(self, version: VersionRow) -> None:
        """Put a value of before in the fields; nothing is kept yet."""
        self.editor.set_typed(self.editor.fields_of(version.waarde))
        self.keeper.touch()
        next(iter(self.editor.blocks.values())).setFocus()

    def load(self) -> Mapping[str, Any]:
        fields = self.editor.fields_of(self._detail.waarde)
        return {"geldig_vanaf": self.context.today(), "bron": "", **fields}

    def save(self) -> None:
        """A day that is over changes what was reckoned before: that is asked."""
        day = self.sections.values()["geldig_vanaf"]
        if self.sections.check() and isinstance(day, date) and day < self.context.today():
            ask(
                self,
                "Deze dag is al voorbij",
                f"De nieuwe waarde geldt dan ook over de dagen sinds {date_words(day)}. "
                "Termijnen van toen kunnen anders uitkomen.",
                act="Bewaar toch",
                safe="Kijk de dag na",
                then=super().save,
                danger=False,
            )
        else:
            super().save()

    def write(self, session: Session, values: dict[str, Any]) -> None:
        change_beleidsregel(session, self.sleutel, values.pop("waarde"), values)

    def written(self, result: None) -> None:
        self.context.tell(f"Bewaard: {self._detail.row.titel.lower()}.")
        self.context.open("beleid")

    def leave(self) -> None:
        if not self._detail.vast:
            super().leave()

    def _back(self) -> None:
        self.context.open("beleid")


def _value(version: VersionRow) -> QWidget:
    many = len(version.regels) > 1
    lines = [kit.Label(f"• {line}" if many else line, wrap=True) for line in version.regels]
    return kit.column(*lines, gap=4)


def _source(version: VersionRow) -> list[QWidget]:
    """Where it comes from: whose decision, which document, and the page on the web."""
    if version.wie:
        day = f" op {date_words(version.vastgelegd_op)}" if version.vastgelegd_op else ""
        who = f"Besluit van het huis, opgeschreven door {version.wie}{day}."
    else:
        who = "Meegekomen met het programma."
    told = kit.Label(f"{who} Bron: {version.bron}", "klein", "muted", wrap=True, selectable=True)
    parts: list[QWidget] = [told]
    if version.is_hypothese:
        unsure = kit.Label("Niemand heeft dit nog bevestigd. Kijk het na.", "klein", wrap=True)
        parts.append(kit.beside(kit.Badge(*HYPOTHESE), (unsure, 1)))
    if version.bron_url:
        url = version.bron_url
        link = kit.Button(
            "Open de bron",
            "stil",
            "arrow-square-out",
            small=True,
            name="open_bron",
            on_click=lambda: QDesktopServices.openUrl(QUrl(url)),
        )
        link.setAccessibleDescription(url)
        parts.append(kit.beside(link, kit.STRETCH))
    return parts
