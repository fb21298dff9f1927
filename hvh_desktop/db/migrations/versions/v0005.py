"""Names of laptops"""

import sqlalchemy as sa
from alembic import context, op

revision = "0005"
down_revision = '0004'


def upgrade() -> None:
    _UPGRADES[context.config.attributes["compartment"]]()


def downgrade() -> None:
    _DOWNGRADES[context.config.attributes["compartment"]]()


def _upgrade_team() -> None:
    pass


def _downgrade_team() -> None:
    pass


def _upgrade_behandeling() -> None:
    pass


def _downgrade_behandeling() -> None:
    pass


def _upgrade_instroom() -> None:
    pass


def _downgrade_instroom() -> None:
    pass


def _upgrade_register() -> None:
    op.create_table('laptopnaam',
    sa.Column('laptop_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('naam', sa.Text(), nullable=False),
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.LargeBinary(length=16), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('heads', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_laptopnaam'))
    )


def _downgrade_register() -> None:
    op.drop_table('laptopnaam')


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
