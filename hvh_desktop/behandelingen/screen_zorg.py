"""The tab Zorg: what the team sees, and beside it what only the psycholoog sees."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.behandelingen.model import Behandelnotitie, Beschikbaarheid, Psycholooggesprek
from hvh_desktop.behandelingen.screen_parts import (
    KEY_COMES,
    KEY_WAITS,
    PAGE_MARGINS,
    holds_key,
    mend,
    waits_for_key,
)
from hvh_desktop.behandelingen.screen_zorg_psycholoog import PsycholoogDeel
from hvh_desktop.behandelingen.screen_zorg_team import (
    TeamBeeld,
    afspraken_card,
    kaart_card,
    psychologen_card,
    read_team,
    standen_card,
)
from hvh_desktop.deelnemers.service import get_roepnamen
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.netwerken.model import Netwerklid
from hvh_desktop.signaleringsplannen.model import (
    Signaleringsdeling,
    Signaleringskaart,
    Signaleringsplan,
)
from hvh_desktop.toestemmingen.model import Toestemming
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page
from hvh_desktop.verwijzingen.model import (
    Behandelafspraak,
    Verwijzing,
    Verwijzingsstand,
    Zorgafspraak,
)

SIDE_WIDTH = 344
TEAM_WIDTH = 420


class ZorgTab(Page):
    """Everybody with the dossier sees the first part; the second is not even made for others."""

    shows = frozenset(
        {
            *(Verwijzingsstand, Zorgafspraak, Signaleringskaart, Beschikbaarheid, Medewerker),
            *(Verwijzing, Behandelafspraak, Signaleringsplan, Signaleringsdeling, Toestemming),
            *(Psycholooggesprek, Behandelnotitie, Netwerklid),
        }
    )
    help_page = "zorg"

    def __init__(self, context: Context, *, deelnemer_id: UUID, **address: Any) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, **address)
        self.deelnemer_id = deelnemer_id
        self._is_opened = False
        self._team = QVBoxLayout()
        self._team.setSpacing(12)
        self.own: PsycholoogDeel | None = None
        content: QWidget = QWidget()
        content.setLayout(self._team)
        self._team.setContentsMargins(0, 0, 0, 0)
        if holds_key(context):
            self.own = PsycholoogDeel(context, deelnemer_id)
            content = kit.Columns((content, TEAM_WIDTH), (self.own, 0), gap=20)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(kit.ScrollPage(kit.column(content, kit.STRETCH, margins=PAGE_MARGINS)))

    def refresh(self) -> None:
        key = self.deelnemer_id
        if self.own is not None and not self._is_opened:
            self._is_opened = True
            mend(self.context, key)
            self.context.record_reading("zorg", key)
        beeld = self.context.read(lambda s: read_team(s, key))
        roepnaam = self.context.read(lambda s: get_roepnamen(s, [key]))[key]
        kit.clear(self._team)
        if self.own is None:
            self._show_wide(beeld, roepnaam)
        else:
            self._show_beside(beeld, roepnaam)
            self.own.show_now(roepnaam)

    def _show_wide(self, beeld: TeamBeeld, roepnaam: str) -> None:
        """For everybody but the psycholoog, and for who waits for the key: the whole width."""
        if waits_for_key(self.context):
            notice = kit.NoticeBanner(KEY_COMES, "info", icon="hourglass", title=KEY_WAITS)
            notice.setObjectName("sleutel_komt")
            self._team.addWidget(notice)
        parts = [
            standen_card(beeld, roepnaam),
            afspraken_card(beeld),
            kaart_card(beeld.kaart, roepnaam) or _no_card(roepnaam),
        ]
        left = kit.column(*parts, kit.STRETCH, gap=12)
        right = kit.column(psychologen_card(beeld.psychologen, beeld.today), kit.STRETCH)
        self._team.addWidget(kit.Columns((left, 0), (right, SIDE_WIDTH)))

    def _show_beside(self, beeld: TeamBeeld, roepnaam: str) -> None:
        """For the psycholoog: what the team sees, left of his own part."""
        head = kit.IconLabel("users-three", "Dit ziet het team", size="kop3", semibold=True)
        head.setObjectName("deel_team")
        for part in (
            head,
            standen_card(beeld, roepnaam),
            afspraken_card(beeld),
            kaart_card(beeld.kaart, roepnaam) or _no_card(roepnaam),
            psychologen_card(beeld.psychologen, beeld.today),
        ):
            if part is not None:
                self._team.addWidget(part)
        self._team.addStretch(1)

    def leave(self) -> None:
        if self.own is not None:
            self.own.keep()


def _no_card(roepnaam: str) -> QWidget:
    """In a line, because most men have none."""
    text = f"Er is geen signaleringskaart van {roepnaam} met het team gedeeld."
    return kit.Label(text, "klein", "muted", wrap=True)
