"""A measure for order or safety: a form when it is new, a calm page with its clock after that."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.db import AMSTERDAM, Compartment, Session
from hvh_desktop.db.drafts import NEW, DraftKey, find_draft
from hvh_desktop.deelnemers.access import is_allowed, require
from hvh_desktop.forms import Form
from hvh_desktop.policy import Rule, get_rule, get_value
from hvh_desktop.rights import Right, Rol
from hvh_desktop.sancties import service_ordemaatregelen as service
from hvh_desktop.sancties.form_uitvoering import (
    EINDE,
    ORDEMAATREGEL,
    VERLENGING,
    ordemaatregel_form,
)
from hvh_desktop.sancties.klok import (
    OrdemaatregelDeel,
    OrdemaatregelRow,
    at,
    moment_words,
    most,
    remaining_words,
)
from hvh_desktop.sancties.model_gevolg import Ordemaatregel
from hvh_desktop.sancties.screen_namen import NamesHint, list_known_names
from hvh_desktop.sancties.screen_uitvoering_periode import now_in_house
from hvh_desktop.text import plural
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.form_page import FormPage, Sections, to_the_left
from hvh_desktop.ui.form_view import FormView
from hvh_desktop.ui.inline_form import InlineForm, Slot
from hvh_desktop.ui.page import OuterPage, Page
from hvh_desktop.ui.rule_note import RuleNote

HELP = "sancties"
NO_STRAF = (
    "Een ordemaatregel is geen straf. Hij telt nergens mee als straf en stopt vanzelf op tijd."
)
WAT = (("soort",), ("reden",), ("sanctiezaak_id",))
WANNEER = (("begin_datum", "begin_tijd"), ("eind_datum", "eind_tijd"))
_MINUTE = 60_000


class OrdemaatregelPage(OuterPage):
    """Holds the form or the calm page."""

    help_page: ClassVar[str] = HELP

    def __init__(
        self, context: Context, *, deelnemer_id: UUID, ordemaatregel_id: UUID | None = None
    ) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, ordemaatregel_id=ordemaatregel_id)
        self.hold(
            OrdemaatregelFormPage(context, deelnemer_id=deelnemer_id)
            if ordemaatregel_id is None
            else OrdemaatregelStaatPage(
                context, deelnemer_id=deelnemer_id, ordemaatregel_id=ordemaatregel_id
            )
        )


class OrdemaatregelFormPage(FormPage):
    """What, why, and from when until when; the longest end is proposed."""

    help_page: ClassVar[str] = HELP

    def __init__(self, context: Context, *, deelnemer_id: UUID) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id)
        self.deelnemer_id = deelnemer_id
        self._proposed: tuple[Any, Any] = (None, None)
        context.read(self._read)
        zaken = {key.hex: words for key, words in self._zaken.items()}
        form = ordemaatregel_form(self._soorten, zaken)
        what = WAT if zaken else WAT[:2]
        self.hint = NamesHint(self._known, lambda: str(self.sections.values()["reden"]))
        self.note = RuleNote(limit_words(self._rule, self._is_staff), self._rule, name="regel")
        self.until = kit.IconLabel("timer", "", size="klein", role="muted", wrap=True)
        sections = Sections(
            ("Wat en waarom", FormView(form, what)),
            ("Hoe lang", FormView(form, WANNEER)),
            above={0: self.hint, 1: kit.column(self.note, self.until, gap=4)},
        )
        for name in ("begin_datum", "begin_tijd"):
            sections.blocks[name].changed.connect(self._propose)
        sections.changed.connect(self.hint.look)
        sections.changed.connect(self._tell_until)
        self.build(
            f"Ordemaatregel voor {self._roepnaam}",
            sections,
            DraftKey(ORDEMAATREGEL.name, ORDEMAATREGEL.version, NEW, deelnemer_id),
            subline=NO_STRAF,
            level=2,
            save="Leg vast",
            acts=[kit.Button("Stop", name="stop", on_click=self._back)],
        )

    def _read(self, session: Session) -> None:
        self._roepnaam = require(session, Right.record_ordemaatregel, self.deelnemer_id).roepnaam
        self._rule, self._is_staff = service.get_grens(session)
        self._soorten = get_value(session, "ordemaatregel_soorten")
        self._zaken = service.list_lopende_zaken(session, self.deelnemer_id)
        self._known = list_known_names(session, self.deelnemer_id)

    def load(self) -> Mapping[str, Any]:
        today, now = self.context.today(), now_in_house(self.context)
        end = most(at(today, now), self._rule.waarde, is_door_personeel=self._is_staff)
        self._proposed = (end.date(), end.time())
        empty: dict[str, Any] = dict.fromkeys(ORDEMAATREGEL.names())
        return empty | {
            "begin_datum": today,
            "begin_tijd": now,
            "eind_datum": self._proposed[0],
            "eind_tijd": self._proposed[1],
        }

    def show_values(self, values: Mapping[str, Any]) -> None:
        super().show_values(values)
        self._tell_until()

    def _propose(self) -> None:
        """The longest end follows the begin, until somebody types another one."""
        values = self.sections.values()
        begin, tijd = values["begin_datum"], values["begin_tijd"]
        shown = (values["eind_datum"], values["eind_tijd"])
        if begin is None or tijd is None or shown not in (self._proposed, (None, None)):
            return
        end = most(at(begin, tijd), self._rule.waarde, is_door_personeel=self._is_staff)
        self._proposed = (end.date(), end.time())
        blocks = self.sections.blocks
        blocks["eind_datum"].set_value(end.date())
        blocks["eind_tijd"].set_value(end.time())
        self._tell_until()

    def _tell_until(self) -> None:
        values = self.sections.values()
        begin, tijd = values["begin_datum"], values["begin_tijd"]
        said = ""
        if begin is not None and tijd is not None:
            end = most(at(begin, tijd), self._rule.waarde, is_door_personeel=self._is_staff)
            said = f"Hooguit tot {moment_words(end, self.context.today())}. Korter mag altijd."
        self.until.setVisible(bool(said))
        self.until.set("timer", said, "muted")

    def write(self, session: Session, values: dict[str, Any]) -> UUID:
        return service.record_ordemaatregel(session, self.deelnemer_id, values)

    def written(self, result: UUID) -> None:
        self.context.open("ordemaatregel", deelnemer_id=self.deelnemer_id, ordemaatregel_id=result)

    def _back(self) -> None:
        self.context.open("dossier", deelnemer_id=self.deelnemer_id, tab="sancties")


class OrdemaatregelStaatPage(Page):
    """How long it still lasts, who took it, and what can be done with it."""

    shows: ClassVar[frozenset[type]] = frozenset({Ordemaatregel})
    help_page: ClassVar[str] = HELP

    def __init__(self, context: Context, *, deelnemer_id: UUID, ordemaatregel_id: UUID) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, ordemaatregel_id=ordemaatregel_id)
        self.deelnemer_id, self.ordemaatregel_id = deelnemer_id, ordemaatregel_id
        self.slot = Slot()
        self._body = kit.Holder(theme.space.m)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(kit.ScrollPage(to_the_left(kit.column(self._body, kit.STRETCH))))
        self._footer = kit.Footer(
            kit.Button("Naar Sancties", name="naar_sancties", on_click=self._back)
        )
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._tick)
        self._clock.start(_MINUTE)

    def _read(self, session: Session) -> None:
        self.row: OrdemaatregelRow = service.get_ordemaatregel(session, self.ordemaatregel_id)
        self._may = is_allowed(session, Right.record_ordemaatregel, self.deelnemer_id)
        self._days: Rule = get_rule(session, "ordemaatregel_dagen", on=self.row.loopt_tot.date())
        first = self.row.delen[0]
        key = "ordemaatregel_personeel_uren" if first.is_door_personeel else "ordemaatregel_dagen"
        self._rule: Rule = get_rule(session, key, on=first.begin.date())

    def refresh(self) -> None:
        self.slot.leave()
        was = self.slot.form.key if self.slot.form is not None else None
        self.context.read(self._read)
        self.slot = Slot()
        self._body.show_items(*self._parts())
        self._open_draft(was)

    def _parts(self) -> list[QWidget | None]:
        row = self.row
        heading = kit.column(
            kit.Heading(f"Ordemaatregel: {row.soort}", 2),
            kit.Label(NO_STRAF, role="muted", wrap=True),
            gap=4,
        )
        return [heading, self._clock_card(), self._delen_card()]

    def _clock_card(self) -> QWidget:
        row = self.row
        self.told = kit.Label(self._told(), "kop3", semibold=True, wrap=True)
        self.told.setObjectName("nog")
        self._was_running = row.is_lopend
        why = f"Waarom eerder: {row.einde_reden}" if row.einde_reden else ""
        first = row.delen[0].is_door_personeel
        return kit.Card(
            kit.beside(kit.Icon("timer"), (self.told, 1), gap=8),
            kit.Label(why, wrap=True) if why else None,
            RuleNote(limit_words(self._rule, first), self._rule, name="regel"),
            self._acts(),
            self.slot,
            gap=10,
        )

    def _told(self) -> str:
        return remaining_words(self.row, self.context.now().astimezone(AMSTERDAM))

    def _acts(self) -> QWidget | None:
        if not self.row.is_lopend or not self._may:
            return None
        stop = kit.Button(
            "Stop nu eerder", "gewoon", "stop", name="stop_eerder", on_click=self.open_end
        )
        if Rol.directeur not in self.context.actor.rollen:
            only = kit.Label(
                "Langer mag alleen als de directeur dat beslist.", "klein", "muted", wrap=True
            )
            return kit.column(kit.beside(stop, kit.STRETCH), only, gap=6)
        longer = kit.Button(
            "Verleng",
            "gewoon",
            "arrows-out-line-horizontal",
            name="verleng",
            on_click=self.open_longer,
        )
        return kit.beside(longer, stop, kit.STRETCH)

    def _delen_card(self) -> QWidget:
        card = kit.Card(title="Verloop", gap=10)
        for number, deel in enumerate(self.row.delen):
            if number:
                card.add(kit.line())
            card.add(self._deel(deel, number))
        return card

    def _deel(self, deel: OrdemaatregelDeel, number: int) -> QWidget:
        today = self.context.today()
        who = "personeel" if deel.is_door_personeel else "de directeur"
        name = f" ({deel.door})" if deel.door else ""
        when = f"{moment_words(deel.begin, today)} tot {moment_words(deel.eind, today)}"
        title = "Begonnen" if number == 0 else "Verlengd"
        return kit.column(
            kit.Label(f"{title}: {when}", semibold=True, wrap=True),
            kit.Label(deel.reden, wrap=True, selectable=True),
            kit.Label(f"Door {who}{name}", "klein", "muted", wrap=True),
            gap=2,
        )

    # Acts -------------------------------------------------------------------------------------

    def _key(self, form: Form) -> DraftKey:
        return DraftKey(form.name, form.version, self.row.id.hex, self.deelnemer_id)

    def open_longer(self, *, focus: bool = True) -> None:
        """The directeur lets it go on from its end."""
        begin = self.row.loopt_tot
        end = most(begin, self._days.waarde, is_door_personeel=False)
        told = (
            f"De verlenging begint {moment_words(begin, self.context.today())} en duurt hooguit "
            f"{plural(self._days.waarde, 'dag', 'dagen')}."
        )
        form = InlineForm(
            self.context,
            FormView(VERLENGING, (("eind_datum", "eind_tijd"), ("reden",))),
            self._key(VERLENGING),
            self._extend,
            name="verlenging",
            save="Verleng",
            title="Verleng de maatregel",
            told=told,
            start={"eind_datum": end.date(), "eind_tijd": end.time()},
        )
        self.slot.open(form, focus=focus)

    def _extend(self, session: Session, values: dict[str, Any]) -> UUID:
        return service.record_verlenging(session, self.ordemaatregel_id, values)

    def open_end(self, *, focus: bool = True) -> None:
        """It ends before its time."""
        start = {
            "einde_datum": self.context.today(),
            "einde_tijd": now_in_house(self.context),
        }
        form = InlineForm(
            self.context,
            FormView(EINDE, (("einde_datum", "einde_tijd"), ("einde_reden",))),
            self._key(EINDE),
            self._end,
            name="einde",
            save="Stop de maatregel",
            title="Stop eerder",
            start=start,
            said="De ordemaatregel is gestopt.",
        )
        self.slot.open(form, focus=focus)

    def _end(self, session: Session, values: dict[str, Any]) -> None:
        service.complete_ordemaatregel(session, self.ordemaatregel_id, values)

    def _open_draft(self, was: DraftKey | None) -> None:
        """What was open stays open; else what was begun before."""
        if not self.row.is_lopend or not self._may:
            return
        forms = [(EINDE, self.open_end), (VERLENGING, self.open_longer)]
        for form, act in sorted(forms, key=lambda one: self._key(one[0]) != was):
            if self.context.read(partial(_has_draft, key=self._key(form))):
                act(focus=False)
                return

    def _tick(self) -> None:
        """The words of the clock go on; when it runs out the page shows that."""
        now: datetime = self.context.now().astimezone(AMSTERDAM)
        if self._was_running and now >= self.row.loopt_tot:
            self.show_now()
        else:
            self.told.set_text(self._told())

    def _back(self) -> None:
        self.context.open("dossier", deelnemer_id=self.deelnemer_id, tab="sancties")

    def leave(self) -> None:
        self.slot.leave()

    def footer(self) -> QWidget | None:
        return self._footer


def limit_words(rule: Rule, is_staff: bool) -> str:
    """'Personeel: hooguit 15 uur'."""
    if is_staff:
        return f"Personeel: hooguit {rule.waarde} uur"
    return f"Directeur: hooguit {plural(rule.waarde, 'dag', 'dagen')}, telkens te verlengen"


def _has_draft(session: Session, *, key: DraftKey) -> bool:
    return find_draft(session, Compartment.team, key) is not None
