"""Vandaag: what somebody has to do, for his own deelnemers or for everyone's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.actieplannen.model import Actie, Doel, Instemming
from hvh_desktop.behandelingen.model import Psycholooggesprek
from hvh_desktop.db import AMSTERDAM, Compartment
from hvh_desktop.db.entity import Draft
from hvh_desktop.deelnemers.model import Aandachtspunt, Deelnemer, Teamlid, Verblijf
from hvh_desktop.krachteninventarisaties.model import Krachteninventarisatie
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.mentorgesprekken.model import Mentorgesprek
from hvh_desktop.rights import Right, is_allowed
from hvh_desktop.sancties.model import Beslissing, Sanctieadvies, Sanctiezaak, Voorwaarde
from hvh_desktop.sancties.model_gevolg import (
    Beklag,
    Ordemaatregel,
    Tenuitvoerlegging,
    Uitreiking,
    Vervolgvoorstel,
)
from hvh_desktop.text import capitalise, day_words, join_words, plural
from hvh_desktop.toestemmingen.model import Toestemming
from hvh_desktop.trajectplannen.model import Trajectplan
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page
from hvh_desktop.urinecontroles.model import Urinecontrole
from hvh_desktop.vandaag.screen_links import Agenda
from hvh_desktop.vandaag.screen_rechts import ActiesCard, ConceptenCard, NieuwsCard
from hvh_desktop.vandaag.service import Vandaag, get_vandaag
from hvh_desktop.verwijzingen.model import Behandelafspraak, Verwijzing, Zorgafspraak
from hvh_desktop.voorkeuren import Voorkeur, change_setting, list_settings

MIJ, IEDEREEN = "mij", "iedereen"
SETTING = "vandaag_van"
RIGHT_WIDTH = 344


class VandaagPage(Page):
    """Talks, what is late, what comes, and on the right acties, concepts and news."""

    shows: ClassVar[frozenset[type]] = frozenset(
        {
            *(Deelnemer, Verblijf, Teamlid, Aandachtspunt, Doel, Actie, Instemming, Trajectplan),
            *(Krachteninventarisatie, Mentorgesprek, Medewerker, Draft, Voorkeur),
            *(Zorgafspraak, Verwijzing, Behandelafspraak, Psycholooggesprek, Toestemming),
            *(Sanctiezaak, Sanctieadvies, Beslissing, Voorwaarde, Tenuitvoerlegging, Uitreiking),
            *(Beklag, Vervolgvoorstel, Ordemaatregel, Urinecontrole),
        }
    )
    help_page = "vandaag"

    def __init__(self, context: Context, **address: Any) -> None:
        super().__init__(context, **address)
        self._scroll = kit.ScrollPage()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

    def refresh(self) -> None:
        everyone = self.context.read(list_settings)[SETTING] == IEDEREEN
        found = self.context.read(lambda session: get_vandaag(session, everyone))
        kept = self._scroll.verticalScrollBar().value()
        right = kit.column(
            ActiesCard(self.context, found, self.show_now),
            ConceptenCard(self.context, found) if found.concepten else None,
            NieuwsCard(self.context, found) if found.nieuws else None,
            kit.STRETCH,
            gap=16,
        )
        left = Agenda(self.context, found)
        columns = kit.Columns((left, 0), (right, RIGHT_WIDTH), gap=24)
        content = kit.column(self._head(found), 16, columns, kit.STRETCH, margins=(24, 4, 24, 20))
        self._scroll.set_content(content)
        self._scroll.verticalScrollBar().setValue(kept)

    def _head(self, found: Vandaag) -> QWidget:
        words = kit.column(
            kit.Heading(f"{self._greeting()} {found.roepnaam}".strip(), 1),
            kit.Label(self._sentence(found), role="muted", wrap=True),
        )
        switch = self._switch(found) if found.has_own else None
        new = self._new_talk(found)
        if theme.is_narrow():
            return kit.column(words, kit.beside(switch, kit.STRETCH, new), gap=8)
        return kit.beside((words, 1), switch, new, gap=16)

    def _greeting(self) -> str:
        hour = self.context.now().astimezone(AMSTERDAM).hour
        return "Goedemorgen" if hour < 12 else "Goedemiddag" if hour < 18 else "Goedenavond"

    def _sentence(self, found: Vandaag) -> str:
        day = capitalise(day_words(self.context.today()))
        care = [line for line in found.zorg if line.datum == self.context.today()]
        if found.everyone:
            said = _everyone(len(found.vandaag), len(care))
        else:
            said = _own_talks([line.is_met_mij for line in found.vandaag], len(care))
        own = sum(line.is_met_mij for line in care)
        if own:
            said = f"{said} Zelf spreek je {plural(own, 'deelnemer', 'deelnemers')}."
        if found.vervangt:
            said = f"{said} Je vervangt {join_words(found.vervangt)}."
        return f"{day}. {said}"

    def _switch(self, found: Vandaag) -> QWidget:
        choices = [(MIJ, "Alleen mijn deelnemers"), (IEDEREEN, "Iedereen")]
        value = IEDEREEN if found.everyone else MIJ
        switch = kit.RadioGroup(choices, value=value, vertical=False)
        switch.setObjectName(SETTING)
        switch.setAccessibleName("Van wie je hier ziet")
        switch.changed.connect(lambda: self._choose(switch.value()))
        return switch

    def _choose(self, value: str) -> None:
        self.context.perform(
            lambda session: change_setting(session, SETTING, value),
            compartment=Compartment.register,
        )

    def _new_talk(self, found: Vandaag) -> QWidget | None:
        """Begin a talk that was not planned, with one of these men."""
        entries = [
            (
                row.naam,
                lambda one=row.id: self.context.open("mentorgesprek_nieuw", deelnemer_id=one),
            )
            for row in found.deelnemers
            if is_allowed(self.context.actor, Right.write_mentorgesprek, is_own=row.is_eigen)
        ]
        if not entries:
            return None
        return kit.MenuButton("Nieuw gesprek", entries, icon="plus", name="nieuw_gesprek")


def _amount(number: int) -> str:
    return plural(number, "gesprek", "gesprekken") if number else "geen gesprekken"


def _care(number: int) -> str:
    return plural(number, "afspraak voor zorg", "afspraken voor zorg")


def _everyone(talks: int, care: int) -> str:
    """'Er zijn vandaag 4 mentorgesprekken en 3 afspraken voor zorg.': as many as the rows."""
    if not care:
        return f"{'Er is' if talks == 1 else 'Er zijn'} vandaag {_amount(talks)}."
    if not talks:
        return f"{'Er is' if care == 1 else 'Er zijn'} vandaag {_care(care)}."
    counted = plural(talks, "mentorgesprek", "mentorgesprekken")
    return f"{'Er is' if talks == 1 else 'Er zijn'} vandaag {counted} en {_care(care)}."


def _own_talks(with_me: Sequence[bool], care: int) -> str:
    """'Je hebt vandaag 2 gesprekken.'; talks that only others hold are not called mine."""
    number, mine = len(with_me), sum(with_me)
    said = f"Je hebt vandaag {_amount(number)}"
    if mine != number:
        said = f"Bij jouw deelnemers {'is' if number == 1 else 'zijn'} vandaag {_amount(number)}"
        said = f"{said}, {mine} met jou" if mine else said
    if not care:
        return f"{said}."
    return f"{said}. Er {'is' if care == 1 else 'zijn'} ook {_care(care)}."
