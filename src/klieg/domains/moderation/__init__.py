"""Who may not watch a channel: bans of accounts by its owner, and accounts that are suspended.

What that does to media is a node's: it is told that something changed, and asks.
"""

from klieg.domains.moderation.actions import ban_viewer, enforce_suspensions, unban_viewer
from klieg.domains.moderation.errors import BannedFromChannelError, OwnerBanError, TooManyBansError
from klieg.domains.moderation.models import ChannelBan
from klieg.domains.moderation.queries import Ban, is_banned, list_bans, viewing_rules
from klieg.domains.moderation.rules import MAX_BANS, REASON_MAX
from klieg.domains.moderation.schemas import BanViewer

__all__ = [
    "MAX_BANS",
    "REASON_MAX",
    "Ban",
    "BanViewer",
    "BannedFromChannelError",
    "ChannelBan",
    "OwnerBanError",
    "TooManyBansError",
    "ban_viewer",
    "enforce_suspensions",
    "is_banned",
    "list_bans",
    "unban_viewer",
    "viewing_rules",
]
