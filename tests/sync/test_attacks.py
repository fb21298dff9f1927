"""What somebody with bad intentions can do with a key, a program of his own or a hub, and what
the laptops of the others make of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

import msgspec
import pytest
from sqlalchemy import select

from hvh_desktop.db import Change, new_id
from hvh_desktop.db.columns import encode
from hvh_desktop.deelnemers.model import AandachtspuntSoort
from hvh_desktop.rights import Rol
from hvh_desktop.sancties.model import Sanctieadvies, Sanctiezaak, Zaakstap
from hvh_desktop.sancties.words import SanctieStatus, Verantwoordelijkheid
from hvh_desktop.sync.envelope import seal, split
from hvh_desktop.sync.parts import NO_HASH, Seen
from hvh_desktop.sync.wire import WireChange
from tests.sync.laptops import NOW, TEAM, Desk, ListHub, NewDesk

ZAAK_VALUES = {
    "voorval_soort": "geweld",
    "voorval_datum": date(2026, 11, 1),
    "plaats": "keuken",
    "feiten": "Hij gooide een bord.",
    "betrokkenen": (),
    "is_zelf_gemeld": False,
}


def advise(desk: Desk, deelnemer: UUID, zaak: UUID) -> UUID:
    with desk.database.transaction(TEAM) as session:
        found = Sanctieadvies(
            sanctiezaak_id=zaak,
            deelnemer_id=deelnemer,
            datum=date(2026, 11, 2),
            verantwoordelijkheid=Verantwoordelijkheid.volledig,
            tekst="Hij wist wat hij deed.",
        )
        session.add(found)
        session.flush()
        return found.id


def open_zaak(desk: Desk, deelnemer: UUID) -> UUID:
    with desk.database.transaction(TEAM) as session:
        zaak = Sanctiezaak(deelnemer_id=deelnemer, **ZAAK_VALUES)
        session.add(zaak)
        session.flush()
        return zaak.id


def forged(
    user: UUID,
    kind: str,
    values: dict[str, object] | str,
    *,
    entity: UUID | None = None,
    operation: str = "create",
    parents: str = "{}",
    **other: object,
) -> WireChange:
    """A change as no program of ours writes it."""
    text = values if isinstance(values, str) else json.dumps(values)
    made = WireChange(
        new_id(),
        new_id(),
        user,
        new_id(),
        "2026-11-12T09:30:00.000000Z",
        1 << 50,
        "0004",
        kind,
        entity or new_id(),
        operation,
        text,
        parents,
    )
    return msgspec.structs.replace(made, **other)


def smuggle(
    desk: Desk,
    hub: ListHub,
    changes: Sequence[WireChange],
    *,
    user: UUID,
    sign: bool = True,
    sealer: UUID | None = None,
) -> None:
    """Seal these with the laptop of ``desk``, past its program, and push them. ``sealer``: whom
    it names as such; an older program names nobody."""
    keys = desk.store._keys
    key, new = keys.key_for(None, 0)
    if new is not None:
        hub.put_keys([new.wrapped])
    raw = seal(
        [(key, changes)],
        site=desk.house.site,
        stream=TEAM.value,
        epoch=0,
        device=desk.device,
        incarnation=new_id(),
        n=1,
        previous=NO_HASH,
        seen=Seen(None, 0, NO_HASH, 1),
        user=user,
        sign_device=desk.trust.sign_device,
        sign_user=desk.trust.sign_user if sign else None,
        sealer=sealer,
    )
    hub.push([raw])


def create_values(user: UUID, values: dict[str, object]) -> dict[str, object]:
    told = values | {"created_at": NOW, "created_by": user, "form_version": 0}
    return {name: encode(value) for name, value in told.items()}


def zaak_values(user: UUID, deelnemer: UUID, **other: object) -> dict[str, object]:
    return create_values(user, {**ZAAK_VALUES, "deelnemer_id": deelnemer, **other})


# Decisions ------------------------------------------------------------------------------------


def test_a_mentor_cannot_write_the_advice_of_the_psycholoog(new_desk: NewDesk) -> None:
    hub, mentor, reader = ListHub(), new_desk(), new_desk()
    mentor.house.roles[mentor.user] = frozenset({Rol.mentor})
    jeffrey = mentor.write_deelnemer()
    zaak = open_zaak(mentor, jeffrey)
    mentor.give(hub)
    advise(mentor, jeffrey, zaak)
    mentor.give(hub)
    reader.take(hub)
    assert reader.count("sanctiezaak") == 1
    assert reader.count("sanctieadvies") == 0
    assert reader.store.count_aside().apart == 1


def test_nor_in_the_name_of_the_psycholoog(new_desk: NewDesk) -> None:
    hub, mentor, reader = ListHub(), new_desk(), new_desk()
    psycholoog = new_id()
    mentor.house.trust(mentor.device, psycholoog)
    mentor.house.roles |= {
        mentor.user: frozenset({Rol.mentor}),
        psycholoog: frozenset({Rol.psycholoog}),
    }
    jeffrey = mentor.write_deelnemer()
    zaak = open_zaak(mentor, jeffrey)
    mentor.give(hub)
    values = create_values(
        psycholoog,
        {
            "sanctiezaak_id": zaak,
            "deelnemer_id": jeffrey,
            "datum": date(2026, 11, 2),
            "verantwoordelijkheid": Verantwoordelijkheid.volledig,
            "tekst": "Hij wist wat hij deed.",
        },
    )
    for sign in (False, True):
        smuggle(
            mentor, hub, [forged(psycholoog, "Sanctieadvies", values)], user=psycholoog, sign=sign
        )
    reader.take(hub)
    assert reader.count("sanctieadvies") == 0
    assert reader.store.count_aside().apart == 2


@pytest.mark.parametrize("operation", ["create", "set"])
def test_a_mentor_cannot_set_a_case_to_decided(new_desk: NewDesk, operation: str) -> None:
    hub, mentor, reader = ListHub(), new_desk(), new_desk()
    mentor.house.roles[mentor.user] = frozenset({Rol.mentor})
    jeffrey = mentor.write_deelnemer()
    zaak = open_zaak(mentor, jeffrey)
    mentor.give(hub)
    status = {"status": encode(SanctieStatus.beslissing)}
    made = zaak_values(mentor.user, jeffrey) | status
    values, entity = (made, new_id()) if operation == "create" else (status, zaak)
    smuggle(
        mentor,
        hub,
        [forged(mentor.user, "Sanctiezaak", values, entity=entity, operation=operation)],
        user=mentor.user,
    )
    reader.take(hub)
    assert reader.count("sanctiezaak", "status = 'beslissing'") == 0
    assert reader.store.count_aside().apart == 1


def test_what_was_set_apart_counts_once_the_table_says_so(new_desk: NewDesk) -> None:
    hub, writer, reader = ListHub(), new_desk(), new_desk()
    house = writer.house
    house.roles[writer.user] = frozenset({Rol.mentor})
    jeffrey = writer.write_deelnemer()
    advise(writer, jeffrey, open_zaak(writer, jeffrey))
    writer.give(hub)
    reader.take(hub)
    assert reader.count("sanctieadvies") == 0
    house.roles[writer.user] = frozenset({Rol.mentor, Rol.psycholoog})
    house.register += 1  # the vault is an entry of the register
    reader.take(hub)
    assert reader.count("sanctieadvies") == 1
    assert reader.store.count_aside().apart == 0


def test_a_decision_waits_for_who_made_it_and_other_words_do_not(new_desk: NewDesk) -> None:
    hub, desk, reader = ListHub(), new_desk(), new_desk()
    psycholoog, mentor = desk.user, new_id()
    desk.house.roles |= {
        psycholoog: frozenset({Rol.psycholoog}),
        mentor: frozenset({Rol.mentor}),
    }
    jeffrey = desk.write_deelnemer()
    zaak = open_zaak(desk, jeffrey)
    advise(desk, jeffrey, zaak)
    desk.log_in(mentor)  # the power went before anything was sealed
    desk.write_punt(jeffrey, "eet mee")
    desk.give(hub)
    reader.take(hub)
    assert reader.count("sanctiezaak") == 1
    assert reader.count("sanctieadvies") == 0
    assert (desk.store.count_unsealed(), desk.store.count_left()) == (0, 1)
    desk.log_in(psycholoog)
    desk.give(hub)
    reader.take(hub)
    assert reader.count("sanctieadvies") == 1
    assert desk.store.count_left() == 0
    assert reader.store.count_aside().apart == 0


def test_a_colleague_who_may_decide_it_too_can_sign_for_who_left(new_desk: NewDesk) -> None:
    hub, desk, reader = ListHub(), new_desk(), new_desk()
    gone, heir = desk.user, new_id()
    desk.house.roles |= {
        gone: frozenset({Rol.psycholoog}),
        heir: frozenset({Rol.psycholoog}),
    }
    jeffrey = desk.write_deelnemer()
    advise(desk, jeffrey, open_zaak(desk, jeffrey))
    desk.log_in(heir)
    desk.give(hub)
    reader.take(hub)
    assert reader.count("sanctieadvies") == 1
    [(made_by,)] = reader.rows("SELECT created_by FROM sanctieadvies")
    assert made_by == gone.bytes


# Poison: one envelope that stops everybody ------------------------------------------------------


def poison(deelnemer: UUID, user: UUID, zaak: UUID, advies: UUID) -> dict[str, list[WireChange]]:
    """What breaks a program that believes what a colleague seals."""
    deep = "[" * 100_000
    other = zaak_values(user, deelnemer)
    return {
        "another kind under an id that is in the index": [
            forged(user, "Sanctiezaak", other, entity=deelnemer),
            forged(
                user,
                "Aandachtspunt",
                create_values(
                    user,
                    {
                        "deelnemer_id": deelnemer,
                        "soort": AandachtspuntSoort.contact,
                        "tekst": "x",
                        "vanaf_datum": date(2026, 11, 1),
                    },
                ),
                entity=zaak,
            ),
        ],
        "half a letter": [
            forged(user, "Sanctiezaak", json.dumps(other | {"feiten": "\ud800"})),
        ],
        "a zero": [forged(user, "Sanctiezaak", other | {"feiten": "a\0b"})],
        "deep": [
            forged(user, "Sanctiezaak", f'{{"deelnemer_id": {deep}'),
            forged(user, "Sanctiezaak", other, parents=f'{{"": {deep}'),
            forged(user, "Onbekend", f'{{"deelnemer_id": {deep}'),
        ],
        "a large number": [
            forged(user, "Sanctiezaak", json.dumps(other | {"ronde": 10**400})),
            forged(user, "Sanctiezaak", json.dumps(other | {"ronde": 1e308})),
        ],
        "parents that are none, for what is decided about": [
            forged(user, "Onbekend", "{}", entity=advies, parents="nee"),
            forged(user, "Onbekend", "{}", entity=advies, parents="[]"),
            forged(user, "Zaakstap", "{}", entity=advies, parents="nee", schema="9999"),
            forged(user, "Zaakstap", "{}", entity=advies, parents="nee"),
        ],
        "parents that are no ids": [
            forged(
                user,
                "Sanctiezaak",
                {"plaats": "gang"},
                entity=zaak,
                operation="set",
                parents='{"plaats": ["zz", "", "\\u0000"]}',
            ),
        ],
    }


def begin_step(desk: Desk, deelnemer: UUID, zaak: UUID) -> UUID:
    with desk.database.transaction(TEAM) as session:
        step = Zaakstap(
            sanctiezaak_id=zaak,
            deelnemer_id=deelnemer,
            ronde=1,
            van=None,
            naar=SanctieStatus.voorval,
            datum=date(2026, 11, 1),
        )
        session.add(step)
        session.flush()
        return step.id


@pytest.mark.parametrize("name", list(poison(*[new_id()] * 4)))
def test_no_envelope_stops_the_ones_behind_it(new_desk: NewDesk, name: str) -> None:
    hub, mentor, reader = ListHub(), new_desk(), new_desk()
    jeffrey = mentor.write_deelnemer()
    zaak = open_zaak(mentor, jeffrey)
    step = begin_step(mentor, jeffrey, zaak)
    mentor.write_punt(jeffrey, "eet mee")
    mentor.sync(hub)
    reader.sync(hub)
    for change in poison(jeffrey, mentor.user, zaak, step)[name]:
        smuggle(mentor, hub, [change], user=mentor.user)
    begin_step(mentor, jeffrey, zaak)
    mentor.write_punt(jeffrey, "slaapt uit")
    mentor.give(hub)
    reader.take(hub)
    reader.restart()
    reader.take(hub)
    assert reader.count("aandachtspunt", "tekst IN ('eet mee', 'slaapt uit')") == 2
    assert reader.count("zaakstap") == 2
    with reader.database.transaction(TEAM) as session:  # the window goes on too
        session.get_one(Sanctiezaak, zaak).plaats = "tuin"
    begin_step(reader, jeffrey, zaak)


@pytest.mark.parametrize("at", ["", "zzz", "2026-13-45T00:00:00.000000Z", "2026-11-12", "9" * 90])
def test_a_moment_that_is_none_is_set_apart(new_desk: NewDesk, at: str) -> None:
    hub, mentor, reader = ListHub(), new_desk(), new_desk()
    jeffrey = mentor.write_deelnemer()
    mentor.give(hub)
    change = forged(mentor.user, "Sanctiezaak", zaak_values(mentor.user, jeffrey), at=at)
    smuggle(mentor, hub, [change], user=mentor.user)
    reader.take(hub)
    assert reader.store.count_aside().apart == 1
    with reader.database.reading() as session:
        bind = {"bind": session.engine_of(TEAM)}
        assert session.scalars(select(Change), bind_arguments=bind).all()


# Other people's words ---------------------------------------------------------------------------


def test_nobody_says_that_another_made_it(new_desk: NewDesk) -> None:
    hub, mentor, reader = ListHub(), new_desk(), new_desk()
    victim = new_id()
    jeffrey = mentor.write_deelnemer()
    zaak = open_zaak(mentor, jeffrey)
    mentor.give(hub)
    smuggle(
        mentor,
        hub,
        [
            forged(mentor.user, "Sanctiezaak", zaak_values(victim, jeffrey)),
            forged(
                mentor.user,
                "Sanctiezaak",
                {"created_by": encode(victim)},
                entity=zaak,
                operation="set",
            ),
        ],
        user=mentor.user,
    )
    reader.take(hub)
    assert reader.rows("SELECT DISTINCT created_by FROM sanctiezaak") == [(mentor.user.bytes,)]
    assert reader.store.count_aside().apart == 2


def a_zaak_in_the_name_of(victim: UUID, deelnemer: UUID) -> list[WireChange]:
    return [forged(victim, "Sanctiezaak", zaak_values(victim, deelnemer))]


def test_ordinary_words_count_only_when_the_one_that_is_named_sealed_them(
    new_desk: NewDesk,
) -> None:
    hub, mentor, reader = ListHub(), new_desk(), new_desk()
    victim, stranger = new_id(), new_id()
    mentor.house.trust(mentor.device, victim)
    jeffrey = mentor.write_deelnemer()
    mentor.give(hub)
    lies: list[tuple[UUID, bool]] = [
        (victim, True),  # signed by himself, and it names her
        (victim, False),
        (mentor.user, False),
        (stranger, True),
    ]
    for sealer, sign in lies:
        words = a_zaak_in_the_name_of(victim, jeffrey)
        smuggle(mentor, hub, words, user=victim, sign=sign, sealer=sealer)
    reader.take(hub)
    assert reader.count("sanctiezaak") == 0
    assert reader.store.count_aside().apart == len(lies)


def test_who_seals_the_words_of_another_is_named(new_desk: NewDesk) -> None:
    """As on a laptop of the house, where somebody else logs in after the writer."""
    hub, mentor, reader = ListHub(), new_desk(), new_desk()
    jeffrey = mentor.write_deelnemer()
    writer, heir = mentor.user, new_id()
    mentor.log_in(heir)
    mentor.give(hub)
    header = split(hub.raws[0]).header
    assert (header.user, header.sealer) == (writer, heir)
    mentor.house.strangers.add(heir)
    reader.take(hub)
    assert (reader.count("deelnemer"), reader.store.count_aside().apart) == (0, 1)
    mentor.house.strangers.clear()
    mentor.house.register += 1
    reader.take(hub)
    assert reader.rows("SELECT id FROM deelnemer") == [(jeffrey.bytes,)]


def test_what_an_older_program_sealed_stays_believed_in_the_order(new_desk: NewDesk) -> None:
    """The hub lets in no new ones without a person."""
    hub, mentor, reader = ListHub(), new_desk(), new_desk()
    jeffrey = mentor.write_deelnemer()
    mentor.give(hub)
    for sign in (True, False):
        words = a_zaak_in_the_name_of(mentor.user, jeffrey)
        smuggle(mentor, hub, words, user=mentor.user, sign=sign)
    reader.take(hub)
    assert reader.count("sanctiezaak") == 2


def test_another_change_under_a_known_id_is_not_passed_over_in_silence(new_desk: NewDesk) -> None:
    hub, mentor, reader = ListHub(), new_desk(), new_desk()
    jeffrey = mentor.write_deelnemer()
    mentor.give(hub)
    reader.take(hub)
    [(known,)] = reader.rows("SELECT id FROM \"change\" WHERE kind = 'Deelnemer'")
    change = forged(
        mentor.user,
        "Sanctiezaak",
        zaak_values(mentor.user, jeffrey),
        id=UUID(bytes=known),
    )
    smuggle(mentor, hub, [change], user=mentor.user)
    reader.take(hub)
    assert reader.count("sanctiezaak") == 0
    assert reader.store.count_aside().apart == 1


def test_a_hub_that_says_a_key_was_destroyed_is_not_believed(new_desk: NewDesk) -> None:
    hub, mentor, reader = ListHub(), new_desk(), new_desk()
    mentor.house.believes_hub = False
    jeffrey = mentor.write_deelnemer()
    mentor.give(hub)
    whole, hub.keys = hub.keys, [replace(key, wrapped=None) for key in hub.keys]
    reader.take(hub)
    assert reader.store.count_aside().key == 1  # it waits and is counted
    mentor.store.keep_keys(hub.keys, 2)
    mentor.write_punt(jeffrey, "eet mee")
    mentor.give(hub)
    reader.store.keep_keys(whole + hub.keys, 4)
    reader.take(hub)
    assert reader.count("aandachtspunt") == 1
    assert reader.store.count_aside().key == 0
