"""The list of people and organisations around a deelnemer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from hvh_desktop.deelnemers.access import is_allowed
from hvh_desktop.deelnemers.service import get_roepnamen
from hvh_desktop.netwerken import service
from hvh_desktop.netwerken.form import STERKTES
from hvh_desktop.netwerken.model import Netwerklid, NetwerklidSoort, Sterkte, Steun
from hvh_desktop.netwerken.service import NetwerklidRow
from hvh_desktop.rights import Right
from hvh_desktop.text import initials
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page

BOND_ICONS = {
    Sterkte.sterk: "link",
    Sterkte.zwak: "dots-three-outline",
    Sterkte.gespannen: "lightning",
    Sterkte.verbroken: "link-break",
}
SUPPORT_ICONS = {
    Steun.krijgt: "arrow-left",
    Steun.geeft: "arrow-right",
    Steun.beide: "arrows-left-right",
    Steun.geen: "minus",
}
SUPPORT_WORDS = {
    Steun.krijgt: "{naam} krijgt steun",
    Steun.geeft: "{naam} geeft steun",
    Steun.beide: "over en weer",
    Steun.geen: "geen steun",
}
COLUMNS = (120, 170, 130)
"""Widths at 100 % of bond, support and telephone."""


def about(row: NetwerklidRow) -> str:
    """Relation, age of a child, and where; below it what he or she means in the plan."""
    first = (
        row.relatie,
        f"{row.leeftijd} jaar" if row.is_kind and row.leeftijd is not None else "",
        f"woont bij {row.woont_bij}" if row.woont_bij else "",
        row.woonplaats,
    )
    lines = [" · ".join(part for part in first if part)]
    if row.rol_in_plan:
        lines.append(f"In het plan: {row.rol_in_plan}")
    if row.bezoek:
        lines.append(f"Bezoek: {row.bezoek}")
    return "\n".join(lines)


class NetwerkTab(Page):
    """People and organisations, each with bond, support and telephone."""

    shows = frozenset({Netwerklid})
    help_page = "netwerk"

    def __init__(self, context: Context, *, deelnemer_id: UUID, **address: Any) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, **address)
        self.deelnemer_id = deelnemer_id
        self._roepnaam, self._may = "", False
        self._scroll = kit.ScrollPage()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

    def refresh(self) -> None:
        key = self.deelnemer_id
        rows = self.context.read(lambda s: service.list_netwerk(s, key, with_vervallen=True))
        self._roepnaam = self.context.read(lambda s: get_roepnamen(s, [key]))[key]
        self._may = self.context.read(lambda s: is_allowed(s, Right.write_netwerk, key))
        here = [row for row in rows if not row.is_vervallen]
        gone = [row for row in rows if row.is_vervallen]
        people = [row for row in here if row.soort is NetwerklidSoort.persoon]
        others = [row for row in here if row.soort is NetwerklidSoort.organisatie]
        self._scroll.set_content(
            kit.column(
                self._head(len(here)) if here else self._nobody(),
                *self._group("Mensen", people),
                *self._group("Organisaties", others),
                *self._gone(gone),
                kit.STRETCH,
                margins=(24, 0, 24, 16),
            )
        )

    def _add(self, kind: str = "gewoon") -> kit.Button:
        return kit.Button(
            "Zet iemand erbij",
            kind,
            "plus",
            name="netwerklid_nieuw",
            on_click=lambda: self.context.open("netwerklid", deelnemer_id=self.deelnemer_id),
        )

    def _head(self, count: int) -> QWidget:
        heading = kit.Heading(f"Om {self._roepnaam} heen", 2)
        number = kit.Label(str(count), role="muted")
        return kit.beside(heading, number, kit.STRETCH, self._add() if self._may else None)

    def _nobody(self) -> QWidget:
        return kit.EmptyState(
            "users-three",
            f"Om {self._roepnaam} heen staat nog niemand",
            "Vraag wie hem helpt, van wie hij houdt en wie hij mist. Eén naam is genoeg om te "
            "beginnen.",
            self._add() if self._may else None,
        )

    def _group(self, title: str, rows: Sequence[NetwerklidRow]) -> list[QWidget | int]:
        if not rows:
            return []
        listed = kit.RowList(*(self._row(row) for row in rows))
        return [16, kit.SectionHead(title, count=len(rows)), 8, listed]

    def _row(self, row: NetwerklidRow) -> kit.Row:
        narrow = theme.is_narrow()
        told = about(row)
        if narrow:
            told = f"{STERKTES[row.sterkte]} · {self._support(row)}\n{told}"
        is_organisatie = row.soort is NetwerklidSoort.organisatie
        shown = kit.Row(
            row.naam,
            told,
            initials="" if is_organisatie else initials(row.naam) or "?",
            icon="buildings" if is_organisatie else "",
            right=() if narrow else self._columns(row),
        )
        bond = f"band: {STERKTES[row.sterkte]}, {self._support(row)}"
        shown.setAccessibleName(f"{shown.accessibleName()}, {bond}")
        shown.setObjectName(f"netwerklid_{row.id.hex}")
        shown.activated.connect(
            lambda: self.context.open(
                "netwerklid", deelnemer_id=self.deelnemer_id, netwerklid_id=row.id
            )
        )
        return shown

    def _support(self, row: NetwerklidRow) -> str:
        return SUPPORT_WORDS[row.steun].format(naam=self._roepnaam)

    def _columns(self, row: NetwerklidRow) -> list[QWidget]:
        """Bond, support and telephone, each in a column of its own."""
        bond_tone = "danger" if row.sterkte is Sterkte.gespannen else "muted"
        bond = kit.IconLabel(
            BOND_ICONS[row.sterkte], STERKTES[row.sterkte], size="klein", icon_role=bond_tone
        )
        support = kit.IconLabel(
            SUPPORT_ICONS[row.steun],
            self._support(row),
            size="klein",
            icon_role="muted",
            wrap=True,
        )
        phone = kit.Label(row.telefoon or row.mail, "klein", "muted", wrap=True)
        widgets: list[QWidget] = [bond, support, phone]
        child = kit.Badge("Kind", "info", "baby") if row.is_kind else None
        for widget, width in zip(widgets, COLUMNS, strict=True):
            widget.setFixedWidth(theme.px(width))
            widget.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        return [child, *widgets] if child is not None else widgets

    def _gone(self, rows: Sequence[NetwerklidRow]) -> list[QWidget | int]:
        if not rows:
            return []
        lines = [self._gone_line(row) for row in rows]
        fold = kit.Fold("Niet meer op de lijst", kit.Card(*lines, gap=0), count=len(rows))
        return [16, fold]

    def _gone_line(self, row: NetwerklidRow) -> QWidget:
        words = kit.column(
            kit.Label(row.naam, semibold=True, wrap=True),
            kit.Label(f"{row.relatie} · {row.vervallen_reden}", "klein", "muted", wrap=True),
        )
        back = kit.Button(
            "Zet terug",
            "stil",
            "arrow-counter-clockwise",
            small=True,
            name=f"zet_terug_{row.id.hex}",
            on_click=lambda: self.context.perform(
                lambda session: service.reopen_netwerklid(session, row.id)
            ),
        )
        back.setAccessibleName(f"Zet {row.naam} terug op de lijst")
        return kit.beside((words, 1), back if self._may else None, margins=(0, 8, 0, 8))
