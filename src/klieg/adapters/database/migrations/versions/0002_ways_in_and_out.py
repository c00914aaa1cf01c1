"""What a channel asks of its publisher, an SRT passphrase beside the stream key, what a publisher mutes.

Channels of before keep what they had: BASIC, plain RTMP welcome, one picture. Their passphrase is made by the next
control or command that starts, since only those can encrypt it.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def _channel_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("channel_type", sa.String(20), nullable=False, server_default="BASIC"),
        sa.Column("preset", sa.String(40)),
        sa.Column("insecure_ingest", sa.Boolean, nullable=False, server_default=sa.true()),
        sa.Column("multitrack_policy", sa.String(10), nullable=False, server_default="REFUSE"),
        sa.Column("multitrack_resolution", sa.String(10), nullable=False, server_default="FULL_HD"),
        sa.Column("srt_passphrase_encrypted", sa.String(400)),
    ]


def upgrade() -> None:
    """Add the columns."""
    for column in _channel_columns():
        op.add_column("channels", column)
    op.add_column("stream_sessions", sa.Column("publisher_muted", sa.String(20)))


def downgrade() -> None:
    """Drop the columns."""
    op.drop_column("stream_sessions", "publisher_muted")
    for column in reversed(_channel_columns()):
        op.drop_column("channels", column.name)
