"""Run by Alembic: applies revisions on the connection, and in the transaction, that ``migrate`` opened."""

from alembic import context

from klieg.domains.work import Rows

context.configure(connection=context.config.attributes["connection"], target_metadata=Rows.metadata)
context.run_migrations()
