"""The form of an order: why, which substances, when, and the tubes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Any, ClassVar
from uuid import UUID

from hvh_desktop.db import AMSTERDAM, Session
from hvh_desktop.db.drafts import NEW, DraftKey
from hvh_desktop.deelnemers.access import require
from hvh_desktop.policy import Rule, get_rule
from hvh_desktop.rights import Right
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.form_page import FormPage, Sections
from hvh_desktop.ui.form_view import FormView
from hvh_desktop.ui.rule_note import RuleNote
from hvh_desktop.urinecontroles import service
from hvh_desktop.urinecontroles.form import ASKS_REASON, URINECONTROLE, urinecontrole_form
from hvh_desktop.urinecontroles.rows import UrineDetail

WAAROM = (("aanleiding",), ("reden",), ("is_reden_meegedeeld",))
WAT = (("stoffen",), ("opdracht_datum", "opdracht_tijd"), ("nummer", "nummer_tweede"))
ABOUT = (
    "Zeg hem eerst waarom hij urine moet geven. Vanaf de opdracht heeft hij een paar uur de tijd; "
    "daarvóór is het geen weigering, behalve als hij zelf nee zegt."
)


class UrinecontroleFormPage(FormPage):
    """A new order, or one that is mended before he gave urine."""

    help_page: ClassVar[str] = "urinecontroles"

    def __init__(
        self, context: Context, *, deelnemer_id: UUID, urinecontrole_id: UUID | None = None
    ) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, urinecontrole_id=urinecontrole_id)
        self.deelnemer_id, self.urinecontrole_id = deelnemer_id, urinecontrole_id
        self._detail: UrineDetail | None = None
        roepnaam, reasons, stoffen, rule = context.read(self._read)
        form = urinecontrole_form(reasons, stoffen)
        subject = urinecontrole_id.hex if urinecontrole_id else NEW
        why = FormView(form, WAAROM)
        why.blocks["aanleiding"].changed.connect(self._show_need)
        self.build(
            "Wijzig de opdracht" if urinecontrole_id else f"Urinecontrole van {roepnaam}",
            Sections(("Waarom", why), ("De opdracht", FormView(form, WAT))),
            DraftKey("urinecontrole", form.version, subject, deelnemer_id),
            subline=ABOUT,
            level=2,
            save="Bewaar" if urinecontrole_id else "Geef de opdracht",
            acts=[kit.Button("Stop", name="stop", on_click=self._back)],
            below=kit.column(
                8, RuleNote(f"Hij heeft {rule.waarde} uur de tijd", rule, name="bron_gelegenheid")
            ),
        )

    def _read(self, session: Session) -> tuple[str, tuple[str, ...], tuple[str, ...], Rule]:
        man = require(session, Right.record_urinecontrole, self.deelnemer_id)
        reasons, stoffen = service.list_keuzes(session)
        if self.urinecontrole_id is not None:
            self._detail = service.get_urinecontrole(session, self.urinecontrole_id)
            row = self._detail.row
            reasons = tuple(dict.fromkeys((*reasons, row.aanleiding)))
            stoffen = tuple(dict.fromkeys((*stoffen, *row.stoffen)))
        rule = get_rule(session, "urinecontrole_gelegenheid_uren")
        return man.roepnaam, reasons, stoffen, rule

    def show_values(self, values: Mapping[str, Any]) -> None:
        super().show_values(values)
        self._show_need()

    def _show_need(self) -> None:
        """Some reasons to ask for it say themselves why; others are explained."""
        blocks = self.sections.blocks
        blocks["reden"].set_optional(blocks["aanleiding"].value() not in ASKS_REASON)

    def load(self) -> Mapping[str, Any]:
        if self._detail is not None:
            return self._detail.values
        now = self.context.now().astimezone(AMSTERDAM)
        start: dict[str, Any] = dict.fromkeys(URINECONTROLE.names())
        return start | {
            "stoffen": (),
            "opdracht_datum": now.date(),
            "opdracht_tijd": time(now.hour, now.minute),
        }

    def write(self, session: Session, values: dict[str, Any]) -> UUID:
        if self.urinecontrole_id is None:
            return service.record_urinecontrole(session, self.deelnemer_id, values)
        service.change_urinecontrole(session, self.urinecontrole_id, values)
        return self.urinecontrole_id

    def written(self, result: UUID) -> None:
        self.context.open("urinecontrole", deelnemer_id=self.deelnemer_id, urinecontrole_id=result)

    def _back(self) -> None:
        if self.urinecontrole_id is None:
            self.context.open("dossier", deelnemer_id=self.deelnemer_id, tab="sancties")
        else:
            self.context.open(
                "urinecontrole",
                deelnemer_id=self.deelnemer_id,
                urinecontrole_id=self.urinecontrole_id,
            )
