"""The plan and its sheet through the pages, by object name, on real encrypted files."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from hvh_desktop.db import Change, Compartment
from hvh_desktop.db.drafts import list_drafts
from hvh_desktop.rights import Rol
from hvh_desktop.signaleringsplannen import service
from hvh_desktop.signaleringsplannen.form import PAPIER, SAMEN
from hvh_desktop.signaleringsplannen.model import Kleur
from hvh_desktop.signaleringsplannen.screen import (
    SignaleringsplanAfdrukPage,
    SignaleringsplanPage,
)
from hvh_desktop.signaleringsplannen.screen_concept import ConceptView
from hvh_desktop.signaleringsplannen.screen_kaart import CheckDialog
from hvh_desktop.signaleringsplannen.screen_lezen import FixedView
from hvh_desktop.signaleringsplannen.screen_vormen import StageCard
from hvh_desktop.toestemmingen.model import (
    GegevensSoort,
    Grondslag,
    VerstrekkingWat,
    VerstrekkingWijze,
)
from hvh_desktop.toestemmingen.service_verstrekkingen import (
    VerstrekkingRow,
    list_verstrekkingen,
)
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.dialogs import Question
from tests.conftest import Clock, OpenAs
from tests.deelnemers.windows import Watched, child, show
from tests.signaleringsplannen.conftest import STAGES, Praktijk

ROOD = (Kleur.rood,)


@pytest.fixture
def watched(qapp: QApplication, praktijk: Praktijk, clock: Clock) -> Watched:
    theme.apply(qapp, "licht")
    return Watched(praktijk.database, clock)


def open_page(
    qtbot: QtBot, watched: Watched, praktijk: Praktijk, plan_id: UUID | None = None
) -> SignaleringsplanPage:
    page = SignaleringsplanPage(
        watched.context, deelnemer_id=praktijk.deelnemer_id, signaleringsplan_id=plan_id
    )
    show(qtbot, page)
    return page


def press(page: QWidget, name: str) -> None:
    child(page, kit.Button, name).click()
    settle()


def settle() -> None:
    """Let what was thrown away go."""
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def answer(page: QWidget, name: str = "doen") -> None:
    """Answer the question that is asked."""
    question = page.findChildren(Question)[-1]
    child(question, kit.Button, name).click()
    settle()


def said(page: QWidget) -> list[str]:
    return [one.accessibleName() for one in page.findChildren(kit.NoticeBanner)]


def concept(page: SignaleringsplanPage) -> ConceptView:
    assert isinstance(page.view, ConceptView)
    return page.view


def fixed(page: SignaleringsplanPage) -> FixedView:
    assert isinstance(page.view, FixedView)
    return page.view


def verstrekkingen(praktijk: Praktijk) -> list[VerstrekkingRow]:
    return praktijk.ask(lambda s: list_verstrekkingen(s, praktijk.deelnemer_id))


# Writing ------------------------------------------------------------------------------------


def test_from_nothing_to_vastgesteld(qtbot: QtBot, watched: Watched, praktijk: Praktijk) -> None:
    page = open_page(qtbot, watched, praktijk)
    press(page, "begin_plan")
    press(page, "stel_vast")
    view = concept(page)
    assert len(view.errors.links) == 7
    assert view.stages[Kleur.rood].blocks["bellen"].error() is not None
    for kleur, values in STAGES.items():
        for name, words in values.items():
            child(page, QWidget, f"{kleur.value}_{name}")
            view.stages[kleur].blocks[name].set_value(words)
            view.stages[kleur].changed.emit()
    picker = child(page, kit.ChoiceField, "rood_bellen_ids_erbij")
    picker.setCurrentIndex(2)
    press(page, "stel_vast")
    assert not view.errors.links
    answer(page)
    plan = fixed(page).fixed.plan
    assert plan.is_vastgesteld
    assert plan.find_fase(Kleur.rood).bellen_ids == (praktijk.vader,)
    assert plan.find_fase(Kleur.oranje).signalen == ("Praat trager", "Wrijft over zijn pols")


def test_what_is_typed_stays_in_behandeling(
    qtbot: QtBot, watched: Watched, praktijk: Praktijk
) -> None:
    plan_id = praktijk.do(lambda s: service.start_plan(s, praktijk.deelnemer_id))
    page = open_page(qtbot, watched, praktijk)
    child(page, kit.Area, "groen_signalen").insertPlainText("Maakt raadsels")
    concept(page).keeper.keep()
    drafts = praktijk.ask(lambda s: list_drafts(s, Compartment.behandeling))
    assert [draft.values["groen"]["signalen"] for draft in drafts] == ["Maakt raadsels"]
    with praktijk.database.reading() as session:
        for other in set(praktijk.database.compartments) - {Compartment.behandeling}:
            assert list_drafts(session, other) == []
    again = open_page(qtbot, watched, praktijk)
    assert child(again, kit.Area, "groen_signalen").value() == "Maakt raadsels"
    assert any("Je was hier al aan begonnen" in one for one in said(again))
    again.leave()
    groen = praktijk.ask(lambda s: service.get_plan(s, plan_id)).find_fase(Kleur.groen)
    assert groen.signalen == ("Maakt raadsels",)
    assert praktijk.ask(lambda s: list_drafts(s, Compartment.behandeling)) == []


def test_a_draft_can_be_thrown_away(qtbot: QtBot, watched: Watched, praktijk: Praktijk) -> None:
    praktijk.do(lambda s: service.start_plan(s, praktijk.deelnemer_id))
    page = open_page(qtbot, watched, praktijk)
    child(page, kit.Area, "groen_signalen").insertPlainText("Maakt raadsels")
    concept(page).keeper.keep()
    again = open_page(qtbot, watched, praktijk)
    press(again, "gooi_weg")
    assert child(again, kit.Area, "groen_signalen").value() == ""
    assert praktijk.ask(lambda s: list_drafts(s, Compartment.behandeling)) == []


def test_geel_comes_goes_and_comes_back(qtbot: QtBot, watched: Watched, praktijk: Praktijk) -> None:
    plan_id = praktijk.do(lambda s: service.start_plan(s, praktijk.deelnemer_id))
    page = open_page(qtbot, watched, praktijk)
    view = concept(page)
    assert numbers(view) == [1, 2, 3]
    press(page, "geel_erbij")
    assert view.has_geel()
    assert numbers(view) == [1, 2, 3, 4]
    child(page, kit.Area, "geel_signalen").insertPlainText("Vinger op tafel")
    press(page, "geel_weg")
    assert not view.has_geel()
    watched.undo[0]()
    assert view.save()
    plan = praktijk.ask(lambda s: service.get_plan(s, plan_id))
    assert plan.find_fase(Kleur.geel).signalen == ("Vinger op tafel",)


def numbers(view: ConceptView) -> list[int]:
    """The numbers of the stages that are on the page."""
    return [card.mark.stap for card in view.cards.values() if not card.isHidden()]


def test_stages_are_counted_as_they_are_there(
    qtbot: QtBot, watched: Watched, praktijk: Praktijk
) -> None:
    praktijk.fixed()
    page = open_page(qtbot, watched, praktijk)
    assert [card.mark.stap for card in page.findChildren(StageCard)] == [1, 2, 3]


def test_a_new_version_is_begun_and_the_old_one_counts(
    qtbot: QtBot, watched: Watched, praktijk: Praktijk
) -> None:
    praktijk.fixed()
    page = open_page(qtbot, watched, praktijk)
    press(page, "nieuwe_versie")
    assert concept(page).plan.versie == 2
    page = open_page(qtbot, watched, praktijk)
    assert fixed(page).fixed.plan.versie == 1
    press(page, "versie_2")
    place, address = watched.places[-1]
    assert place == "signaleringsplan"
    assert address["signaleringsplan_id"] == fixed(page).fixed.versions[0].id


def test_only_the_psycholoog_opens_it(
    qtbot: QtBot, praktijk: Praktijk, open_as: OpenAs, clock: Clock, watched: Watched
) -> None:
    plan_id = praktijk.fixed()
    for rol in (Rol.mentor, Rol.casemanager, Rol.directeur):
        other = Watched(open_as(rol), clock)
        page = open_page(qtbot, other, praktijk)
        assert [one.accessibleName() for one in page.findChildren(kit.EmptyState)] == [
            "Dit leest alleen de psycholoog"
        ]
        sheet = SignaleringsplanAfdrukPage(
            other.context, deelnemer_id=praktijk.deelnemer_id, signaleringsplan_id=plan_id
        )
        show(qtbot, sheet)
        assert sheet.piece is None
        assert other.problems == []


# Sharing ------------------------------------------------------------------------------------


def choose(page: SignaleringsplanPage, who: UUID, kleuren: tuple[Kleur, ...], wijze: str) -> None:
    press(page, "deel_met_iemand")
    form = fixed(page).form.form
    values = {"kleuren": tuple(kleur.value for kleur in kleuren), "wijze": wijze}
    form.set_values({"netwerklid_id": who.hex, **values})
    form.blocks["netwerklid_id"].changed.emit()
    press(page, "deel")


def test_without_consent_the_page_says_so_and_leads_there(
    qtbot: QtBot, watched: Watched, praktijk: Praktijk
) -> None:
    praktijk.fixed()
    page = open_page(qtbot, watched, praktijk)
    choose(page, praktijk.vader, ROOD, SAMEN)
    told = "Er is geen toestemming voor vader Mehmet: die is nooit gegeven."
    assert fixed(page).form.form.blocks["netwerklid_id"].error() == told
    press(page, "naar_toestemming")
    address = {
        "deelnemer_id": praktijk.deelnemer_id,
        "voor": f"netwerklid:{praktijk.vader.hex}",
        "gegevens": ("signaleringsplan",),
    }
    assert watched.places == [("toestemming", address)]
    assert praktijk.ask(lambda s: service.list_delingen(s, praktijk.deelnemer_id)) == []
    assert verstrekkingen(praktijk) == []


def test_told_in_words_is_a_verstrekking_of_the_same_action(
    qtbot: QtBot, watched: Watched, praktijk: Praktijk
) -> None:
    plan_id = praktijk.fixed()
    praktijk.consent(praktijk.vader)
    page = open_page(qtbot, watched, praktijk)
    choose(page, praktijk.vader, ROOD, SAMEN)
    (row,) = praktijk.ask(lambda s: service.list_delingen(s, praktijk.deelnemer_id))
    assert (row.kleuren, row.wijze, row.netwerklid_id) == (ROOD, SAMEN, praktijk.vader)
    (given,) = verstrekkingen(praktijk)
    assert (given.wat, given.wijze, given.bron_id) == (
        VerstrekkingWat.signaleringsplan,
        VerstrekkingWijze.mondeling,
        plan_id,
    )
    assert len({action_of(praktijk, c) for c in (Compartment.team, Compartment.behandeling)}) == 1
    button = child(page, kit.Button, f"trek_in_{row.id.hex}")
    assert button.accessibleName() == "Trek in: vader Mehmet"
    press(page, f"trek_in_{row.id.hex}")
    answer(page)
    (row,) = praktijk.ask(lambda s: service.list_delingen(s, praktijk.deelnemer_id))
    assert row.ingetrokken_datum is not None


def action_of(praktijk: Praktijk, compartment: Compartment) -> UUID:
    """The action of the newest change in a file."""
    with praktijk.database.reading() as session:
        bind = {"bind": session.engine_of(compartment)}
        newest = select(Change.action).order_by(Change.hlc.desc()).limit(1)
        return session.scalars(newest, bind_arguments=bind).one()


def test_the_team_card_is_read_before_it_is_shared_and_taken_back(
    qtbot: QtBot, watched: Watched, praktijk: Praktijk
) -> None:
    key = praktijk.deelnemer_id
    praktijk.fixed()
    page = open_page(qtbot, watched, praktijk)
    press(page, "team_toestemming")
    address = {"deelnemer_id": key, "voor": "team:", "gegevens": ("signaleringsplan",)}
    assert watched.places == [("toestemming", address)]
    praktijk.consent(None)
    page = open_page(qtbot, watched, praktijk)
    card = fixed(page).team
    assert card.stages is not None
    card.stages.set_value(ROOD)
    press(page, "deel_met_team")
    dialog = page.findChild(CheckDialog)
    assert dialog is not None
    shown = " ".join(label.text() for label in dialog.findChildren(kit.Label))
    assert "Duikt weg of gaat schreeuwen" in shown
    assert "Praat trager" not in shown
    answer(page, "veilig")
    assert praktijk.ask(lambda s: service.find_kaart(s, key)) is None
    press(page, "deel_met_team")
    answer(page)
    kaart = praktijk.ask(lambda s: service.find_kaart(s, key))
    assert kaart is not None
    assert [fase.kleur for fase in kaart.fasen] == [Kleur.rood]
    assert action_of(praktijk, Compartment.team) == action_of(praktijk, Compartment.behandeling)
    press(page, "trek_terug")
    answer(page)
    assert praktijk.ask(lambda s: service.find_kaart(s, key)) is None
    (row,) = praktijk.ask(lambda s: service.list_delingen(s, key))
    assert row.ingetrokken_datum is not None


def test_a_card_whose_consent_ended_says_so(
    qtbot: QtBot, watched: Watched, praktijk: Praktijk
) -> None:
    key, plan_id = praktijk.deelnemer_id, praktijk.fixed()
    consent = praktijk.consent(None)
    praktijk.do(lambda s: service.record_deling(s, plan_id, None, ROOD))
    praktijk.do_team(lambda s: service.record_kaart(s, key))
    page = open_page(qtbot, watched, praktijk)
    praktijk.take_back(consent)
    assert any("ingetrokken op 12 november 2026" in one for one in said(page))
    press(page, "trek_terug")
    answer(page)
    assert not praktijk.ask(lambda s: service.is_kaart_kept(s, key))


# The sheet ----------------------------------------------------------------------------------


def sheet_for(
    qtbot: QtBot, watched: Watched, praktijk: Praktijk, plan_id: UUID, who: UUID | None
) -> SignaleringsplanAfdrukPage:
    page = SignaleringsplanAfdrukPage(
        watched.context,
        deelnemer_id=praktijk.deelnemer_id,
        signaleringsplan_id=plan_id,
        netwerklid_id=who,
    )
    with qtbot.waitSignal(page.made):
        show(qtbot, page)
    return page


def test_for_somebody_else_it_is_noted_before_it_leaves(
    qtbot: QtBot, watched: Watched, praktijk: Praktijk, tmp_path: Path
) -> None:
    plan_id = praktijk.fixed()
    kinds = (GegevensSoort.signaleringsplan, GegevensSoort.netwerk)
    consent = praktijk.consent(praktijk.broer, *kinds)
    page = open_page(qtbot, watched, praktijk)
    choose(page, praktijk.broer, ROOD, PAPIER)
    place, address = watched.places[-1]
    assert (place, address["netwerklid_id"]) == ("signaleringsplan_afdruk", praktijk.broer)
    assert verstrekkingen(praktijk) == []
    again = open_page(qtbot, watched, praktijk)
    assert "Nog niet afgedrukt" in texts(again)
    assert "Kent rood" not in texts(again)
    sheet = sheet_for(qtbot, watched, praktijk, plan_id, praktijk.broer)
    assert sheet.heading.text() == "Het blad voor broer Azad"
    path = tmp_path / "blad.pdf"
    sheet.save_protected_to(path)
    (given,) = verstrekkingen(praktijk)
    assert (given.wie, given.gegevens) == ("broer Azad", (kinds[1], kinds[0]))
    assert path.exists()
    again = open_page(qtbot, watched, praktijk)
    assert "Nog niet afgedrukt" not in texts(again)
    assert "Kent rood sinds 12 november 2026, op papier gegeven." in texts(again)
    piece = sheet.piece
    praktijk.take_back(consent)
    assert sheet.piece is None
    assert any("ingetrokken" in one for one in said(sheet))
    sheet.piece = piece
    other = tmp_path / "nog-een.pdf"
    sheet.save_protected_to(other)
    assert not other.exists()
    assert len(verstrekkingen(praktijk)) == 1


def texts(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(kit.Label))


def test_what_is_no_longer_shared_does_not_leave(
    qtbot: QtBot, watched: Watched, praktijk: Praktijk, tmp_path: Path
) -> None:
    plan_id = praktijk.fixed()
    praktijk.consent(praktijk.vader)
    one = praktijk.do(lambda s: service.record_deling(s, plan_id, praktijk.vader, ROOD, PAPIER))
    sheet = sheet_for(qtbot, watched, praktijk, plan_id, praktijk.vader)
    piece = sheet.piece
    praktijk.do(lambda s: service.withdraw_deling(s, one))
    sheet.piece = piece
    path = tmp_path / "blad.pdf"
    sheet.save_protected_to(path)
    assert not path.exists()
    assert verstrekkingen(praktijk) == []
    oranje = (Kleur.oranje,)
    praktijk.do(lambda s: service.record_deling(s, plan_id, praktijk.vader, oranje, PAPIER))
    sheet.piece = piece
    sheet.save_protected_to(path)
    assert not path.exists()


def test_for_himself_the_ground_is_inzage(
    qtbot: QtBot, watched: Watched, praktijk: Praktijk
) -> None:
    plan_id = praktijk.fixed()
    sheet = sheet_for(qtbot, watched, praktijk, plan_id, None)
    assert sheet.piece is not None
    assert sheet.piece.name == "signaleringsplan.pdf"
    praktijk.do_team(lambda s: sheet.leaving(s, "afgedrukt"))
    (given,) = verstrekkingen(praktijk)
    assert {basis.grondslag for basis in given.bases} == {Grondslag.inzage}


def test_the_reading_is_logged_once(qtbot: QtBot, watched: Watched, praktijk: Praktijk) -> None:
    praktijk.fixed()
    before = changes(praktijk)
    page = open_page(qtbot, watched, praktijk)
    page.show_now()
    assert changes(praktijk) == before + 1


def changes(praktijk: Praktijk) -> int:
    with praktijk.database.reading() as session:
        bind = {"bind": session.engine_of(Compartment.log)}
        return session.scalar(select(func.count()).select_from(Change), bind_arguments=bind) or 0
