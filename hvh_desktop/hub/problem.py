"""What the hub answers when it does not do what was asked."""

from __future__ import annotations


class Problem(Exception):
    """An HTTP status and one Dutch sentence; never anything of what was sent."""

    def __init__(self, status: int, text: str, *, retry_after: int | None = None) -> None:
        super().__init__(status)
        self.status = status
        self.text = text
        self.retry_after = retry_after
