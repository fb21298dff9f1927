"""How this laptop reaches the hub: as the computer does, without a proxy, or by one."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.errors import UserError
from hvh_desktop.sync.line.link import Link, clean_proxy
from hvh_desktop.ui import kit

COMPUTER, NONE, OWN = "computer", "geen", "eigen"
_CHOICES = (
    (COMPUTER, "Zoals de computer is ingesteld"),
    (NONE, "Zonder proxy"),
    (OWN, "Via deze proxy"),
)


class ProxyField(QWidget):
    """Three ways; the address is asked only for the last."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._way = kit.RadioGroup(_CHOICES, value=COMPUTER)
        self._address = kit.TextField(placeholder="http://proxy.huis:8080", chars=34)
        self._asked = kit.FieldBlock("Adres van de proxy", self._address, name="proxy_adres")
        hint = "Alleen nodig als het netwerk van het huis een proxy heeft."
        way = kit.FieldBlock("Hoe komt deze laptop bij de server?", self._way, hint, name="proxy")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(way)
        layout.addWidget(self._asked)
        self._asked.hide()
        for block in (way, self._asked):
            block.changed.connect(self._follow)

    def _follow(self) -> None:
        self._asked.setVisible(self._way.value() == OWN)
        self._asked.set_error(None)
        self.changed.emit()

    def set_value(self, proxy: str | None) -> None:
        """As ``Link.proxy``: None is as the computer says, empty is none."""
        self._way.set_value(COMPUTER if proxy is None else OWN if proxy else NONE)
        self._address.set_value(proxy or "")
        self._asked.setVisible(bool(proxy))

    def value(self) -> str | None:
        """What was chosen. UserError when the address is none; it stands at the field too."""
        way = self._way.value()
        if way != OWN:
            return "" if way == NONE else None
        try:
            if not self._address.value():
                raise UserError("Vul het adres van de proxy in.")
            return clean_proxy(self._address.value())
        except UserError as error:
            self._asked.set_error(error.text)
            self._address.setFocus()
            raise

    def applied_to(self, link: Link) -> Link:
        """The link of a file by this way; what the file says stays when nothing was chosen."""
        chosen = self.value()
        return link if chosen is None else replace(link, proxy=chosen)
