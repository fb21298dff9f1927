"""A page about one man shows nothing of another, whatever its address says."""

from __future__ import annotations

import pytest
from sqlalchemy import inspect

from hvh_desktop.db import Database
from hvh_desktop.db.entity import entity_classes
from hvh_desktop.dossier.service_subjects import NOT_HIS, SUBJECTS, require_subject
from hvh_desktop.errors import UserError
from hvh_desktop.mentorgesprekken.service import list_gesprekken
from tests.dossier.sample import Huis


def test_every_subject_is_of_a_man() -> None:
    for entity in SUBJECTS.values():
        assert entity in entity_classes()
        assert "deelnemer_id" in {a.key for a in inspect(entity).column_attrs}


def test_the_talk_of_another_man_is_not_shown_below_his_card(huis: Huis, ilse: Database) -> None:
    with ilse.reading() as session:
        men = (huis.jeffrey, huis.kees)
        about = next(one for one in men if list_gesprekken(session, one))
        other = next(one for one in men if one != about)
        talk = {"mentorgesprek_id": list_gesprekken(session, about)[0].id}
        require_subject(session, about, talk)
        require_subject(session, about, {"tab": "zorg", "doel_id": None})
        with pytest.raises(UserError, match="niet bij deze deelnemer") as refused:
            require_subject(session, other, talk)
    assert refused.value.text == NOT_HIS
