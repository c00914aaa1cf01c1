"""Rows: SQLAlchemy on SQLite or PostgreSQL, one unit of work, an outbox in the same transaction, migrations."""

from klieg.adapters.database.database import Database, open_database
from klieg.adapters.database.migrate import migrate
from klieg.adapters.database.outbox_queue import OutboxMessage, OutboxQueue

__all__ = ["Database", "OutboxMessage", "OutboxQueue", "migrate", "open_database"]
