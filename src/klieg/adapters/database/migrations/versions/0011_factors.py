"""Second factors: authenticator apps, passkeys, recovery codes, and what is asked at a sign-in."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_INSTANT = sa.DateTime(timezone=True)
_TABLES = ("totp_factors", "passkeys", "recovery_codes", "factor_challenges")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "totp_factors",
        sa.Column("account_id", sa.String(40), nullable=False),
        sa.Column("secret_encrypted", sa.String(300), nullable=False),
        sa.Column("last_step", sa.BigInteger()),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("confirmed_at", _INSTANT),
        sa.PrimaryKeyConstraint("account_id", name="pk_totp_factors"),
        _account("totp_factors"),
    )
    op.create_table(
        "passkeys",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("account_id", sa.String(40), nullable=False),
        sa.Column("credential_id", sa.String(1400), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("label", sa.String(60), nullable=False),
        sa.Column("transports", sa.JSON(), nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("used_at", _INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_passkeys"),
        sa.UniqueConstraint("credential_id", name="uq_passkeys_credential_id"),
        _account("passkeys"),
    )
    op.create_index("ix_passkeys_account_id", "passkeys", ["account_id"])
    op.create_table(
        "recovery_codes",
        sa.Column("account_id", sa.String(40), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "code_hash", name="pk_recovery_codes"),
        _account("recovery_codes"),
    )
    op.create_table(
        "factor_challenges",
        sa.Column("secret_hash", sa.String(64), nullable=False),
        sa.Column("account_id", sa.String(40)),
        sa.Column("purpose", sa.String(20), nullable=False),
        sa.Column("password_mark", sa.String(64)),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("expires_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("secret_hash", name="pk_factor_challenges"),
        _account("factor_challenges"),
    )
    op.create_index("ix_factor_challenges_account_id", "factor_challenges", ["account_id"])
    op.create_index("ix_factor_challenges_expires_at", "factor_challenges", ["expires_at"])


def downgrade() -> None:
    """Drop them."""
    for table in reversed(_TABLES):
        op.drop_table(table)


def _account(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_account_id_accounts"
    return sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=name, ondelete="CASCADE")
