"""What a Linux desktop says over D-Bus about locking and sleeping."""

from __future__ import annotations

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection

from hvh_desktop.ui.lock import SystemWatch

LOGIN = "org.freedesktop.login1"
SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver")


class BusListener(QObject):
    """Receives the signals; lives as long as the watch."""

    def __init__(self, watch: SystemWatch) -> None:
        super().__init__(watch)
        self._watch = watch

    @Slot()
    def on_lock(self) -> None:
        """Our session was locked."""
        self._watch.tell_locked()

    @Slot(bool)
    def on_saver(self, is_active: bool) -> None:
        """The screen saver came up or went away."""
        if is_active:
            self._watch.tell_locked()

    @Slot(bool)
    def on_sleep(self, is_starting: bool) -> None:
        """Before the sleep, and again after it."""
        if is_starting:
            self._watch.tell_asleep()


def listen(
    watch: SystemWatch,
    *,
    system: QDBusConnection | None = None,
    session: QDBusConnection | None = None,
) -> BusListener:
    """Ask both buses; a bus that is not there is passed over."""
    listener = BusListener(watch)
    system = system or QDBusConnection.systemBus()
    session = session or QDBusConnection.sessionBus()
    if system.isConnected():
        _connect(system, f"{LOGIN}.Session", "Lock", listener, "on_lock()")
        _connect(system, f"{LOGIN}.Manager", "PrepareForSleep", listener, "on_sleep(bool)")
    if session.isConnected():
        for name in SAVERS:
            _connect(session, name, "ActiveChanged", listener, "on_saver(bool)")
    return listener


def _connect(
    bus: QDBusConnection, interface: str, signal: str, listener: BusListener, slot: str
) -> None:
    """From any sender and path: sessions have a path of their own."""
    bus.connect("", "", interface, signal, listener, SLOT(slot))  # type: ignore[call-overload]
