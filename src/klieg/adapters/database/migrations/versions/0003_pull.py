"""Where a channel's media is fetched from, when nobody publishes to it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column."""
    op.add_column("channels", sa.Column("pull_url_encrypted", sa.String(4000)))


def downgrade() -> None:
    """Drop the column."""
    op.drop_column("channels", "pull_url_encrypted")
