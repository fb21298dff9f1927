"""The first two steps: what happened and how often before, and who he is in this."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.sancties.rows import HoorRow, ZaakDetail, ZaakRow
from hvh_desktop.sancties.rows_maatwerk import MaatwerkStand, Proeftijd
from hvh_desktop.sancties.screen_voorstel_blad import Stap
from hvh_desktop.sancties.screen_voorstel_chips import Chips
from hvh_desktop.sancties.service_voorstel import NO_PROBLEM, otherwise_words
from hvh_desktop.sancties.straffen import summary
from hvh_desktop.sancties.words import (
    STATUS_WORDS,
    Standpunt,
    Verantwoordelijkheid,
    VoorwaardeStatus,
)
from hvh_desktop.text import capitalise, clean_text, date_words, day_words, format_time, join_words
from hvh_desktop.ui import kit

HIS_WORDS = "Wat hij er zelf over zegt"
ADVICE = "Advies van de psycholoog"
STANDPUNT = {
    Standpunt.erkent: "Hij erkent het.",
    Standpunt.deels: "Hij erkent het deels.",
    Standpunt.ontkent: "Hij ontkent het.",
    Standpunt.zwijgt: "Hij zegt er niets over.",
}


def small_part(title: str, *items: QWidget | None) -> QWidget:
    """A little heading and what belongs to it."""
    return kit.column(kit.Label(title, "klein", "muted", semibold=True), *items, gap=2)


def _decided_part(zaak: ZaakDetail) -> QWidget | None:
    """In a new round: what was decided, and the conditions that he did not keep to."""
    if not zaak.beslissingen:
        return None
    last = zaak.beslissingen[-1]
    said = f"{capitalise(summary(last.straffen, last.afspraak))}. {last.motivering}"
    broken = [
        kit.Label(f"Niet nagekomen: {one.tekst} {one.toelichting}".strip(), wrap=True)
        for one in last.voorwaarden
        if one.status is VoorwaardeStatus.niet_nagekomen
    ]
    title = f"Beslist op {date_words(last.datum)}"
    return small_part(title, kit.Label(said, wrap=True), *broken)


def _feiten_part(zaak: ZaakDetail) -> QWidget:
    """When, where and what, as it was written down."""
    when = day_words(zaak.row.voorval_datum)
    if zaak.voorval_tijd is not None:
        when = f"{when}, {format_time(zaak.voorval_tijd)}"
    lines = [f"{zaak.row.voorval}, {when}, {zaak.plaats}."]
    if zaak.is_zelf_gemeld:
        lines.append("Hij meldde het zelf.")
    if zaak.betrokkenen:
        lines.append(f"Betrokken: {join_words(zaak.betrokkenen)}.")
    return small_part(
        "Voorval",
        kit.Label(" ".join(lines), semibold=True, wrap=True),
        kit.Label(zaak.feiten, wrap=True),
    )


def _verslag_part(zaak: ZaakDetail) -> QWidget:
    """The report, and that he was told of it."""
    said = ""
    if zaak.aangezegd_datum is not None:
        by = f" door {zaak.aangezegd_door}" if zaak.aangezegd_door else ""
        said = f"Aangezegd op {day_words(zaak.aangezegd_datum)}{by}."
    told = kit.Label(said, "klein", "muted", wrap=True) if said else None
    return small_part("Verslag", kit.Label(zaak.verslag or "–", wrap=True), told)


def _later_part(zaak: ZaakDetail) -> QWidget | None:
    """What was said later about what is written here, and what hangs on the case."""
    lines = [
        f"{capitalise(one.onderdeel.value)}: {one.tekst} ({one.door})" for one in zaak.correcties
    ]
    if zaak.bijlagen:
        said = join_words(one.omschrijving for one in zaak.bijlagen)
        lines.append(f"Bijlagen, te openen bij de zaak: {said}.")
    if not lines:
        return None
    title = "Correcties en bijlagen" if zaak.correcties else "Bijlagen"
    return small_part(title, *(kit.Label(one, wrap=True) for one in lines))


def _hoor_part(hoor: HoorRow | None) -> QWidget:
    """What he said himself, as his voice."""
    if hoor is None:
        return small_part("Horen", kit.Label("Hij is nog niet gehoord.", role="muted", wrap=True))
    about = f"Gehoord op {day_words(hoor.datum)} door {hoor.door}, in het {hoor.taal}."
    head = kit.Label(about, "klein", "muted", wrap=True)
    if hoor.is_afgezien:
        said = f"Hij wilde niet gehoord worden. {hoor.toelichting}"
        return small_part("Horen", head, kit.Label(said, wrap=True))
    stand = STANDPUNT.get(hoor.standpunt, "") if hoor.standpunt else ""
    words = kit.Quote(f"“{hoor.eigen_woorden}”", stand or None)
    view = kit.Quote(f"“{hoor.visie}”", "Wat hij zelf passend vindt.") if hoor.visie else None
    return kit.column(
        kit.Label(HIS_WORDS, "klein", "muted", semibold=True), words, view, head, gap=4
    )


def case_parts(zaak: ZaakDetail) -> tuple[QWidget | None, ...]:
    """What happened, what was written and what he said, in that order."""
    heard = _hoor_part(_last_hoor(zaak))
    return _decided_part(zaak), _feiten_part(zaak), _verslag_part(zaak), heard, _later_part(zaak)


def advies_part(zaak: ZaakDetail) -> QWidget | None:
    """What the psycholoog released last; None when there is nothing."""
    if not zaak.adviezen:
        return None
    last = zaak.adviezen[-1]
    about = f"Vrijgegeven op {day_words(last.datum)} door {last.door}."
    weight = f"Verantwoordelijk: {last.verantwoordelijkheid.value}."
    return small_part(
        ADVICE,
        kit.Label(weight, semibold=True, wrap=True),
        kit.Label(last.tekst, wrap=True),
        kit.Label(about, "klein", "muted", wrap=True),
    )


def proeftijd_part(proeftijd: Proeftijd) -> QWidget:
    """An open proeftijd: it is part of what is weighed."""
    conditions = " ".join(one.tekst for one in proeftijd.voorwaarden if not one.is_algemeen)
    said = f"Tot en met {date_words(proeftijd.tot_datum)}: {proeftijd.wat}."
    return kit.NoticeBanner(
        f"{said} {conditions}".strip(), "warn", title="Er loopt nog een proeftijd"
    )


def _last_hoor(zaak: ZaakDetail) -> HoorRow | None:
    """The hearing of this round."""
    found = [one for one in zaak.hoorverslagen if one.ronde == zaak.row.ronde]
    return found[-1] if found else None


class FeitenStap(Stap):
    """Step 1: all readable, and only how often this is can be corrected."""

    key: str = "feiten"
    word: str = "Wat is er gebeurd"
    question: str = "Wat is er gebeurd?"
    told: str = "Lees eerst terug wat er ligt, en wat hij er zelf over zei."

    def __init__(self, stand: MaatwerkStand, open_zaak: Callable[[ZaakRow], None]) -> None:
        super().__init__()
        zaak = stand.zaak
        self._reckoned = stand.hoeveelste_keer
        self.keer = kit.FieldBlock(
            f"De hoeveelste keer is dit ({zaak.row.voorval.lower()})",
            kit.NumberField(self._reckoned, 1, 99),
            f"Het programma telde {self._reckoned}. Klopt dat niet, verbeter het dan.",
            name="hoeveelste_keer",
        )
        self.keer.changed.connect(self.changed)
        notes = [
            kit.NoticeBanner(one, "warn") for one in stand.opmerkingen if not _is_told(one, stand)
        ]
        left = kit.column(
            *case_parts(zaak),
            kit.STRETCH,
            gap=12,
        )
        right = kit.column(
            *(proeftijd_part(one) for one in _others(stand)),
            self.keer,
            _earlier(stand.eerdere, open_zaak),
            kit.STRETCH,
            gap=12,
        )
        kit.fill(self.body, *notes, kit.Columns((left, 0), (right, 300), gap=24), kit.STRETCH)

    def hoeveelste(self) -> int | None:
        """How often, as it stands in the field."""
        value = self.keer.value()
        return None if value is None else int(value)

    def typed(self) -> dict[str, Any]:
        return {"hoeveelste_keer": self.keer.input.text()}

    def set_typed(self, values: Mapping[str, Any]) -> None:
        if "hoeveelste_keer" in values:
            self.keer.set_value(values["hoeveelste_keer"])

    def problems(self) -> dict[str, str]:
        said = self.keer.input.problem()
        if said is None and self.keer.value() is None:
            said = "Vul in de hoeveelste keer dit is."
        return {"hoeveelste_keer": said} if said else {}

    def show_problems(self, problems: Mapping[str, str]) -> None:
        self.keer.set_error(problems.get("hoeveelste_keer"))

    def jump(self, key: str) -> None:
        self.keer.input.setFocus()

    def subline(self) -> str:
        number = self.hoeveelste()
        return f"{number}e keer" if number else ""


def _others(stand: MaatwerkStand) -> list[Proeftijd]:
    """Proeftijden of other cases."""
    return [one for one in stand.proeftijden if one.sanctiezaak_id != stand.zaak.row.id]


def _is_told(sentence: str, stand: MaatwerkStand) -> bool:
    """A proeftijd has its own place, and so has the advice."""
    is_asked = "om advies gevraagd" in sentence
    return is_asked or any(
        one.wat in sentence and date_words(one.tot_datum) in sentence for one in stand.proeftijden
    )


def _earlier(rows: tuple[ZaakRow, ...], open_zaak: Callable[[ZaakRow], None]) -> QWidget:
    if not rows:
        return small_part("Eerder", kit.Label("Geen eerdere zaken.", role="muted", wrap=True))
    shown = []
    for row in rows:
        said = capitalise(row.uitkomst) or STATUS_WORDS[row.status]
        line = kit.Row(row.voorval, f"{date_words(row.voorval_datum)}. {said}")
        line.activated.connect(lambda row=row: open_zaak(row))
        shown.append(line)
    found = kit.RowList(*shown)
    found.setAccessibleName("Eerdere zaken")
    return small_part("Eerder", found)


class ManStap(Stap):
    """Step 2: what plays a part, what the psycholoog released, can he be held responsible."""

    key: str = "man"
    word: str = "Wie is hij hierin"
    question: str = "Wie is hij hierin?"
    told: str = "Wat speelt er bij hem, en kan hij er verantwoordelijk voor zijn?"

    def __init__(self, stand: MaatwerkStand, psychologen: str, ask: Callable[[], None]) -> None:
        super().__init__()
        self._stand, self._psychologen, self._ask = stand, psychologen, ask
        self.blocks = self._make_blocks(stand)
        self._advies = QVBoxLayout()
        self._advies.setContentsMargins(0, 0, 0, 0)
        self.show_advies(stand)
        left = kit.column(*self.blocks.values(), kit.STRETCH, gap=14)
        right = kit.column(
            self._advies,
            small_part("Aandachtspunten", *_lines(stand.aandachtspunten, "Geen.")),
            small_part("Zorg, zoals het team die ziet", *_lines(stand.zorg, "Geen verwijzing.")),
            kit.STRETCH,
            gap=14,
        )
        kit.fill(self.body, kit.Columns((left, 0), (right, 330), gap=24), kit.STRETCH)

    def _make_blocks(self, stand: MaatwerkStand) -> dict[str, kit.FieldBlock]:
        choices = [
            (Verantwoordelijkheid.volledig.value, "Volledig"),
            (Verantwoordelijkheid.verminderd.value, "Verminderd"),
            (Verantwoordelijkheid.niet.value, "Niet, dan is er geen straf"),
        ]
        made: tuple[tuple[str, str, QWidget, str | None, bool], ...] = (
            (
                "problematiek",
                "Wat speelt er mee",
                Chips(stand.problematieken, name="problematiek", across=2),
                None,
                False,
            ),
            (
                "verantwoordelijkheid",
                "Kan hij er verantwoordelijk voor worden gehouden",
                kit.RadioGroup(choices, vertical=False),
                None,
                False,
            ),
            (
                "verantwoordelijkheid_toelichting",
                "Waarom vind je dat",
                kit.Area(),
                "Nodig bij ‘Verminderd’ en ‘Niet’, en als je anders oordeelt dan de psycholoog.",
                False,
            ),
        )
        found = {}
        for name, label, field, hint, optional in made:
            found[name] = kit.FieldBlock(label, field, hint, optional, name=name)
            found[name].changed.connect(self.changed)
        return found

    def show_advies(self, stand: MaatwerkStand) -> None:
        """What was released; it may come while this page is open."""
        self._stand = stand
        kit.clear(self._advies)
        kit.fill(self._advies, self._advies_part(stand.zaak))

    def _advies_part(self, zaak: ZaakDetail) -> QWidget:
        if released := advies_part(zaak):
            return released
        title = ADVICE
        if zaak.adviesvraag_datum is not None:
            whom = f" aan {self._psychologen}" if self._psychologen else ""
            said = f"Nog niet vrijgegeven. Gevraagd op {day_words(zaak.adviesvraag_datum)}{whom}."
            return small_part(title, kit.Label(said, wrap=True))
        whom = self._psychologen or "de psycholoog"
        button = kit.Button(
            "Vraag advies",
            "stil",
            "chat-circle",
            small=True,
            name="vraag_advies",
            on_click=self._ask,
        )
        said = f"Nog niet gevraagd. Je kunt {whom} om advies vragen; wachten hoeft niet."
        return small_part(title, kit.Label(said, wrap=True), kit.beside(button, kit.STRETCH))

    # Values ---------------------------------------------------------------------------------

    def verantwoordelijkheid(self) -> Verantwoordelijkheid | None:
        """What was chosen."""
        value = self.blocks["verantwoordelijkheid"].value()
        return Verantwoordelijkheid(value) if value else None

    def values(self) -> dict[str, Any]:
        """As the service takes them."""
        why = self.blocks["verantwoordelijkheid_toelichting"].value()
        return {
            "problematiek": self.blocks["problematiek"].value(),
            "verantwoordelijkheid": self.verantwoordelijkheid(),
            "verantwoordelijkheid_toelichting": clean_text(why).strip(),
        }

    def typed(self) -> dict[str, Any]:
        return {
            name: list(value) if isinstance(value := block.value(), tuple) else value
            for name, block in self.blocks.items()
        }

    def set_typed(self, values: Mapping[str, Any]) -> None:
        for name, block in self.blocks.items():
            if name in values:
                value = values[name]
                block.set_value(tuple(value) if isinstance(value, list) else value)

    def problems(self) -> dict[str, str]:
        found = {}
        chosen = self.blocks["problematiek"].value()
        if not chosen:
            found["problematiek"] = "Kies wat er meespeelt, of ‘Geen van deze’."
        elif NO_PROBLEM in chosen and len(chosen) > 1:
            found["problematiek"] = "Kies ‘Geen van deze’ alleen als er verder niets is gekozen."
        if self.verantwoordelijkheid() is None:
            found["verantwoordelijkheid"] = "Kies of hij verantwoordelijk kan worden gehouden."
        elif self._asks_why() and not self.values()["verantwoordelijkheid_toelichting"]:
            found["verantwoordelijkheid_toelichting"] = self._why_words()
        return found

    def _asks_why(self) -> bool:
        is_full = self.verantwoordelijkheid() is Verantwoordelijkheid.volledig
        return not is_full or self._differs()

    def _differs(self) -> bool:
        """Does he judge otherwise than the psycholoog advised?"""
        adviezen = self._stand.zaak.adviezen
        return bool(adviezen) and adviezen[-1].verantwoordelijkheid != self.verantwoordelijkheid()

    def _why_words(self) -> str:
        if not self._differs():
            return "Schrijf op waarom je dat vindt."
        return otherwise_words(self._stand.zaak.adviezen[-1].verantwoordelijkheid)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        for name, block in self.blocks.items():
            block.set_error(problems.get(name))

    def jump(self, key: str) -> None:
        self.blocks.get(key, self.blocks["problematiek"]).input.setFocus()

    def subline(self) -> str:
        chosen = self.verantwoordelijkheid()
        return f"verantwoordelijk: {chosen.value}" if chosen else ""


def _lines(words: tuple[str, ...], empty: str) -> list[QWidget]:
    if not words:
        return [kit.Label(empty, role="muted", wrap=True)]
    return [kit.Label(capitalise(one), wrap=True) for one in words]
