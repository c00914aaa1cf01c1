"""Alembic's environment and the revisions, oldest first. A released revision never changes."""
