"""The header card of a deelnemer, filled in, and when looking at him is noted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID
from weakref import WeakKeyDictionary

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QBoxLayout, QWidget

from hvh_desktop.db import Compartment
from hvh_desktop.deelnemers import access
from hvh_desktop.deelnemers.form import AANDACHTSPUNT_SOORTEN
from hvh_desktop.deelnemers.model import AandachtspuntSoort, Titel
from hvh_desktop.deelnemers.service import AandachtspuntRow
from hvh_desktop.dossier.service import Header
from hvh_desktop.mentorgesprekken.words import late_words
from hvh_desktop.text import (
    capitalise,
    countdown,
    date_words,
    format_time,
    join_words,
    near_day,
    plural,
)
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context

_LOOKS: dict[AandachtspuntSoort, tuple[str, str]] = {
    AandachtspuntSoort.contactverbod: ("danger", "prohibit"),
    AandachtspuntSoort.veiligheid: ("danger", "warning"),
    AandachtspuntSoort.contact: ("danger", "prohibit"),
    AandachtspuntSoort.gezondheid: ("warn", "heartbeat"),
    AandachtspuntSoort.verslaving: ("warn", "drop"),
    AandachtspuntSoort.bejegening: ("warn", "chat-circle-text"),
    AandachtspuntSoort.taal: ("info", "translate"),
    AandachtspuntSoort.uitleg: ("info", "image"),
}
ABSOLUTE = Qt.AlignmentFlag.AlignAbsolute
"""Left is left, also for a script that is written from the right."""
_opened: WeakKeyDictionary[Context, tuple[UUID, int]] = WeakKeyDictionary()
"""Whose dossier each context shows now, and by which page."""


def note_opening(
    context: Context, deelnemer_id: UUID, page: QWidget, reden: str | None = None
) -> bool:
    """Write in the read log that his dossier is opened; going on with him is no new opening.

    With ``reden`` (he is somebody else's deelnemer) it is always written. False: it was not.
    """
    before = _opened.get(context)
    if reden is not None or before is None or before[0] != deelnemer_id:
        is_noted = context.perform(
            lambda session: access.record_opening(session, deelnemer_id, reden),
            compartment=Compartment.log,
        )
        if not is_noted and reden is not None:
            return False
    _opened[context] = (deelnemer_id, id(page))
    return True


def note_closing(context: Context, page: QWidget) -> None:
    """His page went away and no other page about him came in its place."""
    before = _opened.get(context)
    if before is not None and before[1] == id(page):
        del _opened[context]


def header_card(header: Header, today: date) -> kit.HeaderCard:
    """Who he is, at most four facts, and what to be careful with."""
    parts = [f"{header.leeftijd} jaar", header.gemeente_vestiging]
    if header.plaats_nummer is not None and header.is_aanwezig:
        parts.append(f"plaats {header.plaats_nummer}")
    card = kit.HeaderCard(
        header.naam,
        header.initialen,
        " · ".join(parts),
        facts(header, today),
        alerts(header.aandachtspunten),
    )
    card.setObjectName("kop_kaart")
    _dress(card, header)
    return card


def alerts(aandachtspunten: Sequence[AandachtspuntRow]) -> list[kit.Alert]:
    """What to be careful with, gravest first; of what it is about one word is enough."""
    return [
        kit.Alert(
            one.tekst,
            *_LOOKS.get(one.soort, ("stil", "info")),
            word=AANDACHTSPUNT_SOORTEN[one.soort.value],
        )
        for one in aandachtspunten
    ]


def facts(header: Header, today: date) -> list[kit.Fact]:
    """Fase, uitstroom, mentoren and the next talk; of a BBA resident and a former one less."""
    found = [kit.Fact("Fase", fase_words(header, today))]
    if header.einde_datum is not None:
        left = capitalise(header.uitstroom.value) if header.uitstroom else "onbekend"
        return [*found, kit.Fact("Uitstroom", left)]
    found.append(kit.Fact("Uitstroom", _uitstroom_words(header, today)))
    if header.titel is Titel.bba:
        return [*found, kit.Fact("Begeleiding", "geen, hij woont hier met een BBA-titel")]
    found.append(kit.Fact("Mentoren", join_words(header.mentoren) or "nog niet gekozen"))
    if header.volgend is not None:
        found.append(kit.Fact("Volgend gesprek", _volgend_words(header, today)))
    return found


def fase_words(header: Header, today: date) -> str:
    """'Verblijf, week 18', 'BBA, week 3', 'Vertrokken op 4 april 2026', 'Komt op 3 december'."""
    if header.begin_datum is None:
        return "nog niet geplaatst"
    if header.einde_datum is not None:
        return f"Vertrokken op {date_words(header.einde_datum)}"
    if header.begin_datum > today:
        return f"Komt op {date_words(header.begin_datum)}"
    week = (today - header.begin_datum).days // 7 + 1
    return f"{'BBA' if header.titel is Titel.bba else 'Verblijf'}, week {week}"


def _uitstroom_words(header: Header, today: date) -> str:
    day = header.verwacht_einde_datum
    if day is None:
        return "nog niet bekend"
    if day < today:
        return f"{plural((today - day).days, 'dag', 'dagen')} voorbij · {_day(day, today)}"
    return f"{countdown(day, today)} · {_day(day, today)}"


def _day(day: date, today: date) -> str:
    """'4 april', with the year from a year on."""
    words = date_words(day)
    return words if abs((day - today).days) > 300 else words.rsplit(" ", 1)[0]


def _volgend_words(header: Header, today: date) -> str:
    volgend = header.volgend
    if volgend is None or volgend.datum is None:
        return "niet gepland"
    if volgend.is_te_laat and volgend.datum < today:
        return late_words(volgend.dagen_te_laat)
    clock = f" {format_time(volgend.tijd)}" if volgend.tijd else ""
    if volgend.mentorgesprek_id is None:
        return f"plan voor {near_day(volgend.datum, today)}"
    return f"{near_day(volgend.datum, today)}{clock}"


def _dress(card: kit.HeaderCard, header: Header) -> None:
    """His photo in place of the initials; his name in his own script below the other."""
    avatar = card.findChild(kit.Avatar)
    if header.naam_eigen_schrift:
        names = [one for one in card.findChildren(kit.Label) if one.text() == header.naam]
        below = kit.Label(
            header.naam_eigen_schrift, "klein", align=Qt.AlignmentFlag.AlignLeft | ABSOLUTE
        )
        below.setObjectName("naam_eigen_schrift")
        _put_after(names[0], below)
    picture = QPixmap()
    if avatar is not None and header.foto and picture.loadFromData(header.foto):
        _put_after(avatar, Photo(picture, avatar.width(), header.naam))
        avatar.hide()


def _put_after(there: QWidget, new: QWidget) -> None:
    parent = there.parentWidget()
    layout = parent.layout() if parent is not None else None
    if isinstance(layout, QBoxLayout):
        layout.insertWidget(layout.indexOf(there) + 1, new)


class Photo(QWidget):
    """His photo in a disc."""

    def __init__(self, picture: QPixmap, side: int, name: str) -> None:
        super().__init__()
        self._picture = picture.scaled(
            side * 2,
            side * 2,
            Qt.AspectRatioMode.KeepAspectRatioByExpanding,
            Qt.TransformationMode.SmoothTransformation,
        )
        self.setFixedSize(side, side)
        self.setAccessibleName(f"Foto van {name}")
        self.setObjectName("foto")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        disc = QPainterPath()
        disc.addEllipse(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setClipPath(disc)
        side = min(self._picture.width(), self._picture.height())
        left, top = (self._picture.width() - side) // 2, (self._picture.height() - side) // 3
        painter.drawPixmap(self.rect(), self._picture, QRectF(left, top, side, side).toRect())
        painter.end()
