"""The door of this slice: the plan, what is shared of it, and the card of the team."""

from __future__ import annotations

from hvh_desktop.signaleringsplannen.rows import (
    Belregel,
    BladInhoud,
    Deelgrond,
    DelingRow,
    FaseRow,
    KaartRow,
    Missing,
    PlanDetail,
    PlanRow,
)
from hvh_desktop.signaleringsplannen.service_delen import (
    collect_blad,
    find_deelgrond,
    list_delingen,
    record_deling,
    withdraw_deling,
)
from hvh_desktop.signaleringsplannen.service_kaart import (
    find_kaart,
    is_kaart_kept,
    list_verlopen_kaarten,
    record_kaart,
    withdraw_kaart,
)
from hvh_desktop.signaleringsplannen.service_plan import (
    change_fase,
    change_plan,
    complete_plan,
    find_concept,
    find_current,
    get_mensen,
    get_netwerk_names,
    get_plan,
    list_missing,
    list_versions,
    remove_fase,
    start_plan,
)

__all__ = [
    "Belregel",
    "BladInhoud",
    "Deelgrond",
    "DelingRow",
    "FaseRow",
    "KaartRow",
    "Missing",
    "PlanDetail",
    "PlanRow",
    "change_fase",
    "change_plan",
    "collect_blad",
    "complete_plan",
    "find_concept",
    "find_current",
    "find_deelgrond",
    "find_kaart",
    "get_mensen",
    "get_netwerk_names",
    "get_plan",
    "is_kaart_kept",
    "list_delingen",
    "list_missing",
    "list_verlopen_kaarten",
    "list_versions",
    "record_deling",
    "record_kaart",
    "remove_fase",
    "start_plan",
    "withdraw_deling",
    "withdraw_kaart",
]
