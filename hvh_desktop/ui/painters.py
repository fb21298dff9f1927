"""How each of Qt's own controls is painted in our look; ``style`` says which is used when.

Every painter takes the style option, the painter and the widget, which may be missing.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QFrame,
    QPlainTextEdit,
    QStyle,
    QStyleOption,
    QStyleOptionButton,
    QStyleOptionComplex,
    QStyleOptionHeader,
    QStyleOptionMenuItem,
    QStyleOptionProgressBar,
    QStyleOptionSlider,
    QStyleOptionTab,
    QTextEdit,
    QWidget,
)

from hvh_desktop.ui import paint, theme

State = QStyle.StateFlag
Complex = QStyle.ComplexControl
Sub = QStyle.SubControl

BUTTON_ROLE = {"hoofd": "accent_text", "gevaar": "danger", "stil": "accent"}
CENTER_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
BOX_EDGE = 2  # room for the ring round a check box or radio button


def has(option: QStyleOption, flag: QStyle.StateFlag) -> bool:
    return bool(option.state & flag)


def prop(widget: QWidget | None, name: str) -> Any:
    return widget.property(name) if widget is not None else None


def button_kind(widget: QWidget | None) -> str:
    return prop(widget, "kind") or "gewoon"


def button_role(widget: QWidget | None) -> str:
    """The colour of word and icon on a button."""
    return BUTTON_ROLE.get(button_kind(widget), "text")


# ---------------------------------------------------------------------------- buttons and fields


def paint_button(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    kind, radius = button_kind(widget), theme.radius("knop")
    warm = has(option, State.State_MouseOver) or has(option, State.State_Sunken)
    focused = has(option, State.State_HasFocus)
    rect = QRectF(option.rect)
    inner = rect.adjusted(4, 4, -4, -4) if focused and kind in ("hoofd", "gevaar") else rect
    fill: QColor | None = theme.color("hover" if warm else "surface")
    edge: QColor | None = theme.color("line_strong")
    if kind == "hoofd":
        fill, edge = theme.color("accent_hover" if warm else "accent"), None
    elif kind == "gevaar":
        fill, edge = theme.color("danger_soft" if warm else "surface"), theme.color("danger")
    elif kind == "stil":
        fill, edge = (theme.color("sunken"), paint.soft_edge()) if warm else (None, None)
    with paint.kept(painter):
        paint.surface(painter, inner, fill, edge, radius - (2 if inner is not rect else 0))
        if focused:
            paint.focus_ring(painter, rect, radius + 1)


def paint_button_label(
    option: QStyleOptionButton, painter: QPainter, widget: QWidget | None
) -> None:
    size = widget.property("iconSize") if widget is not None else QSize(16, 16)
    icon_width = 0 if option.icon.isNull() else size.width()
    gap = 8 if icon_width and option.text else 0
    text_width = option.fontMetrics.size(Qt.TextFlag.TextShowMnemonic, option.text).width()
    left = option.rect.left() + max(0, (option.rect.width() - text_width - icon_width - gap) // 2)
    if prop(widget, "links"):
        left = option.rect.left() + 8
    if icon_width:
        top = option.rect.top() + (option.rect.height() - size.height() + 1) // 2
        option.icon.paint(painter, QRect(left, top, icon_width, size.height()))
    rect = QRect(left + icon_width + gap, option.rect.top(), text_width + 4, option.rect.height())
    painter.save()
    painter.setPen(theme.color(button_role(widget)))
    flags = CENTER_LEFT | Qt.TextFlag.TextHideMnemonic
    painter.drawText(rect, int(flags.value), option.text)
    painter.restore()


def paint_field(rect: QRect, painter: QPainter, widget: QWidget | None, focused: bool) -> None:
    """Field with its edge. An error or the focus makes the edge two pixels wide."""
    radius = theme.radius("veld")
    wrong, voice, fixed = (bool(prop(widget, name)) for name in ("fout", "stem", "vast"))
    sunken = fixed or theme.current().name == theme.DONKER
    fill = theme.color("voice_soft" if voice else "sunken" if sunken else "surface")
    role = "focus" if focused else "danger" if wrong else "line" if fixed else "line_strong"
    with paint.kept(painter):
        paint.surface(painter, rect, fill, None, radius)
        if voice:
            paint.left_bar(painter, rect, theme.color("voice"), radius, 4)
        if not (voice and fixed):
            width, plain = 2 if focused or wrong else 1, fixed and theme.is_high_contrast()
            paint.surface(painter, rect, None, theme.color(role), radius, width, dashed=plain)
        if voice and not focused and not wrong:
            paint.left_bar(painter, rect, theme.color("voice"), radius, 4)


def paint_line_edit(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    inside = widget.parentWidget() if widget is not None else None
    if isinstance(inside, QAbstractSpinBox | QComboBox) or prop(widget, "kaal"):
        return
    paint_field(option.rect, painter, widget, has(option, State.State_HasFocus))


def paint_frame(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        paint_field(option.rect, painter, widget, widget.hasFocus())
    elif isinstance(widget, QFrame) and not isinstance(widget, QAbstractItemView):
        painter.fillRect(option.rect, theme.color("raised"))
        painter.setPen(theme.color("line_strong"))
        painter.drawRect(option.rect.adjusted(0, 0, -1, -1))


def paint_check(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    on = has(option, State.State_On)
    fixed = not has(option, State.State_Enabled)
    box = QRectF(option.rect).adjusted(BOX_EDGE, BOX_EDGE, -BOX_EDGE, -BOX_EDGE)
    fill = "muted" if on and fixed else "accent" if on else "sunken" if fixed else "surface"
    edge = fill if on else "line_strong"
    with paint.kept(painter):
        paint.surface(painter, box, theme.color(fill), theme.color(edge), 5, 1.5)
        if on:
            paint.tick(painter, box, theme.color("surface" if fixed else "accent_text"))
        if has(option, State.State_HasFocus):
            paint.focus_ring(painter, option.rect, 6)


def paint_radio(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    on = has(option, State.State_On)
    box = QRectF(option.rect).adjusted(BOX_EDGE, BOX_EDGE, -BOX_EDGE, -BOX_EDGE)
    mark = theme.color("accent" if has(option, State.State_Enabled) else "muted")
    edge = mark if on else theme.color("line_strong")
    with paint.kept(painter):
        paint.surface(painter, box, theme.color("surface"), edge, box.width() / 2, 1.5)
        if on:
            inset = box.width() * 0.26
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mark)
            painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))
        if has(option, State.State_HasFocus):
            paint.focus_ring(painter, option.rect, option.rect.width() / 2)


def paint_combo(option: QStyleOptionComplex, painter: QPainter, widget: QWidget | None) -> None:
    focused = has(option, State.State_HasFocus)
    paint_field(option.rect, painter, widget, focused)
    if prop(widget, "vast"):
        return
    size = theme.px(14)
    center = QPointF(option.rect.right() - size - 2, option.rect.center().y() + 1)
    with paint.kept(painter):
        paint.caret(painter, center, size, theme.color("muted"))


def paint_spin(option: QStyleOptionComplex, painter: QPainter, widget: QWidget | None) -> None:
    style = widget.style() if widget is not None else None
    paint_field(option.rect, painter, widget, has(option, State.State_HasFocus))
    if style is None:
        return
    with paint.kept(painter):
        for part, up in ((Sub.SC_SpinBoxUp, True), (Sub.SC_SpinBoxDown, False)):
            rect = style.subControlRect(Complex.CC_SpinBox, option, part, widget)
            center = QRectF(rect).center()
            paint.caret(painter, center, theme.px(10), theme.color("muted"), up)


# --------------------------------------------------------------------------- tabs, bars and lists


def paint_tab(option: QStyleOptionTab, painter: QPainter, widget: QWidget | None) -> None:
    rect, chosen = option.rect, has(option, State.State_Selected)
    pad = QRectF(rect).adjusted(3, 4, -3, -5)
    with paint.kept(painter):
        if has(option, State.State_MouseOver) and not chosen:
            paint.surface(painter, pad, theme.color("hover"), paint.soft_edge(), 6)
        if chosen:
            bar = QRectF(rect.left() + 12, rect.bottom() - 2, rect.width() - 24, 3)
            paint.surface(painter, bar, theme.color("accent"), None, 1.5)
        if has(option, State.State_HasFocus) and chosen:
            paint.focus_ring(painter, pad, 6)


def paint_tab_label(option: QStyleOptionTab, painter: QPainter, widget: QWidget | None) -> None:
    chosen = has(option, State.State_Selected)
    painter.save()
    painter.setPen(theme.color("accent" if chosen else "muted"))
    painter.setFont(theme.font("basis", semibold=chosen))
    painter.drawText(option.rect, Qt.AlignmentFlag.AlignCenter, option.text)
    painter.restore()


def paint_tab_base(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    rect = option.rect
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("line"))


def paint_groove(
    option: QStyleOptionProgressBar, painter: QPainter, widget: QWidget | None
) -> None:
    plain = theme.is_high_contrast()
    fill, edge = theme.color("surface" if plain else "line"), paint.soft_edge()
    with paint.kept(painter):
        paint.surface(painter, option.rect, fill, edge, option.rect.height() / 2)


def paint_progress(
    option: QStyleOptionProgressBar, painter: QPainter, widget: QWidget | None
) -> None:
    rect = QRectF(option.rect)
    share = (option.progress - option.minimum) / max(1, option.maximum - option.minimum)
    if share > 0:
        rect.setWidth(max(rect.height(), rect.width() * share))
        with paint.kept(painter):
            paint.surface(painter, rect, theme.color("accent"), None, rect.height() / 2)


def paint_scroll_bar(option: QStyleOptionSlider, painter: QPainter, widget: QWidget | None) -> None:
    if option.maximum <= option.minimum or widget is None:
        return
    rect = widget.style().subControlRect(
        Complex.CC_ScrollBar, option, Sub.SC_ScrollBarSlider, widget
    )
    strong = theme.is_high_contrast() or has(option, State.State_MouseOver)
    with paint.kept(painter):
        color = theme.color("line_strong", 1.0 if strong else 0.6)
        paint.surface(painter, QRectF(rect).adjusted(3, 3, -3, -3), color, None, 3)


def paint_header(option: QStyleOptionHeader, painter: QPainter, widget: QWidget | None) -> None:
    painter.fillRect(option.rect, theme.color("sunken"))
    paint_tab_base(option, painter, widget)


def paint_header_label(
    option: QStyleOptionHeader, painter: QPainter, widget: QWidget | None
) -> None:
    painter.save()
    painter.setPen(theme.color("muted"))
    painter.setFont(theme.font("klein", semibold=True))
    vertical = Qt.AlignmentFlag.AlignVCenter
    side = option.textAlignment & Qt.AlignmentFlag.AlignHorizontal_Mask
    painter.drawText(option.rect.adjusted(8, 0, -8, 0), vertical | side, option.text)
    painter.restore()


def paint_item(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    if has(option, State.State_Selected):
        painter.fillRect(option.rect, theme.color("selected"))
    elif has(option, State.State_MouseOver):
        painter.fillRect(option.rect, theme.color("hover"))
    if has(option, State.State_HasFocus):
        paint.focus_ring(painter, option.rect.adjusted(1, 1, -1, -1), 4)


def paint_tip(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    painter.fillRect(option.rect, theme.color("raised"))
    painter.setPen(theme.color("line_strong"))
    painter.drawRect(option.rect.adjusted(0, 0, -1, -1))


def paint_menu_item(
    option: QStyleOptionMenuItem, painter: QPainter, widget: QWidget | None
) -> None:
    rect = option.rect
    if option.menuItemType == QStyleOptionMenuItem.MenuItemType.Separator:
        middle = QRect(rect.left() + 8, rect.center().y(), rect.width() - 16, 1)
        return painter.fillRect(middle, theme.color("line"))
    text, _, keys = option.text.partition("\t")
    with paint.kept(painter):
        if has(option, State.State_Selected):
            field = QRectF(rect).adjusted(4, 1, -4, -1)
            paint.surface(painter, field, theme.color("selected"), paint.soft_edge(), 6)
        left, size = rect.left() + 16, theme.px(18)
        top = rect.top() + (rect.height() - size) // 2
        if option.checked:
            paint.tick(painter, QRectF(left, top, size, size), theme.color("accent"))
        elif not option.icon.isNull():
            option.icon.paint(painter, QRect(left, top, size, size))
        if option.checked or option.maxIconWidth:
            left += size + 8
        painter.setFont(option.font)
        painter.setPen(theme.color("text" if has(option, State.State_Enabled) else "muted"))
        painter.drawText(QRect(left, rect.top(), rect.width(), rect.height()), CENTER_LEFT, text)
        painter.setPen(theme.color("muted"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect.adjusted(0, 0, -16, 0), right, keys)
    return None


def paint_nothing(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """What Fusion would draw here is not in our look."""
