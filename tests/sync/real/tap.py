"""Somebody who listens on the wire between a laptop and its hub."""

from __future__ import annotations

import socket
from contextlib import suppress
from threading import Thread


class Tap:
    """A wire that keeps every byte that goes through, both ways, as it is on the wire."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        self.bytes = bytearray()
        self._ends: list[socket.socket] = []
        self._threads = [Thread(target=self._serve, daemon=True)]
        self._threads[0].start()

    def _serve(self) -> None:
        while True:
            try:
                ours, _ = self._door.accept()
            except OSError:
                return
            theirs = socket.create_connection(("127.0.0.1", self._target))
            self._ends += [ours, theirs]
            for one, other in ((ours, theirs), (theirs, ours)):
                thread = Thread(target=self._pass, args=(one, other), daemon=True)
                self._threads.append(thread)
                thread.start()

    def _pass(self, source: socket.socket, target: socket.socket) -> None:
        try:
            while data := source.recv(1 << 16):
                self.bytes += data
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            return

    def close(self) -> None:
        self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        self._threads[0].join(5)
        for end in self._ends:
            with suppress(OSError):  # the other side was first
                end.shutdown(socket.SHUT_RDWR)
        for thread in self._threads[1:]:
            thread.join(5)
        for end in self._ends:
            end.close()
