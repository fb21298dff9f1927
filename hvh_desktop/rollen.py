"""Each role in words: its name, and in one sentence what it opens."""

from __future__ import annotations

from hvh_desktop.rights import Rol

ROLLEN = {rol.value: rol.value.capitalize() for rol in Rol}
ROL_SENTENCES = {
    Rol.mentor: "Leest alle dossiers en werkt die van de eigen deelnemers bij. Legt een voorval "
    "vast en schrijft het verslag.",
    Rol.casemanager: "Werkt alle dossiers bij, wijst mentoren toe, legt toestemmingen vast en "
    "stelt het trajectplan vast.",
    Rol.reclasseringswerker: "Leest alle dossiers, werkt mee bij eigen deelnemers en de instroom, "
    "en geeft gegevens door aan anderen.",
    Rol.psycholoog: "Leest alle dossiers, opent als enige de behandeling, verwijst en legt "
    "toestemmingen vast. Geeft advies bij een sanctie.",
    Rol.locatiemanager: "Werkt alle dossiers en de instroom bij, niet de behandeling. Ziet wie "
    "een dossier bekeek. Stelt een sanctie voor.",
    Rol.directeur: "Leest alle dossiers, en zegt er bij waarom. Beslist over sancties.",
    Rol.projectmanager: "Opent geen dossiers, alleen de lijst met collega’s.",
    Rol.onderzoeker: "Opent geen dossiers, alleen de lijst met collega’s.",
    Rol.beheerder: "Beheert accounts, beleid, herstelbladen en reservekopieën, en ziet wie keek. "
    "Opent geen dossiers.",
}
