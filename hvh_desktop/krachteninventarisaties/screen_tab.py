"""The tab "Krachten" of a deelnemer: how he stands, what he can, and the versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.db import Session
from hvh_desktop.db.drafts import DraftKey, remove_draft
from hvh_desktop.deelnemers import access
from hvh_desktop.errors import UserError
from hvh_desktop.krachteninventarisaties import service
from hvh_desktop.krachteninventarisaties.form import COACHOPMERKING
from hvh_desktop.krachteninventarisaties.model import (
    Coachopmerking,
    Kracht,
    Krachteninventarisatie,
    Leefgebiedblad,
)
from hvh_desktop.krachteninventarisaties.rows import (
    InventarisatieDetail,
    InventarisatieRow,
    Missing,
    Onderdeel,
)
from hvh_desktop.krachteninventarisaties.screen_blad import OpmerkingNote
from hvh_desktop.krachteninventarisaties.screen_parts import (
    PAGE_MARGINS,
    TEGENSLAG,
    TOP,
    Beleid,
    KrachtLine,
    Voorstel,
    WheelCard,
    get_roepnaam,
    month_words,
    read_beleid,
    who_words,
)
from hvh_desktop.leefgebieden import LEEFGEBIED_NAMES, Leefgebied
from hvh_desktop.medewerkers.service import get_medewerker_names
from hvh_desktop.policy import Rule, get_rule
from hvh_desktop.rights import Right
from hvh_desktop.text import date_words, lateness
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.draft import DraftKeeper
from hvh_desktop.ui.form_view import FormView
from hvh_desktop.ui.page import Page

SHOWN_MISSING = 4


@dataclass(frozen=True)
class TabShown:
    """All that the tab shows, read at once. ``latest`` may be a concept, ``now`` only if alone."""

    versions: tuple[InventarisatieRow, ...]
    latest: InventarisatieDetail | None
    now: InventarisatieDetail | None
    then: InventarisatieDetail | None
    missing: tuple[Missing, ...]
    due: date | None
    term: Rule
    """Within how many days the first one should be ready."""
    names: Mapping[UUID, str]
    beleid: Beleid
    roepnaam: str
    may_write: bool
    is_coach: bool


def read_tab(session: Session, deelnemer_id: UUID) -> TabShown:
    """Read the tab."""
    latest = service.find_latest(session, deelnemer_id)
    now = service.find_latest(session, deelnemer_id, only_afgerond=True) or latest
    then = service.get_inventarisatie(session, now.vorige_id) if now and now.vorige_id else None
    is_open = latest is not None and not latest.is_afgerond
    write = Right.write_krachteninventarisatie
    return TabShown(
        versions=tuple(service.list_inventarisaties(session, deelnemer_id)),
        latest=latest,
        now=now,
        then=then,
        missing=tuple(service.list_missing(session, latest.id)) if latest and is_open else (),
        due=service.first_due_date(session, deelnemer_id),
        term=get_rule(session, "krachteninventarisatie_eerste_dagen"),
        names=get_medewerker_names(session),
        beleid=read_beleid(session),
        roepnaam=get_roepnaam(session, deelnemer_id),
        may_write=access.is_allowed(session, write, deelnemer_id),
        is_coach=service.is_coach(session),
    )


class KrachtenTab(Page):
    """How he stands in the ten leefgebieden, his krachten, and the way to the next version."""

    shows: ClassVar[frozenset[type]] = frozenset(
        {Krachteninventarisatie, Leefgebiedblad, Kracht, Coachopmerking}
    )
    help_page = "krachteninventarisatie"

    def __init__(self, context: Context, deelnemer_id: UUID, **address: Any) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, **address)
        self._deelnemer_id = deelnemer_id
        self.coach: CoachCard | None = None
        self._scroll = kit.ScrollPage()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

    def refresh(self) -> None:
        self.leave()
        shown = self.context.read(lambda session: read_tab(session, self._deelnemer_id))
        self.coach = None
        if shown.latest is None:
            body: QWidget = kit.column(
                self._empty(shown), self._term(shown), kit.STRETCH, gap=theme.space.s
            )
        else:
            body = self._filled(shown, shown.latest)
        layout = body.layout()
        assert layout is not None
        layout.setContentsMargins(*PAGE_MARGINS)
        self._scroll.set_content(body)

    def leave(self) -> None:
        if self.coach is not None:
            self.coach.keeper.keep()

    def _open(self, inventarisatie_id: UUID | None, leefgebied: str | None = None) -> None:
        self.context.open(
            "inventarisatie",
            deelnemer_id=self._deelnemer_id,
            inventarisatie_id=inventarisatie_id,
            leefgebied=leefgebied,
        )

    def start(self) -> None:
        """Begin a new version, or go on with the open one."""
        deelnemer_id = self._deelnemer_id
        self.context.perform(
            lambda session: service.start_inventarisatie(session, deelnemer_id), done=self._open
        )

    # ------------------------------------------------------------------------------------ parts

    def _empty(self, shown: TabShown) -> QWidget:
        words = (
            f"Loop samen met {shown.roepnaam} de tien leefgebieden langs. "
            "Het mag in meer keren; wat je typt, wordt bewaard."
        )
        if shown.due is not None:
            words += f" {self._due_words(shown.due)}"
        button = None
        if shown.may_write:
            button = kit.Button(
                "Begin de eerste", "hoofd", name="nieuwe_versie", on_click=self.start
            )
        else:
            words = "Zijn mentoren of de casemanager kunnen er een beginnen."
        return kit.EmptyState("flower-lotus", "Nog geen krachteninventarisatie", words, button)

    @staticmethod
    def _term(shown: TabShown) -> QWidget | None:
        """That the term is nobody's rule yet, where the term is shown."""
        is_shown = shown.due is not None and shown.term.is_hypothese
        return Voorstel([shown.term], "voorstel_termijn") if is_shown else None

    def _due_words(self, due: date) -> str:
        late = lateness(due, self.context.today())
        told = f", {late}" if late else ""
        return f"De eerste hoort klaar te zijn op {date_words(due)}{told}."

    def _filled(self, shown: TabShown, latest: InventarisatieDetail) -> QWidget:
        assert shown.now is not None
        title = f"Zo staat {shown.roepnaam} ervoor"
        wheel = WheelCard(title, shown.beleid, shown.now, shown.then, self.context.today())
        wheel.chosen.connect(lambda n: self._open(latest.id, tuple(Leefgebied)[n].value))
        self.coach = CoachCard(self.context, latest, shown)
        left = kit.column(wheel, kit.STRETCH)
        middle = kit.column(
            self._krachten(latest), self._setbacks(latest), kit.STRETCH, gap=theme.space.m
        )
        right = kit.column(
            self._next_step(shown, latest),
            self._versions(shown),
            self.coach,
            kit.STRETCH,
            gap=theme.space.m,
        )
        return kit.Columns((left, 400), (middle, 0), (right, 318), narrow_order=(2, 1, 0))

    def _krachten(self, latest: InventarisatieDetail) -> QWidget:
        today = self.context.today()
        items: list[QWidget | int] = []
        for blad in latest.bladen:
            if not blad.krachten:
                continue
            name = LEEFGEBIED_NAMES[blad.leefgebied]
            items += [6] if items else []
            items.append(kit.Label(name, "klein", "muted", semibold=True, wrap=True))
            for kracht in blad.krachten:
                since = month_words(kracht.sinds, today) if kracht.sinds else ""
                items.append(KrachtLine(kracht, since=since))
        if not items:
            text = "Nog geen kracht opgeschreven."
            items = [kit.Label(text, role="muted", wrap=True)]
        return kit.Card(*items, title="Zijn krachten", count=len(latest.krachten), gap=2)

    def _setbacks(self, latest: InventarisatieDetail) -> QWidget | None:
        if not latest.zelfregulering:
            return None
        extra = latest.zelfregulering_aanvulling
        return kit.Card(
            kit.Quote(f"“{latest.zelfregulering}”"),
            kit.Label(extra, wrap=True) if extra else None,
            title=TEGENSLAG,
        )

    def _next_step(self, shown: TabShown, latest: InventarisatieDetail) -> QWidget | None:
        if not latest.is_afgerond:
            return self._concept(shown, latest)
        if not shown.may_write:
            return None
        told = "De woorden van nu staan er al in. Je bespreekt met hem wat er anders is."
        button = kit.Button(
            "Maak een nieuwe versie", icon="plus", name="nieuwe_versie", on_click=self.start
        )
        return kit.Card(
            kit.Label(told, role="muted", wrap=True),
            kit.beside(button, kit.STRETCH),
            title="Opnieuw langslopen",
        )

    def _concept(self, shown: TabShown, latest: InventarisatieDetail) -> QWidget:
        done, total = latest.aantal_besproken, len(Leefgebied)
        words = f"{done} van {total} besproken"
        bar = kit.ProgressBar(done, total)
        bar.setAccessibleName(words)
        lines = [self._missing_line(latest, one) for one in shown.missing[:SHOWN_MISSING]]
        more = len(shown.missing) - len(lines)
        due = shown.due
        text = "Ga verder" if shown.may_write else "Bekijk"
        kind = "hoofd" if shown.may_write else "gewoon"
        go = kit.Button(
            text, kind, "pencil-simple", name="ga_verder", on_click=lambda: self._open(latest.id)
        )
        return kit.Card(
            kit.beside(kit.Label(words, "klein", "muted"), kit.STRETCH, kit.concept_badge()),
            bar,
            kit.Label(self._due_words(due), "klein", "muted", wrap=True) if due else None,
            self._term(shown),
            kit.Label("Nog nodig om af te ronden", semibold=True, wrap=True) if lines else None,
            *lines,
            kit.Label(f"en nog {more}", "klein", "muted") if more > 0 else None,
            kit.beside(go, kit.STRETCH),
            title=f"Versie {latest.versie}",
        )

    def _missing_line(self, latest: InventarisatieDetail, one: Missing) -> QWidget:
        place = one.name if one.onderdeel is not Onderdeel.krachten else Leefgebied.wonen.value
        line = MissingLine(one.sentence)
        line.setObjectName(f"ontbreekt_{one.name}")
        line.activated.connect(lambda: self._open(latest.id, place))
        return line

    def _versions(self, shown: TabShown) -> QWidget:
        rows = [self._version(row, shown) for row in shown.versions]
        compare = None
        if len(rows) > 1 and shown.versions[0].aantal_besproken:
            compare = kit.Button(
                "Toen en nu",
                "stil",
                "arrows-left-right",
                small=True,
                name="toen_en_nu",
                on_click=lambda: self.context.open(
                    "inventarisatie_vergelijken", deelnemer_id=self._deelnemer_id
                ),
            )
        head = kit.SectionHead("Versies", *([compare] if compare else []))
        return kit.column(head, kit.RowList(*rows), gap=4)

    def _version(self, row: InventarisatieRow, shown: TabShown) -> kit.Row:
        who = who_words(shown.names, row.medewerker_ids)
        sub = f"{date_words(row.datum)}, met {who}" if who else date_words(row.datum)
        badge = kit.fixed_badge("Afgerond") if row.is_afgerond else kit.concept_badge()
        line = kit.Row(f"Versie {row.versie}", sub, right=(badge,))
        line.setObjectName(f"versie_{row.versie}")
        line.activated.connect(lambda: self._open(row.id))
        return line


