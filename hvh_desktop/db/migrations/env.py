"""Alembic runs one compartment file at a time, on the connection it is given."""

from alembic import context

config = context.config
context.configure(
    connection=config.attributes["connection"],
    target_metadata=config.attributes.get("metadata"),
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
