"""The screens of urinecontroles: the register, and one check."""

from __future__ import annotations

from hvh_desktop.urinecontroles.screen_controle import UrinecontrolePage
from hvh_desktop.urinecontroles.screen_register import UrinecontrolesPage

__all__ = ["UrinecontrolePage", "UrinecontrolesPage"]
