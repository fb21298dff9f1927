"""Every paper of the demo: plans, sheets for the deelnemer, letters, and recovery sheets."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

from hvh_desktop.crypto import KdfCost
from hvh_desktop.db import Session
from hvh_desktop.demo_accounts import DEMO_PASSWORD
from hvh_desktop.founding import NewAccount, Setup, first_run
from hvh_desktop.raadplegingen.report import overzicht_pdf
from hvh_desktop.raadplegingen.service_overzicht import collect_overzicht
from hvh_desktop.rights import Rol
from hvh_desktop.sancties.inhoud import MededelingInhoud
from hvh_desktop.sancties.report import mededeling_pdf, uitleg_pdf
from hvh_desktop.sancties.service import get_zaak
from hvh_desktop.sancties.service_mededeling import get_mededeling_inhoud
from hvh_desktop.sancties.words import SanctieStatus
from hvh_desktop.signaleringsplannen.report import signaleringsplan_pdf
from hvh_desktop.signaleringsplannen.service import collect_blad
from hvh_desktop.toestemmingen.report import toestemming_pdf
from hvh_desktop.toestemmingen.service_formulier import collect_formulier
from hvh_desktop.tour.camera import Camera
from hvh_desktop.tour.stops import Cast
from hvh_desktop.tour.stops_sancties import SanctieCast
from hvh_desktop.tour.stops_zorg import ZorgCast
from hvh_desktop.trajectplannen.report import afspraken_pdf, trajectplan_pdf
from hvh_desktop.trajectplannen.service import collect_afspraken, collect_plan
from hvh_desktop.ui.context import Context
from hvh_desktop.verwijzingen.report import verwijsbrief_pdf
from hvh_desktop.verwijzingen.service_brief import collect_brief

TOLD = {
    "1-voor-een-deel": SanctieStatus.mededeling,
    "2-uitgevoerd": SanctieStatus.uitreiking,
    "3-voorwaardelijk": SanctieStatus.voorwaardelijk,
    "4-geen-straf": SanctieStatus.afgezien,
}
"""What the paper is called -> how far the case is."""
LOOKED_BACK = timedelta(days=35)


def write_papers(camera: Camera, context: Context, cast: Cast) -> None:
    """Write the PDFs and their pages."""
    for name, deelnemer_id in (
        ("trajectplan-1", cast.full),
        ("trajectplan-2-syrisch", cast.other_script),
        ("trajectplan-3", cast.third),
        ("trajectplan-4-concept", cast.new),
    ):
        camera.keep_paper(_plan(context, deelnemer_id), name)
    for name, deelnemer_id in (
        ("afspraken-1", cast.full),
        ("afspraken-2-syrisch", cast.other_script),
    ):
        camera.keep_paper(_afspraken(context, deelnemer_id), name)
    camera.keep_paper(_recovery_sheets(), "herstelbladen")


def write_zorg_papers(camera: Camera, context: Context, cast: ZorgCast) -> None:
    """What the psycholoog prints, and the papers about consent and who looked."""
    him, plan, until = cast.cared, cast.plan_id, context.today()
    papers: dict[str, Callable[[Session], bytes]] = {
        "verwijsbrief": lambda s: verwijsbrief_pdf(collect_brief(s, cast.verwijzing_id)),
        "signaleringsplan-1": lambda s: signaleringsplan_pdf(collect_blad(s, plan)),
        "signaleringsplan-2-naaste": lambda s: signaleringsplan_pdf(
            collect_blad(s, plan, cast.knows_plan)
        ),
        "toestemmingsformulier": lambda s: toestemming_pdf(
            collect_formulier(s, cast.toestemming_id)
        ),
        "overzicht-raadplegingen": lambda s: overzicht_pdf(
            collect_overzicht(s, him, until - LOOKED_BACK, until)
        ),
    }
    for name, make in papers.items():
        camera.keep_paper(context.read(make), name)


def write_sanctie_papers(camera: Camera, context: Context, cast: SanctieCast) -> None:
    """The letter about a decision and the sheet in plain words, of decisions of every kind."""
    for name, status in TOLD.items():
        inhoud = context.read(partial(_newest, zaak_id=cast.at(status)["sanctiezaak_id"]))
        camera.keep_paper(mededeling_pdf(inhoud), f"mededeling-{name}")
        camera.keep_paper(uitleg_pdf(inhoud), f"uitleg-{name}")


def _newest(session: Session, zaak_id: UUID) -> MededelingInhoud:
    paper = get_zaak(session, zaak_id).mededelingen[-1]
    return get_mededeling_inhoud(session, paper.id)


def _plan(context: Context, deelnemer_id: UUID) -> bytes:
    return trajectplan_pdf(context.read(lambda session: collect_plan(session, deelnemer_id)))


def _afspraken(context: Context, deelnemer_id: UUID) -> bytes:
    return afspraken_pdf(context.read(lambda session: collect_afspraken(session, deelnemer_id)))


def _recovery_sheets() -> bytes:
    """Of a house that is thrown away at once."""
    beheerder = NewAccount(
        "Dennis Oude Kotte", "Dennis", "dennis", DEMO_PASSWORD, frozenset({Rol.beheerder})
    )
    setup = Setup("Huis van Herstel Twente", "Almelo", beheerder)
    with tempfile.TemporaryDirectory() as folder:
        return first_run(Path(folder) / "huis", setup, cost=KdfCost.cheap()).sheets_pdf
