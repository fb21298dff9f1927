"""A typed number, read as it is written in Dutch and never guessed."""

from __future__ import annotations

import re
from typing import Any

from hvh_desktop.text import plural
from hvh_desktop.ui.kit.fields import TextField

NUMBER = re.compile(r"-?([0-9]+|[0-9]{1,3}(\.[0-9]{3})+)(,(?P<after>[0-9]+))?")
"""As it is written in Dutch: "1.250,75"; the points between thousands may be left out."""


class NumberField(TextField):
    """A typed number; empty is allowed and gives None. Dutch comma for decimals."""

    def __init__(
        self,
        value: float | None = None,
        minimum: float = 0,
        maximum: float = 999_999,
        *,
        unit: str = "",
        decimals: int = 0,
    ) -> None:
        super().__init__(chars=max(4, len(str(int(maximum))) + (decimals + 1 if decimals else 0)))
        self._minimum, self._maximum, self._decimals = minimum, maximum, decimals
        self.unit = unit
        self.setPlaceholderText(unit)
        self.set_value(value)

    def _shown(self, number: float) -> str:
        return f"{number:.{self._decimals}f}".replace(".", ",")

    def _typed(self) -> float | None:
        """The number that was typed, allowed or not; None when it is no number."""
        words = "".join(self.text().removeprefix("€").split())
        found = NUMBER.fullmatch(words)
        if found is None or len(found["after"] or "") > self._decimals:
            return None
        return float(words.replace(".", "").replace(",", "."))

    def value(self) -> float | int | None:
        number = self._typed()
        if number is None or self.problem() is not None:
            return None
        return number if self._decimals else int(number)

    def set_value(self, value: Any) -> None:
        super().set_value(self._shown(value) if isinstance(value, int | float) else value)

    def problem(self) -> str | None:
        if not self.text().strip():
            return None
        number = self._typed()
        if number is None:
            return self._unread()
        if not self._minimum <= number <= self._maximum:
            least, most = self._shown(self._minimum), self._shown(self._maximum)
            return f"Typ een getal van {least} tot en met {most}."
        return None

    def _unread(self) -> str:
        """What to type instead of what is no number here."""
        has_point = re.fullmatch(r"[^,.]*\d[,.]\d+", "".join(self.text().split()))
        if has_point and not self._decimals:
            return "Typ een heel getal."
        if has_point:
            most = plural(self._decimals, "cijfer", "cijfers")
            return f"Typ een komma met daarachter ten hoogste {most}."
        return "Typ een getal in cijfers."
