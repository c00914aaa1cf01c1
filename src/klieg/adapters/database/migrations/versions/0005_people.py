"""Accounts, their sessions, tokens and codes; the audit log; what a channel's owner says about it.

Channels of before belong to nobody and go on as they were: who has the address watches.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_INSTANT = sa.DateTime(timezone=True)
_TABLES = ("former_names", "mailed_codes", "personal_tokens", "login_sessions", "accounts", "audit_entries")


def _account_of(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_account_id_accounts"
    return sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=name, ondelete="CASCADE")


def _channel_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("owner_id", sa.String(40)),
        sa.Column("playback_policy", sa.String(10), nullable=False, server_default="open"),
        sa.Column("description", sa.String(2000)),
        sa.Column("category", sa.String(40)),
        sa.Column("tags", sa.JSON, nullable=False, server_default="[]"),
        sa.Column("links", sa.JSON, nullable=False, server_default="[]"),
        sa.Column("mature", sa.Boolean, nullable=False, server_default=sa.false()),
    ]


def upgrade() -> None:
    """Make the tables and add the columns."""
    _make_accounts()
    _make_credentials()
    op.create_table(
        "audit_entries",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), autoincrement=True, nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("actor_id", sa.String(40)),
        sa.Column("actor_name", sa.String(40), nullable=False),
        sa.Column("deed", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(40), nullable=False),
        sa.Column("address", sa.String(45), nullable=False),
        sa.Column("details", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_entries"),
    )
    op.create_index("ix_audit_entries_at", "audit_entries", ["at"])
    for column in _channel_columns():
        op.add_column("channels", column)
    op.create_index("ix_channels_owner_id", "channels", ["owner_id"], unique=True)
    op.create_index("ix_channels_category", "channels", ["category"])


def _make_accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("name", sa.String(20), nullable=False),
        sa.Column("name_key", sa.String(20), nullable=False),
        sa.Column("mail", sa.String(254), nullable=False),
        sa.Column("mail_key", sa.String(254), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("color", sa.String(20), nullable=False),
        sa.Column("avatar", sa.String(20), nullable=False),
        sa.Column("role", sa.String(10), nullable=False),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("verified_at", _INSTANT),
        sa.Column("suspended_at", _INSTANT),
        sa.Column("last_sign_in_at", _INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("name_key", name="uq_accounts_name_key"),
        sa.UniqueConstraint("mail_key", name="uq_accounts_mail_key"),
    )
    op.create_index("ix_accounts_verified_at_created_at", "accounts", ["verified_at", "created_at"])
    op.create_table(
        "former_names",
        sa.Column("name_key", sa.String(20), nullable=False),
        sa.Column("account_id", sa.String(40), nullable=False),
        sa.Column("until", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("name_key", name="pk_former_names"),
        _account_of("former_names"),
    )
    op.create_index("ix_former_names_account_id", "former_names", ["account_id"])
    op.create_index("ix_former_names_until", "former_names", ["until"])


def _make_credentials() -> None:
    op.create_table(
        "login_sessions",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("account_id", sa.String(40), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("user_agent", sa.String(200), nullable=False),
        sa.Column("address", sa.String(45), nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("seen_at", _INSTANT, nullable=False),
        sa.Column("expires_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_login_sessions"),
        sa.UniqueConstraint("token_hash", name="uq_login_sessions_token_hash"),
        _account_of("login_sessions"),
    )
    op.create_index("ix_login_sessions_account_id", "login_sessions", ["account_id"])
    op.create_index("ix_login_sessions_expires_at", "login_sessions", ["expires_at"])
    op.create_table(
        "personal_tokens",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("account_id", sa.String(40), nullable=False),
        sa.Column("label", sa.String(60), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("scopes", sa.JSON, nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("expires_at", _INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_personal_tokens"),
        sa.UniqueConstraint("token_hash", name="uq_personal_tokens_token_hash"),
        _account_of("personal_tokens"),
    )
    op.create_index("ix_personal_tokens_account_id", "personal_tokens", ["account_id"])
    op.create_table(
        "mailed_codes",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("account_id", sa.String(40), nullable=False),
        sa.Column("purpose", sa.String(20), nullable=False),
        sa.Column("link_hash", sa.String(64), nullable=False),
        sa.Column("digits_hash", sa.String(64), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("mail", sa.String(254)),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("expires_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mailed_codes"),
        sa.UniqueConstraint("account_id", "purpose", name="uq_mailed_codes_account_id_purpose"),
        _account_of("mailed_codes"),
    )
    op.create_index("ix_mailed_codes_expires_at", "mailed_codes", ["expires_at"])


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_channels_category", "channels")
    op.drop_index("ix_channels_owner_id", "channels")
    for column in reversed(_channel_columns()):
        op.drop_column("channels", column.name)
    for table in _TABLES:
        op.drop_table(table)
