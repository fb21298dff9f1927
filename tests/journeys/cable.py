"""The network cable of one laptop, that somebody can pull out."""

from __future__ import annotations

import json
import select
import socket
import socketserver
from pathlib import Path
from threading import Thread

from tests.hub.served import ServedHub, free_port


class _Through(socketserver.BaseRequestHandler):
    """One connection, as long as the cable is in."""

    def handle(self) -> None:
        cable = self.server
        assert isinstance(cable, Cable)
        try:
            with socket.create_connection(("127.0.0.1", cable.far)) as onward:
                pairs = {self.request: onward, onward: self.request}
                while cable.is_in:
                    for one in select.select([*pairs], [], [], 0.05)[0]:
                        passed = one.recv(65536)
                        if not passed:
                            return
                        pairs[one].sendall(passed)
        except OSError:
            return


class Cable(socketserver.ThreadingTCPServer):
    """The network of one laptop: pull it out, and every connection is dead."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, hub: ServedHub) -> None:
        super().__init__(("127.0.0.1", free_port()), _Through)
        self.far, self.is_in = hub.port, True
        self._thread = Thread(target=self.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        return f"https://127.0.0.1:{self.server_address[1]}"

    def pull_out(self) -> None:
        self.is_in = False

    def put_in(self) -> None:
        self.is_in = True

    def unplug_for_good(self) -> None:
        self.pull_out()
        self.shutdown()
        self._thread.join()
        self.server_close()

    def write_link(self, hub: ServedHub, path: Path) -> Path:
        """The file of the hub, by this way."""
        told = json.loads(hub.link_file.read_text(encoding="utf-8"))
        path.write_text(json.dumps({**told, "adres": self.address, "proxy": ""}), encoding="utf-8")
        return path
