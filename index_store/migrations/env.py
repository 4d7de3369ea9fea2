"""What Alembic runs: the steps that are missing, inside the transaction it is given."""

from alembic import context

from index_store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
