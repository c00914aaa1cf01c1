"""Who may not watch a channel: bans of accounts by its owner and moderators, and accounts that are suspended.

What that does to media is a node's: it is told that something changed, and asks.
"""

from klieg.domains.moderation.actions import (
    appoint_moderator,
    ban_viewer,
    dismiss_moderator,
    enforce_suspensions,
    unban_viewer,
)
from klieg.domains.moderation.errors import (
    BannedFromChannelError,
    BannedModeratorError,
    ModeratorBanError,
    OwnerBanError,
    OwnerModeratesError,
    TooManyBansError,
    TooManyModeratorsError,
)
from klieg.domains.moderation.models import ChannelBan, ChannelModerator
from klieg.domains.moderation.queries import (
    Ban,
    Moderator,
    banned_from,
    is_banned,
    is_moderator,
    list_bans,
    list_moderators,
    moderated_channels,
    moderator_of,
    viewing_rules,
)
from klieg.domains.moderation.rules import MAX_BANS, MAX_MODERATORS, REASON_MAX, Authority
from klieg.domains.moderation.schemas import BanViewer

__all__ = [
    "MAX_BANS",
    "MAX_MODERATORS",
    "REASON_MAX",
    "Authority",
    "Ban",
    "BanViewer",
    "BannedFromChannelError",
    "BannedModeratorError",
    "ChannelBan",
    "ChannelModerator",
    "Moderator",
    "ModeratorBanError",
    "OwnerBanError",
    "OwnerModeratesError",
    "TooManyBansError",
    "TooManyModeratorsError",
    "appoint_moderator",
    "ban_viewer",
    "banned_from",
    "dismiss_moderator",
    "enforce_suspensions",
    "is_banned",
    "is_moderator",
    "list_bans",
    "list_moderators",
    "moderated_channels",
    "moderator_of",
    "unban_viewer",
    "viewing_rules",
]
