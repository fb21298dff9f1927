"""The three kinds of failure: what the user can mend, what the surroundings do, and bugs.

Everything that is neither of these two classes is a bug and ends in the crash dialog.
"""

from __future__ import annotations

from collections.abc import Mapping


class UserError(Exception):
    """Something the user can put right.

    ``text`` is one clear Dutch sentence that says what to do. ``fields`` gives a sentence per
    field name, shown at that field.
    """

    def __init__(self, text: str, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(text)
        self.text = text
        self.fields: dict[str, str] = dict(fields or {})


class EnvironmentProblem(Exception):
    """The surroundings fail: disk full, file damaged, folder read-only.

    ``text`` says in Dutch what happened, what is safe and what to do now.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text
