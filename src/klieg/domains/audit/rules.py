"""What is worth an entry, and whose it is."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, and from where.

    Attributes:
        account_id: None: the operator.
        name: As it is now; the entry keeps it.
        address: IP address; empty on the command line.
    """

    account_id: str | None
    name: str
    address: str = ""


class Deed(StrEnum):
    """What somebody did. The subject is an account, or a channel."""

    ACCOUNT_REGISTERED = "account_registered"
    ACCOUNT_VERIFIED = "account_verified"
    SIGNED_IN = "signed_in"
    SIGN_IN_REFUSED = "sign_in_refused"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - the name of a deed
    PASSWORD_RESET = "password_reset"  # noqa: S105 - same
    FACTOR_ADDED = "factor_added"
    FACTOR_REMOVED = "factor_removed"
    FACTORS_TAKEN_OFF = "factors_taken_off"
    RECOVERY_CODES_MADE = "recovery_codes_made"
    RECOVERY_CODE_USED = "recovery_code_used"
    IDENTITY_CONNECTED = "identity_connected"
    IDENTITY_DISCONNECTED = "identity_disconnected"
    NAME_CHANGED = "name_changed"
    MAIL_CHANGED = "mail_changed"
    ACCOUNT_DELETED = "account_deleted"
    ACCOUNT_SUSPENDED = "account_suspended"
    ACCOUNT_REINSTATED = "account_reinstated"
    PERSON_INVITED = "person_invited"
    INVITATION_WITHDRAWN = "invitation_withdrawn"
    ROLE_CHANGED = "role_changed"
    TOKEN_MINTED = "token_minted"  # noqa: S105 - same
    TOKEN_REVOKED = "token_revoked"  # noqa: S105 - same
    STREAM_KEY_RESET = "stream_key_reset"
    STREAM_STOPPED = "stream_stopped"
    CHANNEL_CREATED = "channel_created"
    CHANNEL_REVISED = "channel_revised"
    CHANNEL_DELETED = "channel_deleted"
    VIEWER_BANNED = "viewer_banned"
    VIEWER_UNBANNED = "viewer_unbanned"
    MODERATOR_APPOINTED = "moderator_appointed"
    MODERATOR_DISMISSED = "moderator_dismissed"
