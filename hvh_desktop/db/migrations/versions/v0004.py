"""What travels between laptops"""

import sqlalchemy as sa
from alembic import context, op

revision = "0004"
down_revision = '0003'


def upgrade() -> None:
    _UPGRADES[context.config.attributes["compartment"]]()


def downgrade() -> None:
    _DOWNGRADES[context.config.attributes["compartment"]]()


def _upgrade_team() -> None:
    op.create_table('beaten',
    sa.Column('entity', sa.LargeBinary(length=16), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=True),
    sa.PrimaryKeyConstraint('entity', name=op.f('pk_beaten'))
    )
    op.create_table('conflict',
    sa.Column('entity', sa.LargeBinary(length=16), nullable=False),
    sa.Column('field', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=True),
    sa.PrimaryKeyConstraint('entity', 'field', name=op.f('pk_conflict'))
    )
    with op.batch_alter_table('conflict', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_conflict_deelnemer_id'), ['deelnemer_id'], unique=False)

    op.create_table('envelope',
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('hash', sa.LargeBinary(), nullable=False),
    sa.Column('device', sa.LargeBinary(length=16), nullable=False),
    sa.Column('incarnation', sa.LargeBinary(length=16), nullable=False),
    sa.Column('n', sa.Integer(), nullable=False),
    sa.Column('user', sa.LargeBinary(length=16), nullable=False),
    sa.Column('raw', sa.LargeBinary(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=True),
    sa.Column('is_sent', sa.Boolean(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_envelope')),
    sa.UniqueConstraint('hash', name=op.f('uq_envelope_hash'))
    )
    with op.batch_alter_table('envelope', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_envelope_device_incarnation_n'), ['device', 'incarnation', 'n'], unique=False)
        batch_op.create_index(batch_op.f('ix_envelope_position'), ['position'], unique=False)
        batch_op.create_index(batch_op.f('ix_envelope_state'), ['state'], unique=False)

    op.create_table('subject_key',
    sa.Column('key_id', sa.LargeBinary(), nullable=False),
    sa.Column('epoch', sa.Integer(), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('wrapped', sa.LargeBinary(), nullable=True),
    sa.Column('is_sent', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('key_id', name=op.f('pk_subject_key'))
    )
    with op.batch_alter_table('subject_key', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_subject_key_deelnemer_id'), ['deelnemer_id'], unique=False)

    op.create_table('sync_setting',
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_sync_setting'))
    )
    with op.batch_alter_table('change', schema=None) as batch_op:
        batch_op.add_column(sa.Column('ext', sa.Text(), server_default='{}', nullable=False))
        batch_op.add_column(sa.Column('envelope', sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column('state', sa.Text(), server_default='', nullable=False))
        batch_op.create_index('ix_change_unsealed', ['id'], unique=False, sqlite_where=sa.text('envelope IS NULL'))
        batch_op.create_index('ix_change_waiting', ['state'], unique=False, sqlite_where=sa.text("state != ''"))

    with op.batch_alter_table('deelnemer', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_deelnemer_registratienummer'), type_='unique')
        batch_op.create_index(batch_op.f('ix_deelnemer_registratienummer'), ['registratienummer'], unique=False)

    with op.batch_alter_table('doelnotitie', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_doelnotitie_mentorgesprek_id_doel_id'), type_='unique')
        batch_op.create_index(batch_op.f('ix_doelnotitie_mentorgesprek_id_doel_id'), ['mentorgesprek_id', 'doel_id'], unique=False)

    with op.batch_alter_table('krachteninventarisatie', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('uq_krachteninventarisatie_deelnemer_id_versie'), sqlite_where=sa.text('is_vervallen = 0'))

    with op.batch_alter_table('leefgebiedblad', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_leefgebiedblad_krachteninventarisatie_id_leefgebied'), type_='unique')
        batch_op.create_index(batch_op.f('ix_leefgebiedblad_krachteninventarisatie_id_leefgebied'), ['krachteninventarisatie_id', 'leefgebied'], unique=False)

    with op.batch_alter_table('trajectplan', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_trajectplan_deelnemer_id_versie'), type_='unique')
        batch_op.create_index(batch_op.f('ix_trajectplan_deelnemer_id_versie'), ['deelnemer_id', 'versie'], unique=False)

    with op.batch_alter_table('urinecontrole', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('uq_urinecontrole_nummer'), sqlite_where=sa.text("is_vervallen = 0 AND nummer != ''"))
        batch_op.create_index(batch_op.f('ix_urinecontrole_nummer'), ['nummer'], unique=False)

    with op.batch_alter_table('verwijzingsstand', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_verwijzingsstand_verwijzing_id'), type_='unique')
        batch_op.create_index(batch_op.f('ix_verwijzingsstand_verwijzing_id'), ['verwijzing_id'], unique=False)

    with op.batch_alter_table('zorgafspraak', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_zorgafspraak_bron_id'), type_='unique')
        batch_op.create_index(batch_op.f('ix_zorgafspraak_bron_id'), ['bron_id'], unique=False)


def _downgrade_team() -> None:
    with op.batch_alter_table('zorgafspraak', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_zorgafspraak_bron_id'))
        batch_op.create_unique_constraint(batch_op.f('uq_zorgafspraak_bron_id'), ['bron_id'])

    with op.batch_alter_table('verwijzingsstand', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_verwijzingsstand_verwijzing_id'))
        batch_op.create_unique_constraint(batch_op.f('uq_verwijzingsstand_verwijzing_id'), ['verwijzing_id'])

    with op.batch_alter_table('urinecontrole', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_urinecontrole_nummer'))
        batch_op.create_index(batch_op.f('uq_urinecontrole_nummer'), ['nummer'], unique=1, sqlite_where=sa.text("is_vervallen = 0 AND nummer != ''"))

    with op.batch_alter_table('trajectplan', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_trajectplan_deelnemer_id_versie'))
        batch_op.create_unique_constraint(batch_op.f('uq_trajectplan_deelnemer_id_versie'), ['deelnemer_id', 'versie'])

    with op.batch_alter_table('leefgebiedblad', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_leefgebiedblad_krachteninventarisatie_id_leefgebied'))
        batch_op.create_unique_constraint(batch_op.f('uq_leefgebiedblad_krachteninventarisatie_id_leefgebied'), ['krachteninventarisatie_id', 'leefgebied'])

    with op.batch_alter_table('krachteninventarisatie', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('uq_krachteninventarisatie_deelnemer_id_versie'), ['deelnemer_id', 'versie'], unique=1, sqlite_where=sa.text('is_vervallen = 0'))

    with op.batch_alter_table('doelnotitie', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_doelnotitie_mentorgesprek_id_doel_id'))
        batch_op.create_unique_constraint(batch_op.f('uq_doelnotitie_mentorgesprek_id_doel_id'), ['mentorgesprek_id', 'doel_id'])

    with op.batch_alter_table('deelnemer', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_deelnemer_registratienummer'))
        batch_op.create_unique_constraint(batch_op.f('uq_deelnemer_registratienummer'), ['registratienummer'])

    with op.batch_alter_table('change', schema=None) as batch_op:
        batch_op.drop_index('ix_change_waiting', sqlite_where=sa.text("state != ''"))
        batch_op.drop_index('ix_change_unsealed', sqlite_where=sa.text('envelope IS NULL'))
        batch_op.drop_column('state')
        batch_op.drop_column('envelope')
        batch_op.drop_column('ext')

    op.drop_table('sync_setting')
    with op.batch_alter_table('subject_key', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_subject_key_deelnemer_id'))

    op.drop_table('subject_key')
    with op.batch_alter_table('envelope', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_envelope_state'))
        batch_op.drop_index(batch_op.f('ix_envelope_position'))
        batch_op.drop_index(batch_op.f('ix_envelope_device_incarnation_n'))

    op.drop_table('envelope')
    with op.batch_alter_table('conflict', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_conflict_deelnemer_id'))

    op.drop_table('conflict')
    op.drop_table('beaten')


def _upgrade_behandeling() -> None:
    op.create_table('beaten',
    sa.Column('entity', sa.LargeBinary(length=16), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=True),
    sa.PrimaryKeyConstraint('entity', name=op.f('pk_beaten'))
    )
    op.create_table('conflict',
    sa.Column('entity', sa.LargeBinary(length=16), nullable=False),
    sa.Column('field', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=True),
    sa.PrimaryKeyConstraint('entity', 'field', name=op.f('pk_conflict'))
    )
    with op.batch_alter_table('conflict', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_conflict_deelnemer_id'), ['deelnemer_id'], unique=False)

    op.create_table('envelope',
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('hash', sa.LargeBinary(), nullable=False),
    sa.Column('device', sa.LargeBinary(length=16), nullable=False),
    sa.Column('incarnation', sa.LargeBinary(length=16), nullable=False),
    sa.Column('n', sa.Integer(), nullable=False),
    sa.Column('user', sa.LargeBinary(length=16), nullable=False),
    sa.Column('raw', sa.LargeBinary(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=True),
    sa.Column('is_sent', sa.Boolean(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_envelope')),
    sa.UniqueConstraint('hash', name=op.f('uq_envelope_hash'))
    )
    with op.batch_alter_table('envelope', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_envelope_device_incarnation_n'), ['device', 'incarnation', 'n'], unique=False)
        batch_op.create_index(batch_op.f('ix_envelope_position'), ['position'], unique=False)
        batch_op.create_index(batch_op.f('ix_envelope_state'), ['state'], unique=False)

    op.create_table('subject_key',
    sa.Column('key_id', sa.LargeBinary(), nullable=False),
    sa.Column('epoch', sa.Integer(), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('wrapped', sa.LargeBinary(), nullable=True),
    sa.Column('is_sent', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('key_id', name=op.f('pk_subject_key'))
    )
    with op.batch_alter_table('subject_key', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_subject_key_deelnemer_id'), ['deelnemer_id'], unique=False)

    op.create_table('sync_setting',
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_sync_setting'))
    )
    with op.batch_alter_table('change', schema=None) as batch_op:
        batch_op.add_column(sa.Column('ext', sa.Text(), server_default='{}', nullable=False))
        batch_op.add_column(sa.Column('envelope', sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column('state', sa.Text(), server_default='', nullable=False))
        batch_op.create_index('ix_change_unsealed', ['id'], unique=False, sqlite_where=sa.text('envelope IS NULL'))
        batch_op.create_index('ix_change_waiting', ['state'], unique=False, sqlite_where=sa.text("state != ''"))

    with op.batch_alter_table('signaleringsfase', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_signaleringsfase_signaleringsplan_id_kleur'), type_='unique')
        batch_op.create_index(batch_op.f('ix_signaleringsfase_signaleringsplan_id_kleur'), ['signaleringsplan_id', 'kleur'], unique=False)

    with op.batch_alter_table('signaleringsplan', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_signaleringsplan_deelnemer_id_versie'), type_='unique')
        batch_op.create_index(batch_op.f('ix_signaleringsplan_deelnemer_id_versie'), ['deelnemer_id', 'versie'], unique=False)


def _downgrade_behandeling() -> None:
    with op.batch_alter_table('signaleringsplan', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_signaleringsplan_deelnemer_id_versie'))
        batch_op.create_unique_constraint(batch_op.f('uq_signaleringsplan_deelnemer_id_versie'), ['deelnemer_id', 'versie'])

    with op.batch_alter_table('signaleringsfase', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_signaleringsfase_signaleringsplan_id_kleur'))
        batch_op.create_unique_constraint(batch_op.f('uq_signaleringsfase_signaleringsplan_id_kleur'), ['signaleringsplan_id', 'kleur'])

    with op.batch_alter_table('change', schema=None) as batch_op:
        batch_op.drop_index('ix_change_waiting', sqlite_where=sa.text("state != ''"))
        batch_op.drop_index('ix_change_unsealed', sqlite_where=sa.text('envelope IS NULL'))
        batch_op.drop_column('state')
        batch_op.drop_column('envelope')
        batch_op.drop_column('ext')

    op.drop_table('sync_setting')
    with op.batch_alter_table('subject_key', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_subject_key_deelnemer_id'))

    op.drop_table('subject_key')
    with op.batch_alter_table('envelope', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_envelope_state'))
        batch_op.drop_index(batch_op.f('ix_envelope_position'))
        batch_op.drop_index(batch_op.f('ix_envelope_device_incarnation_n'))

    op.drop_table('envelope')
    with op.batch_alter_table('conflict', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_conflict_deelnemer_id'))

    op.drop_table('conflict')
    op.drop_table('beaten')


def _upgrade_instroom() -> None:
    op.create_table('beaten',
    sa.Column('entity', sa.LargeBinary(length=16), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=True),
    sa.PrimaryKeyConstraint('entity', name=op.f('pk_beaten'))
    )
    op.create_table('conflict',
    sa.Column('entity', sa.LargeBinary(length=16), nullable=False),
    sa.Column('field', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=True),
    sa.PrimaryKeyConstraint('entity', 'field', name=op.f('pk_conflict'))
    )
    with op.batch_alter_table('conflict', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_conflict_deelnemer_id'), ['deelnemer_id'], unique=False)

    op.create_table('envelope',
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('hash', sa.LargeBinary(), nullable=False),
    sa.Column('device', sa.LargeBinary(length=16), nullable=False),
    sa.Column('incarnation', sa.LargeBinary(length=16), nullable=False),
    sa.Column('n', sa.Integer(), nullable=False),
    sa.Column('user', sa.LargeBinary(length=16), nullable=False),
    sa.Column('raw', sa.LargeBinary(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=True),
    sa.Column('is_sent', sa.Boolean(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_envelope')),
    sa.UniqueConstraint('hash', name=op.f('uq_envelope_hash'))
    )
    with op.batch_alter_table('envelope', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_envelope_device_incarnation_n'), ['device', 'incarnation', 'n'], unique=False)
        batch_op.create_index(batch_op.f('ix_envelope_position'), ['position'], unique=False)
        batch_op.create_index(batch_op.f('ix_envelope_state'), ['state'], unique=False)

    op.create_table('subject_key',
    sa.Column('key_id', sa.LargeBinary(), nullable=False),
    sa.Column('epoch', sa.Integer(), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('wrapped', sa.LargeBinary(), nullable=True),
    sa.Column('is_sent', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('key_id', name=op.f('pk_subject_key'))
    )
    with op.batch_alter_table('subject_key', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_subject_key_deelnemer_id'), ['deelnemer_id'], unique=False)

    op.create_table('sync_setting',
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_sync_setting'))
    )
    with op.batch_alter_table('change', schema=None) as batch_op:
        batch_op.add_column(sa.Column('ext', sa.Text(), server_default='{}', nullable=False))
        batch_op.add_column(sa.Column('envelope', sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column('state', sa.Text(), server_default='', nullable=False))
        batch_op.create_index('ix_change_unsealed', ['id'], unique=False, sqlite_where=sa.text('envelope IS NULL'))
        batch_op.create_index('ix_change_waiting', ['state'], unique=False, sqlite_where=sa.text("state != ''"))


def _downgrade_instroom() -> None:
    with op.batch_alter_table('change', schema=None) as batch_op:
        batch_op.drop_index('ix_change_waiting', sqlite_where=sa.text("state != ''"))
        batch_op.drop_index('ix_change_unsealed', sqlite_where=sa.text('envelope IS NULL'))
        batch_op.drop_column('state')
        batch_op.drop_column('envelope')
        batch_op.drop_column('ext')

    op.drop_table('sync_setting')
    with op.batch_alter_table('subject_key', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_subject_key_deelnemer_id'))

    op.drop_table('subject_key')
    with op.batch_alter_table('envelope', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_envelope_state'))
        batch_op.drop_index(batch_op.f('ix_envelope_position'))
        batch_op.drop_index(batch_op.f('ix_envelope_device_incarnation_n'))

    op.drop_table('envelope')
    with op.batch_alter_table('conflict', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_conflict_deelnemer_id'))

    op.drop_table('conflict')
    op.drop_table('beaten')


def _upgrade_register() -> None:
    op.create_table('beaten',
    sa.Column('entity', sa.LargeBinary(length=16), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=True),
    sa.PrimaryKeyConstraint('entity', name=op.f('pk_beaten'))
    )
    op.create_table('conflict',
    sa.Column('entity', sa.LargeBinary(length=16), nullable=False),
    sa.Column('field', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=True),
    sa.PrimaryKeyConstraint('entity', 'field', name=op.f('pk_conflict'))
    )
    with op.batch_alter_table('conflict', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_conflict_deelnemer_id'), ['deelnemer_id'], unique=False)

    op.create_table('envelope',
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('hash', sa.LargeBinary(), nullable=False),
    sa.Column('device', sa.LargeBinary(length=16), nullable=False),
    sa.Column('incarnation', sa.LargeBinary(length=16), nullable=False),
    sa.Column('n', sa.Integer(), nullable=False),
    sa.Column('user', sa.LargeBinary(length=16), nullable=False),
    sa.Column('raw', sa.LargeBinary(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=True),
    sa.Column('is_sent', sa.Boolean(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_envelope')),
    sa.UniqueConstraint('hash', name=op.f('uq_envelope_hash'))
    )
    with op.batch_alter_table('envelope', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_envelope_device_incarnation_n'), ['device', 'incarnation', 'n'], unique=False)
        batch_op.create_index(batch_op.f('ix_envelope_position'), ['position'], unique=False)
        batch_op.create_index(batch_op.f('ix_envelope_state'), ['state'], unique=False)

    op.create_table('subject_key',
    sa.Column('key_id', sa.LargeBinary(), nullable=False),
    sa.Column('epoch', sa.Integer(), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('wrapped', sa.LargeBinary(), nullable=True),
    sa.Column('is_sent', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('key_id', name=op.f('pk_subject_key'))
    )
    with op.batch_alter_table('subject_key', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_subject_key_deelnemer_id'), ['deelnemer_id'], unique=False)

    op.create_table('sync_setting',
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_sync_setting'))
    )
    with op.batch_alter_table('change', schema=None) as batch_op:
        batch_op.add_column(sa.Column('ext', sa.Text(), server_default='{}', nullable=False))
        batch_op.add_column(sa.Column('envelope', sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column('state', sa.Text(), server_default='', nullable=False))
        batch_op.create_index('ix_change_unsealed', ['id'], unique=False, sqlite_where=sa.text('envelope IS NULL'))
        batch_op.create_index('ix_change_waiting', ['state'], unique=False, sqlite_where=sa.text("state != ''"))

    with op.batch_alter_table('medewerker', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_medewerker_gebruikersnaam'), type_='unique')
        batch_op.create_index(batch_op.f('ix_medewerker_gebruikersnaam'), ['gebruikersnaam'], unique=False)

    with op.batch_alter_table('voorkeur', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_voorkeur_medewerker_id_naam'), type_='unique')
        batch_op.create_index(batch_op.f('ix_voorkeur_medewerker_id_naam'), ['medewerker_id', 'naam'], unique=False)


def _downgrade_register() -> None:
    with op.batch_alter_table('voorkeur', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_voorkeur_medewerker_id_naam'))
        batch_op.create_unique_constraint(batch_op.f('uq_voorkeur_medewerker_id_naam'), ['medewerker_id', 'naam'])

    with op.batch_alter_table('medewerker', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_medewerker_gebruikersnaam'))
        batch_op.create_unique_constraint(batch_op.f('uq_medewerker_gebruikersnaam'), ['gebruikersnaam'])

    with op.batch_alter_table('change', schema=None) as batch_op:
        batch_op.drop_index('ix_change_waiting', sqlite_where=sa.text("state != ''"))
        batch_op.drop_index('ix_change_unsealed', sqlite_where=sa.text('envelope IS NULL'))
        batch_op.drop_column('state')
        batch_op.drop_column('envelope')
        batch_op.drop_column('ext')

    op.drop_table('sync_setting')
    with op.batch_alter_table('subject_key', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_subject_key_deelnemer_id'))

    op.drop_table('subject_key')
    with op.batch_alter_table('envelope', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_envelope_state'))
        batch_op.drop_index(batch_op.f('ix_envelope_position'))
        batch_op.drop_index(batch_op.f('ix_envelope_device_incarnation_n'))

    op.drop_table('envelope')
    with op.batch_alter_table('conflict', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_conflict_deelnemer_id'))

    op.drop_table('conflict')
    op.drop_table('beaten')


def _upgrade_log() -> None:
    op.create_table('beaten',
    sa.Column('entity', sa.LargeBinary(length=16), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=True),
    sa.PrimaryKeyConstraint('entity', name=op.f('pk_beaten'))
    )
    op.create_table('conflict',
    sa.Column('entity', sa.LargeBinary(length=16), nullable=False),
    sa.Column('field', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=True),
    sa.PrimaryKeyConstraint('entity', 'field', name=op.f('pk_conflict'))
    )
    with op.batch_alter_table('conflict', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_conflict_deelnemer_id'), ['deelnemer_id'], unique=False)

    op.create_table('envelope',
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('hash', sa.LargeBinary(), nullable=False),
    sa.Column('device', sa.LargeBinary(length=16), nullable=False),
    sa.Column('incarnation', sa.LargeBinary(length=16), nullable=False),
    sa.Column('n', sa.Integer(), nullable=False),
    sa.Column('user', sa.LargeBinary(length=16), nullable=False),
    sa.Column('raw', sa.LargeBinary(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=True),
    sa.Column('is_sent', sa.Boolean(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_envelope')),
    sa.UniqueConstraint('hash', name=op.f('uq_envelope_hash'))
    )
    with op.batch_alter_table('envelope', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_envelope_device_incarnation_n'), ['device', 'incarnation', 'n'], unique=False)
        batch_op.create_index(batch_op.f('ix_envelope_position'), ['position'], unique=False)
        batch_op.create_index(batch_op.f('ix_envelope_state'), ['state'], unique=False)

    op.create_table('subject_key',
    sa.Column('key_id', sa.LargeBinary(), nullable=False),
    sa.Column('epoch', sa.Integer(), nullable=False),
    sa.Column('deelnemer_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('wrapped', sa.LargeBinary(), nullable=True),
    sa.Column('is_sent', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('key_id', name=op.f('pk_subject_key'))
    )
    with op.batch_alter_table('subject_key', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_subject_key_deelnemer_id'), ['deelnemer_id'], unique=False)

    op.create_table('sync_setting',
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_sync_setting'))
    )
    with op.batch_alter_table('change', schema=None) as batch_op:
        batch_op.add_column(sa.Column('ext', sa.Text(), server_default='{}', nullable=False))
        batch_op.add_column(sa.Column('envelope', sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column('state', sa.Text(), server_default='', nullable=False))
        batch_op.create_index('ix_change_unsealed', ['id'], unique=False, sqlite_where=sa.text('envelope IS NULL'))
        batch_op.create_index('ix_change_waiting', ['state'], unique=False, sqlite_where=sa.text("state != ''"))


def _downgrade_log() -> None:
    with op.batch_alter_table('change', schema=None) as batch_op:
        batch_op.drop_index('ix_change_waiting', sqlite_where=sa.text("state != ''"))
        batch_op.drop_index('ix_change_unsealed', sqlite_where=sa.text('envelope IS NULL'))
        batch_op.drop_column('state')
        batch_op.drop_column('envelope')
        batch_op.drop_column('ext')

    op.drop_table('sync_setting')
    with op.batch_alter_table('subject_key', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_subject_key_deelnemer_id'))

    op.drop_table('subject_key')
    with op.batch_alter_table('envelope', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_envelope_state'))
        batch_op.drop_index(batch_op.f('ix_envelope_position'))
        batch_op.drop_index(batch_op.f('ix_envelope_device_incarnation_n'))

    op.drop_table('envelope')
    with op.batch_alter_table('conflict', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_conflict_deelnemer_id'))

    op.drop_table('conflict')
    op.drop_table('beaten')


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