class MissingLine(kit.ClickSurface):
    """One thing that must still be done; a click goes there."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 3, 4, 3)
        icon, words = kit.Icon("arrow-right", "accent", 16), kit.Label(sentence, wrap=True)
        icon.setFixedHeight(max(icon.height(), theme.line_height()))
        layout.addWidget(kit.beside((icon, TOP), (words, 1)))


class CoachCard(kit.Card):
    """Remarks of the Krachtwerkcoach, and a place for one more when he is that himself."""

    def __init__(self, context: Context, latest: InventarisatieDetail, shown: TabShown) -> None:
        super().__init__(title="Krachtwerkcoach")
        self._context, self._id = context, latest.id
        key = DraftKey(
            COACHOPMERKING.name, COACHOPMERKING.version, latest.id.hex, latest.deelnemer_id
        )
        self._key = key
        self.form = FormView(COACHOPMERKING)
        self.keeper = DraftKeeper(context, key, self.form.typed, parent=self)
        self._write = kit.Button(
            "Schrijf een opmerking", "stil", "plus", small=True, name="coach_schrijf"
        )
        self._write.clicked.connect(lambda: self._show_form(True))
        self._write.setVisible(shown.is_coach)
        keep = kit.Button("Bewaar", small=True, name="coach_bewaar", on_click=self.keep)
        drop = kit.Button("Toch niet", "stil", small=True, name="coach_laten", on_click=self._drop)
        self._place = kit.column(self.form, kit.beside(keep, drop, kit.STRETCH), gap=12)
        self._place.setVisible(False)
        self.add(*self._remarks(latest, shown), kit.beside(self._write, kit.STRETCH), self._place)
        has_remarks = latest.opmerkingen or (shown.now is not None and shown.now.opmerkingen)
        self.setVisible(shown.is_coach or bool(has_remarks))
        self._find_draft()
        self.form.changed.connect(self.keeper.touch)

    @staticmethod
    def _remarks(latest: InventarisatieDetail, shown: TabShown) -> list[QWidget]:
        notes: list[QWidget] = []
        earlier = shown.now if shown.now is not None and shown.now.id != latest.id else None
        for version in (latest, *([earlier] if earlier else [])):
            where = f"Versie {version.versie}" if version is earlier else ""
            for one in version.opmerkingen:
                place = LEEFGEBIED_NAMES[one.leefgebied] if one.leefgebied else ""
                about = ", ".join(part for part in (where, place) if part)
                naam = shown.names.get(one.door, "een oud-collega")
                notes.append(OpmerkingNote(one, naam, about))
        if not notes:
            text = "Nog geen opmerking bij deze versie."
            notes = [kit.Label(text, role="muted", wrap=True)]
        return notes

    def _find_draft(self) -> None:
        draft = self.keeper.find()
        if draft is not None:
            self.form.set_values(draft.values)
            self._show_form(True)

    def _show_form(self, on: bool) -> None:
        self._place.setVisible(on)
        self._write.setVisible(not on)
        (self.form.blocks["tekst"] if on else self._write).setFocus()

    def _drop(self) -> None:
        self.keeper.remove()
        self.form.set_values({"leefgebied": None, "tekst": ""})
        self._show_form(False)

    def keep(self) -> None:
        """Keep the remark."""
        if self.form.check():
            values = self.form.values()
            self.keeper.forget()
            if not self._context.perform(lambda s: self._record(s, values), form=self.form):
                self.keeper.touch()

    def _record(self, session: Session, values: Mapping[str, Any]) -> None:
        leefgebied = Leefgebied(values["leefgebied"]) if values["leefgebied"] else None
        service.record_coachopmerking(session, self._id, leefgebied, values["tekst"])
        remove_draft(session, self._key)

    def show_problems(self, error: UserError) -> None:
        """Say what is wrong at the form."""
        self.form.show_problems(error)
