"""What the screens after a decision share: a rule with its source, the last day, who may."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.policy import Rule
from hvh_desktop.sancties.rows import ZaakDetail
from hvh_desktop.text import capitalise, date_words, full_date_words, lateness
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page
from hvh_desktop.ui.rule_note import RuleNote


def day_rule(rule: Rule) -> RuleNote:
    """Where a last day comes from."""
    return RuleNote(
        "Waar komt deze dag vandaan?", rule, name="regel", extra=f"Nu: {rule.waarde} dagen."
    )


class LaatsteDag(kit.Panel):
    """The last day for beklag or beroep, large, with its rule below it."""

    def __init__(self, rule: Rule, what: str = "beklag") -> None:
        super().__init__("sunken", None)
        self._label = f"Laatste dag voor {what}"
        self.day = kit.Label("", "kop3", semibold=True, wrap=True)
        self.day.setObjectName("laatste_dag")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 8)
        layout.setSpacing(4)
        kit.fill(
            layout,
            kit.Label(self._label, "klein", "muted", wrap=True),
            self.day,
            day_rule(rule),
        )

    def show_day(self, day: date | None) -> None:
        """This day, or that it is not known yet."""
        words = capitalise(full_date_words(day)) if day else "Vul eerst de dag in"
        self.day.set_text(words)
        self.day.setAccessibleName(f"{self._label}: {words}")


class ZaakLeesPage(Page):
    """What is known of a part of a case, and what can be done with it at the bottom."""

    help_page: ClassVar[str] = "sancties"

    def __init__(self, context: Context, detail: ZaakDetail) -> None:
        self._zaak, self._zaak_id = address_of(detail), detail.row.id
        super().__init__(context, **self._zaak)
        self._scroll = kit.ScrollPage()
        self._foot = kit.Holder()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

    def footer(self) -> QWidget:
        return self._foot


def address_of(detail: ZaakDetail) -> dict[str, UUID]:
    """Where the pages of a case are."""
    return {"deelnemer_id": detail.row.deelnemer_id, "sanctiezaak_id": detail.row.id}


def day_left(day: date, today: date) -> str:
    """'tot en met 19 november 2026, nog 7 dagen', 'voorbij sinds …'."""
    words = date_words(day)
    if day < today:
        return f"liep tot en met {words}, {lateness(day, today).replace(' te laat', ' geleden')}"
    left = (day - today).days
    more = "dat is vandaag" if not left else f"nog {left} {'dag' if left == 1 else 'dagen'}"
    return f"tot en met {words}, {more}"
