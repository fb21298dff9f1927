"""Care, consent and who looked"""

import sqlalchemy as sa
from alembic import context, op

revision = "0002"
down_revision = '0001'


def upgrade() -> None:
    _UPGRADES[context.config.attributes["compartment"]]()


def downgrade() -> None:
    _DOWNGRADES[context.config.attributes["compartment"]]()


def _upgrade_team() -> None:
    op.create_table('signaleringskaart',
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('signaleringsplan_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('versie', sa.Integer(), nullable=False),
    sa.Column('datum', sa.Date(), nullable=False),
    sa.Column('inhoud', sa.Text(), nullable=False),
    sa.Column('is_ingetrokken', sa.Boolean(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_signaleringskaart_deelnemer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_signaleringskaart')),
    sa.UniqueConstraint('deelnemer_id', name=op.f('uq_signaleringskaart_deelnemer_id'))
    )
    op.create_table('toestemming',
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('ontvanger_soort', sa.String(length=40), nullable=False),
    sa.Column('ontvanger_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('ontvanger_naam', sa.Text(), nullable=False),
    sa.Column('ontvanger_wie', sa.Text(), nullable=False),
    sa.Column('ontvanger_organisatie_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('ontvanger_organisatie', sa.Text(), nullable=False),
    sa.Column('doel', sa.Text(), nullable=False),
    sa.Column('gegevens', sa.Text(), nullable=False),
    sa.Column('leefgebieden', sa.Text(), nullable=False),
    sa.Column('beperking', sa.Text(), nullable=False),
    sa.Column('vanaf_datum', sa.Date(), nullable=False),
    sa.Column('tot_datum', sa.Date(), nullable=False),
    sa.Column('wijze', sa.String(length=40), nullable=False),
    sa.Column('taal', sa.Text(), nullable=False),
    sa.Column('getuige_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('getuige', sa.Text(), nullable=False),
    sa.Column('tekst_vanaf_datum', sa.Date(), nullable=False),
    sa.Column('ingetrokken_datum', sa.Date(), nullable=True),
    sa.Column('ingetrokken_door', sa.String(length=40), nullable=True),
    sa.Column('ingetrokken_hoe', sa.Text(), nullable=False),
    sa.Column('is_gevolg_besproken', sa.Boolean(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.CheckConstraint('tot_datum >= vanaf_datum', name=op.f('ck_toestemming_tot_na_vanaf')),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_toestemming_deelnemer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_toestemming'))
    )
    with op.batch_alter_table('toestemming', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_toestemming_deelnemer_id'), ['deelnemer_id'], unique=False)

    op.create_table('verwijzingsstand',
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('verwijzing_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('instelling_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('status', sa.String(length=40), nullable=False),
    sa.Column('status_datum', sa.Date(), nullable=False),
    sa.Column('is_vervallen', sa.Boolean(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_verwijzingsstand_deelnemer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_verwijzingsstand')),
    sa.UniqueConstraint('verwijzing_id', name=op.f('uq_verwijzingsstand_verwijzing_id'))
    )
    with op.batch_alter_table('verwijzingsstand', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_verwijzingsstand_deelnemer_id'), ['deelnemer_id'], unique=False)

    op.create_table('zorgafspraak',
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('bron_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('soort', sa.String(length=40), nullable=False),
    sa.Column('instelling_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('medewerker_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('datum', sa.Date(), nullable=False),
    sa.Column('tijd', sa.Time(), nullable=True),
    sa.Column('plaats', sa.String(length=40), nullable=False),
    sa.Column('is_vervallen', sa.Boolean(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_zorgafspraak_deelnemer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_zorgafspraak')),
    sa.UniqueConstraint('bron_id', name=op.f('uq_zorgafspraak_bron_id'))
    )
    with op.batch_alter_table('zorgafspraak', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_zorgafspraak_datum'), ['datum'], unique=False)
        batch_op.create_index(batch_op.f('ix_zorgafspraak_deelnemer_id_datum'), ['deelnemer_id', 'datum'], unique=False)

    op.create_table('verstrekking',
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('ontvanger_soort', sa.String(length=40), nullable=False),
    sa.Column('ontvanger_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('ontvanger_naam', sa.Text(), nullable=False),
    sa.Column('ontvanger_wie', sa.Text(), nullable=False),
    sa.Column('wat', sa.String(length=40), nullable=False),
    sa.Column('omschrijving', sa.Text(), nullable=False),
    sa.Column('gegevens', sa.Text(), nullable=False),
    sa.Column('grondslag', sa.String(length=40), nullable=False),
    sa.Column('toestemming_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('wet_sleutel', sa.Text(), nullable=False),
    sa.Column('toelichting', sa.Text(), nullable=False),
    sa.Column('wijze', sa.String(length=40), nullable=False),
    sa.Column('datum', sa.Date(), nullable=False),
    sa.Column('bron_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('bij_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_verstrekking_deelnemer_id')),
    sa.ForeignKeyConstraint(['toestemming_id'], ['toestemming.id'], name=op.f('fk_verstrekking_toestemming_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_verstrekking'))
    )
    with op.batch_alter_table('verstrekking', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_verstrekking_deelnemer_id'), ['deelnemer_id'], unique=False)


def _downgrade_team() -> None:
    with op.batch_alter_table('verstrekking', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_verstrekking_deelnemer_id'))

    op.drop_table('verstrekking')
    with op.batch_alter_table('zorgafspraak', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_zorgafspraak_deelnemer_id_datum'))
        batch_op.drop_index(batch_op.f('ix_zorgafspraak_datum'))

    op.drop_table('zorgafspraak')
    with op.batch_alter_table('verwijzingsstand', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_verwijzingsstand_deelnemer_id'))

    op.drop_table('verwijzingsstand')
    with op.batch_alter_table('toestemming', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_toestemming_deelnemer_id'))

    op.drop_table('toestemming')
    op.drop_table('signaleringskaart')


def _upgrade_behandeling() -> None:
    op.create_table('psycholooggesprek',
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('medewerker_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('datum', sa.Date(), nullable=False),
    sa.Column('tijd', sa.Time(), nullable=True),
    sa.Column('duur_minuten', sa.Integer(), nullable=False),
    sa.Column('plaats', sa.String(length=40), nullable=False),
    sa.Column('aanleiding', sa.Text(), nullable=False),
    sa.Column('status', sa.String(length=40), nullable=False),
    sa.Column('vervallen_reden', sa.Text(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_psycholooggesprek'))
    )
    with op.batch_alter_table('psycholooggesprek', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_psycholooggesprek_deelnemer_id'), ['deelnemer_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_psycholooggesprek_medewerker_id_datum'), ['medewerker_id', 'datum'], unique=False)

    op.create_table('signaleringsplan',
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('versie', sa.Integer(), nullable=False),
    sa.Column('status', sa.String(length=40), nullable=False),
    sa.Column('datum', sa.Date(), nullable=False),
    sa.Column('opgesteld_met_ids', sa.Text(), nullable=False),
    sa.Column('opgesteld_met', sa.Text(), nullable=False),
    sa.Column('vastgesteld_op', sa.Text(), nullable=True),
    sa.Column('vastgesteld_door', sa.LargeBinary(length=16), nullable=True),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_signaleringsplan')),
    sa.UniqueConstraint('deelnemer_id', 'versie', name=op.f('uq_signaleringsplan_deelnemer_id_versie'))
    )
    with op.batch_alter_table('signaleringsplan', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_signaleringsplan_deelnemer_id'), ['deelnemer_id'], unique=False)

    op.create_table('verwijzing',
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('instelling_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('contactpersoon_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('soort_zorg', sa.Text(), nullable=False),
    sa.Column('urgentie', sa.String(length=40), nullable=False),
    sa.Column('indicatie', sa.Text(), nullable=False),
    sa.Column('vraag', sa.Text(), nullable=False),
    sa.Column('status', sa.String(length=40), nullable=False),
    sa.Column('besproken_datum', sa.Date(), nullable=False),
    sa.Column('aangemeld_datum', sa.Date(), nullable=True),
    sa.Column('geaccepteerd_datum', sa.Date(), nullable=True),
    sa.Column('kennisgemaakt_datum', sa.Date(), nullable=True),
    sa.Column('gestart_datum', sa.Date(), nullable=True),
    sa.Column('afgerond_datum', sa.Date(), nullable=True),
    sa.Column('gestopt_datum', sa.Date(), nullable=True),
    sa.Column('afgewezen_datum', sa.Date(), nullable=True),
    sa.Column('ingetrokken_datum', sa.Date(), nullable=True),
    sa.Column('slot_categorie', sa.Text(), nullable=False),
    sa.Column('slot_toelichting', sa.Text(), nullable=False),
    sa.Column('heropend_reden', sa.Text(), nullable=False),
    sa.Column('vervolg', sa.String(length=40), nullable=False),
    sa.Column('vervolg_organisatie_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('vervolg_toelichting', sa.Text(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_verwijzing'))
    )
    with op.batch_alter_table('verwijzing', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_verwijzing_deelnemer_id'), ['deelnemer_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_verwijzing_instelling_id'), ['instelling_id'], unique=False)

    op.create_table('behandelafspraak',
    sa.Column('verwijzing_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('datum', sa.Date(), nullable=False),
    sa.Column('tijd', sa.Time(), nullable=True),
    sa.Column('plaats', sa.String(length=40), nullable=False),
    sa.Column('is_vervallen', sa.Boolean(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['verwijzing_id'], ['verwijzing.id'], name=op.f('fk_behandelafspraak_verwijzing_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_behandelafspraak'))
    )
    with op.batch_alter_table('behandelafspraak', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_behandelafspraak_deelnemer_id'), ['deelnemer_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_behandelafspraak_verwijzing_id'), ['verwijzing_id'], unique=False)

    op.create_table('behandelnotitie',
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('psycholooggesprek_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('datum', sa.Date(), nullable=False),
    sa.Column('tekst', sa.Text(), nullable=False),
    sa.Column('is_vervallen', sa.Boolean(), nullable=False),
    sa.Column('vervallen_reden', sa.Text(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['psycholooggesprek_id'], ['psycholooggesprek.id'], name=op.f('fk_behandelnotitie_psycholooggesprek_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_behandelnotitie'))
    )
    with op.batch_alter_table('behandelnotitie', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_behandelnotitie_deelnemer_id'), ['deelnemer_id'], unique=False)

    op.create_table('signaleringsdeling',
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('signaleringsplan_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('netwerklid_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('kleuren', sa.Text(), nullable=False),
    sa.Column('datum', sa.Date(), nullable=False),
    sa.Column('wijze', sa.Text(), nullable=False),
    sa.Column('toestemming_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('ingetrokken_datum', sa.Date(), nullable=True),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['signaleringsplan_id'], ['signaleringsplan.id'], name=op.f('fk_signaleringsdeling_signaleringsplan_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_signaleringsdeling'))
    )
    with op.batch_alter_table('signaleringsdeling', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_signaleringsdeling_deelnemer_id'), ['deelnemer_id'], unique=False)

    op.create_table('signaleringsfase',
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('signaleringsplan_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('kleur', sa.String(length=40), nullable=False),
    sa.Column('naam', sa.Text(), nullable=False),
    sa.Column('signalen', sa.Text(), nullable=False),
    sa.Column('helpt_zelf', sa.Text(), nullable=False),
    sa.Column('helpt_anderen', sa.Text(), nullable=False),
    sa.Column('bellen', sa.Text(), nullable=False),
    sa.Column('bellen_ids', sa.Text(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['signaleringsplan_id'], ['signaleringsplan.id'], name=op.f('fk_signaleringsfase_signaleringsplan_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_signaleringsfase')),
    sa.UniqueConstraint('signaleringsplan_id', 'kleur', name=op.f('uq_signaleringsfase_signaleringsplan_id_kleur'))
    )
    with op.batch_alter_table('signaleringsfase', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_signaleringsfase_deelnemer_id'), ['deelnemer_id'], unique=False)


def _downgrade_behandeling() -> None:
    with op.batch_alter_table('signaleringsfase', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_signaleringsfase_deelnemer_id'))

    op.drop_table('signaleringsfase')
    with op.batch_alter_table('signaleringsdeling', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_signaleringsdeling_deelnemer_id'))

    op.drop_table('signaleringsdeling')
    with op.batch_alter_table('behandelnotitie', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_behandelnotitie_deelnemer_id'))

    op.drop_table('behandelnotitie')
    with op.batch_alter_table('behandelafspraak', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_behandelafspraak_verwijzing_id'))
        batch_op.drop_index(batch_op.f('ix_behandelafspraak_deelnemer_id'))

    op.drop_table('behandelafspraak')
    with op.batch_alter_table('verwijzing', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_verwijzing_instelling_id'))
        batch_op.drop_index(batch_op.f('ix_verwijzing_deelnemer_id'))

    op.drop_table('verwijzing')
    with op.batch_alter_table('signaleringsplan', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_signaleringsplan_deelnemer_id'))

    op.drop_table('signaleringsplan')
    with op.batch_alter_table('psycholooggesprek', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_psycholooggesprek_medewerker_id_datum'))
        batch_op.drop_index(batch_op.f('ix_psycholooggesprek_deelnemer_id'))

    op.drop_table('psycholooggesprek')


def _upgrade_instroom() -> None:
    pass


def _downgrade_instroom() -> None:
    pass


def _upgrade_register() -> None:
    op.create_table('beschikbaarheid',
    sa.Column('medewerker_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('weekdag', sa.Integer(), nullable=False),
    sa.Column('van_tijd', sa.Time(), nullable=False),
    sa.Column('tot_tijd', sa.Time(), nullable=False),
    sa.Column('is_vervallen', sa.Boolean(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.CheckConstraint('tot_tijd > van_tijd', name=op.f('ck_beschikbaarheid_tot_na_van')),
    sa.CheckConstraint('weekdag BETWEEN 1 AND 7', name=op.f('ck_beschikbaarheid_weekdag')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_beschikbaarheid'))
    )
    with op.batch_alter_table('beschikbaarheid', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_beschikbaarheid_medewerker_id'), ['medewerker_id'], unique=False)

    with op.batch_alter_table('medewerker', schema=None) as batch_op:
        batch_op.add_column(sa.Column('tijdelijke_rollen', sa.Text(), server_default='[]', nullable=False))
        batch_op.add_column(sa.Column('tijdelijke_rollen_tot_datum', sa.Date(), nullable=True))

    with op.batch_alter_table('organisatie', schema=None) as batch_op:
        batch_op.add_column(sa.Column('wettelijke_taak', sa.String(length=40), nullable=True))


def _downgrade_register() -> None:
    with op.batch_alter_table('organisatie', schema=None) as batch_op:
        batch_op.drop_column('wettelijke_taak')

    with op.batch_alter_table('medewerker', schema=None) as batch_op:
        batch_op.drop_column('tijdelijke_rollen_tot_datum')
        batch_op.drop_column('tijdelijke_rollen')

    with op.batch_alter_table('beschikbaarheid', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_beschikbaarheid_medewerker_id'))

    op.drop_table('beschikbaarheid')


def _upgrade_log() -> None:
    with op.batch_alter_table('raadpleging', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_raadpleging_created_at'), ['created_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_raadpleging_created_by_created_at'), ['created_by', 'created_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_raadpleging_deelnemer_id_created_at'), ['deelnemer_id', 'created_at'], unique=False)


def _downgrade_log() -> None:
    with op.batch_alter_table('raadpleging', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_raadpleging_deelnemer_id_created_at'))
        batch_op.drop_index(batch_op.f('ix_raadpleging_created_by_created_at'))
        batch_op.drop_index(batch_op.f('ix_raadpleging_created_at'))


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
