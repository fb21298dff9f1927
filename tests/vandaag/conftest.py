"""The sample house, and Ilse at the keyboard."""

from __future__ import annotations

from tests.dossier.conftest import huis, ilse, watched

__all__ = ["huis", "ilse", "watched"]
