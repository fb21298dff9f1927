"""Which decision, paper and handing-over of a case count now. Services and screens both ask it."""

from __future__ import annotations

from hvh_desktop.sancties.rows import BeslissingRow, MededelingRow, UitreikingRow, ZaakDetail


def last_decision(detail: ZaakDetail) -> BeslissingRow | None:
    """The newest decision, also while he is heard again about it."""
    return detail.beslissingen[-1] if detail.beslissingen else None


def last_paper(detail: ZaakDetail) -> MededelingRow | None:
    """The newest mededeling of the newest decision."""
    decision = last_decision(detail)
    papers = [one for one in detail.mededelingen if decision and one.beslissing_id == decision.id]
    return papers[-1] if papers else None


def last_handing(detail: ZaakDetail) -> UitreikingRow | None:
    """The handing-over of the newest decision that counts; None while it was not handed over."""
    decision = last_decision(detail)
    lines = [one for one in detail.uitreikingen if decision and one.beslissing_id == decision.id]
    return lines[-1] if lines else None


def last_handed(detail: ZaakDetail) -> UitreikingRow | None:
    """The newest handing-over of all: what a beklag of today is about."""
    return detail.uitreikingen[-1] if detail.uitreikingen else None
