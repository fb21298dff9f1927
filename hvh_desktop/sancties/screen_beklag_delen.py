"""The small forms of a complaint: each fills in one part, once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from hvh_desktop.db import Session
from hvh_desktop.db.drafts import DraftKey
from hvh_desktop.deelnemers.access import is_allowed
from hvh_desktop.forms import Form
from hvh_desktop.rights import Right
from hvh_desktop.sancties import service, service_beklag
from hvh_desktop.sancties.form_gevolg import BEKLAG, BEROEP, BEROEPSUITSPRAAK, SCHORSING, UITSPRAAK
from hvh_desktop.sancties.rows import BeklagRow, ZaakDetail
from hvh_desktop.sancties.screen_gevolg import LaatsteDag
from hvh_desktop.sancties.uitgereikt import last_handed
from hvh_desktop.sancties.words import Schorsing
from hvh_desktop.text import date_words
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.form_page import FormPage, Sections
from hvh_desktop.ui.form_view import FormView

WHO = "Zijn mentor, de casemanager, de locatiemanager of de directeur houdt het beklag bij."


class Deel(StrEnum):
    """Which part is filled in."""

    nieuw = "nieuw"
    schorsing = "schorsing"
    uitspraak = "uitspraak"
    beroep = "beroep"
    beroepsuitspraak = "beroepsuitspraak"


@dataclass(frozen=True)
class _About:
    form: Form
    title: str
    told: str
    said: str


ABOUT: Mapping[Deel, _About] = {
    Deel.nieuw: _About(
        BEKLAG,
        "Leg beklag vast",
        "Hij klaagt over de beslissing. Ook een klacht die te laat is, leg je vast.",
        "Het beklag is vastgelegd",
    ),
    Deel.schorsing: _About(
        SCHORSING,
        "Werk de schorsing bij",
        "Is de schorsing toegewezen, dan gaat er geen straf in tot de uitspraak.",
        "De schorsing is bijgewerkt",
    ),
    Deel.uitspraak: _About(
        UITSPRAAK,
        "Leg de uitspraak vast",
        "Wat de beklagcommissie zegt, verandert daarna niet meer.",
        "De uitspraak is vastgelegd",
    ),
    Deel.beroep: _About(
        BEROEP,
        "Leg beroep vast",
        "Hij of de directeur gaat in beroep bij de RSJ.",
        "Het beroep is vastgelegd",
    ),
    Deel.beroepsuitspraak: _About(
        BEROEPSUITSPRAAK,
        "Leg de uitspraak in beroep vast",
        "Wat de RSJ zegt, verandert daarna niet meer.",
        "De uitspraak in beroep is vastgelegd",
    ),
}


class DeelPage(FormPage):
    """One form about his complaint."""

    help_page = "sancties"

    def __init__(
        self, context: Context, detail: ZaakDetail, deel: Deel, complaint: BeklagRow | None
    ) -> None:
        self._zaak = {"deelnemer_id": detail.row.deelnemer_id, "sanctiezaak_id": detail.row.id}
        super().__init__(context, **self._zaak)
        self._zaak_id, self._deel, self._complaint = detail.row.id, deel, complaint
        self._last: date | None = None
        self._late: kit.IconLabel | None = None
        about = ABOUT[deel]
        sections = Sections(("", FormView(about.form)))
        below = self._last_day(detail) if deel in (Deel.nieuw, Deel.beroep) else None
        if below is not None:
            sections.cards[0].add(below)
            sections.changed.connect(self._look)
        key = complaint.id if complaint else detail.row.id
        self.build(
            about.title,
            sections,
            DraftKey(about.form.name, about.form.version, key.hex, detail.row.deelnemer_id),
            subline=about.told,
            level=2,
            save="Leg vast" if deel is not Deel.schorsing else "Bewaar",
            acts=(kit.Button("Stop", name="stop", on_click=self._back),),
        )
        if not context.read(lambda s: is_allowed(s, Right.record_beklag, detail.row.deelnemer_id)):
            kit.fill(self._notice, kit.NoticeBanner(WHO, "warn"), 12)
            sections.set_fixed(True)
            self._footer.hide()

    def _last_day(self, detail: ZaakDetail) -> QWidget | None:
        """The last day, with its rule; and at once when the day that is typed is too late."""
        terms = self.context.read(lambda s: service_beklag.get_termijnen(s, self._zaak_id))
        ruled = self._complaint.uitspraak_datum if self._complaint else None
        handed = last_handed(detail)
        if self._deel is Deel.beroep and ruled is not None:
            panel, self._last = (
                LaatsteDag(terms.beroep, "beroep"),
                terms.beroep_laatste_datum(ruled),
            )
        elif handed is not None:
            panel, self._last = LaatsteDag(terms.beklag), handed.beklag_laatste_datum
        else:
            return None
        panel.show_day(self._last)
        self._late = kit.IconLabel("clock", "", icon_role="warn", wrap=True)
        self._late.setObjectName("te_laat")
        self._late.hide()
        return kit.column(panel, self._late, gap=8)

    def load(self) -> Mapping[str, Any]:
        complaint = self._complaint
        start: dict[str, Any] = dict.fromkeys(ABOUT[self._deel].form.names())
        if self._deel is Deel.nieuw:
            return start | {
                "ingediend_datum": self.context.today(),
                "schorsing": Schorsing.niet_gevraagd.value,
            }
        if self._deel is Deel.schorsing and complaint is not None:
            return start | {"schorsing": complaint.schorsing.value}
        return start

    def show_values(self, values: Mapping[str, Any]) -> None:
        super().show_values(values)
        self._look()

    def _look(self) -> None:
        if self._late is None or self._last is None:
            return
        values = self.sections.values()
        day = values.get("ingediend_datum") or values.get("datum")
        is_late = bool(day and day > self._last)
        self._late.setVisible(is_late)
        if is_late:
            self._late.set("clock", f"Dit is na de laatste dag, {date_words(self._last)}.", "warn")

    def write(self, session: Session, values: dict[str, Any]) -> UUID | None:
        if self._deel is Deel.nieuw or self._complaint is None:
            return service_beklag.record_beklag(session, self._zaak_id, values)
        beklag_id = self._complaint.id
        if self._deel is Deel.schorsing:
            service_beklag.change_schorsing(session, beklag_id, values["schorsing"])
        elif self._deel is Deel.uitspraak:
            service_beklag.record_uitspraak(session, beklag_id, values)
        elif self._deel is Deel.beroep:
            service_beklag.record_beroep(session, beklag_id, values["datum"])
        else:
            service_beklag.record_beroepsuitspraak(session, beklag_id, values)
        return beklag_id

    def written(self, result: UUID | None) -> None:
        self.context.tell(ABOUT[self._deel].said)
        self._back()

    def _back(self) -> None:
        """To what is known of his complaints; without one to the case."""
        has_one = self._complaint is not None or self._is_kept()
        self.context.open("beklag" if has_one else "sanctiezaak", **self._zaak)

    def _is_kept(self) -> bool:
        return bool(self.context.read(lambda s: service.get_zaak(s, self._zaak_id)).beklagen)
