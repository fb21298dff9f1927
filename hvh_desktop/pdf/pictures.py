"""The few pictures on paper, drawn as lines so that they are sharp and need no font."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from reportlab.pdfgen.canvas import Canvas

from hvh_desktop.pdf.style import colour

Picture = Callable[[Canvas, float, float, float, str], None]
_GRID = 32.0


@contextmanager
def _pen(canvas: Canvas, x: float, y: float, size: float, name: str) -> Iterator[None]:
    """A grid of 32 by 32 whose lower left corner is at x, y."""
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(size / _GRID, size / _GRID)
    canvas.setStrokeColor(colour(name))
    canvas.setFillColor(colour(name))
    canvas.setLineWidth(2)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    yield
    canvas.restoreState()


def _path(canvas: Canvas, *points: tuple[float, float]) -> None:
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    canvas.drawPath(path, stroke=1, fill=0)


def roof(canvas: Canvas, x: float, y: float, size: float, name: str = "accent") -> None:
    """The mark of the house: a roof and an open door in a filled square."""
    with _pen(canvas, x, y, size, name):
        canvas.roundRect(0, 0, 32, 32, 8, stroke=0, fill=1)
        canvas.setStrokeColor(colour("paper"))
        canvas.setLineWidth(2.2)
        _path(canvas, (7, 16.5), (16, 24), (25, 16.5))
        _path(canvas, (9.5, 17.8), (9.5, 8), (14, 8), (14, 14.2), (18, 14.2), (18, 8), (22.5, 8))
        _path(canvas, (22.5, 8), (22.5, 17.8))


def plus(canvas: Canvas, x: float, y: float, size: float, name: str = "good") -> None:
    with _pen(canvas, x, y, size, name):
        canvas.setLineWidth(2.4)
        canvas.circle(16, 16, 12.5, stroke=1, fill=0)
        _path(canvas, (16, 10.5), (16, 21.5))
        _path(canvas, (10.5, 16), (21.5, 16))


def arrow(canvas: Canvas, x: float, y: float, size: float, name: str = "accent") -> None:
    with _pen(canvas, x, y, size, name):
        canvas.circle(16, 16, 13.5, stroke=1, fill=0)
        _path(canvas, (9.5, 16), (22, 16))
        _path(canvas, (16.8, 21.2), (22, 16), (16.8, 10.8))


def calendar(canvas: Canvas, x: float, y: float, size: float, name: str = "accent") -> None:
    with _pen(canvas, x, y, size, name):
        canvas.roundRect(4, 3.5, 24, 24, 2.5, stroke=1, fill=0)
        _path(canvas, (4, 20.5), (28, 20.5))
        for post in (10, 22):
            _path(canvas, (post, 30), (post, 25))
        _path(canvas, (11.5, 12), (14.8, 8.8), (20.8, 15))


def square(canvas: Canvas, x: float, y: float, size: float, name: str = "line_strong") -> None:
    """An empty square to tick."""
    with _pen(canvas, x, y, size, name):
        canvas.setLineWidth(1.3 * _GRID / size)
        canvas.roundRect(1, 1, 30, 30, 5.5, stroke=1, fill=0)
