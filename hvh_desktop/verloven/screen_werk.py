"""The form of his work, with the day on which he stops."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from hvh_desktop.db import Session
from hvh_desktop.db.drafts import NEW, DraftKey, remove_draft
from hvh_desktop.deelnemers.access import is_allowed
from hvh_desktop.deelnemers.service import get_roepnamen
from hvh_desktop.policy import Rule, get_rule
from hvh_desktop.rights import Right
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.form_page import FormPage, Sections
from hvh_desktop.ui.form_view import FormView
from hvh_desktop.verloven import service
from hvh_desktop.verloven.form import WERKPLEK, euros
from hvh_desktop.verloven.rows import WerkplekRow
from hvh_desktop.verloven.words import work_name

ROWS = (
    ("soort", "plek"),
    ("van_datum", "tot_datum"),
    ("uren", "weekloon"),
)


class WerkplekPage(FormPage):
    """Where, from when until when, how many hours and for which wage."""

    help_page: ClassVar[str] = "verlof-en-werk"

    def __init__(
        self, context: Context, *, deelnemer_id: UUID, werkplek_id: UUID | None = None
    ) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, werkplek_id=werkplek_id)
        self.deelnemer_id, self.werkplek_id = deelnemer_id, werkplek_id
        self._row: WerkplekRow | None = None
        roepnaam, may_write, rule = context.read(self._read)
        sections = Sections(("", FormView(WERKPLEK, ROWS)))
        title = work_name(self._row) if self._row else f"Nieuw werk van {roepnaam}"
        subject = werkplek_id.hex if werkplek_id else NEW
        self.build(
            title,
            sections,
            DraftKey("werkplek", WERKPLEK.version, subject, deelnemer_id),
            level=2,
            acts=self._acts(),
            below=kit.column(12, _fine(rule)),
        )
        if not may_write:
            sections.set_fixed(True)
            self._footer.hide()

    def _read(self, session: Session) -> tuple[str, bool, Rule]:
        key = self.deelnemer_id
        if self.werkplek_id is not None:
            self._row = service.get_werkplek(session, self.werkplek_id)
        may_write = is_allowed(session, Right.write_werk, key)
        return get_roepnamen(session, [key])[key], may_write, get_rule(session, "sanctie_maxima")

    def _acts(self) -> list[kit.Button]:
        stop = kit.Button("Stop", name="stop", on_click=self._back)
        if self._row is None:
            return [stop]
        off = kit.Button("Haal weg", "gevaar", name="haal_weg", on_click=self._remove)
        return [off, stop]

    def load(self) -> Mapping[str, Any]:
        if self._row is None:
            start: dict[str, Any] = dict.fromkeys(WERKPLEK.names())
            return start | {"van_datum": self.context.today()}
        row, wage = self._row, self._row.weekloon_centen
        values = {name: getattr(row, name) for name in WERKPLEK.names() if name != "weekloon"}
        weekloon = "" if wage is None else euros(wage)
        return values | {"soort": row.soort.value, "weekloon": weekloon}

    def write(self, session: Session, values: dict[str, Any]) -> None:
        if self.werkplek_id is None:
            service.record_werkplek(session, self.deelnemer_id, values)
        else:
            service.change_werkplek(session, self.werkplek_id, values)

    def written(self, result: None) -> None:
        self._back()

    def _remove(self) -> None:
        row, context = self._row, self.context
        if row is None:
            return

        def operation(session: Session) -> None:
            service.remove_werkplek(session, row.id)
            remove_draft(session, self.key)

        def put_back() -> None:
            context.perform(lambda session: service.reopen_werkplek(session, row.id))

        def done(_result: None) -> None:
            self.keeper.forget()
            context.tell("Dit werk is weggehaald", put_back)
            self._back()

        context.perform(operation, form=self.sections, done=done)

    def _back(self) -> None:
        self.context.open("dossier", deelnemer_id=self.deelnemer_id, tab="verlof")


def _fine(rule: Rule) -> kit.Fold:
    """What the wage is asked for, with the source."""
    most = next(one["maximum"] for one in rule.waarde if one["sleutel"] == "geldboete")
    words = kit.column(
        kit.Label(
            f"Een boete is nooit hoger dan {most} keer het loon dat hij in een week verdient. "
            "Staat hier een bedrag, dan let het programma daarop. Staat er niets, dan vraagt het "
            "naar het weekloon als iemand een boete voorstelt.",
            wrap=True,
        ),
        kit.Label(f"Bron: {rule.bron}.", "klein", "muted", wrap=True, selectable=True),
        gap=4,
    )
    fold = kit.Fold("Waarom het weekloon wordt gevraagd", words)
    fold.setObjectName("waarom_weekloon")
    return fold
