"""The steps of a decision: read the case, follow it or decide otherwise, and say why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.sancties.gevolgen import chain
from hvh_desktop.sancties.rows import AlternatiefRow, VoorstelRow
from hvh_desktop.sancties.rows_maatwerk import MaatwerkStand
from hvh_desktop.sancties.ruimte import execution_problem
from hvh_desktop.sancties.screen_voorstel_alternatief import AlternatiefEditor, Maatstaf
from hvh_desktop.sancties.screen_voorstel_blad import Stap
from hvh_desktop.sancties.screen_voorstel_feiten import (
    advies_part,
    case_parts,
    proeftijd_part,
    small_part,
)
from hvh_desktop.sancties.screen_voorstel_gewoon import Bewerker
from hvh_desktop.sancties.screen_voorstel_keten import KetenView
from hvh_desktop.sancties.screen_voorstel_naast import NaastElkaar
from hvh_desktop.sancties.screen_voorstel_waarom import questions
from hvh_desktop.sancties.straffen import full_words, summary
from hvh_desktop.sancties.words import AlternatiefSoort, Verantwoordelijkheid
from hvh_desktop.text import capitalise, clean_text, date_words, join_words
from hvh_desktop.ui import kit, theme

VOLG, ANDERS, TERUG = "volg", "anders", "terug"
SAME_PERSON = "Je deed ook het voorstel. Je hebt beide rollen; dat komt in de mededeling te staan."


class ZaakStap(Stap):
    """Step 1: what happened, what he said, and what was proposed with its chain."""

    key: str = "zaak"
    word: str = "De zaak en het voorstel"
    question: str = "Wat ligt er voor?"
    told: str = "Lees wat er gebeurde, wat hij zei en wat is voorgesteld."

    def __init__(
        self, stand: MaatwerkStand, voorstel: VoorstelRow, maat: Maatstaf, *, is_same: bool
    ) -> None:
        super().__init__()
        zaak = stand.zaak
        notes = [kit.NoticeBanner(SAME_PERSON, "warn")] if is_same else []
        notes += [kit.NoticeBanner(one, "warn") for one in stand.opmerkingen]
        others = [one for one in stand.proeftijden if one.sanctiezaak_id != zaak.row.id]
        left = kit.column(
            *case_parts(zaak),
            *(proeftijd_part(one) for one in others),
            kit.STRETCH,
            gap=12,
        )
        right = kit.column(_proposal(voorstel), advies_part(zaak), kit.STRETCH, gap=12)
        kit.fill(self.body, *notes, kit.Columns((left, 0), (right, 0), gap=24))
        kit.fill(self.body, kit.Heading("Wat naast elkaar lag"), _beside(voorstel, maat))
        kit.fill(self.body, kit.STRETCH)


def _proposal(row: VoorstelRow) -> QWidget:
    chosen = row.gekozen
    weight = f"{capitalise(row.verantwoordelijkheid.value)}."
    lines: list[QWidget] = [
        kit.Label(capitalise(full_words(one)), wrap=True) for one in chosen.straffen
    ]
    agreed = [kit.Label(f"Afspraak: {chosen.afspraak}", wrap=True)] if chosen.afspraak else []
    parts = [
        small_part(
            f"Voorstel van {row.door}, {date_words(row.datum)}",
            kit.Label(capitalise(summary(chosen.straffen, "")), semibold=True, wrap=True),
            *(lines if len(lines) > 1 else []),
            *agreed,
        ),
        small_part("Waarom", kit.Label(row.waarom, wrap=True)),
        small_part("De hoeveelste keer", kit.Label(f"{row.hoeveelste_keer}e keer")),
        small_part(
            "Verantwoordelijk",
            kit.Label(f"{weight} {row.verantwoordelijkheid_toelichting}".strip(), wrap=True),
        ),
        small_part("Speelt mee", kit.Label(capitalise(join_words(row.problematiek)), wrap=True)),
    ]
    if row.telt_mee:
        parts.append(small_part("Telt mee", kit.Label(join_words(row.telt_mee), wrap=True)))
    if row.geprobeerd:
        parts.append(small_part("Eerder geprobeerd", kit.Label(row.geprobeerd, wrap=True)))
    return kit.column(*parts, gap=12)


def _beside(row: VoorstelRow, maat: Maatstaf) -> NaastElkaar:
    """All outcomes with their chain as it would be today."""
    naast = NaastElkaar([f"lag_{n}" for n, _one in enumerate(row.alternatieven)], is_fixed=True)
    for kolom, one in zip(naast.kolommen, row.alternatieven, strict=True):
        kolom.show_row(one, chain(one, maat.stand), is_empty=False)
    naast.set_value(next(n for n, one in enumerate(row.alternatieven) if one.is_gekozen))
    return naast


class KeuzeStap(Stap):
    """Step 2: follow, decide otherwise with the same editor, or give it back."""

    key: str = "keuze"
    word: str = "Volg of beslis anders"
    question: str = "Wat beslis je?"

    def __init__(self, voorstel: VoorstelRow, maat: Maatstaf, give_back: Callable[[str], None]):
        super().__init__()
        self.voorstel, self.maat = voorstel, maat
        self.is_geschonden = True
        """In a round about execution: did he break a condition?"""
        choices = [
            (VOLG, "Volg het voorstel"),
            (ANDERS, "Beslis anders"),
            (TERUG, "Geef het terug"),
        ]
        self.keuze = kit.RadioGroup(choices, vertical=False)
        self.block = kit.FieldBlock("Je beslissing", self.keuze, name="keuze")
        self.block.hide_label()
        self.block.changed.connect(self._on_chosen)
        self._follow = self._make_follow()
        self.editor = AlternatiefEditor(AlternatiefSoort.maatwerk, "Beslissing", maat)
        self.editor.set_row(replace(voorstel.gekozen, naam="Beslissing"))
        self.editor.hide_name()
        self.work = Bewerker(self.editor)
        self.work.changed.connect(self.changed)
        self._back = self._make_back(give_back)
        kit.fill(self.body, self.block, self._follow, self.work, self._back, kit.STRETCH)
        self._show_part()

    def _make_follow(self) -> QWidget:
        chosen = self.voorstel.gekozen
        keten = KetenView(capitalise(summary(chosen.straffen, chosen.afspraak)))
        keten.show_gevolgen(chain(chosen, self.maat.stand))
        box = kit.Panel("sunken", None, theme.radius("kaart"))
        inner = QVBoxLayout(box)
        inner.setContentsMargins(14, 10, 14, 12)
        kit.fill(inner, keten)
        return box

    def _make_back(self, give_back: Callable[[str], None]) -> QWidget:
        hint = "De locatiemanager leest dit. De zaak gaat terug naar ‘Gehoord’."
        self.reden = kit.FieldBlock(
            "Waarom geef je het terug", kit.Area(rows=3), hint, name="terug_reden"
        )
        self.reden.changed.connect(self.changed)

        def press() -> None:
            words = clean_text(self.reden.value()).strip()
            self.reden.set_error(None if words else "Schrijf op waarom je het teruggeeft.")
            if words:
                give_back(words)

        button = kit.Button("Geef het voorstel terug", name="geef_terug", on_click=press)
        return kit.column(self.reden, kit.beside(button, kit.STRETCH), gap=10)

    def _on_chosen(self) -> None:
        self._show_part()
        self.block.set_error(None)
        self.changed.emit()

    def _show_part(self) -> None:
        value = self.keuze.value()
        self._follow.setVisible(value == VOLG)
        self.work.setVisible(value == ANDERS)
        self._back.setVisible(value == TERUG)

    # Values ---------------------------------------------------------------------------------

    def is_gevolgd(self) -> bool:
        """Does it follow the proposal?"""
        return bool(self.keuze.value() == VOLG)

    def outcome(self) -> AlternatiefRow | None:
        """What is decided, as far as it is filled in."""
        if self.keuze.value() == VOLG:
            return self.voorstel.gekozen
        if self.keuze.value() != ANDERS:
            return None
        row = self.editor.row()
        is_free = not row.straffen and not row.is_terugplaatsing
        soort = AlternatiefSoort.geen_straf if is_free else AlternatiefSoort.maatwerk
        return replace(row, soort=soort)

    def typed(self) -> dict[str, Any]:
        return {
            "keuze": self.keuze.value(),
            "anders": self.editor.typed(),
            "terug_reden": self.reden.value(),
        }

    def set_typed(self, values: Mapping[str, Any]) -> None:
        self.keuze.set_value(values.get("keuze"))
        if values.get("anders"):
            self.editor.set_typed(values["anders"])
            self.work.show_keten()
        self.reden.set_value(values.get("terug_reden", ""))
        self._show_part()

    def problems(self) -> dict[str, str]:
        value = self.keuze.value()
        if value is None:
            return {"keuze": "Kies of je het voorstel volgt."}
        if value == TERUG:
            return {"keuze": "Geef het voorstel terug met de knop in deze stap, of kies anders."}
        found = self._worn_out() if value == VOLG else self.editor.problems()
        return {**found, **self._not_broken()}

    def _not_broken(self) -> dict[str, str]:
        """What waited on a condition is not executed while he kept to all of them."""
        outcome, ruimte = self.outcome(), self.maat.ruimte
        if outcome is None or ruimte is None:
            return {}
        said = execution_problem(
            outcome.straffen, ruimte.aanleiding, is_geschonden=self.is_geschonden
        )
        return {"keuze": said} if said else {}

    def _worn_out(self) -> dict[str, str]:
        """A proposal that waited long may no longer be possible."""
        last, today = self.voorstel.gekozen.proeftijd_tot_datum, self.maat.stand.today
        if last is not None and last <= today:
            said = "De proeftijd van het voorstel is al voorbij. Beslis anders, of geef het terug."
            return {"keuze": said}
        return {}

    def show_problems(self, problems: Mapping[str, str]) -> None:
        self.block.set_error(problems.get("keuze") or problems.get("alternatief"))
        if self.keuze.value() == ANDERS:
            self.editor.ask()

    def jump(self, key: str) -> None:
        reason = Qt.FocusReason.OtherFocusReason
        if self.keuze.value() == ANDERS and key not in ("keuze", "alternatief"):
            self.editor.jump(key).setFocus(reason)
        else:
            self.keuze.buttons[0].setFocus(reason)

    def subline(self) -> str:
        said = {VOLG: "volgens het voorstel", ANDERS: "anders", TERUG: "terug"}
        return said.get(self.keuze.value() or "", "")


class MotiveringStap(Stap):
    """The reason in own words, what the scheme asks about degradatie, and the day."""

    key: str = "motivering"
    word: str = "Waarom"
    question: str = "Wat geeft de doorslag?"

    def __init__(self, voorstel: VoorstelRow, vragen: Sequence[str], roepnaam: str, today: date):
        super().__init__()
        self._outcome: AlternatiefRow | None = None
        self._has_tried = bool(voorstel.geprobeerd)
        weights = [(one.value, capitalise(one.value)) for one in Verantwoordelijkheid]
        own = f"Het voorstel zegt: {voorstel.verantwoordelijkheid.value}."
        mine = f"{roepnaam} leest dit in de mededeling. Schrijf het voor hem, in je eigen woorden."
        made: tuple[tuple[str, str, QWidget, str], ...] = (
            ("motivering", "Waarom beslis je dit", kit.Area(rows=5), mine),
            ("degradatie_reden", "Waarom wel of geen degradatie", kit.Area(), ""),
            (
                "geprobeerd",
                "Wat is er eerder geprobeerd",
                kit.Area(),
                "Terugplaatsing beëindigt zijn deelname aan het Huis van Herstel.",
            ),
            (
                "verantwoordelijkheid",
                "Kan hij er verantwoordelijk voor worden gehouden",
                kit.RadioGroup(weights, vertical=False),
                own,
            ),
            ("datum", "Dag van de beslissing", kit.DateField(today, today=today), ""),
        )
        self.blocks = {
            name: kit.FieldBlock(label, field, hint or None, name=name)
            for name, label, field, hint in made
        }
        self.blocks["verantwoordelijkheid"].set_value(voorstel.verantwoordelijkheid.value)
        for block in self.blocks.values():
            block.changed.connect(self.changed)
        left = kit.column(*self.blocks.values(), kit.STRETCH, gap=12)
        right = kit.column(questions(vragen), kit.STRETCH)
        kit.fill(self.body, kit.Columns((left, 0), (right, 270), gap=24), kit.STRETCH)
        self.show_outcome(None)

    def show_outcome(self, outcome: AlternatiefRow | None) -> None:
        """What is asked depends on what is decided."""
        self._outcome = outcome
        self.blocks["degradatie_reden"].setVisible(self._asks_reason())
        self.blocks["geprobeerd"].setVisible(self._asks_tried())
        is_down = outcome is not None and outcome.is_degradatie
        label = "Waarom degradatie" if is_down else "Waarom geen degradatie"
        hint = "Volgens de regeling volgt op een straf degradatie. Afwijken kan met een reden."
        self.blocks["degradatie_reden"].label.set_text(label)
        self.blocks["degradatie_reden"].input.setAccessibleName(label)
        self.blocks["degradatie_reden"].set_hint("" if is_down else hint)

    def _asks_reason(self) -> bool:
        one = self._outcome
        return one is not None and (bool(one.straffen) or one.is_degradatie)

    def _asks_tried(self) -> bool:
        one = self._outcome
        return one is not None and one.is_terugplaatsing and not self._has_tried

    def values(self) -> dict[str, Any]:
        """As the service takes them."""
        words = {name: self._words(name) for name in ("motivering", "degradatie_reden")}
        if not self._asks_reason():
            words["degradatie_reden"] = ""
        return {
            "datum": self.blocks["datum"].value(),
            "verantwoordelijkheid": Verantwoordelijkheid(
                self.blocks["verantwoordelijkheid"].value()
            ),
            "geprobeerd": self._words("geprobeerd") if self._asks_tried() else "",
            **words,
        }

    def _words(self, name: str) -> str:
        return clean_text(self.blocks[name].value()).strip()

    def typed(self) -> dict[str, Any]:
        return {
            name: block.input.text() if name == "datum" else block.value()
            for name, block in self.blocks.items()
        }

    def set_typed(self, values: Mapping[str, Any]) -> None:
        for name, block in self.blocks.items():
            if name in values:
                block.set_value(values[name])

    def problems(self) -> dict[str, str]:
        found = {}
        if not self._words("motivering"):
            found["motivering"] = "Schrijf op waarom je dit beslist."
        if self._asks_reason() and not self._words("degradatie_reden"):
            label = self.blocks["degradatie_reden"].label.text().lower()
            found["degradatie_reden"] = f"Schrijf op {label}."
        if self._asks_tried() and not self._words("geprobeerd"):
            found["geprobeerd"] = "Schrijf op wat er eerder is geprobeerd."
        is_out = self.blocks["verantwoordelijkheid"].value() == Verantwoordelijkheid.niet
        if is_out and self._outcome is not None and self._outcome.straffen:
            found["verantwoordelijkheid"] = "Zonder verantwoordelijkheid kan er geen straf zijn."
        said = self.blocks["datum"].input.problem()
        if said or self.blocks["datum"].value() is None:
            found["datum"] = said or "Vul de dag van de beslissing in."
        return found

    def show_problems(self, problems: Mapping[str, str]) -> None:
        for name, block in self.blocks.items():
            block.set_error(problems.get(name))

    def jump(self, key: str) -> None:
        block = self.blocks.get(key, self.blocks["motivering"])
        block.input.setFocus(Qt.FocusReason.OtherFocusReason)
