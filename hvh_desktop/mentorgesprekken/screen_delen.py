"""Parts of the card of a talk: a note that unfolds, the five faces, the next talk."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QWidget

from hvh_desktop.mentorgesprekken import service
from hvh_desktop.mentorgesprekken.screen_parts import Beeld, put
from hvh_desktop.mentorgesprekken.words import day_month, volgend_sentence
from hvh_desktop.text import capitalise
from hvh_desktop.ui import kit, theme


class Notitie(QWidget):
    """A note that is one line until there is something to write: title, "Notitie erbij", field."""

    changed = Signal()

    def __init__(self, title: str, number: str, name: str, extra: QWidget | None = None) -> None:
        super().__init__()
        self.area = kit.Area(rows=1)
        self.area.setAccessibleName(f"Notitie bij {title}")
        self.area.setObjectName(name)
        self.more = kit.Button(
            "Notitie erbij", "stil", "plus", small=True, name=f"{name}_erbij", on_click=self.unfold
        )
        self.more.setAccessibleName(f"Notitie erbij: {title}")
        label = kit.Label(number, role="voice", semibold=True)
        label.setFixedWidth(theme.px(14))
        top = Qt.AlignmentFlag.AlignTop
        words = kit.Label(title, semibold=True, wrap=True)
        row = kit.beside(label if number else None, (words, 1), extra, (self.more, top), gap=6)
        put(self, row, self.area, gap=4)
        self.area.changed.connect(self.changed)
        self.set_value("")

    def unfold(self) -> None:
        """Show the field and go there."""
        self._show_area(True)
        self.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_area(self, on: bool) -> None:
        self.area.setVisible(on)
        self.more.setVisible(not on)

    def value(self) -> str:
        return self.area.value()

    def set_value(self, value: str) -> None:
        self.area.set_value(value)
        self._show_area(bool(value))


class HoeGaatHet(QWidget):
    """Five faces that he may point at himself, and not wanting to say."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.faces = kit.Faces()
        self.faces.setObjectName("gezicht")
        self.faces.setAccessibleName("Hoe gaat het met je?")
        self.refuse = kit.Button(
            "Wil hij niet zeggen", "stil", small=True, name="gezicht_geweigerd"
        )
        self.refuse.setCheckable(True)
        self.refuse.toggled.connect(self._refused)
        self.faces.changed.connect(self._chosen)
        question = kit.Label("Hoe gaat het met je?", semibold=True, wrap=True)
        if theme.is_narrow():
            faces = kit.beside(self.faces, kit.STRETCH)
            said = kit.beside(self.refuse, kit.STRETCH)
            content = kit.column(question, faces, said, gap=2)
        else:
            question.setFixedWidth(theme.px(96))
            middle = Qt.AlignmentFlag.AlignVCenter
            content = kit.beside(question, self.faces, kit.STRETCH, (self.refuse, middle), gap=8)
        put(self, content)

    def _refused(self, on: bool) -> None:
        self._mark(on)
        if on:
            self.faces.set_value(None)
        self.changed.emit()

    def _chosen(self) -> None:
        self.set_refused(False)
        self.changed.emit()

    def _mark(self, on: bool) -> None:
        self.refuse.setIcon(theme.icon("check", "accent") if on else QIcon())

    def set_refused(self, on: bool) -> None:
        with QSignalBlocker(self.refuse):
            self.refuse.setChecked(on)
        self._mark(on)


class VolgendGesprek(QWidget):
    """Day and time of the next talk with what that day is."""

    changed = Signal()

    def __init__(self, beeld: Beeld) -> None:
        super().__init__()
        self._beeld = beeld
        self.datum = kit.DateField(today=beeld.today)
        self.datum.setObjectName("volgende_datum")
        self.datum.setAccessibleName("Volgend gesprek: dag")
        self.tijd = kit.TimeField()
        self.tijd.setObjectName("volgende_tijd")
        self.tijd.setAccessibleName("Volgend gesprek: tijd")
        self._error = kit.Label("", "klein", "danger", semibold=True, wrap=True)
        self._error.hide()
        self._words = kit.Label("", "klein", "muted", wrap=True)
        title = kit.Label("Volgend gesprek", semibold=True)
        title.setBuddy(self.datum)
        fields = [self.datum, self.tijd]
        if theme.is_narrow():
            content = kit.column(
                title, self._error, kit.beside(*fields, kit.STRETCH), self._words, gap=4
            )
        else:
            row = kit.beside(title, *fields, (self._words, 1), gap=10)
            content = kit.column(self._error, row, gap=2)
        put(self, content)
        for field in fields:
            field.changed.connect(self._typed)
        planned = beeld.volgend
        self.datum.set_value(planned.datum if planned else beeld.voorstel)
        self.tijd.set_value(planned.tijd if planned else beeld.detail.tijd)
        if beeld.voorstel is None:
            self.tijd.set_value(None)
        self.show_words()

    def _typed(self) -> None:
        self.show_problem(None)
        self.show_words()
        self.changed.emit()

    def show_words(self) -> None:
        """What the typed day is."""
        beeld, day = self._beeld, self.datum.value()
        if not isinstance(day, date):
            leaves = beeld.voorstel is None and beeld.vertrek is not None
            words = (
                f"Niet nodig: {beeld.roepnaam} vertrekt op {day_month(beeld.vertrek)}."
                if (leaves and beeld.vertrek)
                else ""
            )
            self._words.set_text(words)
            return
        planned = beeld.volgend is not None and beeld.volgend.datum == day
        people = beeld.volgend.medewerker_ids if planned and beeld.volgend else beeld.mentor_ids
        said = beeld.names_with(people)
        verb = "is" if said in ("", "jij") or len(people) == 1 else "zijn"
        if said == "jij":
            verb = "bent"
        there = f"{capitalise(said)} {verb} er." if said else ""
        self._words.set_text(volgend_sentence(day, beeld.today, service.find_rustdag(day), there))

    def show_problem(self, sentence: str | None) -> None:
        self._error.set_text(sentence or "")
        self._error.setVisible(bool(sentence))
        self.datum.set_error(bool(sentence))
