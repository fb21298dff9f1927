"""First release"""

import sqlalchemy as sa
from alembic import context, op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _UPGRADES[context.config.attributes["compartment"]]()


def downgrade() -> None:
    _DOWNGRADES[context.config.attributes["compartment"]]()


def _upgrade_team() -> None:
    op.create_table('change',
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('action', sa.LargeBinary(length=16), nullable=False),
    sa.Column('user', sa.LargeBinary(length=16), nullable=False),
    sa.Column('device', sa.LargeBinary(length=16), nullable=False),
    sa.Column('at', sa.Text(), nullable=False),
    sa.Column('hlc', sa.Integer(), nullable=False),
    sa.Column('schema', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('entity', sa.LargeBinary(length=16), nullable=False),
    sa.Column('operation', sa.Text(), nullable=False),
    sa.Column('values', sa.Text(), nullable=False),
    sa.Column('parents', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_change'))
    )
    with op.batch_alter_table('change', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_change_at'), ['at'], unique=False)
        batch_op.create_index(batch_op.f('ix_change_entity'), ['entity'], unique=False)

    op.create_table('deelnemer',
    sa.Column('voornamen', sa.Text(), nullable=False),
    sa.Column('roepnaam', sa.Text(), nullable=False),
    sa.Column('tussenvoegsel', sa.Text(), nullable=False),
    sa.Column('achternaam', sa.Text(), nullable=False),
    sa.Column('naam_eigen_schrift', sa.Text(), nullable=False),
    sa.Column('geboortedatum', sa.Date(), nullable=False),
    sa.Column('registratienummer', sa.Text(), nullable=False),
    sa.Column('gemeente_herkomst', sa.Text(), nullable=False),
    sa.Column('gemeente_vestiging', sa.Text(), nullable=False),
    sa.Column('inrichting_herkomst', sa.Text(), nullable=False),
    sa.Column('titel', sa.String(length=40), nullable=False),
    sa.Column('talen', sa.Text(), nullable=False),
    sa.Column('leesniveau', sa.Text(), nullable=False),
    sa.Column('lvb', sa.String(length=40), nullable=False),
    sa.Column('uitlegvoorkeur', sa.Text(), nullable=False),
    sa.Column('foto', sa.LargeBinary(), nullable=True),
    sa.Column('motivatiebrief', sa.Text(), nullable=False),
    sa.Column('motivatiebrief_datum', sa.Date(), nullable=True),
    sa.Column('motivatiebrief_hulp', sa.Text(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_deelnemer')),
    sa.UniqueConstraint('registratienummer', name=op.f('uq_deelnemer_registratienummer'))
    )
    op.create_table('draft',
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('medewerker_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('form', sa.Text(), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('values', sa.Text(), nullable=False),
    sa.Column('saved_at', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_draft')),
    sa.UniqueConstraint('medewerker_id', 'form', 'subject', 'deelnemer_id', name=op.f('uq_draft_medewerker_id_form_subject_deelnemer_id'))
    )
    op.create_table('search_item',
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('entity', sa.LargeBinary(length=16), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=True),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_search_item')),
    sa.UniqueConstraint('entity', name=op.f('uq_search_item_entity'))
    )
    op.create_table('aandachtspunt',
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('soort', sa.String(length=40), nullable=False),
    sa.Column('tekst', sa.Text(), nullable=False),
    sa.Column('vanaf_datum', sa.Date(), nullable=False),
    sa.Column('tot_datum', sa.Date(), nullable=True),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_aandachtspunt_deelnemer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_aandachtspunt'))
    )
    with op.batch_alter_table('aandachtspunt', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_aandachtspunt_deelnemer_id'), ['deelnemer_id'], unique=False)

    op.create_table('doel',
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('tekst', sa.Text(), nullable=False),
    sa.Column('waarom', sa.Text(), nullable=False),
    sa.Column('leefgebieden', sa.Text(), nullable=False),
    sa.Column('herstelvorm', sa.String(length=40), nullable=False),
    sa.Column('herkomst', sa.String(length=40), nullable=False),
    sa.Column('herkomst_leefgebied', sa.String(length=40), nullable=True),
    sa.Column('herkomst_kolom', sa.Text(), nullable=True),
    sa.Column('herkomst_tekst', sa.Text(), nullable=False),
    sa.Column('begin_datum', sa.Date(), nullable=False),
    sa.Column('streefdatum', sa.Date(), nullable=True),
    sa.Column('volgorde', sa.Integer(), nullable=False),
    sa.Column('status', sa.String(length=40), nullable=False),
    sa.Column('opbrengst', sa.Text(), nullable=False),
    sa.Column('vervallen_reden', sa.Text(), nullable=False),
    sa.Column('afgesloten_datum', sa.Date(), nullable=True),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_doel_deelnemer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_doel'))
    )
    with op.batch_alter_table('doel', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_doel_deelnemer_id'), ['deelnemer_id'], unique=False)

    op.create_table('instemming',
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('antwoord', sa.String(length=40), nullable=False),
    sa.Column('toelichting', sa.Text(), nullable=False),
    sa.Column('datum', sa.Date(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_instemming_deelnemer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_instemming'))
    )
    with op.batch_alter_table('instemming', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_instemming_deelnemer_id'), ['deelnemer_id'], unique=False)

    op.create_table('krachteninventarisatie',
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('versie', sa.Integer(), nullable=False),
    sa.Column('vorige_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('datum', sa.Date(), nullable=False),
    sa.Column('status', sa.String(length=40), nullable=False),
    sa.Column('medewerker_ids', sa.Text(), nullable=False),
    sa.Column('bijzonderheden', sa.Text(), nullable=False),
    sa.Column('zelfregulering', sa.Text(), nullable=False),
    sa.Column('zelfregulering_aanvulling', sa.Text(), nullable=False),
    sa.Column('afgerond_op', sa.Text(), nullable=True),
    sa.Column('afgerond_door', sa.LargeBinary(length=16), nullable=True),
    sa.Column('is_vervallen', sa.Boolean(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_krachteninventarisatie_deelnemer_id')),
    sa.ForeignKeyConstraint(['vorige_id'], ['krachteninventarisatie.id'], name=op.f('fk_krachteninventarisatie_vorige_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_krachteninventarisatie'))
    )
    with op.batch_alter_table('krachteninventarisatie', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_krachteninventarisatie_deelnemer_id'), ['deelnemer_id'], unique=False)
        batch_op.create_index('uq_krachteninventarisatie_deelnemer_id_versie', ['deelnemer_id', 'versie'], unique=True, sqlite_where=sa.text('is_vervallen = 0'))

    op.create_table('mentorgesprek',
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('datum', sa.Date(), nullable=False),
    sa.Column('tijd', sa.Time(), nullable=True),
    sa.Column('status', sa.String(length=40), nullable=False),
    sa.Column('medewerker_ids', sa.Text(), nullable=False),
    sa.Column('overige_aanwezigen', sa.Text(), nullable=False),
    sa.Column('gezicht', sa.Integer(), nullable=True),
    sa.Column('is_gezicht_geweigerd', sa.Boolean(), nullable=False),
    sa.Column('eigen_woorden', sa.Text(), nullable=False),
    sa.Column('notitie', sa.Text(), nullable=False),
    sa.Column('afspraken_volgorde', sa.Text(), nullable=False),
    sa.Column('volgende_datum', sa.Date(), nullable=True),
    sa.Column('volgende_tijd', sa.Time(), nullable=True),
    sa.Column('begonnen_op', sa.Text(), nullable=True),
    sa.Column('begonnen_door', sa.LargeBinary(length=16), nullable=True),
    sa.Column('vastgesteld_op', sa.Text(), nullable=True),
    sa.Column('vastgesteld_door', sa.LargeBinary(length=16), nullable=True),
    sa.Column('is_achteraf', sa.Boolean(), nullable=False),
    sa.Column('verzet_reden', sa.String(length=40), nullable=True),
    sa.Column('verzet_toelichting', sa.Text(), nullable=False),
    sa.Column('verzet_naar_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('verzet_op', sa.Text(), nullable=True),
    sa.Column('verzet_door', sa.LargeBinary(length=16), nullable=True),
    sa.Column('is_vervallen', sa.Boolean(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.CheckConstraint('gezicht IS NULL OR gezicht BETWEEN 1 AND 5', name=op.f('ck_mentorgesprek_gezicht')),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_mentorgesprek_deelnemer_id')),
    sa.ForeignKeyConstraint(['verzet_naar_id'], ['mentorgesprek.id'], name=op.f('fk_mentorgesprek_verzet_naar_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mentorgesprek'))
    )
    with op.batch_alter_table('mentorgesprek', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mentorgesprek_deelnemer_id_datum'), ['deelnemer_id', 'datum'], unique=False)
        batch_op.create_index(batch_op.f('ix_mentorgesprek_deelnemer_id_status_datum'), ['deelnemer_id', 'status', 'datum'], unique=False)
        batch_op.create_index(batch_op.f('ix_mentorgesprek_status_datum'), ['status', 'datum'], unique=False)
        batch_op.create_index(batch_op.f('ix_mentorgesprek_verzet_naar_id'), ['verzet_naar_id'], unique=False)

    op.create_table('netwerklid',
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('soort', sa.String(length=40), nullable=False),
    sa.Column('naam', sa.Text(), nullable=False),
    sa.Column('relatie', sa.Text(), nullable=False),
    sa.Column('organisatie_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('sterkte', sa.String(length=40), nullable=False),
    sa.Column('steun', sa.String(length=40), nullable=False),
    sa.Column('woonplaats', sa.Text(), nullable=False),
    sa.Column('telefoon', sa.Text(), nullable=False),
    sa.Column('mail', sa.Text(), nullable=False),
    sa.Column('is_kind', sa.Boolean(), nullable=False),
    sa.Column('geboortejaar', sa.Integer(), nullable=True),
    sa.Column('geboortedatum', sa.Date(), nullable=True),
    sa.Column('woont_bij', sa.Text(), nullable=False),
    sa.Column('bezoek', sa.Text(), nullable=False),
    sa.Column('rol_in_plan', sa.Text(), nullable=False),
    sa.Column('notitie', sa.Text(), nullable=False),
    sa.Column('is_vervallen', sa.Boolean(), nullable=False),
    sa.Column('vervallen_reden', sa.Text(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_netwerklid_deelnemer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_netwerklid'))
    )
    with op.batch_alter_table('netwerklid', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_netwerklid_deelnemer_id'), ['deelnemer_id'], unique=False)

    op.create_table('planafspraak',
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('tekst', sa.Text(), nullable=False),
    sa.Column('met_wie', sa.Text(), nullable=False),
    sa.Column('datum', sa.Date(), nullable=False),
    sa.Column('volgorde', sa.Integer(), nullable=False),
    sa.Column('is_vervallen', sa.Boolean(), nullable=False),
    sa.Column('vervallen_reden', sa.Text(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_planafspraak_deelnemer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_planafspraak'))
    )
    with op.batch_alter_table('planafspraak', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_planafspraak_deelnemer_id'), ['deelnemer_id'], unique=False)

    op.create_table('teamlid',
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('medewerker_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('taak', sa.String(length=40), nullable=False),
    sa.Column('vanaf_datum', sa.Date(), nullable=False),
    sa.Column('tot_datum', sa.Date(), nullable=True),
    sa.Column('reden', sa.Text(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.CheckConstraint('tot_datum IS NULL OR tot_datum >= vanaf_datum', name=op.f('ck_teamlid_tot_na_vanaf')),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_teamlid_deelnemer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_teamlid'))
    )
    with op.batch_alter_table('teamlid', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_teamlid_deelnemer_id'), ['deelnemer_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_teamlid_medewerker_id'), ['medewerker_id'], unique=False)

    op.create_table('trajectplan',
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('versie', sa.Integer(), nullable=False),
    sa.Column('status', sa.String(length=40), nullable=False),
    sa.Column('datum', sa.Date(), nullable=False),
    sa.Column('eigen_verhaal', sa.Text(), nullable=False),
    sa.Column('inhoud', sa.Text(), nullable=False),
    sa.Column('vastgesteld_op', sa.Text(), nullable=True),
    sa.Column('vastgesteld_door', sa.LargeBinary(length=16), nullable=True),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_trajectplan_deelnemer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_trajectplan')),
    sa.UniqueConstraint('deelnemer_id', 'versie', name=op.f('uq_trajectplan_deelnemer_id_versie'))
    )
    with op.batch_alter_table('trajectplan', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_trajectplan_deelnemer_id'), ['deelnemer_id'], unique=False)

    op.create_table('verblijf',
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('plaats_nummer', sa.Integer(), nullable=True),
    sa.Column('begin_datum', sa.Date(), nullable=False),
    sa.Column('verwacht_einde_datum', sa.Date(), nullable=True),
    sa.Column('verwachte_uitstroom', sa.String(length=40), nullable=True),
    sa.Column('vi_datum', sa.Date(), nullable=True),
    sa.Column('pp_datum', sa.Date(), nullable=True),
    sa.Column('einde_detentie_datum', sa.Date(), nullable=True),
    sa.Column('einde_datum', sa.Date(), nullable=True),
    sa.Column('uitstroom', sa.String(length=40), nullable=True),
    sa.Column('uitstroom_reden', sa.Text(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.CheckConstraint('einde_datum IS NULL OR einde_datum >= begin_datum', name=op.f('ck_verblijf_einde_na_begin')),
    sa.CheckConstraint('plaats_nummer IS NULL OR plaats_nummer BETWEEN 1 AND 99', name=op.f('ck_verblijf_plaats')),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_verblijf_deelnemer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_verblijf'))
    )
    with op.batch_alter_table('verblijf', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_verblijf_deelnemer_id'), ['deelnemer_id'], unique=False)

    op.create_table('aanvulling',
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('mentorgesprek_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('tekst', sa.Text(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_aanvulling_deelnemer_id')),
    sa.ForeignKeyConstraint(['mentorgesprek_id'], ['mentorgesprek.id'], name=op.f('fk_aanvulling_mentorgesprek_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_aanvulling'))
    )
    with op.batch_alter_table('aanvulling', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_aanvulling_mentorgesprek_id'), ['mentorgesprek_id'], unique=False)

    op.create_table('actie',
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('doel_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('mentorgesprek_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('wat', sa.Text(), nullable=False),
    sa.Column('uitvoerder', sa.String(length=40), nullable=False),
    sa.Column('uitvoerder_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('wanneer_datum', sa.Date(), nullable=True),
    sa.Column('status', sa.String(length=40), nullable=False),
    sa.Column('resultaat', sa.Text(), nullable=False),
    sa.Column('afgesloten_datum', sa.Date(), nullable=True),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_actie_deelnemer_id')),
    sa.ForeignKeyConstraint(['doel_id'], ['doel.id'], name=op.f('fk_actie_doel_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_actie'))
    )
    with op.batch_alter_table('actie', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_actie_deelnemer_id'), ['deelnemer_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_actie_doel_id'), ['doel_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_actie_mentorgesprek_id'), ['mentorgesprek_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_actie_uitvoerder_id'), ['uitvoerder_id'], unique=False)

    op.create_table('coachopmerking',
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('krachteninventarisatie_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('leefgebied', sa.String(length=40), nullable=True),
    sa.Column('tekst', sa.Text(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_coachopmerking_deelnemer_id')),
    sa.ForeignKeyConstraint(['krachteninventarisatie_id'], ['krachteninventarisatie.id'], name=op.f('fk_coachopmerking_krachteninventarisatie_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_coachopmerking'))
    )
    with op.batch_alter_table('coachopmerking', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_coachopmerking_krachteninventarisatie_id'), ['krachteninventarisatie_id'], unique=False)

    op.create_table('doelnotitie',
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('mentorgesprek_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('doel_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('tekst', sa.Text(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_doelnotitie_deelnemer_id')),
    sa.ForeignKeyConstraint(['mentorgesprek_id'], ['mentorgesprek.id'], name=op.f('fk_doelnotitie_mentorgesprek_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_doelnotitie')),
    sa.UniqueConstraint('mentorgesprek_id', 'doel_id', name=op.f('uq_doelnotitie_mentorgesprek_id_doel_id'))
    )
    with op.batch_alter_table('doelnotitie', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_doelnotitie_doel_id'), ['doel_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_doelnotitie_mentorgesprek_id'), ['mentorgesprek_id'], unique=False)

    op.create_table('kracht',
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('krachteninventarisatie_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('leefgebied', sa.String(length=40), nullable=False),
    sa.Column('tekst', sa.Text(), nullable=False),
    sa.Column('bron', sa.Text(), nullable=False),
    sa.Column('volgorde', sa.Integer(), nullable=False),
    sa.Column('is_vervallen', sa.Boolean(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_kracht_deelnemer_id')),
    sa.ForeignKeyConstraint(['krachteninventarisatie_id'], ['krachteninventarisatie.id'], name=op.f('fk_kracht_krachteninventarisatie_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_kracht'))
    )
    with op.batch_alter_table('kracht', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_kracht_krachteninventarisatie_id'), ['krachteninventarisatie_id'], unique=False)

    op.create_table('leefgebiedblad',
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('krachteninventarisatie_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('leefgebied', sa.String(length=40), nullable=False),
    sa.Column('antwoord', sa.String(length=40), nullable=False),
    sa.Column('nu', sa.Text(), nullable=False),
    sa.Column('wensen', sa.Text(), nullable=False),
    sa.Column('hulpbronnen', sa.Text(), nullable=False),
    sa.Column('aanvulling', sa.Text(), nullable=False),
    sa.Column('bereidheid', sa.Integer(), nullable=True),
    sa.Column('is_besproken', sa.Boolean(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.CheckConstraint('bereidheid IS NULL OR bereidheid BETWEEN 1 AND 7', name=op.f('ck_leefgebiedblad_bereidheid')),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_leefgebiedblad_deelnemer_id')),
    sa.ForeignKeyConstraint(['krachteninventarisatie_id'], ['krachteninventarisatie.id'], name=op.f('fk_leefgebiedblad_krachteninventarisatie_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_leefgebiedblad')),
    sa.UniqueConstraint('krachteninventarisatie_id', 'leefgebied', name=op.f('uq_leefgebiedblad_krachteninventarisatie_id_leefgebied'))
    )
    with op.batch_alter_table('leefgebiedblad', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_leefgebiedblad_krachteninventarisatie_id'), ['krachteninventarisatie_id'], unique=False)
    op.execute(
        "CREATE VIRTUAL TABLE search USING fts5(body, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2')"
    )


def _downgrade_team() -> None:
    op.execute("DROP TABLE search")
    with op.batch_alter_table('leefgebiedblad', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_leefgebiedblad_krachteninventarisatie_id'))

    op.drop_table('leefgebiedblad')
    with op.batch_alter_table('kracht', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_kracht_krachteninventarisatie_id'))

    op.drop_table('kracht')
    with op.batch_alter_table('doelnotitie', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_doelnotitie_mentorgesprek_id'))
        batch_op.drop_index(batch_op.f('ix_doelnotitie_doel_id'))

    op.drop_table('doelnotitie')
    with op.batch_alter_table('coachopmerking', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_coachopmerking_krachteninventarisatie_id'))

    op.drop_table('coachopmerking')
    with op.batch_alter_table('actie', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_actie_uitvoerder_id'))
        batch_op.drop_index(batch_op.f('ix_actie_mentorgesprek_id'))
        batch_op.drop_index(batch_op.f('ix_actie_doel_id'))
        batch_op.drop_index(batch_op.f('ix_actie_deelnemer_id'))

    op.drop_table('actie')
    with op.batch_alter_table('aanvulling', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_aanvulling_mentorgesprek_id'))

    op.drop_table('aanvulling')
    with op.batch_alter_table('verblijf', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_verblijf_deelnemer_id'))

    op.drop_table('verblijf')
    with op.batch_alter_table('trajectplan', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_trajectplan_deelnemer_id'))

    op.drop_table('trajectplan')
    with op.batch_alter_table('teamlid', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_teamlid_medewerker_id'))
        batch_op.drop_index(batch_op.f('ix_teamlid_deelnemer_id'))

    op.drop_table('teamlid')
    with op.batch_alter_table('planafspraak', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_planafspraak_deelnemer_id'))

    op.drop_table('planafspraak')
    with op.batch_alter_table('netwerklid', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_netwerklid_deelnemer_id'))

    op.drop_table('netwerklid')
    with op.batch_alter_table('mentorgesprek', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_mentorgesprek_verzet_naar_id'))
        batch_op.drop_index(batch_op.f('ix_mentorgesprek_status_datum'))
        batch_op.drop_index(batch_op.f('ix_mentorgesprek_deelnemer_id_status_datum'))
        batch_op.drop_index(batch_op.f('ix_mentorgesprek_deelnemer_id_datum'))

    op.drop_table('mentorgesprek')
    with op.batch_alter_table('krachteninventarisatie', schema=None) as batch_op:
        batch_op.drop_index('uq_krachteninventarisatie_deelnemer_id_versie', sqlite_where=sa.text('is_vervallen = 0'))
        batch_op.drop_index(batch_op.f('ix_krachteninventarisatie_deelnemer_id'))

    op.drop_table('krachteninventarisatie')
    with op.batch_alter_table('instemming', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_instemming_deelnemer_id'))

    op.drop_table('instemming')
    with op.batch_alter_table('doel', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_doel_deelnemer_id'))

    op.drop_table('doel')
    with op.batch_alter_table('aandachtspunt', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_aandachtspunt_deelnemer_id'))

    op.drop_table('aandachtspunt')
    op.drop_table('search_item')
    op.drop_table('draft')
    op.drop_table('deelnemer')
    with op.batch_alter_table('change', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_change_entity'))
        batch_op.drop_index(batch_op.f('ix_change_at'))

    op.drop_table('change')


def _upgrade_behandeling() -> None:
    op.create_table('change',
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('action', sa.LargeBinary(length=16), nullable=False),
    sa.Column('user', sa.LargeBinary(length=16), nullable=False),
    sa.Column('device', sa.LargeBinary(length=16), nullable=False),
    sa.Column('at', sa.Text(), nullable=False),
    sa.Column('hlc', sa.Integer(), nullable=False),
    sa.Column('schema', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('entity', sa.LargeBinary(length=16), nullable=False),
    sa.Column('operation', sa.Text(), nullable=False),
    sa.Column('values', sa.Text(), nullable=False),
    sa.Column('parents', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_change'))
    )
    with op.batch_alter_table('change', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_change_at'), ['at'], unique=False)
        batch_op.create_index(batch_op.f('ix_change_entity'), ['entity'], unique=False)

    op.create_table('draft',
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('medewerker_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('form', sa.Text(), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('values', sa.Text(), nullable=False),
    sa.Column('saved_at', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_draft')),
    sa.UniqueConstraint('medewerker_id', 'form', 'subject', 'deelnemer_id', name=op.f('uq_draft_medewerker_id_form_subject_deelnemer_id'))
    )
    op.create_table('search_item',
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('entity', sa.LargeBinary(length=16), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=True),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_search_item')),
    sa.UniqueConstraint('entity', name=op.f('uq_search_item_entity'))
    )
    op.execute(
        "CREATE VIRTUAL TABLE search USING fts5(body, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2')"
    )


def _downgrade_behandeling() -> None:
    op.execute("DROP TABLE search")
    op.drop_table('search_item')
    op.drop_table('draft')
    with op.batch_alter_table('change', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_change_entity'))
        batch_op.drop_index(batch_op.f('ix_change_at'))

    op.drop_table('change')


def _upgrade_instroom() -> None:
    op.create_table('change',
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('action', sa.LargeBinary(length=16), nullable=False),
    sa.Column('user', sa.LargeBinary(length=16), nullable=False),
    sa.Column('device', sa.LargeBinary(length=16), nullable=False),
    sa.Column('at', sa.Text(), nullable=False),
    sa.Column('hlc', sa.Integer(), nullable=False),
    sa.Column('schema', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('entity', sa.LargeBinary(length=16), nullable=False),
    sa.Column('operation', sa.Text(), nullable=False),
    sa.Column('values', sa.Text(), nullable=False),
    sa.Column('parents', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_change'))
    )
    with op.batch_alter_table('change', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_change_at'), ['at'], unique=False)
        batch_op.create_index(batch_op.f('ix_change_entity'), ['entity'], unique=False)

    op.create_table('draft',
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('medewerker_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('form', sa.Text(), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('values', sa.Text(), nullable=False),
    sa.Column('saved_at', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_draft')),
    sa.UniqueConstraint('medewerker_id', 'form', 'subject', 'deelnemer_id', name=op.f('uq_draft_medewerker_id_form_subject_deelnemer_id'))
    )
    op.create_table('search_item',
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('entity', sa.LargeBinary(length=16), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=True),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_search_item')),
    sa.UniqueConstraint('entity', name=op.f('uq_search_item_entity'))
    )
    op.execute(
        "CREATE VIRTUAL TABLE search USING fts5(body, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2')"
    )


def _downgrade_instroom() -> None:
    op.execute("DROP TABLE search")
    op.drop_table('search_item')
    op.drop_table('draft')
    with op.batch_alter_table('change', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_change_entity'))
        batch_op.drop_index(batch_op.f('ix_change_at'))

    op.drop_table('change')


def _upgrade_register() -> None:
    op.create_table('beleidsregel',
    sa.Column('sleutel', sa.Text(), nullable=False),
    sa.Column('waarde', sa.Text(), nullable=False),
    sa.Column('geldig_vanaf', sa.Date(), nullable=False),
    sa.Column('bron', sa.Text(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_beleidsregel'))
    )
    op.create_table('change',
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('action', sa.LargeBinary(length=16), nullable=False),
    sa.Column('user', sa.LargeBinary(length=16), nullable=False),
    sa.Column('device', sa.LargeBinary(length=16), nullable=False),
    sa.Column('at', sa.Text(), nullable=False),
    sa.Column('hlc', sa.Integer(), nullable=False),
    sa.Column('schema', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('entity', sa.LargeBinary(length=16), nullable=False),
    sa.Column('operation', sa.Text(), nullable=False),
    sa.Column('values', sa.Text(), nullable=False),
    sa.Column('parents', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_change'))
    )
    with op.batch_alter_table('change', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_change_at'), ['at'], unique=False)
        batch_op.create_index(batch_op.f('ix_change_entity'), ['entity'], unique=False)

    op.create_table('draft',
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('medewerker_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('form', sa.Text(), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('values', sa.Text(), nullable=False),
    sa.Column('saved_at', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_draft')),
    sa.UniqueConstraint('medewerker_id', 'form', 'subject', 'deelnemer_id', name=op.f('uq_draft_medewerker_id_form_subject_deelnemer_id'))
    )
    op.create_table('huis',
    sa.Column('naam', sa.Text(), nullable=False),
    sa.Column('plaats', sa.Text(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_huis'))
    )
    op.create_table('medewerker',
    sa.Column('naam', sa.Text(), nullable=False),
    sa.Column('roepnaam', sa.Text(), nullable=False),
    sa.Column('voorletters', sa.Text(), nullable=False),
    sa.Column('gebruikersnaam', sa.Text(), nullable=False),
    sa.Column('functie', sa.Text(), nullable=False),
    sa.Column('rollen', sa.Text(), nullable=False),
    sa.Column('organisatie', sa.Text(), nullable=False),
    sa.Column('is_krachtwerkcoach', sa.Boolean(), nullable=False),
    sa.Column('talen', sa.Text(), nullable=False),
    sa.Column('telefoon', sa.Text(), nullable=False),
    sa.Column('mail', sa.Text(), nullable=False),
    sa.Column('actief_vanaf_datum', sa.Date(), nullable=True),
    sa.Column('actief_tot_datum', sa.Date(), nullable=True),
    sa.Column('afwezig_vanaf_datum', sa.Date(), nullable=True),
    sa.Column('afwezig_tot_datum', sa.Date(), nullable=True),
    sa.Column('vervanger_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_medewerker')),
    sa.UniqueConstraint('gebruikersnaam', name=op.f('uq_medewerker_gebruikersnaam'))
    )
    op.create_table('organisatie',
    sa.Column('naam', sa.Text(), nullable=False),
    sa.Column('soort', sa.Text(), nullable=False),
    sa.Column('plaats', sa.Text(), nullable=False),
    sa.Column('gemeente', sa.Text(), nullable=True),
    sa.Column('telefoon', sa.Text(), nullable=False),
    sa.Column('mail', sa.Text(), nullable=False),
    sa.Column('notitie', sa.Text(), nullable=False),
    sa.Column('is_vervallen', sa.Boolean(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organisatie'))
    )
    op.create_table('search_item',
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('entity', sa.LargeBinary(length=16), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=True),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_search_item')),
    sa.UniqueConstraint('entity', name=op.f('uq_search_item_entity'))
    )
    op.create_table('voorkeur',
    sa.Column('medewerker_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('naam', sa.Text(), nullable=False),
    sa.Column('waarde', sa.Text(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_voorkeur')),
    sa.UniqueConstraint('medewerker_id', 'naam', name=op.f('uq_voorkeur_medewerker_id_naam'))
    )
    op.create_table('contactpersoon',
    sa.Column('organisatie_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('functie', sa.Text(), nullable=False),
    sa.Column('naam', sa.Text(), nullable=False),
    sa.Column('telefoon', sa.Text(), nullable=False),
    sa.Column('mail', sa.Text(), nullable=False),
    sa.Column('is_vervallen', sa.Boolean(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['organisatie_id'], ['organisatie.id'], name=op.f('fk_contactpersoon_organisatie_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contactpersoon'))
    )
    with op.batch_alter_table('contactpersoon', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contactpersoon_organisatie_id'), ['organisatie_id'], unique=False)
    op.execute(
        "CREATE VIRTUAL TABLE search USING fts5(body, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2')"
    )


def _downgrade_register() -> None:
    op.execute("DROP TABLE search")
    with op.batch_alter_table('contactpersoon', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contactpersoon_organisatie_id'))

    op.drop_table('contactpersoon')
    op.drop_table('voorkeur')
    op.drop_table('search_item')
    op.drop_table('organisatie')
    op.drop_table('medewerker')
    op.drop_table('huis')
    op.drop_table('draft')
    with op.batch_alter_table('change', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_change_entity'))
        batch_op.drop_index(batch_op.f('ix_change_at'))

    op.drop_table('change')
    op.drop_table('beleidsregel')


def _upgrade_log() -> None:
    op.create_table('change',
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('action', sa.LargeBinary(length=16), nullable=False),
    sa.Column('user', sa.LargeBinary(length=16), nullable=False),
    sa.Column('device', sa.LargeBinary(length=16), nullable=False),
    sa.Column('at', sa.Text(), nullable=False),
    sa.Column('hlc', sa.Integer(), nullable=False),
    sa.Column('schema', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('entity', sa.LargeBinary(length=16), nullable=False),
    sa.Column('operation', sa.Text(), nullable=False),
    sa.Column('values', sa.Text(), nullable=False),
    sa.Column('parents', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_change'))
    )
    with op.batch_alter_table('change', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_change_at'), ['at'], unique=False)
        batch_op.create_index(batch_op.f('ix_change_entity'), ['entity'], unique=False)

    op.create_table('draft',
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('medewerker_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('form', sa.Text(), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('values', sa.Text(), nullable=False),
    sa.Column('saved_at', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_draft')),
    sa.UniqueConstraint('medewerker_id', 'form', 'subject', 'deelnemer_id', name=op.f('uq_draft_medewerker_id_form_subject_deelnemer_id'))
    )
    op.create_table('raadpleging',
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('onderdeel', sa.Text(), nullable=False),
    sa.Column('handeling', sa.Text(), nullable=False),
    sa.Column('rollen', sa.Text(), nullable=False),
    sa.Column('reden', sa.Text(), nullable=True),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_raadpleging'))
    )
    op.create_table('search_item',
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('entity', sa.LargeBinary(length=16), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=True),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_search_item')),
    sa.UniqueConstraint('entity', name=op.f('uq_search_item_entity'))
    )
    op.execute(
        "CREATE VIRTUAL TABLE search USING fts5(body, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2')"
    )


def _downgrade_log() -> None:
    op.execute("DROP TABLE search")
    op.drop_table('search_item')
    op.drop_table('raadpleging')
    op.drop_table('draft')
    with op.batch_alter_table('change', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_change_entity'))
        batch_op.drop_index(batch_op.f('ix_change_at'))

    op.drop_table('change')


_UPGRADES = {
    "team": _upgrade_team,
    "behandeling": _upgrade_behandeling,
    "instroom": _upgrade_instroom,
    "register": _upgrade_register,
    "log": _upgrade_log,
}


_DOWNGRADES = {
    "team": _downgrade_team,
    "behandeling": _downgrade_behandeling,
    "instroom": _downgrade_instroom,
    "register": _downgrade_register,
    "log": _downgrade_log,
}
