"""The look: colours, letters and sizes from the one token table, for the theme in use.

One current theme per program. It is presentation state, so it lives in this module; widgets
read it when they are made and are made anew after a change.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QGuiApplication,
    QIcon,
    QPalette,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QStyle, QToolTip

from hvh_desktop.resources import resource_path

LICHT, DONKER, HOOG_CONTRAST = "licht", "donker", "hoog_contrast"
SCALES = (1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
NARROW_FROM = 1.5
OTHER_SCRIPTS = (
    *("Arabic", "Armenian", "Devanagari", "Ethiopic", "Georgian", "Hebrew", "Syriac", "Tamil"),
    "Thai",
)
# Some widget classes get a font of the system; they must follow ours.
CLASSES_WITH_OWN_FONT = ("QMenu", "QTipLabel", "QMessageBox", "QAbstractItemView", "QHeaderView")


@dataclass(frozen=True)
class Theme:
    """``name`` is licht, donker or hoog_contrast; ``scale`` is the text size, 1.0 to 2.0."""

    name: str = LICHT
    scale: float = 1.0


@dataclass(frozen=True)
class Space:
    """Steps of eight, four inside a pair. Air does not grow with the text."""

    xs: int = 4
    s: int = 8
    m: int = 16
    l: int = 24  # noqa: E741
    xl: int = 32
    xxl: int = 48


space = Space()
_current = Theme()
_families: list[str] = []
_style: QStyle | None = None  # Qt does not keep the Python side of a style alive


@cache
def tokens() -> dict[str, Any]:
    """The whole token table, read once."""
    table: dict[str, Any] = json.loads(resource_path("tokens.json").read_text(encoding="utf-8"))
    return table


@cache
def _colours(name: str) -> dict[str, QColor]:
    return {role: QColor(value) for role, value in tokens()["kleuren"][name].items()}


@cache
def _point_sizes() -> dict[str, float]:
    letter = tokens()["letter"]
    sizes: dict[str, float] = dict(letter["schaal_pt_bij_100"])
    sizes |= {f"deelnemer_{k}": v for k, v in letter["deelnemer_pt_bij_100"].items()}
    return sizes


def current() -> Theme:
    return _current


def is_narrow() -> bool:
    """From 150 % text: columns stack and the rail becomes a menu."""
    return _current.scale >= NARROW_FROM


def is_high_contrast() -> bool:
    return _current.name == HOOG_CONTRAST


def color(role: str, alpha: float | None = None) -> QColor:
    """The colour of a role, fresh, so the caller may change it."""
    result = QColor(_colours(_current.name)[role])
    if alpha is not None:
        result.setAlphaF(alpha)
    return result


def mix(first: str, second: str, share: float) -> QColor:
    """A colour between two roles; ``share`` 0 gives the first, 1 the second."""
    a, b = color(first), color(second)
    return QColor.fromRgbF(
        a.redF() + (b.redF() - a.redF()) * share,
        a.greenF() + (b.greenF() - a.greenF()) * share,
        a.blueF() + (b.blueF() - a.blueF()) * share,
    )


def font(size: str | float = "basis", semibold: bool = False) -> QFont:
    """``size``: a name from the token table or points at 100 %."""
    points = _point_sizes()[size] if isinstance(size, str) else size
    result = QFont(_families or ["Noto Sans"])
    result.setPointSizeF(points * _current.scale)
    result.setWeight(QFont.Weight.DemiBold if semibold else QFont.Weight.Normal)
    result.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return result


def line_height(size: str | float = "basis", lines: int = 1) -> int:
    """Height in pixels of so many lines of text."""
    return round(QFontMetricsF(font(size)).height() * lines + 0.5)


def px(n: float) -> int:
    """Pixels for what must grow with the text: icons, discs, fixed columns."""
    return round(n * _current.scale)


def row_height(name: str) -> int:
    """A height from the token table, or more when the letter asks for it."""
    padding = 8 if name == "knop_klein" else 16
    lines = 2 if name == "lijstregel" else 1
    return max(int(tokens()["hoogten"][name]), line_height("basis", lines) + padding)


def radius(name: str) -> int:
    return int(tokens()["rondingen"][name])


def width(name: str) -> int:
    return int(tokens()["breedten"][name])


def duration(name: str) -> int:
    """Milliseconds; movement takes none when the system asks for less motion."""
    value = int(tokens()["duur_ms"][name])
    return 0 if name in ("kort", "gewoon") and wants_less_motion() else value


def wants_less_motion() -> bool:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return True
    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    return app.style().styleHint(hint) == 0


def icon(name: str, role: str = "text") -> QIcon:
    """A Phosphor icon by its short name. It keeps its colour: make it anew after a theme change."""
    result: QIcon = _icons().icon(f"ph.{name}", color=color(role))
    return result


@cache
def _icons() -> Any:
    """Only the font we use: QtAwesome by itself reads twelve of them, 20 MB.

    Loaded when first asked: the login window needs none.
    """
    from qtawesome.iconic_font import IconicFont

    return IconicFont(("ph", "phosphor-1.3.0.ttf", "phosphor-charmap-1.3.0.json"))


def pixmap(name: str, size: float = 20, role: str = "text") -> QPixmap:
    """The icon as a picture of ``size`` pixels at 100 %."""
    return icon(name, role).pixmap(QSize(px(size), px(size)))


def follow_system() -> str:
    """The theme the system asks for."""
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return HOOG_CONTRAST
    return DONKER if hints.colorScheme() == Qt.ColorScheme.Dark else LICHT


def apply_settings(app: QApplication, settings: Mapping[str, str]) -> None:
    """Put the chosen colours and text size in place; "systeem" follows the computer."""
    chosen = settings["thema"]
    name = follow_system() if chosen == "systeem" else chosen
    apply(app, name, int(settings["tekstgrootte"]) / 100)


def apply(app: QApplication, name: str, scale: float = 1.0) -> None:
    """Put palette, letter and style in place. Widgets that exist keep what they have read."""
    global _current, _style
    if name not in tokens()["kleuren"]:
        raise ValueError(f"unknown theme {name!r}")
    _current = Theme(name, min(max(scale, SCALES[0]), SCALES[-1]))
    _load_fonts("NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf")
    if _style is None:
        from hvh_desktop.ui.style import HouseStyle  # the style reads this module

        _style = HouseStyle()
        app.setStyle(_style)
    app.setFont(font())
    for class_name in CLASSES_WITH_OWN_FONT:
        app.setFont(font(), class_name)  # type: ignore[arg-type]  # the stub asks bytes
    app.setPalette(palette())
    QToolTip.setPalette(palette())
    QToolTip.setFont(font("klein"))


def load_scripts() -> None:
    """Letters for names and words in other scripts; costs 0.1 s, so after the login."""
    _load_fonts("NotoSans-Italic.ttf", *(f"NotoSans{s}-Regular.ttf" for s in OTHER_SCRIPTS))


def _load_fonts(*names: str) -> None:
    for name in names:
        _load_font(name)


@cache
def _load_font(name: str) -> None:
    number = QFontDatabase.addApplicationFont(str(resource_path(f"fonts/{name}")))
    families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    if families and families[0] not in _families:
        _families.append(families[0])


def palette() -> QPalette:
    """All standard roles from the tokens; disabled text is muted, never faint."""
    role = QPalette.ColorRole
    names = {
        role.Window: "background",
        role.WindowText: "text",
        role.Base: "surface",
        role.AlternateBase: "sunken",
        role.Text: "text",
        role.Button: "surface",
        role.ButtonText: "text",
        role.BrightText: "danger",
        role.Highlight: "selected",
        role.HighlightedText: "text",
        role.Link: "accent",
        role.LinkVisited: "accent",
        role.ToolTipBase: "raised",
        role.ToolTipText: "text",
        role.PlaceholderText: "muted",
        role.Accent: "accent",
        role.Light: "raised",
        role.Midlight: "hover",
        role.Mid: "line",
        role.Dark: "line_strong",
        role.Shadow: "line_strong",
    }
    result = QPalette()
    for palette_role, token in names.items():
        result.setColor(palette_role, color(token))
    for text_role in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, text_role, color("muted"))
    return result
