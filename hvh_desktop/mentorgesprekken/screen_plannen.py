"""A new talk: begin now, write one down afterwards, or plan one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.db import AMSTERDAM, Session
from hvh_desktop.db.drafts import NEW, DraftKey
from hvh_desktop.deelnemers import access
from hvh_desktop.errors import UserError
from hvh_desktop.forms import summary
from hvh_desktop.medewerkers.service import get_medewerker_names, list_medewerkers
from hvh_desktop.mentorgesprekken import service
from hvh_desktop.mentorgesprekken.form import PLANNING
from hvh_desktop.mentorgesprekken.screen_aanwezig import WanneerWie
from hvh_desktop.mentorgesprekken.screen_parts import PAGE_MARGINS, Foot
from hvh_desktop.mentorgesprekken.words import day_month, volgend_sentence
from hvh_desktop.rights import Right
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.draft import DraftKeeper, kept_at
from hvh_desktop.ui.page import Page

WIJZEN = (
    ("nu", "Begin nu", "Vandaag, met wie er nu zit"),
    ("achteraf", "Schrijf achteraf op", "Een gesprek van een eerdere dag"),
    ("plan", "Plan een gesprek", "Op een dag die nog komt"),
)
ACTS = {"nu": "Begin gesprek", "achteraf": "Schrijf gesprek op", "plan": "Plan gesprek"}


@dataclass(frozen=True)
class _Start:
    roepnaam: str
    names: dict[UUID, str]
    mentor_ids: tuple[UUID, ...]
    collega_ids: tuple[UUID, ...]
    voorstel: date | None
    te_laat: date | None
    """A planned day that went by."""


def _read(session: Session, deelnemer_id: UUID) -> _Start:
    deelnemer = access.require(session, Right.write_mentorgesprek, deelnemer_id)
    volgend = service.list_volgende(session).get(deelnemer_id)
    missed = volgend is not None and volgend.mentorgesprek_id is not None and volgend.datum
    past = missed if isinstance(missed, date) and missed < session.today else None
    return _Start(
        deelnemer.roepnaam,
        dict(get_medewerker_names(session)),
        service.mentor_ids_on(session, deelnemer_id, session.today),
        tuple(row.id for row in list_medewerkers(session)),
        service.propose_volgende(session, deelnemer_id, session.today),
        past,
    )


class NieuwGesprekPage(Page):
    """Three ways to begin; what is known is filled in."""

    help_page: ClassVar[str] = "mentorgesprek"

    def __init__(
        self, context: Context, deelnemer_id: UUID, wijze: str = "nu", **address: Any
    ) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, wijze=wijze, **address)
        self._deelnemer_id = deelnemer_id
        self._start: _Start | None = None
        self._foot = Foot()
        self.wijze = kit.ChoiceCards(WIJZEN, value=wijze if wijze in ACTS else "nu")
        self.wijze.setObjectName("wijze")
        self.wijze.setAccessibleName("Wat wil je doen?")
        self._errors = kit.ErrorSummary()
        self._words = kit.Label("", role="muted", wrap=True)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(*PAGE_MARGINS)
        key = DraftKey(PLANNING.name, PLANNING.version, NEW, deelnemer_id)
        self._keeper = DraftKeeper(context, key, self._typed, parent=self)
        self._keeper.kept.connect(self._foot.say)

    def footer(self) -> QWidget:
        return self._foot

    def leave(self) -> None:
        self._keeper.keep()

    def refresh(self) -> None:
        if self._start is not None:
            return
        start = self.context.read(lambda s: _read(s, self._deelnemer_id))
        self._start = start
        today = self.context.today()
        me = self.context.actor.medewerker_id
        self.held = WanneerWie(
            start.names, (*start.mentor_ids, me), start.collega_ids, today, day_label="Dag"
        )
        self._prepare()
        draft = self._keeper.find()
        if draft is not None:
            self.wijze.set_value(draft.values["wijze"])
            self.held.set_values(draft.values["held"])
            self._foot.say(kept_at(draft.saved_at))
        self._build(start)
        self.wijze.changed.connect(self._chosen)
        self.wijze.changed.connect(self._keeper.touch)
        self.held.changed.connect(self._keeper.touch)
        self.held.changed.connect(self._show_words)
        self._show_way()

    def _build(self, start: _Start) -> None:
        missed = None
        if start.te_laat is not None:
            words = (
                f"Er stond een gesprek op {day_month(start.te_laat)}. Ging dat niet door, "
                "verzet het dan eerst met een reden."
            )
            missed = kit.NoticeBanner(words, "warn", action=self._verzet_link())
        card = kit.Card(
            kit.Heading(f"Nieuw gesprek met {start.roepnaam}", 2),
            self._errors,
            missed,
            self.wijze,
            self.held,
            self._words,
            gap=14,
            margins=(24, 14, 24, 20),
        )
        card.setMaximumWidth(theme.px(760))
        self._layout.addWidget(kit.ScrollPage(kit.column(card, kit.STRETCH), gutter=True))

    def _verzet_link(self) -> kit.Link:
        def _go() -> None:
            found = self.context.read(service.list_volgende).get(self._deelnemer_id)
            if found is not None:
                self.context.open(
                    "mentorgesprek_verzetten",
                    deelnemer_id=self._deelnemer_id,
                    mentorgesprek_id=found.mentorgesprek_id,
                )

        return kit.Link("Verzet dat gesprek", name="verzet_gemist", on_click=_go)

    def _typed(self) -> dict[str, Any]:
        return {"wijze": self.wijze.value(), "held": self.held.typed()}

    # Ways ------------------------------------------------------------------------------------

    def _prepare(self) -> None:
        """Fill in what is known for the way that is chosen."""
        start, wijze = self._start, self.wijze.value()
        if start is None:
            return
        now = self.context.now().astimezone(AMSTERDAM)
        day: date | None = {"nu": now.date(), "plan": start.voorstel}.get(wijze)
        clock = time(now.hour, now.minute - now.minute % 5) if wijze == "nu" else None
        self.held.set_values({"datum": day, "tijd": clock, "medewerker_ids": start.mentor_ids})

    def _chosen(self) -> None:
        self._prepare()
        self._show_way()

    def _show_way(self) -> None:
        wijze = self.wijze.value()
        self.held.datum.setEnabled(wijze != "nu")
        self.held.overig.setVisible(wijze != "plan")
        self._errors.clear()
        self.held.show_problems({})
        self._foot.show_acts(kit.Button(ACTS[wijze], "hoofd", name="ga_verder", on_click=self._go))
        self._show_words()

    def _show_words(self) -> None:
        day, wijze = self.held.datum.value(), self.wijze.value()
        words = ""
        if wijze == "achteraf":
            words = "Bij het gesprek komt te staan dat het achteraf is opgeschreven."
        elif wijze == "plan" and isinstance(day, date):
            words = volgend_sentence(day, self.context.today(), service.find_rustdag(day), "")
        self._words.set_text(words)

    # Going on --------------------------------------------------------------------------------

    def show_problems(self, error: UserError) -> None:
        """At the fields, and above them."""
        self.held.show_problems(error.fields)
        lines: list[tuple[str, Any]] = [
            (sentence, self.held.blocks[name].input if name in self.held.blocks else None)
            for name, sentence in error.fields.items()
        ]
        self._errors.show_errors(lines or [(error.text, None)])

    def _go(self) -> None:
        found = self._problems()
        if found:
            self.show_problems(UserError(summary(found.values()), found))
            return
        values, wijze = self.held.values(), self.wijze.value()
        self._keeper.keep()

        def _do(session: Session) -> UUID:
            if wijze == "plan":
                return service.record_planning(
                    session,
                    self._deelnemer_id,
                    values["datum"],
                    values["tijd"],
                    values["medewerker_ids"],
                )
            new = service.start_mentorgesprek(
                session,
                self._deelnemer_id,
                datum=values["datum"],
                tijd=values["tijd"],
                medewerker_ids=values["medewerker_ids"],
            )
            others = {"overige_aanwezigen": values["overige_aanwezigen"]}
            if values["overige_aanwezigen"]:
                service.change_mentorgesprek(session, new, others)
            return new

        self.context.perform(_do, form=self, done=self._arrive)

    def _problems(self) -> dict[str, str]:
        found = self.held.problems()
        values = self.held.values()
        if values["datum"] is None and "datum" not in found:
            found["datum"] = "Kies de dag van het gesprek."
        if not values["medewerker_ids"]:
            found["medewerker_ids"] = "Kies wie er van het huis bij is."
        return found

    def _arrive(self, mentorgesprek_id: UUID) -> None:
        self._keeper.remove()
        if self.wijze.value() == "plan":
            self.context.open("dossier", deelnemer_id=self._deelnemer_id, tab="gesprekken")
            return
        self.context.open(
            "mentorgesprek", deelnemer_id=self._deelnemer_id, mentorgesprek_id=mentorgesprek_id
        )
