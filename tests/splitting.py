"""New processes for tests: each splits off from one that has read the program already.

Reading it takes far longer than what such a process has to do. There is one of these per test
process, so it reads what any of them needs. What counts the figures of the hub is not read: that
wants to know first where to.
"""

from __future__ import annotations

import multiprocessing
import sys
from multiprocessing.context import ForkServerContext, SpawnContext

_READ = (
    *("tests.sync.killed", "tests.sync.real.killed"),
    *("hvh_desktop.hub.app", "hvh_desktop.hub.serve", "tests.hub.served"),
)


def _context() -> ForkServerContext | SpawnContext:
    if sys.platform == "win32":  # cannot split: every process reads for itself
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(_READ))
    return context


SPLITTING = _context()
