"""A founded house for the tests of laptops."""

from tests.medewerkers.founded import founded, founded_once

__all__ = ["founded", "founded_once"]
