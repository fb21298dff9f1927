"""What cannot be: every form page says so in Dutch, keeps what was typed and saves nothing.

And what is strange but right (other scripts, emoji, very long) is kept and printed as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from hvh_desktop.crypto import KdfCost
from hvh_desktop.db import Compartment
from hvh_desktop.errors import UserError
from hvh_desktop.forms import MAX_LINE, MAX_PROSE, Kind
from hvh_desktop.krachteninventarisaties import service as krachten
from hvh_desktop.krachteninventarisaties.model import Krachteninventarisatie
from hvh_desktop.leefgebieden import Leefgebied
from hvh_desktop.medewerkers.form import MEDEWERKER
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.medewerkers.screen import MedewerkerPage
from hvh_desktop.medewerkers.screen_first_run import FirstRunPage
from hvh_desktop.rights import Rol
from hvh_desktop.text import clean_text
from hvh_desktop.trajectplannen.report import afspraken_pdf, trajectplan_pdf
from hvh_desktop.trajectplannen.service import collect_afspraken, collect_plan
from hvh_desktop.ui import kit
from hvh_desktop.ui.page import Page
from tests.conftest import Clock
from tests.journeys.finding import pdf_text
from tests.journeys.form_cases import CASES, Case, with_ids
from tests.journeys.pages import (
    WRITER,
    Desk,
    Whole,
    find,
    inputs,
    make_whole,
    parts,
    press,
    raw,
    sentences,
    type_in,
    whole,
    whole_once,
)
from tests.medewerkers.founded import Founded, founded, founded_once
from tests.whole_dossier import Words

__all__ = ["founded", "founded_once", "whole", "whole_once"]

TOO_LONG = "Lang verhaal. " * 8000
DAYS = ("31-11-2026", "29-02-2027", "12-13-2026", "gisteravond", "0-0-0", "😀", "1-1-99999")
CLOCKS = ("25.61", "kwart over", "-1", "😀")
NUMBERS = ("twaalf", "-3", "1e400", "nan", "9" * 40)
STRANGE = (
    "👨‍👩‍👧 👍🏽 ✅",
    "ܓܒܪܐܝܠ ܐܣܠܢ ܓܒܪܐ",
    "سلام عليكم, שלום",
    "links\u202estiekem\u202c rechts\u2066x\u2069",
    "a\x00b\x07c\x1b[31md\x7fe",
    "Zoë Çağlayan-Wójcik, Şêrko Zînar",
    "<b>vet</b> &amp; {0} %s '; DROP TABLE deelnemer; --",
    "e\u0301 en é, \ufeffbom, \u200bniets",
)
"""Odd, but right: kept as it is, without what cannot be seen and can mislead."""
ENGLISH = re.compile(r"\b(None|error|invalid|must|field|value|True|False|Traceback|null)\b")


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, whole: Whole, clock: Clock) -> Desk:
    return Desk(qtbot, qapp, whole.open(clock, *WRITER, Rol.psycholoog), clock)


def opened(desk: Desk, whole: Whole, case: Case) -> Page:
    """The page with everything right in it."""
    page = desk.show(case.place, **case.address(whole))
    for name in case.unfold:
        press(page, name)
    fill(page, {**case.chosen(whole), **case.good})
    return page


def fill(page: QWidget, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        type_in(find(page, QWidget, name), value)


def in_place(page: Page) -> dict[str, Any]:
    return {name: raw(widget) for name, widget in inputs(page).items()}


def assert_refused(desk: Desk, page: Page, case: Case, changed: Mapping[str, Any]) -> None:
    """Press save with this in the fields: a sentence, nothing kept, nothing lost."""
    before = {name: raw(find(page, QWidget, name)) for name in changed}
    fill(page, changed)
    typed, kept = in_place(page), desk.writings()
    press(page, case.save)
    told = [*sentences(page), *desk.problems]
    about = f"{case.place} {dict(list(changed.items())[:3])!r:.200}"
    assert told, f"{about}: niets gezegd"
    for sentence in told:
        assert re.match(r"^[‘A-Z0-9€].*[.?]$", sentence, re.DOTALL), sentence
        assert len(sentence) < 250, sentence
        assert not ENGLISH.search(sentence), sentence
    assert in_place(page) == typed, about
    assert desk.writings() == kept, about
    assert not [*desk.bugs, *desk.troubles, *desk.places], about
    desk.problems.clear()
    fill(page, before)


def wrong_values(page: Page, case: Case) -> Iterator[dict[str, Any]]:
    for name, widget in inputs(page).items():
        if case.columns.get(name) == "" and name not in case.good:
            continue
        kinds = ((kit.DateField, DAYS), (kit.TimeField, CLOCKS), (kit.NumberField, NUMBERS))
        for kind, values in kinds:
            if isinstance(widget, kind):
                yield from ({name: value} for value in values)
        if type(widget) is kit.TextField and name not in {*case.plain, case.endless}:
            yield {name: "w" * (MAX_LINE + 1)}
        if isinstance(widget, kit.Area) and name not in case.plain:
            yield {name: TOO_LONG * (MAX_PROSE // len(TOO_LONG) + 1)}
    for name in case.required:
        widget = find(page, QWidget, name)
        empty = "" if hasattr(widget, "text") or hasattr(widget, "toPlainText") else None
        yield {name: empty}


@pytest.mark.parametrize("name", CASES)
def test_what_cannot_be_is_said_and_nothing_is_lost(desk: Desk, whole: Whole, name: str) -> None:
    case = CASES[name]
    page = opened(desk, whole, case)
    for changed in (*wrong_values(page, case), *case.together):
        if "actie_1_wanneer" in changed and len(changed) == 1:
            changed = {"actie_1_wat": "bellen", **changed}
        if "afspraak_wanneer_1" in changed:
            changed = {"afspraak_wat_1": "bellen", **changed}
        assert_refused(desk, page, case, changed)


def strange_texts(page: Page, case: Case) -> dict[str, str]:
    """All that is odd, in every text field."""
    found = {}
    for name, widget in inputs(page).items():
        is_text = type(widget) in (kit.TextField, kit.Area)
        if is_text and name not in case.plain and (name in case.good or name not in case.columns):
            found[name] = f"{' '.join(STRANGE)} {name}"
    return found


def kept_values(desk: Desk, case: Case) -> Callable[[str], Any]:
    """Columns of the newest one that was made or changed."""

    def column(name: str) -> Any:
        with desk.context.database.reading() as session:
            found = session.scalars(select(case.entity).order_by(case.entity.id.desc()))
            return [getattr(one, name) for one in found]

    return column


def save(page: Page, case: Case) -> None:
    press(page, case.save)
    if case.confirm:
        press(page, case.confirm)


@pytest.mark.parametrize("shift", range(0, len(STRANGE), 3))
@pytest.mark.parametrize("name", CASES)
def test_what_is_strange_but_right_is_kept(desk: Desk, whole: Whole, name: str, shift: int) -> None:
    case = CASES[name]
    page = opened(desk, whole, case)
    texts = strange_texts(page, case)
    fill(page, texts)
    kept = desk.writings()
    save(page, case)
    assert not [*sentences(page), *desk.problems, *desk.bugs, *desk.troubles]
    assert desk.writings() > kept
    column = kept_values(desk, case)
    for one, typed in texts.items():
        if case.columns.get(one) != "":
            expected = " ".join(clean_text(typed).split())
            found = [" ".join(str(v).split()) for v in column(case.columns.get(one, one))]
            assert expected in found, one


@pytest.mark.parametrize("name", [n for n, c in CASES.items() if "tekst" in c.required])
def test_a_text_of_a_hundred_kilobytes_is_kept_whole(desk: Desk, whole: Whole, name: str) -> None:
    case = CASES[name]
    page = opened(desk, whole, case)
    where = "waarom" if name == "doel" else "tekst"
    fill(page, {where: TOO_LONG})
    save(page, case)
    assert not [*sentences(page), *desk.bugs]
    assert TOO_LONG.strip() in kept_values(desk, case)(where)


# Pages with a way of their own --------------------------------------------------------------


def inventory(desk: Desk, whole: Whole, **address: Any) -> Page:
    return desk.show(
        "inventarisatie", **with_ids(inventarisatie_id="inventarisatie_id")(whole), **address
    )


def blad(desk: Desk, whole: Whole) -> Any:
    one = whole.man.ids["inventarisatie_id"]
    return desk.context.read(lambda s: krachten.get_inventarisatie(s, one)).bladen[0]


def test_a_leefgebied_keeps_strange_words_and_refuses_too_many(desk: Desk, whole: Whole) -> None:
    page = inventory(desk, whole)
    names = ("nu", "wensen", "hulpbronnen", "aanvulling")
    fill(page, dict(zip(names, STRANGE, strict=False)))
    press(page, "klaar")
    kept = blad(desk, whole)
    for name, typed in zip(names, STRANGE, strict=False):
        assert getattr(kept, name) == clean_text(typed).strip(), name
    page = inventory(desk, whole, leefgebied=Leefgebied.wonen)
    far_too_long = TOO_LONG * 2
    fill(page, {"nu": far_too_long})
    count = desk.writings()
    press(page, "klaar")
    assert [*sentences(page), *desk.problems]
    assert raw(find(page, QWidget, "nu")) == far_too_long
    assert desk.writings() == count
    assert not desk.bugs


def test_a_kracht_needs_words_and_a_source(desk: Desk, whole: Whole) -> None:
    page = inventory(desk, whole)
    press(page, "kracht_erbij")
    count = desk.writings()
    for tekst, bron in (("", "mentor"), ("Kan koken", None), ("w" * 301, "mentor")):
        fill(page, {"kracht_tekst": tekst, "kracht_bron": bron})
        press(page, "kracht_bewaren")
        assert sentences(page)
        assert raw(find(page, QWidget, "kracht_tekst")) == tekst
        assert desk.writings() == count
    for typed in STRANGE:
        if "kracht_tekst" not in inputs(page):
            press(page, "kracht_erbij")
        fill(page, {"kracht_tekst": typed, "kracht_bron": "mentor"})
        press(page, "kracht_bewaren")
        assert not sentences(page)
    texts = [kracht.tekst for kracht in blad(desk, whole).krachten]
    for typed in STRANGE:
        assert " ".join(clean_text(typed).split()) in [" ".join(one.split()) for one in texts]
    assert not desk.bugs


@pytest.mark.parametrize("day", [*DAYS, "13-11-2026"])
def test_the_day_of_an_inventory_must_be_a_day_that_was(desk: Desk, whole: Whole, day: str) -> None:
    page = inventory(desk, whole)
    press(page, "naar_afronden")
    if "datum" not in inputs(page):
        press(page, "wijzig_gemaakt")
    fill(page, {"datum": day})
    count = desk.writings()
    press(page, "bewaar_gemaakt")
    assert [*sentences(page), *desk.problems]
    assert desk.writings() == count
    assert raw(find(page, QWidget, "datum")) == day
    with desk.context.database.reading() as session:
        one = session.get_one(Krachteninventarisatie, whole.man.ids["inventarisatie_id"])
        assert f"{one.datum:%d-%m-%Y}" == "12-11-2026"


# Colleagues and the first run ---------------------------------------------------------------

COLLEAGUE = {
    "naam": "Petra Hesselink",
    "roepnaam": "Petra",
    "gebruikersnaam": "petra",
    "rollen": ("mentor",),
    "eerste_wachtwoord": "zeven natte kranten",
}
WRONG_COLLEAGUE: tuple[Mapping[str, Any], ...] = (
    *({name: ""} for name in ("naam", "roepnaam", "gebruikersnaam", "eerste_wachtwoord")),
    {"rollen": ()},
    {"naam": "w" * 301},
    {"gebruikersnaam": "DENNIS"},
    {"gebruikersnaam": "\u202e \x00"},
    {"eerste_wachtwoord": "kort"},
    {"eerste_wachtwoord": "petra"},
    *({"actief_vanaf_datum": day} for day in DAYS[:4]),
    {"actief_vanaf_datum": "12-11-2026", "actief_tot_datum": "11-11-2026"},
    {"afwezig_vanaf_datum": "12-11-2026", "afwezig_tot_datum": "11-11-2026"},
    {"afwezig_tot_datum": "11-11-2026"},
)


def test_a_colleague_who_cannot_be_is_refused(
    qtbot: QtBot, qapp: QApplication, founded: Founded, clock: Clock
) -> None:
    with founded.inside("dennis") as entry:
        desk = Desk(qtbot, qapp, entry.database, clock)
        desk.context.entry = entry
        page = MedewerkerPage(desk.context)
        qtbot.addWidget(page)
        footer = page.footer()
        assert footer is not None
        qtbot.addWidget(footer)
        page.show()
        fill(page, COLLEAGUE)
        button = find(page, kit.Button, "bewaar")
        count = desk.writings()
        for changed in WRONG_COLLEAGUE:
            before = {name: raw(find(page, QWidget, name)) for name in changed}
            fill(page, changed)
            typed = in_place(page)
            button.click()
            qtbot.waitUntil(lambda: button.isEnabled() or bool(desk.places))
            assert not desk.places, changed
            assert sentences(page), changed
            assert not desk.bugs, changed
            assert in_place(page) == typed
            assert desk.writings() == count
            fill(page, before)
        strange = {"naam": STRANGE[1], "functie": STRANGE[0], "talen": STRANGE[4]}
        fill(page, strange)
        button.click()
        qtbot.waitUntil(lambda: bool(desk.places))
        with entry.database.reading() as session:
            kept = session.scalars(select(Medewerker)).all()
        assert clean_text(STRANGE[1]) in [one.naam for one in kept]
        assert clean_text(STRANGE[4]) in [one.talen for one in kept]


def test_the_first_run_keeps_what_was_typed(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, clock: Clock
) -> None:
    page = FirstRunPage(tmp_path / "huis", cost=KdfCost.cheap(), clock=clock)
    qtbot.addWidget(page)
    page.show()
    for values in ({"huis": ""}, {"huis": "w" * 301}, {"huis": "   "}):
        fill(page, values)
        press(page, "verder")
        assert sentences(page)
    fill(page, {"huis": STRANGE[0] + " Huis van Herstel", "plaats": STRANGE[1]})
    press(page, "verder")
    good = {"naam": "Dennis Oude Kotte", "gebruikersnaam": "dennis"}
    secret = {"wachtwoord": "vier gele fietsen", "nogmaals": "vier gele fietsen"}
    wrong: tuple[Mapping[str, str], ...] = (
        {"naam": ""},
        {"naam": "w" * 301},
        {"gebruikersnaam": ""},
        {"gebruikersnaam": "\u202e \x00"},
        {"gebruikersnaam": "w" * 101},
        {"wachtwoord": "kort", "nogmaals": "kort"},
        {"nogmaals": "vier gele fiets"},
    )
    for changed in wrong:
        fill(page, {**good, **secret, **changed})
        press(page, "verder")
        assert sentences(page), changed
        for name, typed in {**good, **secret, **changed}.items():
            assert raw(find(page, QWidget, name)) == typed
    assert not (tmp_path / "huis").exists() or not list((tmp_path / "huis").iterdir())


# On paper and on the screen -----------------------------------------------------------------


class Odd(Words):
    """Every field holds something strange."""

    def about(self, about: str, number: int) -> str:
        return f"{STRANGE[number % len(STRANGE)]} {number}"


@pytest.fixture(scope="module")
def odd(empty_house: Path, tmp_path_factory: pytest.TempPathFactory) -> Whole:
    import shutil

    folder = tmp_path_factory.mktemp("vreemd") / "huis"
    shutil.copytree(empty_house, folder)
    return make_whole(folder, Odd())


PLACES = ("overzicht", "krachten", "doelen", "gesprekken", "netwerk", "trajectplan", "gegevens")


def test_strange_words_are_printed(odd: Whole, clock: Clock) -> None:
    database = odd.open(clock, *WRITER)
    him = odd.man.deelnemer_id
    with database.reading() as session:
        plan = trajectplan_pdf(collect_plan(session, him))
        sheet = afspraken_pdf(collect_afspraken(session, him, odd.man.ids["vastgesteld_id"]))
    database.close()
    words = pdf_text(plan)
    assert "<b>vet</b>" in words
    assert "DROP TABLE" in words
    assert "\u202e" not in words
    assert "Wójcik" in words
    assert len(pdf_text(sheet)) > 100


@pytest.mark.parametrize("tab", PLACES)
def test_strange_words_are_shown_as_words(
    qtbot: QtBot, qapp: QApplication, odd: Whole, clock: Clock, tab: str
) -> None:
    desk = Desk(qtbot, qapp, odd.open(clock, *WRITER), clock)
    page = desk.show("dossier", deelnemer_id=odd.man.deelnemer_id, tab=tab)
    labels = [w for part in parts(page) for w in part.findChildren(QLabel)]
    assert labels
    for label in labels:
        is_rich = Qt.mightBeRichText(label.text())
        assert label.textFormat() is Qt.TextFormat.PlainText or not is_rich, label.text()
        assert "\u202e" not in label.text()
    page.grab()
    assert not desk.bugs


def test_a_hundred_kilobytes_are_printed(desk: Desk, whole: Whole) -> None:
    from hvh_desktop.trajectplannen.service import change_trajectplan

    him = whole.man.deelnemer_id
    with desk.context.database.transaction(Compartment.team) as session:
        change_trajectplan(session, him, TOO_LONG)
    inhoud = desk.context.read(lambda s: collect_plan(s, him))
    assert pdf_text(trajectplan_pdf(inhoud)).count("Lang") >= 8000


# Wrong types, straight at the services ------------------------------------------------------


def test_a_form_of_wrong_types_is_a_sentence_and_never_a_crash() -> None:
    from hvh_desktop.actieplannen.form import ACTIE, DOEL, INSTEMMING
    from hvh_desktop.behandelingen.form import BEHANDELNOTITIE, PSYCHOLOOGGESPREK
    from hvh_desktop.beheer.form import HUIS
    from hvh_desktop.deelnemers.form import AANDACHTSPUNT, DEELNEMER, UITSTROOM, VERBLIJF
    from hvh_desktop.krachteninventarisaties.form import INVENTARISATIE, KRACHT, LEEFGEBIEDBLAD
    from hvh_desktop.mentorgesprekken.form import AANVULLING, MENTORGESPREK, PLANNING, VERZET
    from hvh_desktop.netwerken.form import NETWERKLID
    from hvh_desktop.organisaties.form import CONTACTPERSOON, ORGANISATIE
    from hvh_desktop.toestemmingen.form import INTREKKING, TOESTEMMING, VERSTREKKING
    from hvh_desktop.trajectplannen.form import PLANAFSPRAAK, TRAJECTPLAN
    from hvh_desktop.verwijzingen.form import BEHANDELAFSPRAAK, VERWIJZING

    forms = (
        *(ACTIE, DOEL, INSTEMMING, AANDACHTSPUNT, DEELNEMER, UITSTROOM, VERBLIJF),
        *(INVENTARISATIE, KRACHT, LEEFGEBIEDBLAD, AANVULLING, MENTORGESPREK, PLANNING, VERZET),
        *(NETWERKLID, CONTACTPERSOON, ORGANISATIE, PLANAFSPRAAK, TRAJECTPLAN, MEDEWERKER),
        *(BEHANDELNOTITIE, PSYCHOLOOGGESPREK, HUIS, INTREKKING, TOESTEMMING, VERSTREKKING),
        *(BEHANDELAFSPRAAK, VERWIJZING),
    )
    wrong = (12, 3.5, b"x", object(), ["a"], ("a",), {"a": 1}, True, "tekst", "31-11-2026")
    for form in forms:
        for one in form.fields:
            for value in wrong:
                typed = {one.name: value}
                found = form.problems({**typed})
                is_text = one.kind in (Kind.line, Kind.prose, Kind.voice)
                fits = isinstance(value, str) if is_text else one.kind is Kind.check
                if one.kind is Kind.number:
                    fits = isinstance(value, int) and not isinstance(value, bool)
                assert fits or one.name in found, f"{form.name}.{one.name} = {value!r}"
                for sentence in found.values():
                    assert not ENGLISH.search(sentence), sentence
                if one.name in found:
                    with pytest.raises(UserError):
                        form.check(typed)
