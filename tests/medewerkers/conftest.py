"""The founded house for the tests of this slice."""

from tests.medewerkers.founded import founded, founded_once

__all__ = ["founded", "founded_once"]
