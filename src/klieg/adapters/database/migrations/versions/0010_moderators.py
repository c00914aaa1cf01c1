"""Accounts that moderate a channel."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "channel_moderators",
        sa.Column("channel_id", sa.String(40), nullable=False),
        sa.Column("account_id", sa.String(40), nullable=False),
        sa.Column("appointed_by", sa.String(40)),
        sa.Column("appointed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("channel_id", "account_id", name="pk_channel_moderators"),
        sa.ForeignKeyConstraint(
            ["channel_id"], ["channels.id"], name="fk_channel_moderators_channel_id_channels", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name="fk_channel_moderators_account_id_accounts", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_channel_moderators_account_id", "channel_moderators", ["account_id"])


def downgrade() -> None:
    """Drop it."""
    op.drop_table("channel_moderators")
