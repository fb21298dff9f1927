"""The sample house of the dossier, with Ilse at the keyboard."""

from __future__ import annotations

from tests.dossier.conftest import house, huis, ilse, psycholoog, sample_house, watched

__all__ = ["house", "huis", "ilse", "psycholoog", "sample_house", "watched"]
