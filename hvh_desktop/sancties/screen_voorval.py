"""What happened: the first thing that is written down about a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QWidget

from hvh_desktop.db import Session
from hvh_desktop.db.drafts import NEW, DraftKey
from hvh_desktop.deelnemers.access import require
from hvh_desktop.rights import Right
from hvh_desktop.sancties import service, service_voorval
from hvh_desktop.sancties.form import VOORVAL, voorval_form
from hvh_desktop.sancties.rows import ZaakDetail
from hvh_desktop.sancties.rows_maatwerk import Proeftijd
from hvh_desktop.sancties.screen_namen import NamesHint, list_known_names
from hvh_desktop.text import capitalise, date_words
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.form_page import FormPage, Sections
from hvh_desktop.ui.form_view import FormView

WAT = (("voorval_soort",), ("voorval_datum", "voorval_tijd"), ("plaats",))
GEBEURD = (("feiten",), ("is_zelf_gemeld",))
BIJ = (("betrokkenen",),)
CONTROLE = (("urinecontrole_id",),)
ABOUT = "Schrijf het op zolang je het nog goed weet. Daarna komt het verslag."


@dataclass(frozen=True)
class _Known:
    """What is asked before the form is built."""

    roepnaam: str
    controles: Mapping[str, str]
    proeftijden: tuple[Proeftijd, ...]
    names: frozenset[str]
    detail: ZaakDetail | None


class VoorvalPage(FormPage):
    """A new voorval, or one that its writer mends before there is a verslag."""

    help_page: ClassVar[str] = "sancties"

    def __init__(
        self, context: Context, *, deelnemer_id: UUID, sanctiezaak_id: UUID | None = None
    ) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, sanctiezaak_id=sanctiezaak_id)
        self.deelnemer_id, self.sanctiezaak_id = deelnemer_id, sanctiezaak_id
        known = context.read(self._read)
        self._detail = known.detail
        form = voorval_form(known.controles)
        self.names = NamesHint(known.names, self._words)
        parts = [
            ("Wat en wanneer", FormView(form, WAT)),
            ("Wat er gebeurde", FormView(form, GEBEURD)),
            ("Wie er nog meer bij waren", FormView(form, BIJ)),
        ]
        if known.controles:
            parts.append(("Hoort er een urinecontrole bij?", FormView(form, CONTROLE)))
        above: dict[int, QWidget] = {1: self.names}
        if known.proeftijden:
            above[0] = proeftijd_banner(context, known.proeftijden)
        sections = Sections(*parts, above=above)
        sections.changed.connect(self.names.look)
        self.build(
            f"Voorval van {known.roepnaam}" if known.detail is None else "Wijzig het voorval",
            sections,
            DraftKey(
                "sanctiezaak",
                VOORVAL.version,
                sanctiezaak_id.hex if sanctiezaak_id else NEW,
                deelnemer_id,
            ),
            subline=ABOUT,
            level=2,
            save="Leg het voorval vast",
            acts=[kit.Button("Stop", name="stop", on_click=self._back)],
        )

    def _read(self, session: Session) -> _Known:
        man = require(session, Right.record_voorval, self.deelnemer_id)
        detail = service.get_zaak(session, self.sanctiezaak_id) if self.sanctiezaak_id else None
        running = service.list_proeftijden(session, deelnemer_id=self.deelnemer_id)
        controles = service_voorval.list_urinekeuzes(session, self.deelnemer_id)
        if detail is not None and detail.urinecontrole_id is not None:
            controles.setdefault(detail.urinecontrole_id.hex, "De controle die er nu bij staat")
        return _Known(
            man.roepnaam,
            controles,
            tuple(one for one in running if one.sanctiezaak_id != self.sanctiezaak_id),
            list_known_names(session, self.deelnemer_id),
            detail,
        )

    def _words(self) -> str:
        blocks = self.sections.blocks
        return f"{blocks['plaats'].value()} {blocks['feiten'].value()}"

    def show_values(self, values: Mapping[str, Any]) -> None:
        super().show_values(values)
        self.names.look()

    def load(self) -> Mapping[str, Any]:
        one = self._detail
        if one is None:
            start: dict[str, Any] = dict.fromkeys(VOORVAL.names())
            return start | {"voorval_datum": self.context.today()}
        return {
            "voorval_soort": one.row.voorval_soort,
            "voorval_datum": one.row.voorval_datum,
            "voorval_tijd": one.voorval_tijd,
            "plaats": one.plaats,
            "feiten": one.feiten,
            "betrokkenen": one.betrokkenen,
            "is_zelf_gemeld": one.is_zelf_gemeld,
            "urinecontrole_id": one.urinecontrole_id.hex if one.urinecontrole_id else None,
        }

    def write(self, session: Session, values: dict[str, Any]) -> UUID:
        if self.sanctiezaak_id is None:
            return service_voorval.record_voorval(session, self.deelnemer_id, values)
        service_voorval.change_voorval(session, self.sanctiezaak_id, values)
        return self.sanctiezaak_id

    def written(self, result: UUID) -> None:
        is_new = self.sanctiezaak_id is None
        self.context.tell("Het voorval is vastgelegd" if is_new else "Het voorval is gewijzigd")
        self.context.open("sanctiezaak", deelnemer_id=self.deelnemer_id, sanctiezaak_id=result)

    def _back(self) -> None:
        if self.sanctiezaak_id is None:
            self.context.open("dossier", deelnemer_id=self.deelnemer_id, tab="sancties")
        else:
            self.context.open(
                "sanctiezaak", deelnemer_id=self.deelnemer_id, sanctiezaak_id=self.sanctiezaak_id
            )


def proeftijd_banner(context: Context, rows: Sequence[Proeftijd]) -> QWidget:
    """A proeftijd that runs: a new voorval can have to do with it."""
    banners = []
    for number, row in enumerate(rows):
        look = kit.Button(
            "Bekijk",
            "stil",
            small=True,
            name=f"bekijk_proeftijd_{number}",
            on_click=partial(
                context.open,
                "sanctiezaak",
                deelnemer_id=row.deelnemer_id,
                sanctiezaak_id=row.sanctiezaak_id,
            ),
        )
        until = date_words(row.tot_datum)
        look.setAccessibleName(f"Bekijk de zaak met de proeftijd tot en met {until}")
        banners.append(
            kit.NoticeBanner(
                f"{capitalise(row.wat)} voorwaardelijk, tot en met {date_words(row.tot_datum)}. "
                "Alsnog uitvoeren kan alleen als hij daarover opnieuw is gehoord.",
                "warn",
                title="Er loopt een proeftijd",
                icon="hourglass",
                action=look,
            )
        )
    return kit.column(*banners, gap=8)
