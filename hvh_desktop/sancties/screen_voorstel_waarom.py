"""Steps five and six: why this choice fits, and everything once more before it goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.sancties.rows import AlternatiefRow
from hvh_desktop.sancties.screen_voorstel_blad import Stap
from hvh_desktop.sancties.screen_voorstel_chips import Chips
from hvh_desktop.text import capitalise, clean_text
from hvh_desktop.ui import kit, theme

TRIED = "Wat is er eerder geprobeerd"
BACK = "Je stelt terugplaatsing voor. Die beëindigt zijn deelname aan het Huis van Herstel."


class WaaromStap(Stap):
    """Step 5: what counts, and why, in own words; the questions stand beside an empty field."""

    key: str = "waarom"
    word: str = "Waarom"
    question: str = "Wat geeft de doorslag?"

    def __init__(self, telt_mee: Sequence[str], vragen: Sequence[str], roepnaam: str) -> None:
        super().__init__()
        self._is_back = False
        self.chips = Chips(telt_mee, name="telt_mee")
        self.chips.changed.connect(self.changed)
        hint = f"De directeur beslist hiermee. Schrijf het zo dat {roepnaam} het ook begrijpt."
        self.waarom = kit.FieldBlock(
            "Waarom past deze keuze", kit.Area(rows=6), hint, name="waarom"
        )
        self.geprobeerd = kit.FieldBlock(TRIED, kit.Area(rows=3), BACK, name="geprobeerd")
        for block in (self.waarom, self.geprobeerd):
            block.changed.connect(self.changed)
        left = kit.column(self.waarom, self.geprobeerd, kit.STRETCH, gap=14)
        counts = kit.column(kit.Label("Telt mee", semibold=True), self.chips, gap=4)
        right = kit.column(questions(vragen), kit.STRETCH)
        kit.fill(self.body, counts, kit.Columns((left, 0), (right, 280), gap=24), kit.STRETCH)
        self.show_back(is_back=False)

    def show_back(self, *, is_back: bool) -> None:
        """Is terugplaatsing proposed? Then it is asked what was tried before."""
        self._is_back = is_back
        self.geprobeerd.setVisible(is_back)

    def values(self) -> dict[str, Any]:
        """As the service takes them."""
        return {
            "telt_mee": self.chips.value(),
            "waarom": clean_text(self.waarom.value()).strip(),
            "geprobeerd": clean_text(self.geprobeerd.value()).strip() if self._is_back else "",
        }

    def typed(self) -> dict[str, Any]:
        return {
            "telt_mee": list(self.chips.value()),
            "waarom": self.waarom.value(),
            "geprobeerd": self.geprobeerd.value(),
        }

    def set_typed(self, values: Mapping[str, Any]) -> None:
        self.chips.set_value(values.get("telt_mee", ()))
        self.waarom.set_value(values.get("waarom", ""))
        self.geprobeerd.set_value(values.get("geprobeerd", ""))

    def problems(self) -> dict[str, str]:
        found, values = {}, self.values()
        if not values["waarom"]:
            found["waarom"] = "Schrijf op waarom deze keuze past."
        if self._is_back and not values["geprobeerd"]:
            found["geprobeerd"] = "Schrijf op wat er eerder is geprobeerd."
        return found

    def show_problems(self, problems: Mapping[str, str]) -> None:
        self.waarom.set_error(problems.get("waarom"))
        self.geprobeerd.set_error(problems.get("geprobeerd"))

    def jump(self, key: str) -> None:
        (self.geprobeerd if key == "geprobeerd" else self.waarom).input.setFocus()

    def subline(self) -> str:
        number = len(self.chips.value())
        return f"{number} dingen tellen mee" if number > 1 else ""


def questions(vragen: Sequence[str]) -> QWidget:
    """Questions to think by; they write nothing."""
    box = kit.Panel("sunken", None, theme.radius("kaart"))
    inner = QVBoxLayout(box)
    inner.setContentsMargins(14, 10, 14, 12)
    inner.setSpacing(8)
    kit.fill(inner, kit.Heading("Vragen om bij stil te staan"))
    kit.fill(inner, *(kit.Label(one, wrap=True) for one in vragen))
    return box


@dataclass(frozen=True)
class Regel:
    """A line of the check page: what it is, what it says, and where it is changed."""

    label: str
    words: str
    stap: int
    key: str
    is_missing: bool = False


class NakijkStap(Stap):
    """The last step: everything on one page, and every line jumps back."""

    word: str = "Kijk na"
    question: str = "Klopt alles?"
    told: str = "Kijk het na. Wil je iets anders, ga dan met ‘Wijzig’ terug naar die stap."

    def __init__(
        self, collect: Callable[[], Sequence[Regel]], go_to: Callable[[int, str], None]
    ) -> None:
        super().__init__()
        self._collect, self._go_to = collect, go_to
        self.lines: list[Regel] = []
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.setSpacing(0)
        kit.fill(self.body, self._place, kit.STRETCH)

    def enter(self) -> None:
        kit.clear(self._place)
        self.lines = list(self._collect())
        for number, line in enumerate(self.lines):
            kit.fill(self._place, kit.line() if number else None, self._line(number, line))

    def _line(self, number: int, line: Regel) -> QWidget:
        button = kit.Button(
            "Wijzig",
            "stil",
            small=True,
            name=f"regel_{number + 1}",
            on_click=lambda: self._go_to(line.stap, line.key),
        )
        button.setAccessibleName(f"Wijzig: {line.label}")
        label = kit.Label(line.label, role="muted", wrap=True)
        if line.is_missing:
            told: QWidget = kit.IconLabel("warning-circle", line.words, role="danger", wrap=True)
        else:
            told = kit.Label(line.words, wrap=True)
        if theme.is_narrow():
            words = kit.column(label, told, kit.beside(button, kit.STRETCH), gap=2)
            return kit.column(words, margins=(0, 6, 0, 6))
        label.setFixedWidth(theme.px(170))
        below = (0, 4, 0, 0)  # as low as the word on the button
        top = kit.column(label, kit.STRETCH, margins=below)
        beside = kit.column(told, kit.STRETCH, margins=below)
        right = kit.column(button, kit.STRETCH)
        return kit.beside(top, (beside, 1), right, gap=12, margins=(0, 4, 0, 4))


def shown_or_missing(label: str, words: str, stap: int, key: str, missing: str | None) -> Regel:
    """What stands there, or what is missing."""
    if missing:
        return Regel(label, missing, stap, key, is_missing=True)
    return Regel(label, capitalise(words) if words else "–", stap, key)


def agreed_line(outcome: AlternatiefRow | None, stap: int, key: str) -> list[Regel]:
    """What is agreed with him, word for word; nothing when nothing is."""
    words = outcome.afspraak.strip() if outcome is not None else ""
    return [Regel("Afspraak", words, stap, key)] if words else []
