"""Every paper of the demo: four plans, an A4 for the deelnemer, and recovery sheets."""

from __future__ import annotations

import tempfile
from pathlib import Path
from uuid import UUID

from hvh_desktop.crypto import KdfCost
from hvh_desktop.demo_accounts import DEMO_PASSWORD
from hvh_desktop.founding import NewAccount, Setup, first_run
from hvh_desktop.rights import Rol
from hvh_desktop.tour.camera import Camera
from hvh_desktop.tour.stops import Cast
from hvh_desktop.trajectplannen.report import afspraken_pdf, trajectplan_pdf
from hvh_desktop.trajectplannen.service import collect_afspraken, collect_plan
from hvh_desktop.ui.context import Context


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
