"""Who accounts are at an OpenID provider, and when a browser's person last showed it there."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the table and the column."""
    op.create_table(
        "external_identities",
        sa.Column("issuer", sa.String(255), nullable=False),
        sa.Column("subject", sa.String(255), nullable=False),
        sa.Column("account_id", sa.String(40), nullable=False),
        sa.Column("mail", sa.String(254), nullable=False),
        sa.Column("connected_at", _INSTANT, nullable=False),
        sa.Column("used_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("issuer", "subject", name="pk_external_identities"),
        sa.UniqueConstraint("account_id", "issuer", name="uq_external_identities_account_id_issuer"),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name="fk_external_identities_account_id_accounts", ondelete="CASCADE"
        ),
    )
    op.add_column("login_sessions", sa.Column("proved_at", _INSTANT))


def downgrade() -> None:
    """Drop both."""
    op.drop_column("login_sessions", "proved_at")
    op.drop_table("external_identities")
