"""Accounts that may not watch a channel."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "channel_bans",
        sa.Column("channel_id", sa.String(40), nullable=False),
        sa.Column("account_id", sa.String(40), nullable=False),
        sa.Column("banned_by", sa.String(40)),
        sa.Column("reason", sa.String(200)),
        sa.Column("banned_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("channel_id", "account_id", name="pk_channel_bans"),
        sa.ForeignKeyConstraint(
            ["channel_id"], ["channels.id"], name="fk_channel_bans_channel_id_channels", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name="fk_channel_bans_account_id_accounts", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_channel_bans_account_id", "channel_bans", ["account_id"])


def downgrade() -> None:
    """Drop it."""
    op.drop_table("channel_bans")
