"""People's pictures, when those that nobody shows go, and who shows which."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_INSTANT = sa.DateTime(timezone=True)
_UNSHOWN = sa.text("remove_at IS NOT NULL")


def upgrade() -> None:
    """Make the table and add the columns."""
    op.create_table(
        "pictures",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("owner_id", sa.String(40), nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("remove_at", _INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_pictures"),
    )
    op.create_index("ix_pictures_owner_id", "pictures", ["owner_id"])
    op.create_index(
        "ix_pictures_remove_at", "pictures", ["remove_at"], sqlite_where=_UNSHOWN, postgresql_where=_UNSHOWN
    )
    op.add_column("accounts", sa.Column("avatar_picture", sa.String(40)))
    op.add_column("channels", sa.Column("banner_picture", sa.String(40)))


def downgrade() -> None:
    """Drop them."""
    op.drop_column("channels", "banner_picture")
    op.drop_column("accounts", "avatar_picture")
    op.drop_table("pictures")
