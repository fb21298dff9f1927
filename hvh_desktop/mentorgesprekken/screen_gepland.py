"""A talk that is not being written by this person: planned, put off, or only to look at."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.mentorgesprekken import service
from hvh_desktop.mentorgesprekken.model import GesprekStatus
from hvh_desktop.mentorgesprekken.screen_concept import beside_preparation
from hvh_desktop.mentorgesprekken.screen_links import VoorbereidingKolom
from hvh_desktop.mentorgesprekken.screen_parts import Beeld, Foot, clock_words, put
from hvh_desktop.mentorgesprekken.words import day_month, reden_sentence
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context


class GeplandDeel(QWidget):
    """What is prepared, and what can be done: begin, or put off with a reason."""

    begun = Signal()

    def __init__(self, context: Context, beeld: Beeld, foot: Foot) -> None:
        super().__init__()
        self._context = context
        self._links = VoorbereidingKolom(context)
        self._card = QVBoxLayout()
        right = kit.column(self._card, kit.STRETCH)
        put(self, beside_preparation(self._links, right))
        foot.say("")
        foot.show_acts()
        self.refresh(beeld)

    def leave(self) -> None:
        """Keep results that were typed."""
        self._links.keep()

    def refresh(self, beeld: Beeld) -> None:
        """Show what is planned."""
        self._links.show_beeld(beeld)
        kit.clear(self._card)
        self._card.addWidget(self._make_card(beeld))

    def _make_card(self, beeld: Beeld) -> kit.Card:
        status = beeld.detail.status
        if status is GesprekStatus.verzet:
            return self._put_off(beeld)
        if status is GesprekStatus.concept:
            return _somebody_writes(beeld)
        return self._planned(beeld)

    def _planned(self, beeld: Beeld) -> kit.Card:
        detail = beeld.detail
        is_past = detail.datum < beeld.today
        badge = kit.Badge("Gepland", "info", "calendar-blank")
        buttons: list[QWidget] = []
        if beeld.may_write:
            verzet = kit.Button(
                "Verzet",
                icon="calendar-x",
                name="verzet",
                on_click=partial(self._open, "mentorgesprek_verzetten", beeld),
            )
            words = "Schrijf op dat het toen was" if is_past else "Begin gesprek"
            begin = kit.Button(words, "hoofd", name="begin_gesprek")
            begin.clicked.connect(lambda: self._begin(beeld))
            buttons = [verzet, begin]
        told = None
        if is_past:
            told = kit.NoticeBanner(
                "Deze dag is voorbij. Ging het gesprek door, schrijf het dan achteraf op. "
                "Ging het niet door, verzet het dan met een reden.",
                "warn",
            )
        return kit.Card(
            kit.beside(kit.Heading("Dit gesprek", 2), badge, kit.STRETCH, gap=10),
            kit.Label(beeld.sentence(), wrap=True),
            told,
            kit.beside(*buttons, kit.STRETCH) if buttons else None,
            gap=12,
            margins=(24, 12, 24, 18),
        )

    def _begin(self, beeld: Beeld) -> None:
        detail = beeld.detail
        held = detail.datum if detail.datum < beeld.today else None

        def _go(mentorgesprek_id: object) -> None:
            if mentorgesprek_id != detail.id:
                self._context.open(
                    "mentorgesprek",
                    deelnemer_id=detail.deelnemer_id,
                    mentorgesprek_id=mentorgesprek_id,
                )

        self._context.perform(
            lambda s: service.start_mentorgesprek(s, detail.deelnemer_id, datum=held), done=_go
        )

    def _put_off(self, beeld: Beeld) -> kit.Card:
        detail = beeld.detail
        reason = reden_sentence(detail.verzet_reden)
        to = (
            f"Verzet naar {day_month(detail.verzet_naar_datum)}" if detail.verzet_naar_datum else ""
        )
        go = kit.Button(
            "Ga naar het nieuwe gesprek",
            name="naar_nieuw_gesprek",
            on_click=partial(self._open_new, beeld),
        )
        return kit.Card(
            kit.beside(
                kit.Heading("Dit gesprek ging niet door", 2),
                kit.Badge(f"Verzet: {detail.verzet_reden}", "warn", "pause-circle"),
                kit.STRETCH,
                gap=10,
            ),
            kit.Label(beeld.sentence(), wrap=True),
            kit.Label(f"{reason}. {to}, door {beeld.name(detail.verzet_door)}.", wrap=True),
            kit.Label(detail.verzet_toelichting, wrap=True) if detail.verzet_toelichting else None,
            kit.beside(go, kit.STRETCH),
            gap=10,
            margins=(24, 12, 24, 18),
        )

    def _open(self, place: str, beeld: Beeld) -> None:
        detail = beeld.detail
        self._context.open(place, deelnemer_id=detail.deelnemer_id, mentorgesprek_id=detail.id)

    def _open_new(self, beeld: Beeld) -> None:
        self._context.open(
            "mentorgesprek",
            deelnemer_id=beeld.detail.deelnemer_id,
            mentorgesprek_id=beeld.detail.verzet_naar_id,
        )


def _somebody_writes(beeld: Beeld) -> kit.Card:
    detail = beeld.detail
    since = f" sinds {clock_words(detail.begonnen_op)}" if detail.begonnen_op else ""
    words = (
        f"{beeld.name(detail.begonnen_door)} schrijft dit gesprek op{since}. "
        "Je leest het hier zodra het is vastgesteld."
    )
    return kit.Card(
        kit.beside(kit.Heading("Dit gesprek", 2), kit.concept_badge(), kit.STRETCH, gap=10),
        kit.Label(beeld.sentence(), wrap=True),
        kit.Label(words, role="muted", wrap=True),
        gap=10,
        margins=(24, 12, 24, 18),
    )
