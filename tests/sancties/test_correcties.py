"""What was written stays; a correctie stands beside it, and attachments are kept as they are."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from hvh_desktop.errors import UserError
from hvh_desktop.rights import Rol
from hvh_desktop.sancties import service_bijlagen, service_correcties
from hvh_desktop.sancties.rows import ZaakDetail
from hvh_desktop.sancties.words import BijlageSoort, Onderdeel, SanctieStatus
from tests.sancties.house import DIRECT, House, S

JPEG = b"\xff\xd8\xff\xe0" + b"x" * 100
PDF = b"%PDF-1.7\n" + b"x" * 100
WHO: dict[Onderdeel, Rol] = {
    Onderdeel.voorval: Rol.mentor,
    Onderdeel.verslag: Rol.mentor,
    Onderdeel.horen: Rol.locatiemanager,
    Onderdeel.advies: Rol.psycholoog,
    Onderdeel.voorstel: Rol.locatiemanager,
    Onderdeel.beslissing: Rol.directeur,
    Onderdeel.uitreiking: Rol.mentor,
    Onderdeel.tenuitvoerlegging: Rol.locatiemanager,
    Onderdeel.beklag: Rol.casemanager,
}


def correct(
    home: House, zaak_id: UUID, part: Onderdeel, rol: Rol, tekst: str = "Het was kamer 14."
) -> UUID:
    return home.by(
        rol,
        lambda s: service_correcties.record_correctie(s, zaak_id, part, tekst, "Schrijffout"),
    )


def whole_case(home: House) -> UUID:
    """A case in which every part is there."""
    zaak_id = home.case(S.horen)
    home.advies(zaak_id)
    home.voorstel(zaak_id, DIRECT)
    home.beslissing(zaak_id)
    home.mededeling(zaak_id)
    home.uitreiking(zaak_id)
    home.tenuitvoerlegging(zaak_id)
    home.beklag(zaak_id)
    return zaak_id


def without(detail: ZaakDetail) -> dict[str, Any]:
    """Everything but the correcties."""
    return {k: v for k, v in vars(detail).items() if k not in ("correcties", "may")}


def onderdelen(home: House, zaak_id: UUID, rol: Rol) -> tuple[Onderdeel, ...]:
    with home.door(rol).reading() as session:
        return service_correcties.list_onderdelen(session, zaak_id)


# Correcties -----------------------------------------------------------------------------------


def test_a_correctie_never_changes_the_old_text(home: House) -> None:
    zaak_id = whole_case(home)
    before = home.get(zaak_id)
    for number, part in enumerate(Onderdeel):
        correct(home, zaak_id, part, WHO[part])
        after = home.get(zaak_id)
        assert without(after) == without(before)
        row = after.correcties[number]
        assert (row.onderdeel, row.tekst, row.reden) == (part, "Het was kamer 14.", "Schrijffout")
        assert row.op.date() == date(2026, 11, 12)


def test_who_may_not_write_a_part_may_not_correct_it(home: House) -> None:
    zaak_id = whole_case(home)
    for rol in set(WHO.values()):
        may = onderdelen(home, zaak_id, rol)
        assert may
        for part in set(Onderdeel) - set(may):
            with pytest.raises(UserError, match=service_correcties.WHO[part].value):
                correct(home, zaak_id, part, rol)


def test_a_part_that_is_not_there_has_no_correctie(home: House) -> None:
    zaak_id = home.voorval()
    for part in set(Onderdeel) - {Onderdeel.voorval}:
        with pytest.raises(UserError) as refused:
            correct(home, zaak_id, part, WHO[part])
        assert set(refused.value.fields) == {"onderdeel"}


def test_a_voorval_that_can_still_change_needs_none(home: House) -> None:
    zaak_id = home.voorval()
    with pytest.raises(UserError, match="nog gewoon wijzigen"):
        correct(home, zaak_id, Onderdeel.voorval, Rol.mentor)
    assert onderdelen(home, zaak_id, Rol.mentor) == ()
    assert onderdelen(home, zaak_id, Rol.psycholoog) == (Onderdeel.voorval,)
    correct(home, zaak_id, Onderdeel.voorval, Rol.psycholoog)


def test_also_when_the_case_is_closed(home: House) -> None:
    zaak_id = home.case(S.geseponeerd)
    correct(home, zaak_id, Onderdeel.verslag, Rol.reclasseringswerker)
    correct(home, zaak_id, Onderdeel.verslag, Rol.mentor, "Het was toch kamer 12.")
    assert [row.door for row in home.get(zaak_id).correcties] == ["Petra", "Ilse"]


def test_a_correctie_says_what_and_why(home: House) -> None:
    zaak_id = home.case(S.verslag)
    with pytest.raises(UserError) as refused:
        home.by(
            Rol.mentor,
            lambda s: service_correcties.record_correctie(s, zaak_id, Onderdeel.verslag, " ", ""),
        )
    assert set(refused.value.fields) == {"tekst", "reden"}


# Attachments ----------------------------------------------------------------------------------


def attach(
    home: House, zaak_id: UUID, inhoud: bytes, soort: BijlageSoort = BijlageSoort.scan
) -> UUID:
    return home.by(
        Rol.mentor,
        lambda s: service_bijlagen.record_bijlage(s, zaak_id, soort, "De deur", inhoud),
    )


def read(home: House, bijlage_id: UUID) -> bytes:
    with home.door(Rol.directeur).reading() as session:
        return service_bijlagen.get_bijlage(session, bijlage_id)


@pytest.mark.parametrize(
    ("soort", "inhoud"),
    [(BijlageSoort.foto, JPEG), (BijlageSoort.scan, JPEG), (BijlageSoort.scan, PDF)],
)
@pytest.mark.parametrize("status", [S.voorval, S.beslissing, S.geseponeerd])
def test_a_photo_and_a_scan_are_kept(
    home: House, status: SanctieStatus, soort: BijlageSoort, inhoud: bytes
) -> None:
    zaak_id = home.case(status)
    bijlage_id = attach(home, zaak_id, inhoud, soort)
    (row,) = home.get(zaak_id).bijlagen
    assert (row.id, row.soort, row.omschrijving, row.door) == (bijlage_id, soort, "De deur", "Ilse")
    assert row.is_pdf == (inhoud is PDF)
    assert read(home, bijlage_id) == inhoud


@pytest.mark.parametrize(
    "inhoud",
    [
        b"",
        b"GIF89a",
        b"\x89PNG\r\n",
        b"MZ\x90",
        b"PK\x03\x04",
        b" %PDF-1.7",
        b"\xff\xd8",
        b"<html>",
    ],
)
def test_it_goes_by_the_first_bytes_and_not_by_a_name(home: House, inhoud: bytes) -> None:
    zaak_id = home.voorval()
    with pytest.raises(UserError, match="foto \\(JPEG\\) of een PDF") as refused:
        attach(home, zaak_id, inhoud)
    assert set(refused.value.fields) == {"inhoud"}
    assert home.get(zaak_id).bijlagen == ()


def test_a_pdf_is_no_photo(home: House) -> None:
    with pytest.raises(UserError, match="geen foto"):
        attach(home, home.voorval(), PDF, BijlageSoort.foto)


def test_three_megabytes_and_no_more(home: House) -> None:
    zaak_id = home.voorval()
    most = JPEG + b"x" * (service_bijlagen.MAX_BIJLAGE - len(JPEG))
    attach(home, zaak_id, most)
    with pytest.raises(UserError, match="groter dan 3 MB"):
        attach(home, zaak_id, most + b"x")


def test_what_is_on_it_is_asked(home: House) -> None:
    zaak_id = home.voorval()
    with pytest.raises(UserError) as refused:
        home.by(
            Rol.mentor,
            lambda s: service_bijlagen.record_bijlage(s, zaak_id, BijlageSoort.foto, "", b"no"),
        )
    assert set(refused.value.fields) == {"omschrijving", "inhoud"}


@pytest.mark.parametrize("rol", [Rol.mentor, Rol.locatiemanager])
def test_it_is_taken_off_with_a_reason(home: House, rol: Rol) -> None:
    zaak_id = home.voorval()
    bijlage_id = attach(home, zaak_id, JPEG)
    with pytest.raises(UserError):
        home.by(rol, lambda s: service_bijlagen.remove_bijlage(s, bijlage_id, " "))
    home.by(rol, lambda s: service_bijlagen.remove_bijlage(s, bijlage_id, "Verkeerde foto"))
    assert home.get(zaak_id).bijlagen == ()
    with pytest.raises(UserError, match="weggehaald"):
        read(home, bijlage_id)
    with pytest.raises(UserError, match="al weggehaald"):
        home.by(rol, lambda s: service_bijlagen.remove_bijlage(s, bijlage_id, "Nog eens"))


def test_nobody_else_takes_it_off(home: House) -> None:
    bijlage_id = attach(home, home.voorval(), JPEG)
    for rol in (Rol.casemanager, Rol.directeur, Rol.psycholoog):
        with pytest.raises(UserError, match="wie die toevoegde of de locatiemanager"):
            home.by(rol, lambda s: service_bijlagen.remove_bijlage(s, bijlage_id, "Weg"))
    assert read(home, bijlage_id) == JPEG
