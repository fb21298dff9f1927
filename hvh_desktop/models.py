"""All entity classes of the program, loaded in one place before a file is made or opened."""

from __future__ import annotations

import hvh_desktop.actieplannen.model
import hvh_desktop.behandelingen.model
import hvh_desktop.deelnemers.model
import hvh_desktop.huis
import hvh_desktop.krachteninventarisaties.model
import hvh_desktop.medewerkers.model
import hvh_desktop.mentorgesprekken.model
import hvh_desktop.netwerken.model
import hvh_desktop.organisaties.model
import hvh_desktop.policy
import hvh_desktop.readlog
import hvh_desktop.sancties.model
import hvh_desktop.sancties.model_gevolg
import hvh_desktop.signaleringsplannen.model
import hvh_desktop.toestemmingen.model
import hvh_desktop.trajectplannen.model
import hvh_desktop.urinecontroles.model
import hvh_desktop.verbindingen.model
import hvh_desktop.verloven.model
import hvh_desktop.verwijzingen.model
import hvh_desktop.voorkeuren  # noqa: F401
