"""Pure decisions about mails: which there are, what each says, when to try again, when to give up."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

RETRY_FIRST = timedelta(seconds=15)
RETRY_MOST = timedelta(minutes=30)
REASON_MAX = 300


class MailKind(StrEnum):
    """What a mail is about. Its ``fields`` are the values it is posted with."""

    VERIFY_ADDRESS = "verify_address"
    ALREADY_REGISTERED = "already_registered"
    RESET_PASSWORD = "reset_password"  # noqa: S105 - the name of a kind of mail
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - same
    CONFIRM_NEW_ADDRESS = "confirm_new_address"
    ADDRESS_CHANGED = "address_changed"
    ACCOUNT_DELETED = "account_deleted"
    TOTP_ADDED = "totp_added"
    TOTP_REMOVED = "totp_removed"
    PASSKEY_ADDED = "passkey_added"
    PASSKEY_REMOVED = "passkey_removed"
    RECOVERY_CODES_MADE = "recovery_codes_made"
    RECOVERY_CODE_USED = "recovery_code_used"
    FACTORS_TAKEN_OFF = "factors_taken_off"
    IDENTITY_CONNECTED = "identity_connected"
    IDENTITY_DISCONNECTED = "identity_disconnected"
    INVITATION = "invitation"

    @property
    def fields(self) -> frozenset[str]:
        """Names of the values its words need."""
        return _FIELDS[self]

    @property
    def good_for(self) -> timedelta:
        """How long it is worth sending: a link that has run out helps nobody."""
        return _GOOD_FOR.get(self, timedelta(days=2))


class MailState(StrEnum):
    """How far a mail is."""

    QUEUED = "queued"
    SENT = "sent"
    GIVEN_UP = "given_up"
    CAPTURED = "captured"


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of a letter: ``QUEUED`` is that it may be tried again. ``reason`` is told where it was not taken."""

    state: MailState
    reason: str | None = None


_FIELDS = {
    MailKind.VERIFY_ADDRESS: frozenset({"name", "code", "link", "valid_hours"}),
    MailKind.ALREADY_REGISTERED: frozenset({"name", "link"}),
    MailKind.RESET_PASSWORD: frozenset({"name", "link", "valid_minutes"}),
    MailKind.PASSWORD_CHANGED: frozenset({"name", "link"}),
    MailKind.CONFIRM_NEW_ADDRESS: frozenset({"name", "code", "link"}),
    MailKind.ADDRESS_CHANGED: frozenset({"name", "new_address"}),
    MailKind.ACCOUNT_DELETED: frozenset({"name"}),
    MailKind.TOTP_ADDED: frozenset({"name", "link"}),
    MailKind.TOTP_REMOVED: frozenset({"name", "link"}),
    MailKind.PASSKEY_ADDED: frozenset({"name", "label", "link"}),
    MailKind.PASSKEY_REMOVED: frozenset({"name", "label", "link"}),
    MailKind.RECOVERY_CODES_MADE: frozenset({"name", "link"}),
    MailKind.RECOVERY_CODE_USED: frozenset({"name", "left", "link"}),
    MailKind.FACTORS_TAKEN_OFF: frozenset({"name", "link"}),
    MailKind.IDENTITY_CONNECTED: frozenset({"name", "provider", "link"}),
    MailKind.IDENTITY_DISCONNECTED: frozenset({"name", "provider", "link"}),
    MailKind.INVITATION: frozenset({"link", "from_name"}),
}
_GOOD_FOR = {
    MailKind.VERIFY_ADDRESS: timedelta(hours=24),
    MailKind.RESET_PASSWORD: timedelta(hours=1),
    MailKind.CONFIRM_NEW_ADDRESS: timedelta(hours=24),
}


def check_details(kind: MailKind, details: Mapping[str, str]) -> None:
    """Assert that a mail of this kind can be written with ``details``: its words need exactly these."""
    assert details.keys() == kind.fields, f"a mail {kind} is filled in with {sorted(kind.fields)}"
    link = details.get("link", "/")
    assert re.match("/(?!/)", link), "a link is a path; the sender knows the host"


def retry_after(attempts: int) -> timedelta:
    """Return how long to wait after the attempt of that number failed (from 1)."""
    return min(RETRY_FIRST * (1 << min(attempts - 1, 20)), RETRY_MOST)


def next_state(kind: MailKind, delivery: Delivery, *, created_at: datetime, retry_at: datetime) -> MailState:
    """Return the state after a delivery: what could be tried again is given up when it would come too late."""
    if delivery.state is MailState.QUEUED and retry_at > created_at + kind.good_for:
        return MailState.GIVEN_UP
    return delivery.state
