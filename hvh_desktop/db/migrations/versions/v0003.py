"""Sancties, urinecontroles and verloven"""

import sqlalchemy as sa
from alembic import context, op

revision = "0003"
down_revision = '0002'


def upgrade() -> None:
    _UPGRADES[context.config.attributes["compartment"]]()


def downgrade() -> None:
    _DOWNGRADES[context.config.attributes["compartment"]]()


def _upgrade_team() -> None:
    op.create_table('urinecontrole',
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('nummer', sa.Text(), nullable=False),
    sa.Column('nummer_tweede', sa.Text(), nullable=False),
    sa.Column('aanleiding', sa.Text(), nullable=False),
    sa.Column('reden', sa.Text(), nullable=False),
    sa.Column('is_reden_meegedeeld', sa.Boolean(), nullable=False),
    sa.Column('stoffen', sa.Text(), nullable=False),
    sa.Column('opdracht_datum', sa.Date(), nullable=False),
    sa.Column('opdracht_tijd', sa.Time(), nullable=False),
    sa.Column('afname_datum', sa.Date(), nullable=True),
    sa.Column('afname_tijd', sa.Time(), nullable=True),
    sa.Column('medewerker_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('uitslag', sa.String(length=40), nullable=False),
    sa.Column('uitslag_datum', sa.Date(), nullable=True),
    sa.Column('nieuw_gebruik', sa.String(length=40), nullable=False),
    sa.Column('toelichting', sa.Text(), nullable=False),
    sa.Column('meegedeeld_datum', sa.Date(), nullable=True),
    sa.Column('meegedeeld_tijd', sa.Time(), nullable=True),
    sa.Column('meegedeeld_door', sa.LargeBinary(length=16), nullable=True),
    sa.Column('heronderzoek', sa.String(length=40), nullable=False),
    sa.Column('heronderzoek_datum', sa.Date(), nullable=True),
    sa.Column('heronderzoek_tijd', sa.Time(), nullable=True),
    sa.Column('heronderzoek_uitslag_datum', sa.Date(), nullable=True),
    sa.Column('is_vervallen', sa.Boolean(), nullable=False),
    sa.Column('vervallen_reden', sa.Text(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_urinecontrole_deelnemer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_urinecontrole'))
    )
    with op.batch_alter_table('urinecontrole', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_urinecontrole_deelnemer_id_opdracht_datum'), ['deelnemer_id', 'opdracht_datum'], unique=False)
        batch_op.create_index('uq_urinecontrole_nummer', ['nummer'], unique=True, sqlite_where=sa.text("is_vervallen = 0 AND nummer != ''"))

    op.create_table('werkplek',
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('soort', sa.String(length=40), nullable=False),
    sa.Column('plek', sa.Text(), nullable=False),
    sa.Column('van_datum', sa.Date(), nullable=False),
    sa.Column('tot_datum', sa.Date(), nullable=True),
    sa.Column('uren', sa.Integer(), nullable=False),
    sa.Column('weekloon_centen', sa.Integer(), nullable=True),
    sa.Column('is_vervallen', sa.Boolean(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.CheckConstraint('tot_datum IS NULL OR tot_datum >= van_datum', name=op.f('ck_werkplek_tot_na_van')),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_werkplek_deelnemer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_werkplek'))
    )
    with op.batch_alter_table('werkplek', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_werkplek_deelnemer_id_van_datum'), ['deelnemer_id', 'van_datum'], unique=False)

    op.create_table('sanctiezaak',
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('status', sa.String(length=40), nullable=False),
    sa.Column('ronde', sa.Integer(), nullable=False),
    sa.Column('aanleiding', sa.String(length=40), nullable=False),
    sa.Column('voor_ronde', sa.String(length=40), nullable=True),
    sa.Column('voorval_soort', sa.Text(), nullable=False),
    sa.Column('voorval_datum', sa.Date(), nullable=False),
    sa.Column('voorval_tijd', sa.Time(), nullable=True),
    sa.Column('plaats', sa.Text(), nullable=False),
    sa.Column('feiten', sa.Text(), nullable=False),
    sa.Column('betrokkenen', sa.Text(), nullable=False),
    sa.Column('is_zelf_gemeld', sa.Boolean(), nullable=False),
    sa.Column('urinecontrole_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('verslag', sa.Text(), nullable=False),
    sa.Column('verslag_datum', sa.Date(), nullable=True),
    sa.Column('verslag_tijd', sa.Time(), nullable=True),
    sa.Column('verslag_door', sa.LargeBinary(length=16), nullable=True),
    sa.Column('aangezegd_datum', sa.Date(), nullable=True),
    sa.Column('aangezegd_tijd', sa.Time(), nullable=True),
    sa.Column('aangezegd_door', sa.LargeBinary(length=16), nullable=True),
    sa.Column('adviesvraag_datum', sa.Date(), nullable=True),
    sa.Column('slot_datum', sa.Date(), nullable=True),
    sa.Column('slot_reden', sa.Text(), nullable=False),
    sa.Column('slot_toelichting', sa.Text(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_sanctiezaak_deelnemer_id')),
    sa.ForeignKeyConstraint(['urinecontrole_id'], ['urinecontrole.id'], name=op.f('fk_sanctiezaak_urinecontrole_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sanctiezaak'))
    )
    with op.batch_alter_table('sanctiezaak', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sanctiezaak_deelnemer_id_voorval_datum'), ['deelnemer_id', 'voorval_datum'], unique=False)
        batch_op.create_index(batch_op.f('ix_sanctiezaak_status'), ['status'], unique=False)

    op.create_table('urinestof',
    sa.Column('urinecontrole_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('stof', sa.Text(), nullable=False),
    sa.Column('uitslag', sa.String(length=40), nullable=False),
    sa.Column('waarde', sa.Text(), nullable=False),
    sa.Column('is_verklaard', sa.Boolean(), nullable=False),
    sa.Column('is_vervallen', sa.Boolean(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_urinestof_deelnemer_id')),
    sa.ForeignKeyConstraint(['urinecontrole_id'], ['urinecontrole.id'], name=op.f('fk_urinestof_urinecontrole_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_urinestof'))
    )
    with op.batch_alter_table('urinestof', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_urinestof_urinecontrole_id'), ['urinecontrole_id'], unique=False)

    op.create_table('verlof',
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('soort', sa.String(length=40), nullable=False),
    sa.Column('doel_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('oogmerk', sa.Text(), nullable=False),
    sa.Column('bijdrage', sa.Text(), nullable=False),
    sa.Column('aanvraag_datum', sa.Date(), nullable=True),
    sa.Column('begin_datum', sa.Date(), nullable=False),
    sa.Column('eind_datum', sa.Date(), nullable=True),
    sa.Column('duur', sa.Text(), nullable=False),
    sa.Column('aantal', sa.Integer(), nullable=False),
    sa.Column('status', sa.String(length=40), nullable=False),
    sa.Column('status_reden', sa.Text(), nullable=False),
    sa.Column('evaluatie', sa.Text(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.CheckConstraint('eind_datum IS NULL OR eind_datum >= begin_datum', name=op.f('ck_verlof_eind_na_begin')),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_verlof_deelnemer_id')),
    sa.ForeignKeyConstraint(['doel_id'], ['doel.id'], name=op.f('fk_verlof_doel_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_verlof'))
    )
    with op.batch_alter_table('verlof', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_verlof_deelnemer_id_begin_datum'), ['deelnemer_id', 'begin_datum'], unique=False)

    op.create_table('bijlage',
    sa.Column('sanctiezaak_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('soort', sa.String(length=40), nullable=False),
    sa.Column('omschrijving', sa.Text(), nullable=False),
    sa.Column('inhoud', sa.LargeBinary(), nullable=False),
    sa.Column('is_vervallen', sa.Boolean(), nullable=False),
    sa.Column('vervallen_reden', sa.Text(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_bijlage_deelnemer_id')),
    sa.ForeignKeyConstraint(['sanctiezaak_id'], ['sanctiezaak.id'], name=op.f('fk_bijlage_sanctiezaak_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bijlage'))
    )
    with op.batch_alter_table('bijlage', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_bijlage_sanctiezaak_id'), ['sanctiezaak_id'], unique=False)

    op.create_table('correctie',
    sa.Column('sanctiezaak_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('onderdeel', sa.String(length=40), nullable=False),
    sa.Column('tekst', sa.Text(), nullable=False),
    sa.Column('reden', sa.Text(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_correctie_deelnemer_id')),
    sa.ForeignKeyConstraint(['sanctiezaak_id'], ['sanctiezaak.id'], name=op.f('fk_correctie_sanctiezaak_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_correctie'))
    )
    with op.batch_alter_table('correctie', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_correctie_sanctiezaak_id'), ['sanctiezaak_id'], unique=False)

    op.create_table('hoorverslag',
    sa.Column('sanctiezaak_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('ronde', sa.Integer(), nullable=False),
    sa.Column('datum', sa.Date(), nullable=False),
    sa.Column('tijd', sa.Time(), nullable=False),
    sa.Column('medewerker_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('aanwezigen', sa.Text(), nullable=False),
    sa.Column('taal', sa.Text(), nullable=False),
    sa.Column('tolk', sa.String(length=40), nullable=False),
    sa.Column('is_afgezien', sa.Boolean(), nullable=False),
    sa.Column('eigen_woorden', sa.Text(), nullable=False),
    sa.Column('standpunt', sa.String(length=40), nullable=True),
    sa.Column('visie', sa.Text(), nullable=False),
    sa.Column('toelichting', sa.Text(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_hoorverslag_deelnemer_id')),
    sa.ForeignKeyConstraint(['sanctiezaak_id'], ['sanctiezaak.id'], name=op.f('fk_hoorverslag_sanctiezaak_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_hoorverslag'))
    )
    with op.batch_alter_table('hoorverslag', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_hoorverslag_sanctiezaak_id'), ['sanctiezaak_id'], unique=False)

    op.create_table('ordemaatregel',
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('sanctiezaak_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('soort', sa.Text(), nullable=False),
    sa.Column('reden', sa.Text(), nullable=False),
    sa.Column('is_door_personeel', sa.Boolean(), nullable=False),
    sa.Column('begin_datum', sa.Date(), nullable=False),
    sa.Column('begin_tijd', sa.Time(), nullable=False),
    sa.Column('eind_datum', sa.Date(), nullable=False),
    sa.Column('eind_tijd', sa.Time(), nullable=False),
    sa.Column('verlenging_van_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('einde_datum', sa.Date(), nullable=True),
    sa.Column('einde_tijd', sa.Time(), nullable=True),
    sa.Column('einde_reden', sa.Text(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_ordemaatregel_deelnemer_id')),
    sa.ForeignKeyConstraint(['sanctiezaak_id'], ['sanctiezaak.id'], name=op.f('fk_ordemaatregel_sanctiezaak_id')),
    sa.ForeignKeyConstraint(['verlenging_van_id'], ['ordemaatregel.id'], name=op.f('fk_ordemaatregel_verlenging_van_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ordemaatregel'))
    )
    with op.batch_alter_table('ordemaatregel', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_ordemaatregel_deelnemer_id'), ['deelnemer_id'], unique=False)

    op.create_table('sanctieadvies',
    sa.Column('sanctiezaak_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('datum', sa.Date(), nullable=False),
    sa.Column('verantwoordelijkheid', sa.String(length=40), nullable=False),
    sa.Column('tekst', sa.Text(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_sanctieadvies_deelnemer_id')),
    sa.ForeignKeyConstraint(['sanctiezaak_id'], ['sanctiezaak.id'], name=op.f('fk_sanctieadvies_sanctiezaak_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sanctieadvies'))
    )
    with op.batch_alter_table('sanctieadvies', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sanctieadvies_sanctiezaak_id'), ['sanctiezaak_id'], unique=False)

    op.create_table('sanctievoorstel',
    sa.Column('sanctiezaak_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('ronde', sa.Integer(), nullable=False),
    sa.Column('datum', sa.Date(), nullable=False),
    sa.Column('problematiek', sa.Text(), nullable=False),
    sa.Column('hoeveelste_keer', sa.Integer(), nullable=False),
    sa.Column('verantwoordelijkheid', sa.String(length=40), nullable=False),
    sa.Column('verantwoordelijkheid_toelichting', sa.Text(), nullable=False),
    sa.Column('telt_mee', sa.Text(), nullable=False),
    sa.Column('waarom', sa.Text(), nullable=False),
    sa.Column('geprobeerd', sa.Text(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_sanctievoorstel_deelnemer_id')),
    sa.ForeignKeyConstraint(['sanctiezaak_id'], ['sanctiezaak.id'], name=op.f('fk_sanctievoorstel_sanctiezaak_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sanctievoorstel'))
    )
    with op.batch_alter_table('sanctievoorstel', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sanctievoorstel_sanctiezaak_id'), ['sanctiezaak_id'], unique=False)

    op.create_table('straf',
    sa.Column('sanctiezaak_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('hoort_bij_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('volgorde', sa.Integer(), nullable=False),
    sa.Column('soort', sa.String(length=40), nullable=False),
    sa.Column('aantal', sa.Integer(), nullable=False),
    sa.Column('voorwaardelijk', sa.Integer(), nullable=False),
    sa.Column('uitwerking', sa.Text(), nullable=False),
    sa.Column('bezoek_reden', sa.Text(), nullable=False),
    sa.Column('weekloon_centen', sa.Integer(), nullable=True),
    sa.Column('vervangende_soort', sa.String(length=40), nullable=True),
    sa.Column('vervangende_dagen', sa.Integer(), nullable=True),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_straf_deelnemer_id')),
    sa.ForeignKeyConstraint(['sanctiezaak_id'], ['sanctiezaak.id'], name=op.f('fk_straf_sanctiezaak_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_straf'))
    )
    with op.batch_alter_table('straf', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_straf_hoort_bij_id'), ['hoort_bij_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_straf_sanctiezaak_id'), ['sanctiezaak_id'], unique=False)

    op.create_table('zaakstap',
    sa.Column('sanctiezaak_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('ronde', sa.Integer(), nullable=False),
    sa.Column('van', sa.String(length=40), nullable=True),
    sa.Column('naar', sa.String(length=40), nullable=False),
    sa.Column('datum', sa.Date(), nullable=False),
    sa.Column('reden', sa.Text(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_zaakstap_deelnemer_id')),
    sa.ForeignKeyConstraint(['sanctiezaak_id'], ['sanctiezaak.id'], name=op.f('fk_zaakstap_sanctiezaak_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_zaakstap'))
    )
    with op.batch_alter_table('zaakstap', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_zaakstap_sanctiezaak_id'), ['sanctiezaak_id'], unique=False)

    op.create_table('alternatief',
    sa.Column('sanctiezaak_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('voorstel_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('volgorde', sa.Integer(), nullable=False),
    sa.Column('soort', sa.String(length=40), nullable=False),
    sa.Column('naam', sa.Text(), nullable=False),
    sa.Column('afspraak', sa.Text(), nullable=False),
    sa.Column('is_degradatie', sa.Boolean(), nullable=False),
    sa.Column('is_terugplaatsing', sa.Boolean(), nullable=False),
    sa.Column('proeftijd_tot_datum', sa.Date(), nullable=True),
    sa.Column('is_gekozen', sa.Boolean(), nullable=False),
    sa.Column('gevolgen', sa.Text(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_alternatief_deelnemer_id')),
    sa.ForeignKeyConstraint(['sanctiezaak_id'], ['sanctiezaak.id'], name=op.f('fk_alternatief_sanctiezaak_id')),
    sa.ForeignKeyConstraint(['voorstel_id'], ['sanctievoorstel.id'], name=op.f('fk_alternatief_voorstel_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_alternatief'))
    )
    with op.batch_alter_table('alternatief', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_alternatief_sanctiezaak_id'), ['sanctiezaak_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_alternatief_voorstel_id'), ['voorstel_id'], unique=False)

    op.create_table('tenuitvoerlegging',
    sa.Column('sanctiezaak_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('straf_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('is_vervangend', sa.Boolean(), nullable=False),
    sa.Column('begin_datum', sa.Date(), nullable=False),
    sa.Column('begin_tijd', sa.Time(), nullable=True),
    sa.Column('eind_datum', sa.Date(), nullable=False),
    sa.Column('eind_tijd', sa.Time(), nullable=True),
    sa.Column('is_strafcel', sa.Boolean(), nullable=False),
    sa.Column('commissie_gemeld_datum', sa.Date(), nullable=True),
    sa.Column('arts_gemeld_datum', sa.Date(), nullable=True),
    sa.Column('toelichting', sa.Text(), nullable=False),
    sa.Column('is_vervallen', sa.Boolean(), nullable=False),
    sa.Column('vervallen_reden', sa.Text(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_tenuitvoerlegging_deelnemer_id')),
    sa.ForeignKeyConstraint(['sanctiezaak_id'], ['sanctiezaak.id'], name=op.f('fk_tenuitvoerlegging_sanctiezaak_id')),
    sa.ForeignKeyConstraint(['straf_id'], ['straf.id'], name=op.f('fk_tenuitvoerlegging_straf_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tenuitvoerlegging'))
    )
    with op.batch_alter_table('tenuitvoerlegging', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_tenuitvoerlegging_sanctiezaak_id'), ['sanctiezaak_id'], unique=False)

    op.create_table('beslissing',
    sa.Column('sanctiezaak_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('ronde', sa.Integer(), nullable=False),
    sa.Column('aanleiding', sa.String(length=40), nullable=False),
    sa.Column('voorstel_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('alternatief_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('datum', sa.Date(), nullable=False),
    sa.Column('uitkomst', sa.String(length=40), nullable=False),
    sa.Column('verantwoordelijkheid', sa.String(length=40), nullable=False),
    sa.Column('afspraak', sa.Text(), nullable=False),
    sa.Column('motivering', sa.Text(), nullable=False),
    sa.Column('is_degradatie', sa.Boolean(), nullable=False),
    sa.Column('degradatie_reden', sa.Text(), nullable=False),
    sa.Column('is_terugplaatsing', sa.Boolean(), nullable=False),
    sa.Column('proeftijd_tot_datum', sa.Date(), nullable=True),
    sa.Column('is_zelfde_persoon', sa.Boolean(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['alternatief_id'], ['alternatief.id'], name=op.f('fk_beslissing_alternatief_id')),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_beslissing_deelnemer_id')),
    sa.ForeignKeyConstraint(['sanctiezaak_id'], ['sanctiezaak.id'], name=op.f('fk_beslissing_sanctiezaak_id')),
    sa.ForeignKeyConstraint(['voorstel_id'], ['sanctievoorstel.id'], name=op.f('fk_beslissing_voorstel_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_beslissing'))
    )
    with op.batch_alter_table('beslissing', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_beslissing_sanctiezaak_id'), ['sanctiezaak_id'], unique=False)

    op.create_table('beklag',
    sa.Column('sanctiezaak_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('beslissing_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('ingediend_datum', sa.Date(), nullable=False),
    sa.Column('is_te_laat', sa.Boolean(), nullable=False),
    sa.Column('gronden', sa.Text(), nullable=False),
    sa.Column('schorsing', sa.String(length=40), nullable=False),
    sa.Column('status', sa.String(length=40), nullable=False),
    sa.Column('uitspraak_datum', sa.Date(), nullable=True),
    sa.Column('uitspraak', sa.Text(), nullable=False),
    sa.Column('tegemoetkoming', sa.Text(), nullable=False),
    sa.Column('beroep', sa.String(length=40), nullable=False),
    sa.Column('beroep_datum', sa.Date(), nullable=True),
    sa.Column('beroep_uitspraak_datum', sa.Date(), nullable=True),
    sa.Column('gevolg', sa.Text(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['beslissing_id'], ['beslissing.id'], name=op.f('fk_beklag_beslissing_id')),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_beklag_deelnemer_id')),
    sa.ForeignKeyConstraint(['sanctiezaak_id'], ['sanctiezaak.id'], name=op.f('fk_beklag_sanctiezaak_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_beklag'))
    )
    with op.batch_alter_table('beklag', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_beklag_sanctiezaak_id'), ['sanctiezaak_id'], unique=False)

    op.create_table('mededeling',
    sa.Column('sanctiezaak_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('beslissing_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('uitreik_datum', sa.Date(), nullable=False),
    sa.Column('beklag_laatste_datum', sa.Date(), nullable=False),
    sa.Column('inhoud', sa.Text(), nullable=False),
    sa.Column('uitleg', sa.Text(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['beslissing_id'], ['beslissing.id'], name=op.f('fk_mededeling_beslissing_id')),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_mededeling_deelnemer_id')),
    sa.ForeignKeyConstraint(['sanctiezaak_id'], ['sanctiezaak.id'], name=op.f('fk_mededeling_sanctiezaak_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mededeling'))
    )
    with op.batch_alter_table('mededeling', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mededeling_beslissing_id'), ['beslissing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_mededeling_sanctiezaak_id'), ['sanctiezaak_id'], unique=False)

    op.create_table('vervolgvoorstel',
    sa.Column('sanctiezaak_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('beslissing_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('soort', sa.String(length=40), nullable=False),
    sa.Column('verlof_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('reden', sa.Text(), nullable=False),
    sa.Column('geprobeerd', sa.Text(), nullable=False),
    sa.Column('status', sa.String(length=40), nullable=False),
    sa.Column('antwoord', sa.Text(), nullable=False),
    sa.Column('beantwoord_datum', sa.Date(), nullable=True),
    sa.Column('beantwoord_door', sa.LargeBinary(length=16), nullable=True),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['beslissing_id'], ['beslissing.id'], name=op.f('fk_vervolgvoorstel_beslissing_id')),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_vervolgvoorstel_deelnemer_id')),
    sa.ForeignKeyConstraint(['sanctiezaak_id'], ['sanctiezaak.id'], name=op.f('fk_vervolgvoorstel_sanctiezaak_id')),
    sa.ForeignKeyConstraint(['verlof_id'], ['verlof.id'], name=op.f('fk_vervolgvoorstel_verlof_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_vervolgvoorstel'))
    )
    with op.batch_alter_table('vervolgvoorstel', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_vervolgvoorstel_sanctiezaak_id'), ['sanctiezaak_id'], unique=False)

    op.create_table('voorwaarde',
    sa.Column('sanctiezaak_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('beslissing_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('volgorde', sa.Integer(), nullable=False),
    sa.Column('tekst', sa.Text(), nullable=False),
    sa.Column('is_algemeen', sa.Boolean(), nullable=False),
    sa.Column('doel_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('toezicht_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('herinnering_datum', sa.Date(), nullable=True),
    sa.Column('status', sa.String(length=40), nullable=False),
    sa.Column('toelichting', sa.Text(), nullable=False),
    sa.Column('afgesloten_datum', sa.Date(), nullable=True),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['beslissing_id'], ['beslissing.id'], name=op.f('fk_voorwaarde_beslissing_id')),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_voorwaarde_deelnemer_id')),
    sa.ForeignKeyConstraint(['doel_id'], ['doel.id'], name=op.f('fk_voorwaarde_doel_id')),
    sa.ForeignKeyConstraint(['sanctiezaak_id'], ['sanctiezaak.id'], name=op.f('fk_voorwaarde_sanctiezaak_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_voorwaarde'))
    )
    with op.batch_alter_table('voorwaarde', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_voorwaarde_beslissing_id'), ['beslissing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_voorwaarde_sanctiezaak_id'), ['sanctiezaak_id'], unique=False)

    op.create_table('uitreiking',
    sa.Column('sanctiezaak_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('beslissing_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('mededeling_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('datum', sa.Date(), nullable=False),
    sa.Column('tijd', sa.Time(), nullable=False),
    sa.Column('medewerker_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('tekenen', sa.String(length=40), nullable=False),
    sa.Column('wijze', sa.Text(), nullable=False),
    sa.Column('toelichting', sa.Text(), nullable=False),
    sa.Column('beklag_laatste_datum', sa.Date(), nullable=False),
    sa.Column('vervangt_reden', sa.Text(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['beslissing_id'], ['beslissing.id'], name=op.f('fk_uitreiking_beslissing_id')),
    sa.ForeignKeyConstraint(['deelnemer_id'], ['deelnemer.id'], name=op.f('fk_uitreiking_deelnemer_id')),
    sa.ForeignKeyConstraint(['mededeling_id'], ['mededeling.id'], name=op.f('fk_uitreiking_mededeling_id')),
    sa.ForeignKeyConstraint(['sanctiezaak_id'], ['sanctiezaak.id'], name=op.f('fk_uitreiking_sanctiezaak_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_uitreiking'))
    )
    with op.batch_alter_table('uitreiking', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_uitreiking_beslissing_id'), ['beslissing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_uitreiking_sanctiezaak_id'), ['sanctiezaak_id'], unique=False)


def _downgrade_team() -> None:
    with op.batch_alter_table('uitreiking', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_uitreiking_sanctiezaak_id'))
        batch_op.drop_index(batch_op.f('ix_uitreiking_beslissing_id'))

    op.drop_table('uitreiking')
    with op.batch_alter_table('voorwaarde', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_voorwaarde_sanctiezaak_id'))
        batch_op.drop_index(batch_op.f('ix_voorwaarde_beslissing_id'))

    op.drop_table('voorwaarde')
    with op.batch_alter_table('vervolgvoorstel', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_vervolgvoorstel_sanctiezaak_id'))

    op.drop_table('vervolgvoorstel')
    with op.batch_alter_table('mededeling', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_mededeling_sanctiezaak_id'))
        batch_op.drop_index(batch_op.f('ix_mededeling_beslissing_id'))

    op.drop_table('mededeling')
    with op.batch_alter_table('beklag', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_beklag_sanctiezaak_id'))

    op.drop_table('beklag')
    with op.batch_alter_table('beslissing', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_beslissing_sanctiezaak_id'))

    op.drop_table('beslissing')
    with op.batch_alter_table('tenuitvoerlegging', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_tenuitvoerlegging_sanctiezaak_id'))

    op.drop_table('tenuitvoerlegging')
    with op.batch_alter_table('alternatief', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_alternatief_voorstel_id'))
        batch_op.drop_index(batch_op.f('ix_alternatief_sanctiezaak_id'))

    op.drop_table('alternatief')
    with op.batch_alter_table('zaakstap', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_zaakstap_sanctiezaak_id'))

    op.drop_table('zaakstap')
    with op.batch_alter_table('straf', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_straf_sanctiezaak_id'))
        batch_op.drop_index(batch_op.f('ix_straf_hoort_bij_id'))

    op.drop_table('straf')
    with op.batch_alter_table('sanctievoorstel', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sanctievoorstel_sanctiezaak_id'))

    op.drop_table('sanctievoorstel')
    with op.batch_alter_table('sanctieadvies', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sanctieadvies_sanctiezaak_id'))

    op.drop_table('sanctieadvies')
    with op.batch_alter_table('ordemaatregel', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_ordemaatregel_deelnemer_id'))

    op.drop_table('ordemaatregel')
    with op.batch_alter_table('hoorverslag', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_hoorverslag_sanctiezaak_id'))

    op.drop_table('hoorverslag')
    with op.batch_alter_table('correctie', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_correctie_sanctiezaak_id'))

    op.drop_table('correctie')
    with op.batch_alter_table('bijlage', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_bijlage_sanctiezaak_id'))

    op.drop_table('bijlage')
    with op.batch_alter_table('verlof', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_verlof_deelnemer_id_begin_datum'))

    op.drop_table('verlof')
    with op.batch_alter_table('urinestof', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_urinestof_urinecontrole_id'))

    op.drop_table('urinestof')
    with op.batch_alter_table('sanctiezaak', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sanctiezaak_status'))
        batch_op.drop_index(batch_op.f('ix_sanctiezaak_deelnemer_id_voorval_datum'))

    op.drop_table('sanctiezaak')
    with op.batch_alter_table('werkplek', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_werkplek_deelnemer_id_van_datum'))

    op.drop_table('werkplek')
    with op.batch_alter_table('urinecontrole', schema=None) as batch_op:
        batch_op.drop_index('uq_urinecontrole_nummer', sqlite_where=sa.text("is_vervallen = 0 AND nummer != ''"))
        batch_op.drop_index(batch_op.f('ix_urinecontrole_deelnemer_id_opdracht_datum'))

    op.drop_table('urinecontrole')


def _upgrade_behandeling() -> None:
    pass


def _downgrade_behandeling() -> None:
    pass


def _upgrade_instroom() -> None:
    pass


def _downgrade_instroom() -> None:
    pass


def _upgrade_register() -> None:
    pass


def _downgrade_register() -> None:
    pass


def _upgrade_log() -> None:
    pass


def _downgrade_log() -> None:
    pass


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
