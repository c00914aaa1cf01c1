"""Who follows which channel."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "follows",
        sa.Column("account_id", sa.String(40), nullable=False),
        sa.Column("channel_id", sa.String(40), nullable=False),
        sa.Column("followed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "channel_id", name="pk_follows"),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name="fk_follows_account_id_accounts", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["channel_id"], ["channels.id"], name="fk_follows_channel_id_channels", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_follows_channel_id", "follows", ["channel_id"])


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("follows")
