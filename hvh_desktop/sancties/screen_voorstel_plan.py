"""Which outcomes are laid beside each other, by why he was heard, and with what they begin."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from hvh_desktop.sancties.gevolgen import GevolgStand
from hvh_desktop.sancties.rows import AlternatiefRow, StrafRow
from hvh_desktop.sancties.rows_maatwerk import MaatwerkStand
from hvh_desktop.sancties.ruimte import Ruimte
from hvh_desktop.sancties.screen_voorstel_alternatief import AlternatiefEditor, Maatstaf
from hvh_desktop.sancties.words import AlternatiefSoort, RondeAanleiding

GEWOON, MAAT, TWEEDE, GEEN = "gewoon", "maat", "maat_2", "geen"
_A = AlternatiefSoort


@dataclass(frozen=True)
class Kolomplan:
    """A column: its key in names and drafts, its kind and name, and what it starts with."""

    key: str
    soort: AlternatiefSoort
    naam: str
    straffen: tuple[StrafRow, ...] = ()
    proeftijd_tot_datum: date | None = None

    def editor(self, maat: Maatstaf) -> AlternatiefEditor:
        """Its fields, filled with what it starts with."""
        made = AlternatiefEditor(self.soort, self.naam, maat)
        if self.straffen:
            is_held = any(one.voorwaardelijk for one in self.straffen)
            until = self.proeftijd_tot_datum if is_held else None
            row = AlternatiefRow(self.soort, self.naam, self.straffen, "", False, False, until)
            made.set_row(row)
            made.blocks["is_degradatie"].set_value(None)
        return made


def kolommen(stand: MaatwerkStand) -> tuple[Kolomplan, ...]:
    """The columns of this round, the regular outcome first."""
    straffen, until = stand.ronde_straffen, stand.ronde_proeftijd_tot_datum
    now = tuple(replace(one, voorwaardelijk=0) for one in straffen)
    held = tuple(replace(one, voorwaardelijk=one.aantal) for one in straffen)
    if stand.zaak.aanleiding is RondeAanleiding.tenuitvoerlegging:
        return (
            Kolomplan(GEWOON, _A.regulier, "Geheel ten uitvoer", now, until),
            Kolomplan(MAAT, _A.maatwerk, "Deels ten uitvoer", held, until),
            Kolomplan(TWEEDE, _A.maatwerk, "Niet ten uitvoer", held, until),
        )
    if stand.zaak.aanleiding is RondeAanleiding.omzetting:
        return (
            Kolomplan(GEWOON, _A.regulier, "Blijft zoals het is", straffen, until),
            Kolomplan(MAAT, _A.maatwerk, "Deels voorwaardelijk", straffen, until),
            Kolomplan(TWEEDE, _A.maatwerk, "Geheel voorwaardelijk", held, until),
        )
    return (
        Kolomplan(GEWOON, _A.regulier, "Gewone uitkomst"),
        Kolomplan(MAAT, _A.maatwerk, "Op maat"),
        Kolomplan(TWEEDE, _A.maatwerk, "Nog een op maat"),
        Kolomplan(GEEN, _A.geen_straf, "Geen straf"),
    )


def maat_of(stand: MaatwerkStand, gevolgstand: GevolgStand) -> Maatstaf:
    """What all editors of this case reckon with."""
    until = stand.ronde_proeftijd_tot_datum
    is_bound = bool(stand.ronde_straffen) and until is not None
    return Maatstaf(
        regels=stand.regels,
        keten=stand.keten,
        stand=gevolgstand,
        ruimte=Ruimte(stand.zaak.aanleiding, stand.ronde_straffen, until)
        if is_bound and until is not None
        else None,
    )
