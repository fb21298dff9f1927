"""Our look on Qt's own controls: Fusion below, the token table on top, no stylesheet.

Dynamic properties say what a control is: ``kind`` and ``small`` for buttons; ``stem`` (his
voice), ``vast`` (fixed) and ``fout`` (not right yet) for fields.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QProxyStyle,
    QStyle,
    QStyleOption,
    QStyleOptionButton,
    QStyleOptionComplex,
    QWidget,
)

from hvh_desktop.ui import painters, theme

Primitive = QStyle.PrimitiveElement
Control = QStyle.ControlElement
Complex = QStyle.ComplexControl
Sub = QStyle.SubControl
Contents = QStyle.ContentsType
Metric = QStyle.PixelMetric
Hint = QStyle.StyleHint
Painted = Callable[[Any, QPainter, QWidget | None], None]

PRIMITIVES: dict[QStyle.PrimitiveElement, Painted] = {
    Primitive.PE_FrameFocusRect: painters.paint_nothing,
    Primitive.PE_PanelButtonCommand: painters.paint_button,
    Primitive.PE_PanelLineEdit: painters.paint_line_edit,
    Primitive.PE_FrameLineEdit: painters.paint_nothing,
    Primitive.PE_Frame: painters.paint_frame,
    Primitive.PE_IndicatorCheckBox: painters.paint_check,
    Primitive.PE_IndicatorRadioButton: painters.paint_radio,
    Primitive.PE_FrameTabBarBase: painters.paint_tab_base,
    Primitive.PE_PanelItemViewItem: painters.paint_item,
    Primitive.PE_PanelTipLabel: painters.paint_tip,
    Primitive.PE_FrameMenu: painters.paint_tip,
    Primitive.PE_PanelMenu: painters.paint_tip,
}
CONTROLS: dict[QStyle.ControlElement, Painted] = {
    Control.CE_PushButtonLabel: painters.paint_button_label,
    Control.CE_TabBarTabShape: painters.paint_tab,
    Control.CE_TabBarTabLabel: painters.paint_tab_label,
    Control.CE_ProgressBarGroove: painters.paint_groove,
    Control.CE_ProgressBarContents: painters.paint_progress,
    Control.CE_HeaderSection: painters.paint_header,
    Control.CE_HeaderLabel: painters.paint_header_label,
    Control.CE_HeaderEmptyArea: painters.paint_header,
    Control.CE_MenuItem: painters.paint_menu_item,
    Control.CE_MenuEmptyArea: painters.paint_nothing,
}
COMPLEX: dict[QStyle.ComplexControl, Painted] = {
    Complex.CC_ComboBox: painters.paint_combo,
    Complex.CC_SpinBox: painters.paint_spin,
    Complex.CC_ScrollBar: painters.paint_scroll_bar,
}
HINTS = {
    Hint.SH_ScrollBar_Transient: 0,
    Hint.SH_ItemView_ShowDecorationSelected: 1,
    Hint.SH_DialogButtonBox_ButtonsHaveIcons: 0,
    Hint.SH_ComboBox_Popup: 0,
    Hint.SH_EtchDisabledText: 0,
    Hint.SH_ScrollBar_LeftClickAbsolutePosition: 1,
}
METRICS = {
    Metric.PM_CheckBoxLabelSpacing: 8,
    Metric.PM_RadioButtonLabelSpacing: 8,
    Metric.PM_ScrollBarExtent: 12,
    Metric.PM_ButtonMargin: 16,
    Metric.PM_DefaultFrameWidth: 1,
    Metric.PM_TabBarTabHSpace: 24,
    Metric.PM_TabBarTabVSpace: 16,
    Metric.PM_TabBarTabShiftVertical: 0,
    Metric.PM_TabBarBaseOverlap: 0,
    Metric.PM_ButtonShiftHorizontal: 0,
    Metric.PM_ButtonShiftVertical: 0,
    Metric.PM_MenuPanelWidth: 1,
    Metric.PM_MenuVMargin: 4,
    Metric.PM_FocusFrameHMargin: 8,
}
INDICATORS = (
    Metric.PM_IndicatorWidth,
    Metric.PM_IndicatorHeight,
    Metric.PM_ExclusiveIndicatorWidth,
    Metric.PM_ExclusiveIndicatorHeight,
)
SEPARATOR = 10  # a line in a menu is lower than any word
FIELDS = (Contents.CT_LineEdit, Contents.CT_ComboBox, Contents.CT_SpinBox)


def button_size(option: QStyleOptionButton, widget: QWidget | None) -> QSize:
    small = bool(painters.prop(widget, "small"))
    size = widget.property("iconSize") if widget is not None else QSize(16, 16)
    icon = 0 if option.icon.isNull() else size.width() + (8 if option.text else 0)
    text = option.fontMetrics.size(Qt.TextFlag.TextShowMnemonic, option.text).width()
    least = theme.tokens()["hoogten"]["knop_klein" if small else "knop"]
    height = max(least, option.fontMetrics.height() + (8 if small else 14))
    return QSize(text + icon + (20 if small else 32), height)


class HouseStyle(QProxyStyle):
    """Fusion with our tables of painters; what is not in a table stays Fusion's."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def polish(self, thing: Any) -> Any:
        if isinstance(thing, QDialog) and thing.property("kind") != "pagina":
            palette = thing.palette()
            palette.setColor(QPalette.ColorRole.Window, theme.color("raised"))
            thing.setPalette(palette)
        return super().polish(thing)

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        if metric in METRICS:
            return METRICS[metric]
        if metric in INDICATORS:
            return theme.px(20) + 2 * painters.BOX_EDGE
        if metric in (Metric.PM_SmallIconSize, Metric.PM_ButtonIconSize):
            return theme.px(18)
        return super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: Any = None,  # noqa: N803
    ) -> int:
        if hint in HINTS:
            return HINTS[hint]
        return super().styleHint(hint, option, widget, returnData)

    def sizeFromContents(
        self,
        kind: QStyle.ContentsType,
        option: QStyleOption,
        size: QSize,
        widget: Any = None,
    ) -> QSize:
        if kind == Contents.CT_PushButton and isinstance(option, QStyleOptionButton):
            return button_size(option, widget)
        result = super().sizeFromContents(kind, option, size, widget)
        if kind in FIELDS and widget is not None:
            height = max(
                theme.tokens()["hoogten"]["veld"], QFontMetrics(widget.font()).height() + 16
            )
            extra = theme.px(12) if kind == Contents.CT_ComboBox else 0
            return QSize(result.width() + extra, height)
        if kind == Contents.CT_ItemViewItem or (
            kind == Contents.CT_MenuItem and size.height() > SEPARATOR
        ):
            extra = 24 if kind == Contents.CT_MenuItem else 0
            return QSize(result.width() + extra, max(result.height(), theme.line_height() + 12))
        if kind in (Contents.CT_CheckBox, Contents.CT_RadioButton):
            return QSize(result.width(), max(result.height(), 28))
        return result

    def subElementRect(
        self, element: QStyle.SubElement, option: QStyleOption, widget: Any = None
    ) -> QRect:
        if element == QStyle.SubElement.SE_LineEditContents:
            left = 2 if painters.prop(widget, "zoek") else 10  # beside a magnifier
            return option.rect.adjusted(left, 2, -10, -2)
        return super().subElementRect(element, option, widget)

    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        part: QStyle.SubControl,
        widget: Any = None,
    ) -> QRect:
        if control == Complex.CC_ComboBox and part == Sub.SC_ComboBoxEditField:
            return option.rect.adjusted(8, 2, -theme.px(22) - 6, -2)
        if control == Complex.CC_ScrollBar and part in (
            Sub.SC_ScrollBarAddLine,
            Sub.SC_ScrollBarSubLine,
        ):
            return QRect()
        return super().subControlRect(control, option, part, widget)

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if element in PRIMITIVES:
            PRIMITIVES[element](option, painter, widget)
        else:
            super().drawPrimitive(element, option, painter, widget)

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if element in CONTROLS:
            CONTROLS[element](option, painter, widget)
        else:
            super().drawControl(element, option, painter, widget)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if control in COMPLEX:
            COMPLEX[control](option, painter, widget)
        else:
            super().drawComplexControl(control, option, painter, widget)
