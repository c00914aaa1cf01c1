"""Channels, stream sessions, the admin, the outbox."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_INSTANT = sa.DateTime(timezone=True)
_SERIAL = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_OPEN = sa.text("ended_at IS NULL")
_UNDELIVERED = sa.text("delivered_at IS NULL")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "admin_credentials",
        sa.Column("id", sa.Integer, autoincrement=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_admin_credentials"),
    )
    op.create_table(
        "channels",
        sa.Column("id", sa.String(40)),
        sa.Column("name", sa.String(30), nullable=False),
        sa.Column("title", sa.String(140)),
        sa.Column("latency_mode", sa.String(10), nullable=False),
        sa.Column("stream_key_hash", sa.String(64), nullable=False),
        sa.Column("stream_key_encrypted", sa.String(400), nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_channels"),
        sa.UniqueConstraint("name", name="uq_channels_name"),
        sa.UniqueConstraint("stream_key_hash", name="uq_channels_stream_key_hash"),
    )
    _make_live_tables()
    op.create_table(
        "outbox",
        sa.Column("id", _SERIAL),
        sa.Column("type", sa.String(60), nullable=False),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("due_at", _INSTANT, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("delivered_at", _INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
    )
    op.create_index("ix_outbox_due_at", "outbox", ["due_at"], sqlite_where=_UNDELIVERED, postgresql_where=_UNDELIVERED)
    op.create_index("ix_outbox_delivered_at", "outbox", ["delivered_at"])


def _make_live_tables() -> None:
    op.create_table(
        "stream_sessions",
        sa.Column("id", sa.String(40)),
        sa.Column("channel_id", sa.String(40), nullable=False),
        sa.Column("node_id", sa.String(40), nullable=False),
        sa.Column("boot_id", sa.String(40), nullable=False),
        sa.Column("protocol", sa.String(10), nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("started_at", _INSTANT),
        sa.Column("ended_at", _INSTANT),
        sa.Column("end_reason", sa.String(40)),
        sa.Column("encoder", sa.JSON),
        sa.PrimaryKeyConstraint("id", name="pk_stream_sessions"),
        sa.ForeignKeyConstraint(
            ["channel_id"], ["channels.id"], ondelete="CASCADE", name="fk_stream_sessions_channel_id_channels"
        ),
    )
    op.create_index(
        "uq_stream_sessions_open_channel",
        "stream_sessions",
        ["channel_id"],
        unique=True,
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
    op.create_index("ix_stream_sessions_channel_id_created_at", "stream_sessions", ["channel_id", "created_at"])
    op.create_index("ix_stream_sessions_ended_at", "stream_sessions", ["ended_at"])
    op.create_table(
        "stream_session_events",
        sa.Column("id", _SERIAL),
        sa.Column("session_id", sa.String(40), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("code", sa.String(40)),
        sa.Column("occurred_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stream_session_events"),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["stream_sessions.id"],
            ondelete="CASCADE",
            name="fk_stream_session_events_session_id_stream_sessions",
        ),
    )
    op.create_index("ix_stream_session_events_session_id", "stream_session_events", ["session_id"])
    op.create_table(
        "applied_facts",
        sa.Column("id", sa.String(60)),
        sa.Column("applied_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_applied_facts"),
    )
    op.create_index("ix_applied_facts_applied_at", "applied_facts", ["applied_at"])


def downgrade() -> None:
    """Drop the tables."""
    for table in (
        "outbox",
        "applied_facts",
        "stream_session_events",
        "stream_sessions",
        "channels",
        "admin_credentials",
    ):
        op.drop_table(table)
