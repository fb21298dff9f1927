"""Where the daily copy of this laptop goes, and making one now; for a beheerder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from hvh_desktop.device import change_backups_folder, load_device
from hvh_desktop.safekeeping import backup_if_due
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context


class BackupCard(kit.Card):
    """On the settings page."""

    def __init__(self, context: Context) -> None:
        super().__init__(title="Reservekopieën van deze laptop", gap=12, margins=24)
        self._context = context
        self._folder: Path = context.entry.folder
        self._told = kit.Label("", wrap=True, selectable=True)
        pick = kit.Button("Kies een map", icon="folder", name="kies_map", on_click=self._ask)
        make = kit.Button("Maak nu een kopie", name="maak_kopie", on_click=self.make_copy)
        self.add(
            kit.Label(
                "Elke dag maakt het programma een versleutelde kopie van wat jij opent. Kies een "
                "map op een andere schijf of op het netwerk. De laatste tien kopieën blijven.",
                role="muted",
                wrap=True,
            ),
            self._told,
            kit.beside(pick, make, kit.STRETCH),
        )
        self._show()

    def _show(self) -> None:
        backups = load_device(self._folder).backups
        self._told.set_text(f"Map: {backups}" if backups else "Nog geen map gekozen.")

    def _ask(self) -> None:
        dialog = QFileDialog(self, "Map voor reservekopieën")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda path: self.choose(Path(path)))
        dialog.open()

    def choose(self, path: Path) -> None:
        """From now on to this folder."""
        if path == self._folder or self._folder in path.parents:
            self._context.problem.emit("Deze map hoort bij de gegevens zelf. Kies een andere map.")
            return
        with self._context.explain():
            change_backups_folder(self._folder, path)
        self._show()

    def make_copy(self) -> None:
        """What today's folder lacks, beside the window."""
        backups = load_device(self._folder).backups
        if backups is None:
            self._context.problem.emit("Kies eerst een map voor de reservekopieën.")
            return
        entry = self._context.entry
        self._context.run(
            lambda: backup_if_due(self._folder, entry.database, entry.keyring, backups),
            lambda made: self._context.tell(
                "De reservekopie is gemaakt." if made else "De kopie van vandaag is er al."
            ),
        )
