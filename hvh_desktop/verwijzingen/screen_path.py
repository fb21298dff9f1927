"""The way of a referral: every step with its day, and what may come next."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.db import Compartment, Session
from hvh_desktop.db.drafts import DraftKey, find_draft
from hvh_desktop.text import capitalise
from hvh_desktop.ui import kit, paint, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.form_view import FormView
from hvh_desktop.ui.inline_form import InlineForm, Slot
from hvh_desktop.verwijzingen import path, service
from hvh_desktop.verwijzingen.form import ACTS, STATUS_WORDS, TERUGZETTEN, stap_form
from hvh_desktop.verwijzingen.model import VerwijzingStatus
from hvh_desktop.verwijzingen.path import Stap, StapStaat
from hvh_desktop.verwijzingen.rows import VerwijzingDetail
from hvh_desktop.verwijzingen.screen_commit import perform_both
from hvh_desktop.verwijzingen.words import (
    placement_words,
    step_words,
    team_words,
    too_long,
    waits_words,
)

DISC = 22
ON_ONE_LINE = 3
SAID = {
    StapStaat.klaar: "gedaan",
    StapStaat.nu: "hier wacht het op",
    StapStaat.nog: "komt nog",
    StapStaat.overgeslagen: "overgeslagen",
}


class _Mark(QWidget):
    """The disc of a step on the line that runs through all of them."""

    def __init__(self, staat: StapStaat, *, first: bool, last: bool) -> None:
        super().__init__()
        self._staat, self._first, self._last = staat, first, last
        self.setFixedWidth(theme.px(DISC + 6))

    def paintEvent(self, event: QPaintEvent) -> None:
        side = theme.px(DISC)
        x, top = self.width() / 2, 2.0
        disc = QRectF(x - side / 2, top, side, side)
        with paint.kept(QPainter(self)) as painter:
            painter.setPen(paint.stroke(theme.color("line_strong"), 1.6))
            start = disc.center().y() if self._first else 0
            end = disc.center().y() if self._last else self.height()
            painter.drawLine(QPointF(x, start), QPointF(x, end))
            fills = {StapStaat.klaar: "good_soft", StapStaat.nu: "accent"}
            fill = theme.color(fills.get(self._staat, "surface"))
            paint.surface(painter, disc, fill, theme.color("line_strong"), side / 2)
            self._sign(painter, disc)

    def _sign(self, painter: QPainter, disc: QRectF) -> None:
        if self._staat is StapStaat.klaar:
            inner = disc.adjusted(5, 5, -5, -5)
            paint.tick(painter, inner, theme.color("good"), 1.6)
        elif self._staat is StapStaat.overgeslagen:
            painter.setPen(paint.stroke(theme.color("muted"), 1.6))
            half = QPointF(disc.width() / 5, 0)
            painter.drawLine(disc.center() - half, disc.center() + half)
        elif self._staat is StapStaat.nu:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_text"))
            painter.drawEllipse(disc.center(), disc.width() / 7, disc.width() / 7)


class PathStep(QWidget):
    """One step: mark, word, its day and how long it took."""

    def __init__(
        self, stap: Stap, *, first: bool, last: bool, reason: str = "", more: str = ""
    ) -> None:
        super().__init__()
        word, about = STATUS_WORDS[stap.status], step_words(stap)
        late = too_long(stap)
        role = "muted" if stap.staat in (StapStaat.nog, StapStaat.overgeslagen) else "text"
        name = kit.Label(word, role=role, semibold=role == "text")
        badge = kit.Badge(late, "warn", "clock") if late else None
        parts = [word, SAID[stap.staat], reason, about, f"{late} dan de streeftijd" if late else ""]
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.setObjectName(f"stap_{stap.status.value}")
        words = kit.column(
            kit.beside(name, badge, kit.STRETCH, gap=8),
            kit.Label(about, "klein", "muted", wrap=True) if about else None,
            kit.Label(capitalise(reason), wrap=True) if reason else None,
            kit.Label(more, wrap=True) if more else None,
            0 if last else 12,
            gap=2,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        staat = StapStaat.overgeslagen if stap.status in path.BROKEN_OFF else stap.staat
        mark = _Mark(staat, first=first, last=last)
        layout.addWidget(kit.beside(mark, (words, 1), gap=10))


class PathCard(kit.Card):
    """The rail, whose move it is, and the buttons of what may come next."""

    def __init__(self, context: Context, verwijzing_id: UUID, deelnemer_id: UUID) -> None:
        super().__init__(title="De weg naar zorg", gap=12)
        self._context, self._id = context, verwijzing_id
        self._key = DraftKey("verwijzing_stap", 1, verwijzing_id.hex, deelnemer_id)
        self._back_key = DraftKey("verwijzing_terug", 1, verwijzing_id.hex, deelnemer_id)
        self._rail, self._acts = kit.Holder(), kit.Holder()
        self.slot = Slot()
        self.slot.opened.connect(self._show_acts)
        self._is_looked = False
        self._may_write = False
        self.add(self._rail, self._acts, self.slot)

    def show_detail(self, detail: VerwijzingDetail, *, may_write: bool) -> None:
        """Show the way as it is now."""
        self._detail, self._may_write = detail, may_write
        today, row = self._context.today(), detail.row
        last = len(detail.stappen) - 1
        steps = [
            PathStep(
                stap,
                first=number == 0,
                last=number == last,
                reason=row.slot_categorie if path.is_end(stap.status) else "",
                more=detail.slot_toelichting if path.is_end(stap.status) else "",
            )
            for number, stap in enumerate(detail.stappen)
        ]
        told = kit.Label(waits_words(row, today), semibold=True, wrap=True)
        told.setObjectName("wacht_op")
        self._rail.show_items(told, 12, *steps, 12, kit.line(), 8, *self._notes())
        self._acts.show_items(*self._buttons())
        self._show_acts(self.slot.form is not None)
        if not self._is_looked:
            self._is_looked = True
            self._find_draft()

    def _notes(self) -> list[Any]:
        detail, today = self._detail, self._context.today()
        told = []
        if detail.na_plaatsing is not None:
            told.append(placement_words(detail.na_plaatsing, today))
        if detail.heropend_reden:
            told.append(f"Laatst teruggezet: {detail.heropend_reden}")
        if detail.normen.is_hypothese:
            told.append("De streeftijden zijn voorlopig: het huis stelt ze nog vast.")
        team = team_words(detail.row, frozenset(detail.datums), today)
        return [
            *(item for one in told for item in (kit.Label(one, "klein", "muted", wrap=True), 4)),
            kit.IconLabel("eye", team, size="klein", role="muted", icon_role="muted", wrap=True),
        ]

    def _buttons(self) -> list[Any]:
        """The next step of the way is the filled one."""
        detail = self._detail
        if not self._may_write:
            return []
        main = path.awaited(detail.row.status)
        on_way = [self._button(one, one is main) for one in detail.mag if not path.is_end(one)]
        ends = [self._button(one, False) for one in detail.mag if path.is_end(one)]
        lines = [kit.beside(*line, kit.STRETCH) for line in _lines(on_way, ends)]
        if detail.row.status is not VerwijzingStatus.besproken:
            back = kit.Button(
                "Zet de laatste stap terug",
                "stil",
                "arrow-counter-clockwise",
                small=True,
                name="zet_terug",
                on_click=self.open_back,
            )
            lines.append(kit.beside(back, kit.STRETCH))
        return [one for line in lines for one in (line, 8)][:-1]

    def _button(self, status: VerwijzingStatus, is_main: bool) -> kit.Button:
        return kit.Button(
            ACTS[status],
            "hoofd" if is_main else "gewoon",
            name=f"zet_{status.value}",
            on_click=lambda: self.open_step(status),
        )

    def _show_acts(self, is_open: bool) -> None:
        self._acts.setVisible(not is_open)

    def _find_draft(self) -> None:
        """What was typed and not kept opens again, if that step may still be taken."""

        def find(session: Session) -> tuple[Any, Any]:
            place = Compartment.behandeling
            return find_draft(session, place, self._key), find_draft(session, place, self._back_key)

        step, back = self._context.read(find)
        if step is not None and step.values.get("status") in self._detail.mag:
            self.open_step(VerwijzingStatus(step.values["status"]), focus=False)
        elif back is not None:
            self.open_back(focus=False)

    def open_step(self, status: VerwijzingStatus, *, focus: bool = True) -> None:
        """Ask the day of a step, and for an end why."""
        redenen = self._context.read(lambda s: service.list_redenen(s, status))

        def write(session: Session, values: dict[str, Any]) -> None:
            service.change_status(
                session,
                self._id,
                status,
                values["datum"],
                categorie=values.get("categorie") or "",
                toelichting=values.get("toelichting") or "",
            )

        form = InlineForm(
            self._context,
            FormView(stap_form(status, redenen)),
            self._key,
            write,
            name="stap",
            save="Trek de verwijzing in" if status is VerwijzingStatus.ingetrokken else "Leg vast",
            start={"datum": self._context.today()},
            about={"status": status.value},
            told="De verwijzing gaat niet door."
            if status is VerwijzingStatus.ingetrokken
            else f"{ACTS[status]}.",
            kind="hoofd",
            compartment=Compartment.behandeling,
            perform=partial(perform_both, self._context, self._id),
        )
        self.slot.open(form, focus=focus)

    def open_back(self, *, focus: bool = True) -> None:
        """Ask why the last step is taken back."""
        word = STATUS_WORDS[self._detail.row.status].lower()
        form = InlineForm(
            self._context,
            FormView(TERUGZETTEN),
            self._back_key,
            lambda session, values: service.reopen_status(session, self._id, values["reden"]),
            name="terugzetten",
            save="Zet terug",
            start={},
            told=f"De stap ‘{word}’ gaat weg, met de dag die erbij staat.",
            kind="hoofd",
            compartment=Compartment.behandeling,
            perform=partial(perform_both, self._context, self._id),
        )
        self.slot.open(form, focus=focus)


def _lines(on_way: list[kit.Button], ends: list[kit.Button]) -> list[list[kit.Button]]:
    """All beside each other when they fit, else the ends below; one below another when large."""
    if theme.is_narrow():
        return [[one] for one in (*on_way, *ends)]
    if len(on_way) + len(ends) <= ON_ONE_LINE:
        return [[*on_way, *ends]] if on_way or ends else []
    return [on_way, ends]
