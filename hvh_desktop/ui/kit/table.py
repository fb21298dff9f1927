"""Tables beside pictures and for long lists: one line under each row, no zebra."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from hvh_desktop.ui import paint, theme
from hvh_desktop.ui.kit.buttons import ENTER

Index = QModelIndex | QPersistentModelIndex
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
BACKWARDS = Qt.FocusReason.BacktabFocusReason
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RowDelegate(QStyledItemDelegate):
    """Paints a cell: chosen row with an accent bar, first column semibold."""

    def __init__(self, table: Table, right: Sequence[int]) -> None:
        super().__init__(table)
        self._table, self._right = table, frozenset(right)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, column = option.rect, index.column()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        with paint.kept(painter):
            painter.fillRect(rect, theme.color("selected" if chosen else "surface"))
            if chosen and column == 0:
                bar = QRect(rect.left(), rect.top(), 4, rect.height())
                painter.fillRect(bar, theme.color("accent"))
            bottom = QRect(rect.left(), rect.bottom(), rect.width(), 1)
            painter.fillRect(bottom, theme.color("line"))
            font = theme.font("basis", semibold=column == 0)
            painter.setFont(font)
            painter.setPen(theme.color("text"))
            room = rect.adjusted(10, 0, -8, 0)
            text = QFontMetrics(font).elidedText(
                str(index.data() or ""), Qt.TextElideMode.ElideRight, room.width()
            )
            painter.drawText(room, RIGHT if column in self._right else LEFT, text)
            if chosen and self._table.hasFocus():
                painter.setClipRect(rect)
                line = QRect(0, rect.top(), self._table.viewport().width(), rect.height())
                paint.focus_ring(painter, line.adjusted(1, 0, -1, -1), 4)


class Table(QTableView):
    """Rows of words. Enter or a double click chooses."""

    chosen = Signal(int)
    selected = Signal(int)

    def __init__(
        self,
        headers: Sequence[str],
        rows: Sequence[Sequence[str]] = (),
        *,
        widths: Sequence[int] = (),
        right: Sequence[int] = (),
    ) -> None:
        super().__init__()
        self._model = QStandardItemModel(0, len(headers), self)
        self._model.setHorizontalHeaderLabels(list(headers))
        self.setModel(self._model)
        self.setItemDelegate(RowDelegate(self, right))
        self.setFont(theme.font())
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(max(38, theme.line_height() + 16))
        self._dress_header(widths, right)
        self.doubleClicked.connect(lambda index: self.chosen.emit(index.row()))
        self.set_rows(rows)
        self.selectionModel().currentRowChanged.connect(lambda now: self.selected.emit(now.row()))

    def _dress_header(self, widths: Sequence[int], right: Sequence[int]) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setFixedHeight(max(32, theme.line_height("klein") + 12))
        header.setDefaultAlignment(LEFT)
        header.setMinimumSectionSize(theme.px(40))
        for column, width in enumerate(widths):
            self.setColumnWidth(column, theme.px(width))
        if widths:
            header.setStretchLastSection(True)
        else:
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for column in right:
            item = self._model.horizontalHeaderItem(column)
            if item is not None:
                item.setTextAlignment(RIGHT)

    def set_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show other rows; the chosen row stays the chosen number."""
        kept = self.selected_row()
        self._model.setRowCount(0)
        for row in rows:
            self._model.appendRow([QStandardItem(text) for text in row])
        if kept is not None and kept < len(rows):
            self.select(kept)

    def row_count(self) -> int:
        return self._model.rowCount()

    def selected_row(self) -> int | None:
        rows = self.selectionModel().selectedRows()
        return rows[0].row() if rows else None

    def select(self, row: int) -> None:
        self.selectRow(row)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, BACKWARDS)
        if by_key and self.row_count() and self.selected_row() is None:
            self.select(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.selected_row()
        if event.key() in ENTER and row is not None:
            self.chosen.emit(row)
        else:
            super().keyPressEvent(event)
