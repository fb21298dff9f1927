"""Acties: who, when, what became of it; and his agreement with the whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event
from sqlalchemy.exc import NoResultFound

from hvh_desktop.actieplannen.model import Actie, ActieStatus, InstemmingAntwoord, UitvoerderSoort
from hvh_desktop.actieplannen.service import (
    Aandeel,
    ActieRow,
    InstemmingRow,
    change_actie,
    change_doel,
    change_volgorde,
    complete_actie,
    complete_doel,
    eigen_aandeel,
    find_instemming,
    list_acties,
    list_doelen,
    list_doelen_without_actie,
    list_gespreksacties,
    list_losse_acties,
    list_uitvoerders,
    record_actie,
    record_doel,
    record_instemming,
    remove_actie,
    remove_doel,
    reopen_actie,
    reopen_doel,
)
from hvh_desktop.db import Compartment, Session, new_id
from hvh_desktop.db.log import list_changes
from hvh_desktop.deelnemers.model import Verblijf
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.mentorgesprekken.service import (
    complete_mentorgesprek,
    remove_mentorgesprek,
    start_mentorgesprek,
)
from hvh_desktop.netwerken.service import record_netwerklid
from hvh_desktop.rights import Rol
from tests.actieplannen.conftest import (
    TODAY,
    MakeDoel,
    World,
    actie_values,
    doel_values,
    make_deelnemer,
)
from tests.actieplannen.test_doelen import refused, write
from tests.conftest import OpenAs


def record(world: World, wat: str = "Bellen", **more: Any) -> UUID:
    values = actie_values(wat, **more)
    actie: UUID = write(world, lambda s: record_actie(s, world.deelnemer, values))
    return actie


def losse(world: World) -> list[ActieRow]:
    with world.database.reading() as session:
        return list_losse_acties(session, world.deelnemer)


def test_the_name_of_who_does_it(world: World) -> None:
    record(world, "a")
    record(world, "b", uitvoerder="netwerk", uitvoerder_id=world.zus)
    record(world, "c", uitvoerder="medewerker", uitvoerder_id=world.ilse)
    record(world, "d", uitvoerder="organisatie", uitvoerder_id=world.stadsbank)
    assert [row.wie for row in losse(world)] == ["Jeffrey", "Kim", "Ilse", "Stadsbank Oost"]
    with world.database.reading() as session:
        assert eigen_aandeel(session, world.deelnemer) == Aandeel(2, 4)
        mine = list_acties(session, uitvoerder_medewerker=world.ilse)
    assert [row.wat for row in mine] == ["c"]


@pytest.mark.parametrize("soort", ["netwerk", "medewerker", "organisatie"])
@pytest.mark.parametrize("wie", [None, new_id()])
def test_nobody_does_nothing(world: World, soort: str, wie: UUID | None) -> None:
    values = actie_values(uitvoerder=soort, uitvoerder_id=wie)
    error = refused(world, lambda s: record_actie(s, world.deelnemer, values))
    assert error.fields == {"uitvoerder": "Kies wie dit doet."}


@pytest.mark.parametrize(
    ("field", "value"),
    [("wat", ""), ("wat", "x" * 100_000), ("uitvoerder", "buurman"), ("wanneer_datum", "straks")],
)
def test_wrong_input_is_said_at_its_field(world: World, field: str, value: str) -> None:
    values = actie_values(**{field: value})
    assert field in refused(world, lambda s: record_actie(s, world.deelnemer, values)).fields


def test_late_is_counted_in_days_while_it_is_open(world: World) -> None:
    actie = record(world, wanneer_datum=TODAY - timedelta(days=2))
    record(world, wanneer_datum=None)
    assert [row.dagen_te_laat for row in losse(world)] == [2, 0]
    write(world, lambda s: complete_actie(s, actie, "Gelukt"))
    row = next(row for row in losse(world) if row.id == actie)
    assert (row.status, row.dagen_te_laat, row.resultaat) == (ActieStatus.gedaan, 0, "Gelukt")
    assert row.afgesloten_datum == TODAY


def test_what_became_of_it_and_back(world: World) -> None:
    actie = record(world)
    write(world, lambda s: complete_actie(s, actie, "De baas was ziek", "niet_gelukt"))
    assert losse(world)[0].status is ActieStatus.niet_gelukt
    write(world, lambda s: reopen_actie(s, actie))
    row = losse(world)[0]
    assert (row.status, row.resultaat) == (ActieStatus.open, "De baas was ziek")
    assert "reden" in refused(world, lambda s: remove_actie(s, actie, "")).fields
    write(world, lambda s: remove_actie(s, actie, "dubbel"))
    assert (losse(world)[0].status, losse(world)[0].resultaat) == (ActieStatus.vervallen, "dubbel")
    write(world, lambda s: reopen_actie(s, actie))
    assert (losse(world)[0].status, losse(world)[0].resultaat) == (ActieStatus.open, "")


def test_changing_an_actie_is_one_change(world: World) -> None:
    actie = record(world)
    values = {"wat": "Mailen", "uitvoerder": "medewerker", "uitvoerder_id": world.ruben}
    write(world, lambda s: change_actie(s, actie, values))
    assert (losse(world)[0].wat, losse(world)[0].wie) == ("Mailen", "Ruben")
    with world.database.reading() as session:
        assert len(list_changes(session, Compartment.team, actie)) == 2


def test_afspraken_of_a_talk_stay_together(world: World, make_doel: MakeDoel) -> None:
    talk: UUID = write(world, lambda s: start_mentorgesprek(s, world.deelnemer))
    doel = make_doel()
    record(world, "eerst", mentorgesprek_id=talk, wanneer_datum=None)
    record(world, "dan", mentorgesprek_id=talk, doel_id=doel)
    record(world, "los")
    with world.database.reading() as session:
        assert [row.wat for row in list_gespreksacties(session, talk)] == ["eerst", "dan"]
    assert {row.wat for row in losse(world)} == {"eerst", "los"}


def test_an_afspraak_is_of_his_own_open_talk(world: World, make_doel: MakeDoel) -> None:
    with world.admin.transaction(Compartment.team) as session:
        tom = make_deelnemer(roepnaam="Tom")
        session.add(tom)
        session.flush()
        begin = TODAY - timedelta(days=9)
        session.add(Verblijf(deelnemer_id=tom.id, plaats_nummer=3, begin_datum=begin))
        other = start_mentorgesprek(session, tom.id)
        his_doel = record_doel(session, tom.id, doel_values())
    for wrong in ({"mentorgesprek_id": other}, {"doel_id": his_doel}):
        values = actie_values("van een ander", **wrong)
        with (
            pytest.raises(ValueError, match="of another deelnemer"),
            world.database.transaction(Compartment.team) as session,
        ):
            record_actie(session, world.deelnemer, values)
    actie = record(world)
    with pytest.raises(ValueError, match="of another deelnemer"):
        write(world, lambda s: change_actie(s, actie, {"doel_id": his_doel}))
    with pytest.raises(ValueError, match="stays with its talk"):
        write(world, lambda s: change_actie(s, actie, {"mentorgesprek_id": other}))
    with pytest.raises(NoResultFound):
        record(world, mentorgesprek_id=new_id())


def test_a_fixed_or_thrown_away_talk_gets_no_more_afspraken(world: World) -> None:
    talk: UUID = write(world, lambda s: start_mentorgesprek(s, world.deelnemer))
    first = record(world, "eerst", mentorgesprek_id=talk)
    said = {"eigen_woorden": "Het gaat.", "volgende_datum": TODAY + timedelta(days=14)}
    values = actie_values("te laat", mentorgesprek_id=talk)

    def fix_and_add(session: Session) -> None:
        complete_mentorgesprek(session, talk, said)
        record_actie(session, world.deelnemer, values)

    assert "verandert niet meer" in refused(world, fix_and_add).text
    write(world, lambda s: complete_mentorgesprek(s, talk, said))
    error = refused(world, lambda s: record_actie(s, world.deelnemer, values))
    assert "verandert niet meer" in error.text
    write(world, lambda s: change_actie(s, first, {"mentorgesprek_id": talk, "resultaat": "ja"}))
    mistake: UUID = write(world, lambda s: start_mentorgesprek(s, world.deelnemer))
    write(world, lambda s: remove_mentorgesprek(s, mistake))
    gone = actie_values("weg", mentorgesprek_id=mistake)
    assert "weggegooid" in refused(world, lambda s: record_actie(s, world.deelnemer, gone)).text


def test_what_another_man_agreed_stands_not_in_his_talk(world: World) -> None:
    """A line that came from a damaged file is not shown to the wrong reader."""
    talk: UUID = write(world, lambda s: start_mentorgesprek(s, world.deelnemer))
    record(world, "eerst", mentorgesprek_id=talk)
    with world.database.transaction(Compartment.team) as session:
        line = {"wat": "van Dawit", "uitvoerder": UitvoerderSoort.deelnemer}
        session.add(Actie(deelnemer_id=world.bewoner, mentorgesprek_id=talk, **line))
    with world.database.reading() as session:
        assert [row.wat for row in list_gespreksacties(session, talk)] == ["eerst"]
        assert list_gespreksacties(session, new_id()) == []


def test_who_can_do_something_he_himself_first(world: World) -> None:
    with world.database.reading() as session:
        found = list_uitvoerders(session, world.deelnemer)
    assert [(one.label, one.groep) for one in found] == [
        ("Jeffrey", "Deelnemer"),
        ("Kim (zus)", "Netwerk"),
        ("Ilse Koopmans", "Mentoren"),
        ("Ruben Koopmans", "Mentoren"),
        ("Petra Koopmans", "Collega’s"),
        ("Stadsbank Oost", "Organisaties"),
    ]
    assert found[0].soort is UitvoerderSoort.deelnemer


def test_only_who_may_read_it_is_offered_and_nobody_twice(world: World, open_as: OpenAs) -> None:
    with open_as(Rol.beheerder).transaction(Compartment.register) as session:
        for naam, rollen in (("Dennis", ("beheerder",)), ("Wim", ("directeur", "beheerder"))):
            session.add(Medewerker(naam=naam, roepnaam=naam, gebruikersnaam=naam, rollen=rollen))
    values = {
        "soort": "organisatie",
        "organisatie_id": world.stadsbank,
        "relatie": "schuldhulp",
        "sterkte": "sterk",
        "steun": "krijgt",
    }
    write(world, lambda s: record_netwerklid(s, world.deelnemer, values))
    with world.database.reading() as session:
        found = [(one.label, one.groep) for one in list_uitvoerders(session, world.deelnemer)]
        other = [one.label for one in list_uitvoerders(session, world.bewoner)]
    assert ("Wim", "Collega’s") in found
    assert "Dennis" not in [label for label, _ in found]
    assert ("Stadsbank Oost (schuldhulp)", "Netwerk") in found
    assert ("Stadsbank Oost", "Organisaties") not in found
    assert "Stadsbank Oost" in other


def instemming(world: World) -> InstemmingRow | None:
    with world.database.reading() as session:
        return find_instemming(session, world.deelnemer)


def agree(world: World, antwoord: str = "ja", toelichting: str = "") -> None:
    write(world, lambda s: record_instemming(s, world.deelnemer, antwoord, toelichting, TODAY))


def test_no_agreement_before_every_doel_has_an_actie(world: World, make_doel: MakeDoel) -> None:
    ask: Callable[[Session], Any] = lambda s: record_instemming(s, world.deelnemer, "ja")  # noqa: E731
    assert "nog geen doel" in refused(world, ask).fields["antwoord"]
    make_doel("Ik wil een eigen plek.", acties=1)
    bare = make_doel("Ik wil werk in de houtbouw.")
    make_doel("Ik wil ooit varen.", status="later")
    assert "‘Ik wil werk in de houtbouw.’ heeft nog geen actie" in refused(world, ask).text
    with world.database.reading() as session:
        names = [row.id for row in list_doelen_without_actie(session, world.deelnemer)]
    assert names == [bare]
    dropped = record(world, doel_id=bare)
    write(world, lambda s: remove_actie(s, dropped, "dubbel"))
    refused(world, ask)
    record(world, doel_id=bare)
    agree(world)
    found = instemming(world)
    assert found is not None
    assert (found.antwoord, found.datum) == (InstemmingAntwoord.ja, TODAY)
    assert not found.is_verouderd


@pytest.mark.parametrize("antwoord", ["nee", "kon_niet"])
def test_no_and_could_not_ask_why(world: World, antwoord: str) -> None:
    error = refused(world, lambda s: record_instemming(s, world.deelnemer, antwoord))
    assert "waarom" in error.fields["toelichting"]
    agree(world, antwoord, "Te moe")
    found = instemming(world)
    assert found is not None
    assert found.toelichting == "Te moe"


def test_an_answer_of_tomorrow_is_refused(world: World) -> None:
    day = TODAY + timedelta(days=1)
    error = refused(world, lambda s: record_instemming(s, world.deelnemer, "nee", "om", day))
    assert "nog niet geweest" in error.fields["datum"]


def is_old(world: World) -> bool:
    found = instemming(world)
    assert found is not None
    return found.is_verouderd


def test_agreement_grows_old_when_the_doelen_change(world: World, make_doel: MakeDoel) -> None:
    a, b = make_doel(acties=1), make_doel(acties=1)
    agree(world)
    write(world, lambda s: change_volgorde(s, world.deelnemer, [b, a]))
    record(world, doel_id=a)
    write(world, lambda s: complete_doel(s, b, "Fijn"))
    assert not is_old(world), "order, acties and reaching a doel are no other plan"
    write(world, lambda s: reopen_doel(s, b))
    assert not is_old(world), "taken back is as before"
    write(world, lambda s: change_doel(s, a, {"tekst": "Ik wil iets anders."}))
    assert is_old(world)
    agree(world)
    assert not is_old(world)
    write(world, lambda s: remove_doel(s, b, "niet meer nodig"))
    assert is_old(world)
    agree(world)
    make_doel("Ik wil nog iets.")
    assert is_old(world)


def test_a_full_plan_takes_few_queries(world: World, make_doel: MakeDoel) -> None:
    for number in range(8):
        doel = make_doel(f"Ik wil {number}", acties=3)
        record(world, uitvoerder="netwerk", uitvoerder_id=world.zus, doel_id=doel)
        record(world, uitvoerder="medewerker", uitvoerder_id=world.ruben, doel_id=doel)
    asked: list[str] = []
    with world.database.reading() as session:
        for compartment in (Compartment.team, Compartment.register):
            engine = session.engine_of(compartment)
            event.listen(engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
        rows = list_doelen(session, world.deelnemer)
    assert sum(len(row.acties) for row in rows) == 40
    assert len([sql for sql in asked if sql.startswith("SELECT")]) <= 7
