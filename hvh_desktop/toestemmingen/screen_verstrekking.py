"""Something was told or given: to whom, about what, and at once which ground covers it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.db import Session
from hvh_desktop.db.drafts import NEW, DraftKey
from hvh_desktop.deelnemers.access import is_allowed
from hvh_desktop.errors import UserError
from hvh_desktop.rights import Right
from hvh_desktop.toestemmingen.form import VERSTREKKING, verstrekking_form
from hvh_desktop.toestemmingen.grond import Grond, Gronden, find_gronden
from hvh_desktop.toestemmingen.model import (
    GegevensSoort,
    Grondslag,
    OntvangerSoort,
    VerstrekkingWat,
    VerstrekkingWijze,
)
from hvh_desktop.toestemmingen.ontvangers import Ontvanger
from hvh_desktop.toestemmingen.screen_parts import areas_in_words, ontvanger_choices
from hvh_desktop.toestemmingen.service import list_ontvangers, parse_choice
from hvh_desktop.toestemmingen.service_verstrekkingen import record_verstrekking
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.form_page import FormPage, Sections
from hvh_desktop.ui.form_view import FormView

WIE = (("ontvanger_id",), ("wijze", "datum"))
WAT = (("gegevens",), ("omschrijving",))
GEVAAR = (("toelichting",),)
ASK_WHO = (
    "De casemanager, de locatiemanager, de psycholoog en de reclasseringswerker mogen gegevens "
    "aan anderen geven. Vraag het aan een van hen."
)


class VerstrekkingPage(FormPage):
    """Write down what was told; without a ground it is refused, and this says which one."""

    help_page = "toestemming"

    def __init__(self, context: Context, *, deelnemer_id: UUID) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id)
        self.deelnemer_id = deelnemer_id
        recipients = context.read(lambda s: list_ontvangers(s, deelnemer_id))
        form = verstrekking_form(ontvanger_choices(recipients))
        ground = QWidget()
        self._ground = QVBoxLayout(ground)
        self._ground.setContentsMargins(0, 0, 0, 0)
        self._ground.setSpacing(8)
        sections = Sections(
            ("Wie en wanneer", FormView(form, WIE)),
            ("Wat", FormView(form, WAT)),
            ("Is er een grond", FormView(form, GEVAAR)),
            above={2: ground},
        )
        sections.changed.connect(self._show_ground)
        may = context.read(lambda s: is_allowed(s, Right.record_verstrekking, deelnemer_id))
        self.build(
            "Leg vast wat je hebt verteld of gegeven",
            sections,
            DraftKey("verstrekking", VERSTREKKING.version, NEW, deelnemer_id),
            subline="Het trajectplan en de andere bladen leggen dit zelf vast bij het afdrukken.",
            level=2,
            save="Leg vast",
            acts=(kit.Button("Stop", name="stop", on_click=self._back),),
        )
        if not may:
            self._notice.addWidget(kit.NoticeBanner(ASK_WHO, "warn"))
            self._notice.addSpacing(theme.space.m)
            sections.set_fixed(True)
            self._footer.hide()

    def load(self) -> Mapping[str, Any]:
        start: dict[str, Any] = dict.fromkeys(VERSTREKKING.names())
        wijze = VerstrekkingWijze.mondeling.value
        return start | {"wijze": wijze, "datum": self.context.today()}

    def show_values(self, values: Mapping[str, Any]) -> None:
        super().show_values(values)
        self._show_ground()

    # The ground, while choosing -------------------------------------------------------------

    def _show_ground(self) -> None:
        """Per chosen kind which ground covers it, or which is missing."""
        gronden = self._find()
        kinds = [GegevensSoort(name) for name in self.sections.values()["gegevens"]]
        kit.clear(self._ground)
        missing: tuple[str, ...] = ()
        if gronden is None or not kinds:
            told = "Kies aan wie en waarover. Dan staat hier of het mag."
            kit.fill(self._ground, kit.Label(told, role="muted", wrap=True))
        else:
            missing = gronden.missing(kinds)
            covered = [kind for kind in kinds if kind in gronden.alle]
            kit.fill(
                self._ground,
                *(self._covered(kind, gronden) for kind in covered),
                *(kit.NoticeBanner(told, "danger", title="Dit mag niet") for told in missing),
            )
        self.sections.blocks["toelichting"].setVisible(bool(missing))

    def _find(self) -> Gronden | None:
        """The grounds for who was chosen, on the day that was chosen."""
        values = self.sections.values()
        if not values["ontvanger_id"]:
            return None
        soort, ontvanger_id = parse_choice(values["ontvanger_id"])
        to = Ontvanger(OntvangerSoort(soort), ontvanger_id, "")
        day = values["datum"]
        try:
            return self.context.read(
                lambda s: find_gronden(s, self.deelnemer_id, to, on=day or self.context.today())
            )
        except UserError:
            return None

    def _covered(self, kind: GegevensSoort, gronden: Gronden) -> QWidget:
        grond = gronden.toegestaan[kind]
        limits = [_source(grond)]
        areas = gronden.leefgebieden(kind)
        if areas:
            limits.append(f"Alleen over: {areas_in_words(areas).lower()}")
        if grond.beperking:
            limits.append(f"Houdt hij voor zich: “{grond.beperking}”")
        return kit.column(
            kit.IconLabel(
                "check-circle",
                f"{kind.value.capitalize()}: {grond.tekst}",
                icon_role="good",
                wrap=True,
            ),
            *(kit.Label(line, "klein", "muted", wrap=True) for line in limits if line),
            gap=2,
        )

    # Keeping --------------------------------------------------------------------------------

    def write(self, session: Session, values: dict[str, Any]) -> UUID:
        soort, ontvanger_id = parse_choice(values["ontvanger_id"])
        wijze = VerstrekkingWijze(values["wijze"])
        is_told = wijze is VerstrekkingWijze.mondeling
        is_asked = not self.sections.blocks["toelichting"].isHidden()
        return record_verstrekking(
            session,
            self.deelnemer_id,
            soort,
            ontvanger_id,
            VerstrekkingWat.mondeling if is_told else VerstrekkingWat.anders,
            [GegevensSoort(name) for name in values["gegevens"]],
            wijze,
            omschrijving=values["omschrijving"],
            vitaal_belang=values["toelichting"] if is_asked else "",
            datum=values["datum"],
        )

    def written(self, result: UUID) -> None:
        self.context.tell("Het staat erbij, met de grond")
        self._back()

    def _back(self) -> None:
        self.context.open("dossier", deelnemer_id=self.deelnemer_id, tab="toestemming")


def _source(grond: Grond) -> str:
    """Where a legal ground comes from; a consent is its own source."""
    return f"Bron: {grond.bron}" if grond.grondslag is Grondslag.wet else ""
